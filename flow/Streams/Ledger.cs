using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Streams;

/// <summary>
/// Remembers which effects are done, and lets one worker at a time begin those that have no key of their own. A mail whose outcome is unknown is repeated
/// after the lease (must-arrive) or left (at-most-once): more cannot be had from a service that does not tell.
/// </summary>
public sealed partial class Ledger(ListStore rows, TimeProvider time, ILogger<Ledger> logger)
{
    /// <summary>For so long a claim belongs to the worker that made it; far longer than any call may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(6);

    /// <summary>Rows of a case, by effect key.</summary>
    public async Task<IReadOnlyDictionary<string, Item>> LoadAsync(string caseId, CancellationToken cancellationToken) =>
        (await rows.FindAsync(EffectLedger.CaseId, caseId, cancellationToken)).ToDictionary(item => item.Text(EffectLedger.EffectKey));

    /// <summary>Cases of which something is owed by now.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(CancellationToken cancellationToken)
    {
        var due = await rows.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"fields/NextDue le '{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}'"), cancellationToken);
        return [.. due.Select(item => item.Text(EffectLedger.CaseId)).Distinct()];
    }

    /// <summary>
    /// Takes off what is claimed and owed by nothing: nobody wants it any more (a request answered meanwhile), or it may not be repeated (a reminder whose sender
    /// was cut off). Without this it would be looked at each minute for ever. A day passes before: the read that did not show why it is owed may have lagged behind.
    /// </summary>
    /// <param name="caseId">Case that was just reconciled.</param>
    /// <param name="owed">Keys of what it owes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task GiveUpAsync(string caseId, IReadOnlySet<string> owed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var idle = (await LoadAsync(caseId, cancellationToken)).Values.Where(row => row.Text(EffectLedger.State) == "claimed" && row.Instant(EffectLedger.NextDue) <= now);
        foreach (var row in idle.Where(row => !owed.Contains(row.Text(EffectLedger.EffectKey))))
        {
            var over = now - (row.Instant(EffectLedger.ClaimedAt) ?? now) >= Forgotten;
            if (over) Log.GivenUp(logger, row.Text(EffectLedger.EffectKey));
            try
            {
                await rows.UpdateAsync(row, over ? new Fields { [EffectLedger.State] = "unknown", [EffectLedger.NextDue] = null } : new Fields { [EffectLedger.NextDue] = now + LookAgain }, cancellationToken);
            }
            catch (M365Exception failure) when (failure.Failure == Failure.Changed)
            {
                Log.TakenOver(logger, row.Text(EffectLedger.EffectKey));
            }
        }
    }

    /// <summary>Sees to an effect, unless it is done or in another's hands.</summary>
    /// <param name="caseId">Case.</param>
    /// <param name="effect">Effect.</param>
    /// <param name="known">Rows of the case as just read.</param>
    /// <param name="act">Does it, once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task SeeToAsync(string caseId, Effect effect, IReadOnlyDictionary<string, Item> known, Func<Task> act, CancellationToken cancellationToken)
    {
        var key = KeyOf(caseId, effect.Key);
        var row = known.GetValueOrDefault(key);
        if (row?.Text(EffectLedger.State) is "done" or "unknown") return;
        if (effect.Class == EffectClass.Keyed)
        {
            await act();
            await rows.EnsureAsync(Row(key, caseId, "done", 1, null), cancellationToken);
            return;
        }

        if (await ClaimAsync(key, caseId, effect, row, cancellationToken) is { } claim) await ActAsync(key, claim, act, cancellationToken);
    }

    /// <summary>Key of a row: the case and the effect.</summary>
    public static string KeyOf(string caseId, string effectKey) => $"{caseId}|{effectKey}";

    private async Task<Item?> ClaimAsync(string key, string caseId, Effect effect, Item? row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            if (row is null) return await rows.CreateAsync(Row(key, caseId, "claimed", 1, now + Lease), cancellationToken);
            if (now < row.Instant(EffectLedger.NextDue)) return null;
            if (effect.Class == EffectClass.AtMostOnce)
            {
                await rows.UpdateAsync(row, new Fields { [EffectLedger.State] = "unknown", [EffectLedger.NextDue] = null }, cancellationToken);
                return null;
            }

            Log.TakenOver(logger, key);
            await rows.UpdateAsync(row, Row(key, caseId, "claimed", row.Count(EffectLedger.Attempt) + 1, now + Lease), cancellationToken);
            return (await rows.GetAsync(row.Id, cancellationToken))!;
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Conflict or Failure.Changed)
        {
            // Another worker was first: it is its turn.
            return null;
        }
    }

    private async Task ActAsync(string key, Item claim, Func<Task> act, CancellationToken cancellationToken)
    {
        // A worker that was frozen since its claim may already have been taken over.
        var claimedAt = claim.Instant(EffectLedger.ClaimedAt) ?? time.GetUtcNow();
        if (time.GetUtcNow() - claimedAt > Lease / 3) return;
        try
        {
            await act();
        }
        catch (M365Exception failure)
        {
            await FailedAsync(key, claim, failure, cancellationToken);
            return;
        }

        await rows.UpdateAsync(claim, new Fields { [EffectLedger.State] = "done", [EffectLedger.NextDue] = null }, cancellationToken);
    }

    /// <summary>Unknown: the lease decides. Known to have failed: again soon, and ever less often.</summary>
    private async Task FailedAsync(string key, Item claim, M365Exception failure, CancellationToken cancellationToken)
    {
        Log.Failed(logger, key, failure.Message);
        if (failure.Failure == Failure.Unknown) return;
        var wait = failure.RetryAfter ?? TimeSpan.FromMinutes(Math.Min(60, 1 << Math.Min(6, claim.Count(EffectLedger.Attempt))));
        await rows.UpdateAsync(claim, new Fields { [EffectLedger.NextDue] = time.GetUtcNow() + wait }, cancellationToken);
    }

    private Fields Row(string key, string caseId, string state, int attempt, DateTimeOffset? due) => new()
    {
        Title = key,
        [EffectLedger.EffectKey] = key,
        [EffectLedger.CaseId] = caseId,
        [EffectLedger.State] = state,
        [EffectLedger.ClaimedAt] = time.GetUtcNow(),
        [EffectLedger.Attempt] = attempt,
        [EffectLedger.NextDue] = due,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Effect {Key} was begun by a worker that did not finish; taken over")]
        public static partial void TakenOver(ILogger logger, string key);

        [LoggerMessage(LogLevel.Warning, "Effect {Key} was begun, is not to be repeated, and may not have happened")]
        public static partial void GivenUp(ILogger logger, string key);

        [LoggerMessage(LogLevel.Warning, "Effect {Key} failed: {Why}")]
        public static partial void Failed(ILogger logger, string key, string why);
    }
}
