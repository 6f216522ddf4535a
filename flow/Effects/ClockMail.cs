using EmulationM365.Cases;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Effects;

/// <summary>A mail that the clock brings, as one of its attempts; the next is begun when nobody knows what became of the one before.</summary>
/// <param name="Name">Which mail.</param>
/// <param name="Attempt">From 1 on.</param>
public sealed record TriedMail(string Name, int Attempt) : Effect($"mail:{Name}:{Attempt}", EffectClass.MustArrive);

/// <summary>Sends a mail that belongs to a day or a week and to no case: once, and when nobody knows what became of it, again with the next round of its timer.</summary>
public sealed class ClockMail(Ledger ledger, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>It is known to have been sent.</summary>
    /// <param name="day">What the ledger calls its day, in place of a case.</param>
    /// <param name="name">Which mail.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<bool> IsSentAsync(string day, string name, CancellationToken cancellationToken)
    {
        var known = await ledger.LoadAsync(day, cancellationToken);
        return Enumerable.Range(1, Attempts).Any(attempt => IsDone(known.GetValueOrDefault(Ledger.KeyOf(day, new TriedMail(name, attempt).Key))));
    }

    /// <summary>Sends it unless it was sent.</summary>
    /// <param name="day">What the ledger calls its day, in place of a case.</param>
    /// <param name="name">Which mail.</param>
    /// <param name="send">Sends it once, under the key that it is given.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>It is known to be on its way.</returns>
    public async Task<bool> SendAsync(string day, string name, Func<string, Task> send, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (effect, known) = (new TriedMail(name, attempt), await ledger.LoadAsync(day, cancellationToken));
            var key = Ledger.KeyOf(day, effect.Key);
            var row = known.GetValueOrDefault(key);
            if (IsDone(row)) return true;
            if (row is not null && row.Instant(EffectLedger.ClaimedAt) + Ledger.Lease <= time.GetUtcNow()) continue;
            if (row is null) await ledger.SeeToAsync(day, effect, known, () => send(key), cancellationToken);
            return IsDone((await ledger.LoadAsync(day, cancellationToken)).GetValueOrDefault(key));
        }

        return false;
    }

    private static bool IsDone(Microsoft365.Item? row) => row?.Text(EffectLedger.State) == "done";
}
