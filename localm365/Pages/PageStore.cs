using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Pages;

/// <summary>Site pages in the database.</summary>
internal static class PageStore
{
    public static List<SitePage> Of(Session session, Site site) => session.All($"SELECT * FROM pages WHERE site = {site.Id} ORDER BY created, name", Map);

    public static List<SitePage> Published(Session session) => session.All($"SELECT * FROM pages WHERE published IS NOT NULL ORDER BY modified DESC, name", Map);

    public static SitePage? Find(Session session, Site site, string id) =>
        session.First($"SELECT * FROM pages WHERE site = {site.Id} AND id = {id} COLLATE NOCASE", Map);

    public static SitePage? ByName(Session session, Site site, string name) =>
        session.First($"SELECT * FROM pages WHERE site = {site.Id} AND name = {name} COLLATE SITE", Map);

    public static SitePage Add(Session session, Site site, string name, JsonObject draft, JsonObject author, string now)
    {
        if (session.Number($"SELECT COUNT(*) FROM pages WHERE site = {site.Id} AND name = {name} COLLATE SITE") > 0)
            throw Refused.Taken("The specified item name already exists.");
        var id = session.Ids.Text();
        var by = Wire.Text(author);
        session.Run($"INSERT INTO pages VALUES ({id}, {site.Id}, {name}, {Wire.Text(draft)}, NULL, 'checkout', 0, 1, {now}, {now}, {by}, {by})");
        return Find(session, site, id)!;
    }

    /// <summary>A change goes into the draft; what people see stays until the next publishing.</summary>
    public static SitePage Change(Session session, Site site, SitePage page, JsonObject draft, JsonObject editor, string now)
    {
        session.Run(
            $"""
            UPDATE pages SET draft = {Wire.Text(draft)}, level = 'checkout', minor = minor + 1, modified = {now}, editor = {Wire.Text(editor)}
            WHERE id = {page.Id}
            """);
        return Find(session, site, page.Id)!;
    }

    public static void Publish(Session session, SitePage page, string now) =>
        session.Run($"UPDATE pages SET published = draft, level = 'published', major = major + 1, minor = 0, modified = {now} WHERE id = {page.Id}");

    public static void Remove(Session session, SitePage page) => session.Run($"DELETE FROM pages WHERE id = {page.Id}");

    private static SitePage Map(SqliteDataReader row) => new(
        row.Text("id"), row.Number("site"), row.Text("name"), row.Json("draft"), row.MaybeText("published") is { } text ? Wire.Parse(text) : null,
        row.Text("level"), row.Number("major"), row.Number("minor"), row.Text("created"), row.Text("modified"), row.Json("author"), row.Json("editor"));
}
