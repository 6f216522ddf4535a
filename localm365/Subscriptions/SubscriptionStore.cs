using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>Subscriptions in the database. One that has expired is as good as gone, and nobody is told.</summary>
internal static class SubscriptionStore
{
    public static List<Subscription> OfApp(Session session, string app, string now) =>
        session.All($"SELECT * FROM subscriptions WHERE app = {app} AND expires > {now} ORDER BY expires, id", Map);

    public static List<Subscription> OfList(Session session, long list, string now) =>
        session.All($"SELECT * FROM subscriptions WHERE list = {list} AND expires > {now}", Map);

    public static Subscription? Find(Session session, string id, string now) =>
        session.First($"SELECT * FROM subscriptions WHERE id = {id} AND expires > {now}", Map);

    public static void Save(Session session, Subscription one, string now)
    {
        session.Run($"DELETE FROM subscriptions WHERE expires <= {now} OR id = {one.Id}");
        session.Run(
            $"""
            INSERT INTO subscriptions (id, app, list, resource, notificationUrl, clientState, lifecycleUrl, tls, expires)
            VALUES ({one.Id}, {one.App}, {one.List}, {one.Resource}, {one.NotificationUrl}, {one.ClientState}, {one.LifecycleUrl}, {one.Tls}, {one.Expires})
            """);
    }

    /// <summary>Ends subscriptions of a list (0 for all) or one by its id: they are gone, or expire at a moment. Gives how many.</summary>
    public static int End(Session session, long list, string? id, string? expires)
    {
        FormattableString meant = $"({list} = 0 OR list = {list}) AND ({id} IS NULL OR id = {id})";
        return expires is null ? session.Run($"DELETE FROM subscriptions WHERE {meant}") : session.Run($"UPDATE subscriptions SET expires = {expires} WHERE {meant}");
    }

    public static void Remove(Session session, string id) => session.Run($"DELETE FROM subscriptions WHERE id = {id}");

    private static Subscription Map(SqliteDataReader row) => new(
        row.Text("id"), row.Text("app"), row.Number("list"), row.Text("resource"), row.Text("notificationUrl"), row.MaybeText("clientState"),
        row.MaybeText("lifecycleUrl"), row.MaybeText("tls"), row.Text("expires"));
}
