namespace EmulationM365.Microsoft365;

/// <summary>What was spent.</summary>
/// <param name="Requests">HTTP exchanges begun, repeats included; a batch is one.</param>
/// <param name="Writes">Calls that may change something; each of those inside a batch counts.</param>
/// <param name="Units">SharePoint resource units.</param>
public sealed record Cost(long Requests, long Writes, long Units)
{
    /// <summary>Nothing.</summary>
    public static Cost None { get; } = new(0, 0, 0);

    /// <summary>Both together.</summary>
    public static Cost operator +(Cost one, Cost other) => new(one.Requests + other.Requests, one.Writes + other.Writes, one.Units + other.Units);

    /// <summary>Both together.</summary>
    public Cost Add(Cost other) => this + other;
}

/// <summary>What was spent on Microsoft 365 by this process, split by what it was spent for.</summary>
public sealed class CostMeter
{
    /// <summary>The cause of what nobody named a cause for.</summary>
    public const string Unnamed = "other";

    private static readonly AsyncLocal<string?> Current = new();
    private readonly Lock _one = new();
    private readonly Dictionary<string, Cost> _spent = [];

    /// <summary>HTTP exchanges begun, repeats included; a batch is one.</summary>
    public long Requests => Total.Requests;

    /// <summary>Calls that may change something; each of those inside a batch counts.</summary>
    public long Writes => Total.Writes;

    /// <summary>SharePoint resource units.</summary>
    public long Units => Total.Units;

    /// <summary>Everything.</summary>
    public Cost Total
    {
        get
        {
            lock (_one) return _spent.Values.Aggregate(Cost.None, (sum, next) => sum + next);
        }
    }

    /// <summary>What was spent for each cause, as it stands now.</summary>
    public IReadOnlyDictionary<string, Cost> ByCause
    {
        get
        {
            lock (_one) return new SortedDictionary<string, Cost>(_spent, StringComparer.Ordinal);
        }
    }

    /// <summary>Until this is disposed, what the caller and whatever it calls spends is spent for a cause; a cause named further in takes its place meanwhile.</summary>
    /// <param name="name">A word that is the same each time: "sweep", "command", "reconcile", "nightly".</param>
    public static IDisposable Cause(string name)
    {
        var scope = new Scope(Current.Value);
        Current.Value = name;
        return scope;
    }

    /// <summary>Counts one exchange.</summary>
    public void Count(Bill bill)
    {
        var cause = Current.Value ?? Unnamed;
        lock (_one) _spent[cause] = _spent.GetValueOrDefault(cause, Cost.None) + new Cost(1, bill.Writes, bill.Units);
    }

    private sealed class Scope(string? before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }
}
