using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Views;

/// <summary>Views in the database. Until somebody changes the views of a list it has the one it was born with, which is in no table.</summary>
internal static class ViewStore
{
    public const int BornRows = 30;

    /// <summary>Every view of a list in the order they were made, other people's personal ones too.</summary>
    public static List<ListView> Of(Session session, SiteList list)
    {
        var kept = session.All($"SELECT * FROM views WHERE list = {list.Id} ORDER BY id", Map);
        return kept.Count > 0 ? kept : [Born(list)];
    }

    public static ListView Default(Session session, SiteList list) => Of(session, list).Find(view => view.IsDefault) ?? Born(list);

    /// <summary>Stores a new view, or a changed one in its place. A view that becomes the default takes that from the one that was.</summary>
    public static void Save(Session session, SiteList list, ListView view)
    {
        Settle(session, list);
        if (view.IsDefault) session.Run($"UPDATE views SET isDefault = 0 WHERE list = {list.Id}");
        var fields = Wire.Text(new JsonArray([.. view.Fields.Select(name => (JsonNode)name)]));
        session.Run(
            $"""
            INSERT INTO views (list, guid, title, fields, query, isDefault, hidden, owner, rowLimit, paged, formatter, type2, more)
            VALUES ({list.Id}, {view.Guid}, {view.Title}, {fields}, {view.Query}, {view.IsDefault}, {view.Hidden}, {view.Owner}, {view.RowLimit}, {view.Paged},
              {view.Formatter}, {view.Type2}, {Wire.Text(view.More)})
            ON CONFLICT (guid) DO UPDATE SET title = excluded.title, fields = excluded.fields, query = excluded.query, isDefault = excluded.isDefault,
              hidden = excluded.hidden, rowLimit = excluded.rowLimit, paged = excluded.paged, formatter = excluded.formatter, type2 = excluded.type2, more = excluded.more
            """);
        ListStore.Reshape(session, list);
    }

    public static void Remove(Session session, SiteList list, ListView view)
    {
        Settle(session, list);
        session.Run($"DELETE FROM views WHERE list = {list.Id} AND guid = {view.Guid}");
        ListStore.Reshape(session, list);
    }

    /// <summary>Takes a column that is gone out of every view that shows it.</summary>
    public static void Forget(Session session, SiteList list, string column) => session.Run(
        $"""
        UPDATE views SET fields = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(views.fields) WHERE value <> {column} ORDER BY key))
        WHERE list = {list.Id} AND EXISTS (SELECT 1 FROM json_each(views.fields) WHERE value = {column})
        """);

    /// <summary>The view a list is born with. Its id comes from the list's, so that it is the same each time.</summary>
    private static ListView Born(SiteList list)
    {
        var id = new Guid(SHA256.HashData(Encoding.ASCII.GetBytes(list.Guid)).AsSpan(0, 16)).ToString();
        return list.IsLibrary
            ? new ListView(id, "All Documents", ["DocIcon", "LinkFilename", "Modified", "Editor"], "<OrderBy><FieldRef Name=\"FileLeafRef\" /></OrderBy>", true, false, null, BornRows, true, null, null, [])
            : new ListView(id, "All Items", ["LinkTitle"], "<OrderBy><FieldRef Name=\"ID\" /></OrderBy>", true, false, null, BornRows, true, null, null, []);
    }

    /// <summary>Writes down the view a list was born with before another joins it.</summary>
    private static void Settle(Session session, SiteList list)
    {
        if (session.Number($"SELECT COUNT(*) FROM views WHERE list = {list.Id}") > 0) return;
        var born = Born(list);
        var fields = Wire.Text(new JsonArray([.. born.Fields.Select(name => (JsonNode)name)]));
        session.Run(
            $"""
            INSERT INTO views (list, guid, title, fields, query, isDefault, hidden, rowLimit, paged, more)
            VALUES ({list.Id}, {born.Guid}, {born.Title}, {fields}, {born.Query}, 1, 0, {born.RowLimit}, 1, '{new Raw("{}")}')
            """);
    }

    private static ListView Map(SqliteDataReader row) => new(
        row.Text("guid"), row.Text("title"), [.. JsonNode.Parse(row.Text("fields"))!.AsArray().Select(name => name!.GetValue<string>())], row.Text("query"),
        row.Flag("isDefault"), row.Flag("hidden"), row.MaybeText("owner"), (int)row.Number("rowLimit"), row.Flag("paged"), row.MaybeText("formatter"),
        row.MaybeText("type2"), row.Json("more"));
}
