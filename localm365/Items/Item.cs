namespace EmulationM365.LocalM365.Items;

/// <summary>The latest state of a list item, or its tombstone.</summary>
internal sealed record Item(
    long List, long Id, string Guid, JsonObject Fields, long Version, string Created, string Modified, JsonObject Author, JsonObject Editor,
    long AuthorId, long EditorId, long Changed, bool Deleted)
{
    public string ETag => $"\"{Guid},{Version.ToString(CultureInfo.InvariantCulture)}\"";

    public string Key => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The item as Graph shows it when nothing is expanded.</summary>
    public JsonObject ToGraph(Site site, SiteList list, string origin, (string Id, string Name) type) => new()
    {
        ["@odata.etag"] = ETag,
        ["createdDateTime"] = Created,
        ["eTag"] = ETag,
        ["id"] = Key,
        ["lastModifiedDateTime"] = Modified,
        ["webUrl"] = $"{origin}{Uri.EscapeDataString(list.UrlOn(site)).Replace("%2F", "/", StringComparison.Ordinal)}/{Key}_.000",
        ["createdBy"] = Author.DeepClone(),
        ["lastModifiedBy"] = Editor.DeepClone(),
        ["parentReference"] = new JsonObject { ["id"] = list.Guid, ["siteId"] = site.GraphId },
        ["contentType"] = new JsonObject { ["id"] = type.Id, ["name"] = type.Name },
    };

    /// <summary>What delta says of an item that is gone: no fields, no ETag, no name.</summary>
    public JsonObject ToGone(Site site, SiteList list) => new()
    {
        ["id"] = Key,
        ["parentReference"] = new JsonObject { ["id"] = list.Guid, ["siteId"] = site.GraphId },
        ["contentType"] = new JsonObject { ["id"] = "0x0100", ["name"] = "Item" },
        ["deleted"] = new JsonObject { ["state"] = "deleted" },
    };
}

/// <summary>An earlier state of an item.</summary>
internal sealed record ItemVersion(long Number, JsonObject Fields, string Modified, JsonObject Editor, long EditorId)
{
    public string Key => Number.ToString(CultureInfo.InvariantCulture) + ".0";
}
