using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Rest;

/// <summary>A group of a site. It is a principal like a person, with an id from the same numbers.</summary>
internal sealed record SiteGroup(long Id, string Title, string Description);

/// <summary>Groups of sites and their members in the database.</summary>
internal static class GroupStore
{
    public static List<SiteGroup> Of(Session session, Site site) => session.All($"SELECT * FROM site_groups WHERE site = {site.Id} ORDER BY id", Map);

    public static SiteGroup? Find(Session session, Site site, long id) => session.First($"SELECT * FROM site_groups WHERE site = {site.Id} AND id = {id}", Map);

    public static SiteGroup? Find(Session session, Site site, string title) =>
        session.First($"SELECT * FROM site_groups WHERE site = {site.Id} AND title = {title} COLLATE SITE", Map);

    public static SiteGroup Add(Session session, Site site, string title, string description, string now)
    {
        var row = UserRows.AddGroup(session, site, title, now);
        session.Run($"INSERT INTO site_groups VALUES ({site.Id}, {row.Id}, {title}, {description})");
        return new SiteGroup(row.Id, title, description);
    }

    public static void Remove(Session session, Site site, SiteGroup group)
    {
        session.Run($"DELETE FROM assignments WHERE principal = {group.Id} AND list IN (SELECT id FROM lists WHERE site = {site.Id})");
        session.Run($"DELETE FROM members WHERE site = {site.Id} AND grp = {group.Id}");
        session.Run($"DELETE FROM site_groups WHERE site = {site.Id} AND id = {group.Id}");
        UserRows.RemoveGroup(session, site, group.Id);
    }

    public static List<long> Members(Session session, Site site, SiteGroup group) =>
        session.All($"SELECT member FROM members WHERE site = {site.Id} AND grp = {group.Id} ORDER BY member", row => row.GetInt64(0));

    private static SiteGroup Map(SqliteDataReader row) => new(row.Number("id"), row.Text("title"), row.Text("description"));
}
