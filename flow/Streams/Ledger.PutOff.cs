using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Streams;

/// <summary>Effects that are kept back until their time, and then done with one act where they belong together.</summary>
public sealed partial class Ledger
{
    /// <summary>The row stands for an effect that nobody has begun: it was put off.</summary>
    public static bool IsPutOff(Item row) => row.Text(EffectLedger.State) == "claimed" && row.Count(EffectLedger.Attempt) == 0;

    /// <summary>Puts off an effect that nobody has begun, so that whoever works then takes it up.</summary>
    /// <param name="caseId">Case.</param>
    /// <param name="effect">Effect.</param>
    /// <param name="row">Its row where it was put off before; null where there is none.</param>
    /// <param name="until">When it is to be taken up.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PutOffAsync(string caseId, Effect effect, Item? row, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var key = KeyOf(caseId, effect.Key);
        try
        {
            if (row is null) await rows.CreateAsync(Row(key, caseId, "claimed", 0, until), cancellationToken);
            else await rows.UpdateAsync(row, new Fields { [EffectLedger.NextDue] = until }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Conflict or Failure.Changed)
        {
            // Another worker was first, and put it off or did it.
        }

        _owed.Set(key, caseId, until);
    }

    /// <summary>Sees to several effects with one act. Those that others have in hand are left to them; where it is not known what became of it, each is taken up again by itself.</summary>
    /// <param name="effects">The effects.</param>
    /// <param name="act">Does those that it is given, all at once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task SeeToTogetherAsync(IReadOnlyList<PutOffEffect> effects, Func<IReadOnlyList<PutOffEffect>, Task> act, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var claims = new List<(PutOffEffect Effect, Item Claim)>();
        foreach (var effect in effects)
        {
            if (await ClaimAsync(effect.RowKey, effect.CaseId, effect.Effect, effect.Row, cancellationToken) is { } claim) claims.Add((effect, claim));
        }

        if (claims.Count == 0) return;
        var done = false;
        await ActAsync(claims[0].Effect.RowKey, claims[0].Claim, began, async () =>
        {
            await act([.. claims.Select(pair => pair.Effect)]);
            done = true;
            return EffectNote.None;
        }, cancellationToken);
        // Not done, or nobody knows: what was claimed is taken up after the lease.
        if (!done) return;
        foreach (var (effect, claim) in claims.Skip(1)) await RecordAsync(effect.RowKey, claim, EffectNote.None, cancellationToken);
    }
}
