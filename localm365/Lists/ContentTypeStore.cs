using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Lists;

/// <summary>Content types in the database, and which columns of its list each of them shows.</summary>
internal static class ContentTypeStore
{
    public static List<ContentType> OfSite(Session session, Site site) =>
        [.. ContentType.BuiltIn, .. session.All($"SELECT * FROM content_types WHERE site = {site.Id} AND list = 0 ORDER BY number", Map)];

    public static List<ContentType> OfList(Session session, long list) => session.All($"SELECT * FROM content_types WHERE list = {list} ORDER BY number", Map);

    /// <summary>Those the New menu of a list offers, the default first.</summary>
    public static List<ContentType> Menu(IReadOnlyList<ContentType> types) => IsOrdered(types)
        ? [.. types.Where(type => type.Position >= 0).OrderBy(type => type.Position)]
        : [.. types.Where(type => !type.Hidden && !type.IsFolder)];

    /// <summary>The menu has an order that somebody set.</summary>
    public static bool IsOrdered(IReadOnlyList<ContentType> types) => types.Any(type => type.Position is not null);

    /// <summary>What an item is when nobody said what it is.</summary>
    public static ContentType? Default(IReadOnlyList<ContentType> types) => Menu(types).FirstOrDefault() ?? types.FirstOrDefault(type => !type.IsFolder);

    /// <summary>Makes a type of a site (list 0), or a copy in a list, below a parent. A copy stands last in the New menu.</summary>
    public static ContentType Add(Session session, long site, long list, string parent, string name, string description, string group)
    {
        var present = list == 0 ? [] : OfList(session, list);
        var type = new ContentType(ContentType.Below(parent, session.Ids), name, description, group, false, IsOrdered(present) ? present.Max(other => other.Position) + 1 : null);
        session.Run($"INSERT INTO content_types (site, list, id, name, description, grp, hidden, position) VALUES ({site}, {list}, {type.Id}, {name}, {description}, {group}, 0, {type.Position})");
        return type;
    }

    /// <summary>The types a new list is born with.</summary>
    public static void AddBuiltIn(Session session, SiteList list)
    {
        foreach (var id in new[] { list.IsLibrary ? ContentType.Document : ContentType.Item, ContentType.Folder })
        {
            var parent = ContentType.BuiltIn.First(type => type.Id == id);
            Add(session, list.Site, list.Id, id, parent.Name, parent.Description, parent.Group);
        }
    }

    public static void Save(Session session, long list, ContentType type) => session.Run(
        $"UPDATE content_types SET name = {type.Name}, description = {type.Description}, grp = {type.Group}, hidden = {type.Hidden} WHERE list = {list} AND id = {type.Id}");

    public static void Remove(Session session, long list, ContentType type)
    {
        session.Run($"DELETE FROM content_types WHERE list = {list} AND id = {type.Id}");
        foreach (var table in new[] { "type_columns", "type_forms" }) session.Run($"DELETE FROM {new Raw(table)} WHERE list = {list} AND type = {type.Id}");
    }

    /// <summary>Sets the order of the New menu; types that are not named leave it.</summary>
    public static void Order(Session session, SiteList list, IReadOnlyList<ContentType> menu)
    {
        session.Run($"UPDATE content_types SET position = -1 WHERE list = {list.Id}");
        for (var position = 0; position < menu.Count; position++)
            session.Run($"UPDATE content_types SET position = {position} WHERE list = {list.Id} AND id = {menu[position].Id}");
    }

    public static bool IsUsed(Session session, SiteList list, ContentType type) =>
        session.Number($"SELECT COUNT(*) FROM items WHERE list = {list.Id} AND deleted = 0 AND json_extract(fields, '$.ContentTypeId') = {type.Id}") > 0;

    /// <summary>Lists of the site hold copies of the type.</summary>
    public static bool HasCopies(Session session, Site site, ContentType type) =>
        session.Number($"SELECT COUNT(*) FROM content_types WHERE site = {site.Id} AND id <> {type.Id} AND id LIKE {type.Id + "00%"}") > 0;

    /// <summary>The layout of the form of a type in a list: JSON with header, body and footer. Null when nobody made one.</summary>
    public static string? FormOf(Session session, SiteList list, string typeId) => session.Text($"SELECT form FROM type_forms WHERE list = {list.Id} AND type = {typeId}");

    /// <summary>Gives the form of a type a layout; null takes it away.</summary>
    public static void SetForm(Session session, SiteList list, string typeId, string? form)
    {
        if (form is null) session.Run($"DELETE FROM type_forms WHERE list = {list.Id} AND type = {typeId}");
        else session.Run($"INSERT INTO type_forms VALUES ({list.Id}, {typeId}, {form}) ON CONFLICT (list, type) DO UPDATE SET form = excluded.form");
    }

    /// <summary>Shows a column in a type.</summary>
    /// <returns>False when it was there.</returns>
    public static bool Show(Session session, long list, ContentType type, Column column) =>
        session.Run($"INSERT OR IGNORE INTO type_columns VALUES ({list}, {type.Id}, {column.Id})") > 0;

    /// <inheritdoc cref="Show"/>
    public static bool Hide(Session session, long list, ContentType type, Column column) =>
        session.Run($"DELETE FROM type_columns WHERE list = {list} AND type = {type.Id} AND column = {column.Id}") > 0;

    /// <summary>The numbers of the columns that were put into a type.</summary>
    public static HashSet<long> Shown(Session session, long list, ContentType type) =>
        [.. session.All($"SELECT column FROM type_columns WHERE list = {list} AND type = {type.Id}", row => row.GetInt64(0))];

    private static ContentType Map(SqliteDataReader row) => new(
        row.Text("id"), row.Text("name"), row.Text("description"), row.Text("grp"), row.Flag("hidden"),
        row.IsDBNull(row.GetOrdinal("position")) ? null : row.Number("position"));
}
