using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Streams;

/// <summary>What an effect leaves to remember.</summary>
/// <param name="Text">The memory; empty when there is none.</param>
/// <param name="LookAgain">When the case is to be looked at again because of it; null = never.</param>
public sealed record EffectNote(string Text, DateTimeOffset? LookAgain)
{
    /// <summary>Nothing.</summary>
    public static EffectNote None { get; } = new("", null);
}

/// <summary>
/// Remembers which effects are done, and lets one worker at a time begin those that have no key of their own. A mail whose outcome is unknown is repeated
/// after the lease (must-arrive) or left (at-most-once): more cannot be had from a service that does not tell.
/// </summary>
public sealed partial class Ledger(ListStore rows, TimeProvider time, ILogger<Ledger> logger, Owed? memory = null)
{
    /// <summary>For so long a claim belongs to the worker that made it, in the service's time; far longer than any call may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>For so long the worker that made a claim trusts it, by its own measure; far longer than any call may take, and far shorter than the lease.</summary>
    public static readonly TimeSpan Fence = TimeSpan.FromMinutes(5);

    private readonly Owed _owed = memory ?? new Owed();

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(6);

    /// <summary>Rows of a case, by effect key.</summary>
    public async Task<IReadOnlyDictionary<string, Item>> LoadAsync(string caseId, CancellationToken cancellationToken) =>
        (await rows.FindAsync(EffectLedger.CaseId, caseId, cancellationToken)).ToDictionary(item => item.Text(EffectLedger.EffectKey));

    /// <summary>
    /// What is owed by now, by this worker or another. The list is asked at the start, every twenty minutes, and when something remembered is due; else the answer
    /// comes from memory, so a minute in which nothing is owed costs nothing.
    /// </summary>
    public async Task<IReadOnlyList<Item>> DueAsync(CancellationToken cancellationToken)
    {
        if (!_owed.MustAsk(time.GetUtcNow())) return [];
        await AskAsync(cancellationToken);
        var now = time.GetUtcNow();
        return [.. _owed.Rows.Where(row => row.Instant(EffectLedger.NextDue) <= now && !_owed.Holds(row))];
    }

