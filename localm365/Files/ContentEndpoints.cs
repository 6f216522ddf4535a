namespace EmulationM365.LocalM365.Files;

/// <summary>The bytes of files: small uploads, and downloads through a short-lived address that needs no token.</summary>
internal static class ContentEndpoints
{
    /// <summary>Beyond this Graph wants an upload session.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>How long a download address works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string DefaultType = "application/octet-stream";

    public static IResult Put(GraphCall call, string drive, string item)
    {
        if (call.Bytes.Length > MostBytes) throw new Refused(413, "requestEntityTooLarge", "The content is larger than 4 MB. Use an upload session.");
        var behavior = FileNames.Behavior(call.Option("@microsoft.graph.conflictBehavior"), "replace");
        return DriveEndpoints.Written(call, drive, open =>
        {
            var (parent, name) = DriveAccess.Place(open, item);
            var there = name is null ? FileStore.Node(open.Session, open.List, parent) : FileStore.Child(open.Session, open.List, parent, name);
            if (there is null || (name is not null && behavior == "rename")) return Added(open, parent, name, there is not null);
            if (there.Folder || (name is not null && behavior == "fail")) throw FileNames.Taken();
            var present = open.Item(there.Item, toWrite: true);
            call.Match(present.ETag);
            FileStore.Replace(open, present, Type(call), call.Bytes);
            return (DriveEndpoints.Shape(open, there.Item), 200);
        });
    }

    /// <summary>302 to an address that works for some minutes without a token, as Graph answers.</summary>
    public static IResult Get(GraphCall call, string drive, string item)
    {
        var (list, id) = call.Read(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            var node = FileStore.Node(session, open.List, DriveAccess.Find(open, item));
            if (node is null or { Folder: true }) throw Refused.Invalid("Only a file has content.");
            return (open.List.Id, open.Item(node.Item).Id);
        });
        var key = call.Tenant.Ids.Digits();
        call.Tenant.Downloads[key] = new Download(list, id, call.Tenant.Clock.GetUtcNow() + Lifetime);
        return Results.Redirect($"{call.Tenant.Origin}/_layouts/15/download.aspx?tempauth={key}");
    }

    /// <summary>The address itself: no token, and nothing after its time.</summary>
    public static IResult Fetch(Tenant tenant, string tempauth)
    {
        if (!tenant.Downloads.TryGetValue(tempauth, out var download) || download.Until < tenant.Clock.GetUtcNow()) return Results.Unauthorized();
        return tenant.Database.Read(session => ListStore.ById(session, download.List) is { } list && FileStore.Node(session, list, download.Item) is { } node
            ? Results.Bytes(FileStore.Content(session, list, node.Item), node.Type, node.Name)
            : Results.NotFound());
    }

    private static (JsonObject Row, int Status) Added(OpenedList open, long parent, string? name, bool taken)
    {
        if (name is null) throw Refused.Invalid("The content of a folder cannot be written.");
        // a version that must match cannot match what is not there
        if (open.Call.Headers.IfMatch.Count > 0) throw Refused.Changed();
        FileNames.Check(name);
        open.NeedWrite(DriveEndpoints.Folder(open, parent));
        var free = taken ? FileNames.Free(open.Session, open.List, parent, name) : name;
        return (DriveEndpoints.Fresh(open, FileStore.Add(open, parent, free, folder: false, Type(open.Call), open.Call.Bytes)), 201);
    }

    private static string Type(GraphCall call) => call.Headers.ContentType.ToString() is { Length: > 0 } type ? type : DefaultType;
}

/// <summary>A file that may be fetched without a token until a moment.</summary>
internal sealed record Download(long List, long Item, DateTimeOffset Until);
