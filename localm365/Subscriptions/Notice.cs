namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>One notification on its way: for which subscription, and where to. What it says is read when it leaves.</summary>
internal sealed record Notice(string Subscription, string App, long List, string Resource, string Url)
{
    /// <summary>When the change was, by the tenant's clock: four hours later nobody tries any more.</summary>
    public required DateTimeOffset Rung { get; init; }

    /// <summary>The lifecycle event it tells; null for a change.</summary>
    public string? Lifecycle { get; init; }

    /// <summary>Not to be melted together with others that wait for the same receiver.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Not to leave before this moment of the tenant.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How often it was put off because the receiver did not take it.</summary>
    public int Attempts { get; init; }

    public static Notice OfChange(Subscription one, DateTimeOffset now) => new(one.Id, one.App, one.List, one.Resource, one.NotificationUrl) { Rung = now };

    public static Notice OfLifecycle(Subscription one, string happening, DateTimeOffset now) =>
        new(one.Id, one.App, one.List, one.Resource, one.LifecycleUrl!) { Rung = now, Lifecycle = happening };
}
