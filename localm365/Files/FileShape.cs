using System.Buffers.Text;
using System.Text;

namespace EmulationM365.LocalM365.Files;

/// <summary>Drives and their items as Graph shows them.</summary>
internal static class FileShape
{
    /// <summary>The id of a drive says which list it is.</summary>
    public static string DriveId(SiteList list) => "b!" + Base64Url.EncodeToString(Encoding.ASCII.GetBytes(list.Guid));

    /// <summary>The list a drive id names; null when it is not one of ours.</summary>
    public static string? ListOf(string drive) =>
        drive.StartsWith("b!", StringComparison.Ordinal) && Base64Url.IsValid(drive.AsSpan(2)) ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(drive.AsSpan(2))) : null;

    public static string Id(string guid) => "01" + guid.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    public static JsonObject Drive(OpenedList open) => new()
    {
        ["createdDateTime"] = open.List.Created,
        ["description"] = open.List.Description ?? "",
        ["id"] = DriveId(open.List),
        ["lastModifiedDateTime"] = open.List.Modified,
        ["name"] = open.List.DisplayName,
        ["webUrl"] = Url(open, ""),
        ["driveType"] = "documentLibrary",
        ["createdBy"] = open.List.Author.DeepClone(),
    };

    public static JsonObject Root(OpenedList open) => new()
    {
        ["createdDateTime"] = open.List.Created,
        ["id"] = Id(open.List.Guid),
        ["lastModifiedDateTime"] = open.List.Modified,
        ["name"] = "root",
        ["webUrl"] = Url(open, ""),
        ["size"] = 0,
        ["parentReference"] = new JsonObject { ["driveType"] = "documentLibrary", ["driveId"] = DriveId(open.List) },
        ["fileSystemInfo"] = new JsonObject { ["createdDateTime"] = open.List.Created, ["lastModifiedDateTime"] = open.List.Modified },
        ["folder"] = new JsonObject { ["childCount"] = FileStore.Children(open.Session, open.List, 0).Count },
        ["root"] = new JsonObject(),
    };

    public static JsonObject Item(OpenedList open, FileNode node, Item item)
    {
        var row = new JsonObject
        {
            ["createdDateTime"] = item.Created,
            ["cTag"] = CTag(item),
            ["eTag"] = item.ETag,
            ["id"] = Id(item.Guid),
            ["lastModifiedDateTime"] = item.Modified,
            ["name"] = node.Name,
            ["size"] = node.Size,
            ["webUrl"] = Url(open, FileStore.Path(open.Session, open.List, item.Id)),
            ["createdBy"] = item.Author.DeepClone(),
            ["lastModifiedBy"] = item.Editor.DeepClone(),
            ["parentReference"] = Parent(open, node),
            ["fileSystemInfo"] = new JsonObject { ["createdDateTime"] = item.Created, ["lastModifiedDateTime"] = item.Modified },
        };
        if (node.Folder) row["folder"] = new JsonObject { ["childCount"] = node.Children };
        else row["file"] = new JsonObject { ["mimeType"] = node.Type };
        return row;
    }

    /// <summary>The tag of an item's content.</summary>
    public static string CTag(Item item) => $"\"c:{{{item.Guid.ToUpperInvariant()}}},{item.Version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The item with the address at which its content can be had for some minutes, as reading it answers.</summary>
    public static JsonObject Offered(OpenedList open, FileNode node, Item item)
    {
        var row = Item(open, node, item);
        if (!node.Folder) row.Insert(0, "@microsoft.graph.downloadUrl", open.Call.Tenant.Origin + open.Call.Tenant.Downloads.Add(new Download(item.List, item.Id)));
        if (open.Call.Options.Expands("listItem")) row["listItem"] = open.Whole(item);
        if (!node.Folder && open.Call.Options.Select.Contains("publication")) row["publication"] = Publication(open, item);
        return row;
    }

    private static JsonObject Publication(OpenedList open, Item item)
    {
        var holder = FileLocks.Holder(open.Session, open.List, item.Id);
        var body = new JsonObject { ["level"] = holder is null ? "published" : "checkout", ["versionId"] = string.Create(CultureInfo.InvariantCulture, $"{item.Version}.0") };
        if (holder?.Split(':', 2) is [var kind, var id]) body["checkedOutBy"] = new JsonObject { [kind == "app" ? "application" : "user"] = new JsonObject { ["id"] = id } };
        return body;
    }

    /// <summary>The address of a file or folder for people.</summary>
    public static string Url(OpenedList open, string path) =>
        open.Call.Tenant.Origin + Uri.EscapeDataString($"{open.List.UrlOn(open.Site)}/{path}".TrimEnd('/')).Replace("%2F", "/", StringComparison.Ordinal);

    private static JsonObject Parent(OpenedList open, FileNode node)
    {
        var path = FileStore.Path(open.Session, open.List, node.Parent);
        var guid = node.Parent == 0 ? open.List.Guid : ItemStore.Open(open.Session, open.List, node.Parent.ToString(CultureInfo.InvariantCulture)).Guid;
        return new JsonObject
        {
            ["driveType"] = "documentLibrary",
            ["driveId"] = DriveId(open.List),
            ["id"] = Id(guid),
            ["path"] = $"/drives/{DriveId(open.List)}/root:{(path.Length == 0 ? "" : "/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)))}",
            ["siteId"] = open.Site.GraphId,
        };
    }
}
