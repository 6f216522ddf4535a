namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>
/// When each subscription with a lifecycle address is told that it has to be authorized again: a day before it ends, or after three quarters of a life that is
/// shorter than four days. Once for each time it was made or renewed.
/// </summary>
internal sealed class ReauthorizationPlan(Database database)
{
    private long _next = Read(database);

    public bool IsDue(DateTimeOffset now) => Volatile.Read(ref _next) <= now.UtcTicks;

    /// <summary>Writes down when; to be called where a subscription is saved.</summary>
    public static void Plan(Session session, Subscription one, DateTimeOffset now)
    {
        session.Run($"DELETE FROM reauthorizations WHERE subscription = {one.Id} OR subscription NOT IN (SELECT id FROM subscriptions)");
        if (one.LifecycleUrl is null) return;
        var expires = DateTimeOffset.Parse(one.Expires, CultureInfo.InvariantCulture);
        var lead = (expires - now) / 4 < TimeSpan.FromDays(1) ? (expires - now) / 4 : TimeSpan.FromDays(1);
        session.Run($"INSERT INTO reauthorizations VALUES ({one.Id}, {TenantClock.Stamp(expires - lead)})");
    }

    /// <summary>Nothing is left to be told: it was authorized again.</summary>
    public static void Done(Session session, Subscription one) => session.Run($"DELETE FROM reauthorizations WHERE subscription = {one.Id}");

    /// <summary>Looks again what is planned, after a subscription was saved.</summary>
    public void Refresh() => Volatile.Write(ref _next, Read(database));

    /// <summary>Takes the subscriptions that are to be told now.</summary>
    public List<Subscription> Take(DateTimeOffset now)
    {
        var stamp = TenantClock.Stamp(now);
        var due = database.Write(session =>
        {
            var ids = session.All($"SELECT subscription FROM reauthorizations WHERE due <= {stamp} ORDER BY due, subscription", row => row.GetString(0));
            session.Run($"DELETE FROM reauthorizations WHERE due <= {stamp}");
            return ids.Select(id => SubscriptionStore.Find(session, id, stamp)).OfType<Subscription>().ToList();
        });
        Refresh();
        return due;
    }

    private static long Read(Database database) =>
        database.Read(session => session.Text($"SELECT MIN(due) FROM reauthorizations")) is { } due ? DateTimeOffset.Parse(due, CultureInfo.InvariantCulture).UtcTicks : long.MaxValue;
}
