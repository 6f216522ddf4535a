using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Functions.Local;

/// <summary>Brings messages to the functions that take them: at least once, at most <c>maxDequeueCount</c> times, then to the poison queue.</summary>
internal sealed partial class QueuePump(
    IReadOnlyList<QueueDoor> doors, MessageStore messages, DoorCaller caller, HostFile host, TimeProvider time, ILogger<QueuePump> log)
{
    /// <summary>When the next message is or becomes visible; null when no queue of these functions holds one.</summary>
    public DateTimeOffset? Next => messages.NextVisible(doors.Select(door => door.Queue));

    /// <summary>Works until no message is visible, and gives how many tries were made.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var tries = 0;
        for (var before = -1; before != tries;)
        {
            before = tries;
            foreach (var door in doors) tries += await TakeBatchAsync(door, cancellationToken);
        }

        return tries;
    }

    private async Task<int> TakeBatchAsync(QueueDoor door, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var batch = messages.Take(door.Queue, host.BatchSize, host.VisibilityTimeout);
        await Task.WhenAll(batch.Select(message => TryAsync(door, message, cancellationToken)));
        return batch.Count;
    }

    private async Task TryAsync(QueueDoor door, StoredMessage message, CancellationToken cancellationToken)
    {
        try
        {
            // Over the limit already: its earlier tries took the process down with them.
            if (message.DequeueCount <= host.MaxDequeueCount) await caller.CallAsync(door, message.Body, DataOf(message), cancellationToken);
            else throw new InvalidOperationException("Every earlier try ended without an answer.");
            messages.Complete(door.Queue, message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            messages.Return(door.Queue, message, host.VisibilityTimeout);
            throw;
        }
        catch (Exception e)
        {
            Fail(door, message, e);
        }
    }

    private void Fail(QueueDoor door, StoredMessage message, Exception fault)
    {
        Log.TryFailed(log, fault, door.Name, message.Id, message.DequeueCount);
        if (message.DequeueCount < host.MaxDequeueCount)
        {
            messages.Return(door.Queue, message, host.VisibilityTimeout);
            return;
        }

        var poison = door.Queue + "-poison";
        messages.Move(door.Queue, message, poison);
        Log.MovedToPoison(log, message.Id, poison, message.DequeueCount);
    }

    private Dictionary<string, object?> DataOf(StoredMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Id"] = message.Id,
        ["QueueTrigger"] = message.Body,
        ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["NextVisibleTime"] = (time.GetUtcNow() + host.VisibilityTimeout).ToString("O", CultureInfo.InvariantCulture),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Function} failed on message {MessageId}, try {Try}")]
        public static partial void TryFailed(ILogger log, Exception fault, string function, string messageId, int @try);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} was moved to {Queue} after {Tries} tries")]
        public static partial void MovedToPoison(ILogger log, string messageId, string queue, int tries);
    }
}
