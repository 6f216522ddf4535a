using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Polling, the base of everything: each minute rings for the lists that no subscription watches, and takes up what was left undone.</summary>
public sealed class Sweep(Pipeline pipeline)
{
    /// <summary>Each minute.</summary>
    [Function(nameof(Sweep))]
    [QueueOutput(Doors.ListsQueue)]
    public async Task<string[]> Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        [.. (await pipeline.SweepAsync(cancellationToken)).Select(doorbell => doorbell.ToString())];
}
