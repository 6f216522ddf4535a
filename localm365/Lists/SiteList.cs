namespace EmulationM365.LocalM365.Lists;

/// <summary>A list with its settings. <c>Shape</c> counts the changes of its columns and views, <c>Generation</c> the delta tokens called in. <c>Name</c> is the part of its URL and never changes; <c>DisplayName</c> is what people read.</summary>
internal sealed record SiteList(
    long Id, long Site, string Guid, string Name, string DisplayName, string? Description, string Template, bool Hidden, bool System,
    bool ContentTypes, string Created, string Modified, JsonObject Author, bool Versioning, int VersionLimit, bool Attachments,
    int ReadSecurity, int WriteSecurity, bool UniqueRights, long Generation, long Shape, long LastItem, ListExtras Extras)
{
    /// <summary>The template of document libraries.</summary>
    public const string Library = "documentLibrary";

    /// <summary>Its items are files and folders, and it has a drive.</summary>
    public bool IsLibrary => Template == Library;

    /// <summary>The path of the list on the host.</summary>
    public string UrlOn(Site site) => IsLibrary ? $"{site.Path}/{Name}" : $"{site.Path}/Lists/{Name}";

    public JsonObject ToGraph(Site site, string origin, bool withSystem)
    {
        var body = new JsonObject
        {
            ["@odata.etag"] = $"\"{Guid},1\"",
            ["id"] = Guid,
            ["createdDateTime"] = Created,
            ["description"] = Description ?? "",
            ["eTag"] = $"\"{Guid},1\"",
            ["lastModifiedDateTime"] = Modified,
            ["name"] = Name,
            ["webUrl"] = origin + Uri.EscapeDataString(UrlOn(site)).Replace("%2F", "/", StringComparison.Ordinal),
            ["displayName"] = DisplayName,
            ["createdBy"] = Author.DeepClone(),
            ["parentReference"] = new JsonObject { ["siteId"] = site.GraphId },
            ["list"] = new JsonObject { ["contentTypesEnabled"] = ContentTypes, ["hidden"] = Hidden, ["template"] = Template },
        };
        if (System && withSystem) body["system"] = new JsonObject();
        return body;
    }
}