    /// <summary>Sees to it that this worker knows what is owed, before it acts on anything.</summary>
    public Task RememberAsync(CancellationToken cancellationToken) => _owed.Asked ? Task.CompletedTask : AskAsync(cancellationToken);

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        // Every row that says when to look again: what is due, and what is parked for later.
        _owed.Learn(await rows.QueryAsync("fields/NextDue ge '2000-01-01T00:00:00Z'", cancellationToken), began);
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
        var due = (await LoadAsync(caseId, cancellationToken)).Values.Where(row => row.Instant(EffectLedger.NextDue) <= now && !Debts.IsDebt(row)).ToList();
        // What is done and was to be looked at again by a part that is switched off since.
        foreach (var row in due.Where(row => row.Text(EffectLedger.State) == "done" && row.Text(EffectLedger.Why).Length > 0 && !owed.Contains(row.Text(EffectLedger.EffectKey)))) await NoteAsync(row, EffectNote.None, cancellationToken);
        var idle = due.Where(row => row.Text(EffectLedger.State) == "claimed");
        foreach (var row in idle.Where(row => !owed.Contains(row.Text(EffectLedger.EffectKey))))
        {
            var over = now - (row.Instant(EffectLedger.ClaimedAt) ?? now) >= Forgotten;
            var again = now + (IsPutOff(row) ? Forgotten : LookAgain);
            // What was only put off was never begun.
            if (over && !IsPutOff(row)) Log.GivenUp(logger, row.Text(EffectLedger.EffectKey));
            try
            {
                await rows.UpdateAsync(row, over ? new Fields { [EffectLedger.State] = "unknown", [EffectLedger.NextDue] = null } : new Fields { [EffectLedger.NextDue] = again }, cancellationToken);
                if (over) _owed.Forget(row.Text(EffectLedger.EffectKey));
                else _owed.Set(row.Text(EffectLedger.EffectKey), caseId, again);
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
    public Task SeeToAsync(string caseId, Effect effect, IReadOnlyDictionary<string, Item> known, Func<Task> act, CancellationToken cancellationToken) => SeeToAsync(caseId, effect, known, async () =>
    {
        await act();
        return EffectNote.None;
    }, cancellationToken);

    /// <summary>Sees to an effect that leaves something to remember, which is written down with the same stroke that calls it done.</summary>
    /// <inheritdoc cref="SeeToAsync(string, Effect, IReadOnlyDictionary{string, Item}, Func{Task}, CancellationToken)"/>
    public async Task SeeToAsync(string caseId, Effect effect, IReadOnlyDictionary<string, Item> known, Func<Task<EffectNote>> act, CancellationToken cancellationToken)
    {
        var key = KeyOf(caseId, effect.Key);
        var row = known.GetValueOrDefault(key);
        if (row?.Text(EffectLedger.State) is "done" or "unknown") return;
#if MUTANTS
        if (Mutant.Is("no-claim") && effect.Class != EffectClass.Keyed)
        {
            await act();
            await rows.EnsureAsync(Row(key, caseId, "done", 1, null), cancellationToken);
            return;
        }

        if (Mutant.Is("record-before-effect"))
        {
            if (await rows.EnsureAsync(Row(key, caseId, "done", 1, null), cancellationToken)) await act();
            return;
        }

#endif
        if (effect.Class == EffectClass.Keyed)
        {
            await act();
            await rows.EnsureAsync(Row(key, caseId, "done", 1, null), cancellationToken);
            return;
        }

        // Begun before the claim is sent: a worker that freezes while the answer is on its way has aged all the same.
        var began = time.GetTimestamp();
        if (await ClaimAsync(key, caseId, effect, row, cancellationToken) is { } claim) await ActAsync(key, claim, began, act, cancellationToken);
    }

    /// <summary>Writes anew what is remembered of an effect that is done. Where another worker wrote meanwhile, its word stands.</summary>
    public async Task NoteAsync(Item row, EffectNote note, CancellationToken cancellationToken)
    {
        try
        {
            await rows.UpdateAsync(row, Done(note), cancellationToken);
            Remember(row.Text(EffectLedger.EffectKey), row.Text(EffectLedger.CaseId), note.LookAgain);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Changed)
        {
            Log.TakenOver(logger, row.Text(EffectLedger.EffectKey));
        }
    }

    /// <summary>Key of a row: the case and the effect.</summary>
    public static string KeyOf(string caseId, string effectKey) => $"{caseId}|{effectKey}";

    private async Task<Item?> ClaimAsync(string key, string caseId, Effect effect, Item? row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            // Whatever becomes of the claim, this worker looks again after the lease.
            if (row is null) _owed.Set(key, caseId, now + Lease);
            if (row is null) return await rows.CreateAsync(Row(key, caseId, "claimed", 1, now + Lease), cancellationToken);
            if (now < row.Instant(EffectLedger.NextDue)) return null;
            if (effect.Class == EffectClass.AtMostOnce)
            {
                _owed.Forget(key);
                await rows.UpdateAsync(row, new Fields { [EffectLedger.State] = "unknown", [EffectLedger.NextDue] = null }, cancellationToken);
                return null;
            }

            if (!IsPutOff(row)) Log.TakenOver(logger, key);
            _owed.Set(key, caseId, now + Lease);
            return await OwnAsync(row, Row(key, caseId, "claimed", row.Count(EffectLedger.Attempt) + 1, now + Lease), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Conflict or Failure.Changed)
        {
            // Another worker was first: it is its turn.
            return null;
        }
    }

    /// <summary>Writes a claim over an old one. What is read again afterwards may already be the claim of whoever took over meanwhile: it is not one's own.</summary>
    private async Task<Item?> OwnAsync(Item row, Fields claim, CancellationToken cancellationToken)
    {
        var written = await rows.UpdateAsync(row, claim, cancellationToken);
        var read = await rows.GetAsync(row.Id, cancellationToken);
        return read?.ETag == written.ETag ? read : null;
    }

    private async Task ActAsync(string key, Item claim, long began, Func<Task<EffectNote>> act, CancellationToken cancellationToken)
    {
        // A worker that was frozen since its claim may already have been taken over. How long it slept is measured, not read off a wall clock that may have been set
        // back meanwhile; and a claim that its own clock calls old is left as well.
        var claimedAt = claim.Instant(EffectLedger.ClaimedAt) ?? time.GetUtcNow();
#if MUTANTS
        if (!Mutant.Is("no-fence"))
#endif
        if (time.GetElapsedTime(began) > Fence || time.GetUtcNow() - claimedAt > Fence)
        {
            Log.Fenced(logger, key);
            return;
        }

        EffectNote note;
        try
        {
            note = await act();
        }
        catch (M365Exception failure)
        {
            await FailedAsync(key, claim, failure, cancellationToken);
            return;
        }

#if MUTANTS
        if (Mutant.Is("repeat-on-lost-record"))
        {
            try
            {
                await rows.UpdateAsync(claim, new Fields { [EffectLedger.State] = "done", [EffectLedger.NextDue] = null }, cancellationToken);
            }
            catch (M365Exception)
            {
                await act();
            }

            return;
        }

#endif
        await RecordAsync(key, claim, note, cancellationToken);
    }

    private async Task RecordAsync(string key, Item claim, EffectNote note, CancellationToken cancellationToken)
    {
        await rows.UpdateAsync(claim, Done(note), cancellationToken);
        Remember(key, claim.Text(EffectLedger.CaseId), note.LookAgain);
    }

    private static Fields Done(EffectNote note)
    {
        var fields = new Fields { [EffectLedger.State] = "done", [EffectLedger.NextDue] = note.LookAgain };
        if (note.Text.Length > 0) fields[EffectLedger.Why] = note.Text;
        return fields;
    }

    private void Remember(string key, string caseId, DateTimeOffset? due)
    {
        if (due is { } at) _owed.Set(key, caseId, at);
        else _owed.Forget(key);
    }

    /// <summary>Unknown: the lease decides. Known to have failed: again soon, and ever less often.</summary>
    private async Task FailedAsync(string key, Item claim, M365Exception failure, CancellationToken cancellationToken)
    {
        Log.Failed(logger, key, failure.Message);
        if (failure.Failure == Failure.Unknown) return;
        var due = time.GetUtcNow() + (failure.RetryAfter ?? Owed.Wait(claim.Count(EffectLedger.Attempt)));
        await rows.UpdateAsync(claim, new Fields { [EffectLedger.NextDue] = due }, cancellationToken);
        _owed.Set(key, claim.Text(EffectLedger.CaseId), due);
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

        [LoggerMessage(LogLevel.Warning, "Effect {Key} was claimed too long ago to be begun now; whoever looks after the lease does it")]
        public static partial void Fenced(ILogger logger, string key);

        [LoggerMessage(LogLevel.Warning, "Effect {Key} failed: {Why}")]
        public static partial void Failed(ILogger logger, string key, string why);
    }
}
