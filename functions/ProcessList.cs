using EmulationM365.Intake;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Looks at one list and follows up what changed in it. A failure is tried again; after five tries the doorbell is laid aside, and the sweep rings anew.</summary>
public sealed class ProcessList(Pipeline pipeline)
{
    /// <summary>For each doorbell.</summary>
    [Function(nameof(ProcessList))]
    public Task Run([QueueTrigger(Doors.ListsQueue)] string message, CancellationToken cancellationToken) =>
        pipeline.ProcessAsync(Doorbell.Read(message) ?? throw new InvalidOperationException("The message is not a doorbell"), cancellationToken);
}
