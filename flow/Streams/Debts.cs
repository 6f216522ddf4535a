using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Streams;

/// <summary>What could not be done: an item of a list that could not be followed up, or a case that could not be reconciled.</summary>
/// <param name="List">Schema name of the list; empty for a case.</param>
/// <param name="Id">Item, or the case itself. Empty for the list as a whole.</param>
/// <param name="CaseId">Case it belongs to; empty when it belongs to none.</param>
public sealed record Undone(string List, string Id, string CaseId)
{
    /// <summary>A case that could not be reconciled.</summary>
    public static Undone Case(string caseId) => new("", caseId, caseId);

    /// <summary>Its key in the ledger.</summary>
    public string Key => Debts.KeyOf(List, Id);
}

/// <summary>A debt as it is written down.</summary>
/// <param name="What">What is owed.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Parked">It was tried often enough, and waits until people have seen to it.</param>
/// <param name="Row">Where it stands; null when it is not written down yet.</param>
public sealed record Debt(Undone What, int Tries, bool Parked, Item? Row);

/// <summary>
/// Debts in the effect ledger. What could not be followed up is written down, and then the cursor may move on: from then on the debt is the memory, and no
/// other change waits for it.
/// </summary>
public sealed class Debts(ListStore rows, Owed owed, TimeProvider time)
{
    /// <summary>So often a thing is tried before it is parked.</summary>
    public const int Tries = 5;

    /// <summary>So long a parked thing rests before it is tried once more by itself.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    private const string Prefix = "trouble|";

    /// <summary>Key of a debt.</summary>
    public static string KeyOf(string list, string id) => $"{Prefix}{(list.Length == 0 ? "case" : list)}|{id}";

    /// <summary>The row is a debt and not an effect.</summary>
    public static bool IsDebt(Item row) => row.Text(EffectLedger.State) is "owed" or "parked";

    /// <summary>A debt from its row.</summary>
    public static Debt Read(Item row)
    {
        var (list, caseId) = (row.Text(EffectLedger.OfList), row.Text(EffectLedger.CaseId));
        return new Debt(list.Length == 0 ? Undone.Case(caseId) : new Undone(list, row.Text(EffectLedger.OfItem), caseId),
            row.Count(EffectLedger.Attempt), row.Text(EffectLedger.State) == "parked", row);
    }

    /// <summary>The key is one of ours.</summary>
    public static bool IsKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>This worker knows of a debt.</summary>
    public bool Knows(Undone what) => owed.Find(what.Key) is not null;

    /// <summary>A case waits until people have seen to it.</summary>
    public bool IsParked(string caseId) => owed.IsParked(caseId);

    /// <summary>The debt is written down and its time has not come.</summary>
    public bool Rests(Undone what) => owed.Find(what.Key) is { } row && row.Instant(EffectLedger.NextDue) > time.GetUtcNow();

    /// <summary>The debt as it stands in the list now; a new one when it is not there.</summary>
    public async Task<Debt> FindAsync(Undone what, CancellationToken cancellationToken) =>
        await FindAsync(what.Key, cancellationToken) ?? new Debt(what, 0, false, null);

    /// <summary>The debt of a key; null when nothing is owed under it.</summary>
    public async Task<Debt?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = (await rows.FindAsync(EffectLedger.EffectKey, key, cancellationToken)).FirstOrDefault(IsDebt);
        if (found is null) owed.Forget(key);
        else owed.Set(found);
        return found is null ? null : Read(found);
    }

    /// <summary>The debt after one more try that failed: parked when it was tried often enough, or when trying again cannot help.</summary>
    public static Debt Failed(Debt debt, bool hopeless) => debt with { Tries = debt.Tries + 1, Parked = debt.Parked || hopeless || debt.Tries + 1 >= Tries };

    /// <summary>Writes a debt down, with the time at which it is to be tried again. When another worker wrote it in between, its word stands.</summary>
    /// <exception cref="M365Exception">It could not be written: then nothing may move on.</exception>
    public async Task WriteAsync(Debt debt, string why, CancellationToken cancellationToken)
    {
        var fields = Row(debt, why);
        try
        {
            if (debt.Row is null) await rows.CreateAsync(fields, cancellationToken);
            else await rows.UpdateAsync(debt.Row, fields, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Conflict or Failure.Changed)
        {
            // It is written down all the same.
        }

        await FindAsync(debt.What.Key, cancellationToken);
    }

    /// <summary>Nothing is owed any more.</summary>
    public async Task PaidAsync(Debt debt, CancellationToken cancellationToken)
    {
        if (debt.Row is not null) await rows.RemoveAsync(debt.Row, cancellationToken);
        owed.Forget(debt.What.Key);
    }

    private Fields Row(Debt debt, string why)
    {
        var now = time.GetUtcNow();
        return new Fields
        {
            Title = debt.What.Key,
            [EffectLedger.EffectKey] = debt.What.Key,
            [EffectLedger.CaseId] = debt.What.CaseId.Length > 0 ? debt.What.CaseId : null,
            [EffectLedger.State] = debt.Parked ? "parked" : "owed",
            [EffectLedger.ClaimedAt] = now,
            [EffectLedger.Attempt] = debt.Tries,
            [EffectLedger.NextDue] = now + (debt.Parked ? Rest : Owed.Wait(debt.Tries)),
            [EffectLedger.OfList] = debt.What.List.Length > 0 ? debt.What.List : null,
            [EffectLedger.OfItem] = debt.What.List.Length > 0 && debt.What.Id.Length > 0 ? debt.What.Id : null,
            [EffectLedger.Why] = why,
        };
    }
}
