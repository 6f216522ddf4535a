using EmulationM365.Provisioning.Drift;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Tells the office how the site differs from its design. Nothing to report, no mail.</summary>
public sealed class ReportDrift(WeeklyDrift weekly)
{
    /// <summary>On Monday at 7 in the morning in Vietnam. A timer is not tried again by the platform, so it comes three times; a week that was told costs one look.</summary>
    [Function(nameof(ReportDrift))]
    public Task Run([TimerTrigger("0 0,20,40 0 * * 1")] TimerInfo timer, CancellationToken cancellationToken) => weekly.RunAsync(cancellationToken);
}
