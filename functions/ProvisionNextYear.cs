using EmulationM365.Provisioning;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Makes the lists of the next campaign year ready when its seed is there and due; the running year is not touched.</summary>
public sealed class ProvisionNextYear(NextYear next)
{
    /// <summary>Each night at 03:10 in Vietnam, long after the apply of the running year: two that write the same site would meet with conflicts.</summary>
    [Function(nameof(ProvisionNextYear))]
    public Task Run([TimerTrigger("0 10 20 * * *")] TimerInfo timer, CancellationToken cancellationToken) => next.RunAsync(cancellationToken);
}
