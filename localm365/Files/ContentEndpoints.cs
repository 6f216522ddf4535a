namespace EmulationM365.LocalM365.Files;

/// <summary>The bytes of files: small uploads, and downloads through a short-lived address that needs no token.</summary>
internal static class ContentEndpoints
{
    /// <summary>Beyond this Graph wants an upload session.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>What a file is when nobody says otherwise.</summary>
    public const string DefaultType = "application/octet-stream";

    private const string Pdf = "application/pdf";

    public static IResult Put(GraphCall call, string drive, string item)
    {
        if (call.Bytes.Length > MostBytes) throw new Refused(413, "requestEntityTooLarge", "The content is larger than 4 MB. Use an upload session.");
        var behavior = FileNames.Behavior(call.Option("@microsoft.graph.conflictBehavior"), "replace");
        return DriveEndpoints.Written(call, drive, open =>
        {
            var (at, name) = DriveAccess.Place(open, item);
            var place = new FilePlace(at, name, behavior, call.Headers.IfMatch.Count > 0 ? call.Headers.IfMatch.ToString() : null);
            var (written, added) = place.Put(open, Type(call), call.Bytes);
            return (DriveEndpoints.Fresh(open, written), added ? 201 : 200);
        });
    }

    /// <summary>302 to an address that works for some minutes without a token, as Graph answers; as PDF when that is asked for.</summary>
    public static async Task<IResult> GetAsync(GraphCall call, string drive, string item, CancellationToken cancellationToken)
    {
        var (list, file, node) = call.Read(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            var node = FileStore.Node(session, open.List, DriveAccess.Find(open, item));
            if (node is null or { Folder: true }) throw Refused.Invalid("Only a file has content.");
            return (open.List, open.Item(node.Item), node);
        });
        if (call.RawOption("format") is not { } format) return Redirect(call, new Download(list.Id, file.Id));
        if (!format.Equals("pdf", StringComparison.OrdinalIgnoreCase)) throw new Refused(406, "notSupported", $"Files are not converted to '{format}'.");
        await PdfContent.EnsureAsync(call, list, file, node, cancellationToken);
        return Redirect(call, new Download(list.Id, file.Id, file.Version, Pdf: true));
    }

    /// <summary>The address itself: no token, and nothing after its time.</summary>
    public static IResult Fetch(Tenant tenant, string tempauth)
    {
        if (tenant.Downloads.Find(tempauth) is not { } download) return Results.Unauthorized();
        return tenant.Database.Read(session =>
        {
            if (ListStore.ById(session, download.List) is not { } list || FileStore.Node(session, list, download.Item) is not { } node) return Results.NotFound();
            var (name, content) = Content(session, list, node, download);
            return content is null ? Results.NotFound() : Results.File(content.Bytes, content.Type, name, enableRangeProcessing: true);
        });
    }

    internal static IResult Redirect(GraphCall call, Download download) => Results.Redirect(call.Tenant.Origin + call.Tenant.Downloads.Add(download));

    private static (string Name, FileContent? Content) Content(Session session, SiteList list, FileNode node, Download download)
    {
        if (download.Pdf)
            return (Path.ChangeExtension(node.Name, "pdf"), PdfContent.Of(session, list.Id, node.Item, download.Version ?? 0) is { } pdf ? new FileContent(Pdf, pdf) : null);
        if (download.Version is not { } version) return (node.Name, new FileContent(node.Type, FileStore.Content(session, list, node.Item)));
        return (node.Name, FileVersions.Of(session, ItemStore.Open(session, list, node.Item.ToString(CultureInfo.InvariantCulture)), version));
    }

    private static string Type(GraphCall call) => call.Headers.ContentType.ToString() is { Length: > 0 } type ? type : DefaultType;
}
