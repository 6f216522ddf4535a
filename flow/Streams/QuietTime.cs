using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Streams;

/// <summary>
/// Waits until a list was left alone for a while, so that the many small saves of one edit come to one event. The wait is a due row in the ledger of effects: the
/// sweep finds it, whichever worker began it: the one that did within a minute, another when it next asks the ledger. The row is in no worker's hands, so nobody gives it up.
/// </summary>
public sealed class QuietTime(ListStore rows, Owed owed, TimeProvider time)
{
    /// <summary>The list was quiet for so long since it was last edited.</summary>
    /// <param name="caseId">Case.</param>
    /// <param name="edited">When it was last edited as far as its items tell; null where they do not (something was deleted).</param>
    /// <param name="settle">How long it must be quiet.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False while it is not: the case is due again later.</returns>
    public async Task<bool> OverAsync(string caseId, DateTimeOffset? edited, TimeSpan settle, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = await FindAsync(caseId, cancellationToken);
        if (row?.Instant(EffectLedger.NextDue) is not { } due)
        {
            await WriteAsync(caseId, row, now, now + settle, cancellationToken);
            return false;
        }

        if (now < due) return false;
        var noticed = row.Instant(EffectLedger.ClaimedAt) ?? due - settle;
        var last = edited > noticed ? edited.Value : noticed;
        if (last + settle <= now) return true;
        await WriteAsync(caseId, row, last, last + settle, cancellationToken);
        return false;
    }

    /// <summary>Nothing is waited for any more.</summary>
    public async Task ForgetAsync(string caseId, CancellationToken cancellationToken)
    {
        owed.Forget(KeyOf(caseId));
        if (await FindAsync(caseId, cancellationToken) is { } row && row.Instant(EffectLedger.NextDue) is not null) await UpdateAsync(row, new Fields { [EffectLedger.NextDue] = null }, cancellationToken);
    }

    private static string KeyOf(string caseId) => Ledger.KeyOf(caseId, "settle");

    private async Task<Item?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        (await rows.FindAsync(EffectLedger.EffectKey, KeyOf(caseId), cancellationToken)) is [var row, ..] ? row : null;

    private async Task WriteAsync(string caseId, Item? row, DateTimeOffset since, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var fields = new Fields
        {
            Title = KeyOf(caseId),
            [EffectLedger.EffectKey] = KeyOf(caseId),
            [EffectLedger.CaseId] = caseId,
            [EffectLedger.State] = "done",
            [EffectLedger.ClaimedAt] = since,
            [EffectLedger.Attempt] = 1,
            [EffectLedger.NextDue] = due,
        };
        owed.Set(KeyOf(caseId), caseId, due);
        if (row is null) await rows.EnsureAsync(fields, cancellationToken);
        else await UpdateAsync(row, fields, cancellationToken);
    }

    private async Task UpdateAsync(Item row, Fields fields, CancellationToken cancellationToken)
    {
        try
        {
            await rows.UpdateAsync(row, fields, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Changed)
        {
            // Another worker waits for the same list: its row stands.
        }
    }
}
