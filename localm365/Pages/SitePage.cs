namespace EmulationM365.LocalM365.Pages;

/// <summary>A site page: the draft that is worked on, and the text people see since the last publishing.</summary>
internal sealed record SitePage(
    string Id, long Site, string Name, JsonObject Draft, JsonObject? Published, string Level, long Major, long Minor, string Created, string Modified,
    JsonObject Author, JsonObject Editor)
{
    public string ETag => string.Create(CultureInfo.InvariantCulture, $"\"{{{Id.ToUpperInvariant()}}},{Major * 512 + Minor}\"");

    public string Title => Draft.String("title") ?? Name;

    public JsonObject ToGraph(Site site, string origin, bool withCanvas)
    {
        var body = new JsonObject
        {
            ["@odata.type"] = "#microsoft.graph.sitePage",
            ["@odata.etag"] = ETag,
            ["id"] = Id,
            ["eTag"] = ETag,
            ["name"] = Name,
            ["createdDateTime"] = Created,
            ["lastModifiedDateTime"] = Modified,
            ["webUrl"] = $"{origin}{site.Path}/SitePages/{Uri.EscapeDataString(Name)}",
            ["createdBy"] = Author.DeepClone(),
            ["lastModifiedBy"] = Editor.DeepClone(),
            ["parentReference"] = new JsonObject { ["siteId"] = site.GraphId },
            ["publishingState"] = new JsonObject { ["level"] = Level, ["versionId"] = string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}") },
        };
        foreach (var (name, value) in Draft)
            if (name != "canvasLayout" || withCanvas) body[name] = value?.DeepClone();
        return body;
    }
}
