using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Lists;

/// <summary>Lists in the database.</summary>
internal static class ListStore
{
    public static List<SiteList> Of(Session session, Site site) =>
        session.All($"SELECT * FROM whole_lists WHERE site = {site.Id} ORDER BY displayName COLLATE SITE, id", Map);

    /// <summary>A list by id, by title or by the name in its URL.</summary>
    public static SiteList? Find(Session session, Site site, string key)
    {
        if (Guid.TryParse(key, out var guid))
            return session.First($"SELECT * FROM whole_lists WHERE site = {site.Id} AND guid = {guid.ToString()}", Map);
        key = key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return session.First($"SELECT * FROM whole_lists WHERE site = {site.Id} AND displayName = {key} COLLATE SITE", Map)
            ?? session.First($"SELECT * FROM whole_lists WHERE site = {site.Id} AND name = {key} COLLATE SITE", Map);
    }

    public static SiteList? ById(Session session, long id) => session.First($"SELECT * FROM whole_lists WHERE id = {id}", Map);

    public static SiteList? ByGuid(Session session, string guid) => session.First($"SELECT * FROM whole_lists WHERE guid = {guid}", Map);

    public static SiteList Add(Session session, Site site, NewList list, JsonObject author, string now)
    {
        Free(session, site, list.DisplayName, 0);
        session.Run(
            $"""
            INSERT INTO lists (site, guid, name, displayName, description, template, hidden, system, contentTypes, created, modified, author)
            VALUES ({site.Id}, {session.Ids.Text()}, {UrlName(session, site, list.DisplayName)}, {list.DisplayName}, {list.Description},
              {list.Template}, {list.Hidden}, {list.System}, {list.ContentTypes}, {now}, {now}, {Wire.Text(author)})
            """);
        var added = session.First($"SELECT * FROM whole_lists WHERE id = last_insert_rowid()", Map)!;
        if (!list.System) ContentTypeStore.AddBuiltIn(session, added);
        foreach (var column in BuiltInColumns.Of(list.System, list.Template == SiteList.Library)) ColumnStore.Add(session, added, column, builtIn: true);
        return added;
    }

    public static void Rename(Session session, Site site, SiteList list, string displayName, string? description, string now)
    {
        Free(session, site, displayName, list.Id);
        session.Run($"UPDATE lists SET displayName = {displayName}, description = {description}, modified = {now} WHERE id = {list.Id}");
    }

    public static void Remove(Session session, SiteList list)
    {
        foreach (var column in ColumnStore.Of(session, list.Id)) ColumnStore.DropIndex(session, list.Id, column);
        foreach (var table in new[] { "items", "versions", "columns", "subscriptions", "assignments", "scopes", "files", "content_types", "type_columns", "views", "list_settings", "type_forms", "attachments" })
            session.Run($"DELETE FROM {new Raw(table)} WHERE list = {list.Id}");
        session.Run($"DELETE FROM lists WHERE id = {list.Id}");
    }

    /// <summary>Counts a change of the columns or views of a list, so that what is known of them in memory is read anew.</summary>
    public static void Reshape(Session session, SiteList list) => session.Run($"UPDATE lists SET shape = shape + 1 WHERE id = {list.Id}");

    private static void Free(Session session, Site site, string displayName, long except)
    {
        var taken = session.Number($"SELECT COUNT(*) FROM lists WHERE site = {site.Id} AND id <> {except} AND displayName = {displayName} COLLATE SITE");
        if (taken > 0) throw Refused.Taken("Name already exists");
    }

    /// <summary>The name in the URL: the first title without the letters a URL part may not have, numbered when it is taken.</summary>
    private static string UrlName(Session session, Site site, string displayName)
    {
        var plain = string.Concat(displayName.Where(letter => !"\"*:<>?/\\|#%".Contains(letter, StringComparison.Ordinal))).Trim();
        if (plain.Length > 62) plain = plain[..62];
        for (var number = 0; ; number++)
        {
            var name = number == 0 ? plain : string.Create(CultureInfo.InvariantCulture, $"{plain}{number}");
            if (session.Number($"SELECT COUNT(*) FROM lists WHERE site = {site.Id} AND name = {name} COLLATE SITE") == 0) return name;
        }
    }

    private static SiteList Map(SqliteDataReader row) => new(
        row.Number("id"), row.Number("site"), row.Text("guid"), row.Text("name"), row.Text("displayName"), row.MaybeText("description"),
        row.Text("template"), row.Flag("hidden"), row.Flag("system"), row.Flag("contentTypes"), row.Text("created"), row.Text("modified"),
        row.Json("author"), row.Flag("versioning"), (int)row.Number("versionLimit"), row.Flag("attachments"), (int)row.Number("readSecurity"),
        (int)row.Number("writeSecurity"), row.Flag("uniqueRights"), row.Number("generation"), row.Number("shape"),
        row.Number("lastItem"), ListExtras.Read(row.MaybeText("settings")));
}

/// <summary>What a new list is made from.</summary>
internal sealed record NewList(string DisplayName, string? Description, string Template, bool Hidden, bool System, bool ContentTypes);
