using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Items;

/// <summary>A file that hangs on a list item.</summary>
internal sealed record Attachment(string Name, long Size);

/// <summary>Attachments in the database. Each change of them is a new version of the item, as in SharePoint, so the item's fields say whether there are any.</summary>
internal static class AttachmentStore
{
    /// <summary>The field that says that an item has attachments.</summary>
    public const string Field = "Attachments";

    public static List<Attachment> Of(Session session, SiteList list, long itemId) => session.All(
        $"SELECT name, length(content) AS size FROM attachments WHERE list = {list.Id} AND item = {itemId} ORDER BY name", row => new Attachment(row.Text("name"), row.Number("size")));

    public static byte[]? Content(Session session, SiteList list, long itemId, string name) => session.First(
        $"SELECT content FROM attachments WHERE list = {list.Id} AND item = {itemId} AND name = {name}", row => row.GetFieldValue<byte[]>(0));

    public static void Put(OpenedList open, Item item, string name, byte[] content)
    {
        open.Session.Run(
            $"INSERT INTO attachments VALUES ({open.List.Id}, {item.Id}, {name}, {content}) ON CONFLICT (list, item, name) DO UPDATE SET content = excluded.content");
        Versioned(open, item);
    }

    public static void Remove(OpenedList open, Item item, string name)
    {
        open.Session.Run($"DELETE FROM attachments WHERE list = {open.List.Id} AND item = {item.Id} AND name = {name}");
        Versioned(open, item);
    }

    private static void Versioned(OpenedList open, Item item)
    {
        var any = open.Session.Number($"SELECT COUNT(*) FROM attachments WHERE list = {open.List.Id} AND item = {item.Id}") > 0;
        ItemStore.Change(open.Session, open.List, item, new JsonObject { [Field] = any ? true : null }, open.Writer());
    }
}
