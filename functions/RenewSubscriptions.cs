using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Keeps the subscriptions alive; Graph does not say when one of a list vanishes. A list whose subscription had to be made anew is read right after.</summary>
public sealed class RenewSubscriptions(Pipeline pipeline)
{
    /// <summary>Each hour.</summary>
    [Function(nameof(RenewSubscriptions))]
    [QueueOutput(Doors.ListsQueue)]
    public async Task<string[]> Run([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        [.. (await pipeline.RenewAsync(cancellationToken)).Select(doorbell => doorbell.ToString())];
}
