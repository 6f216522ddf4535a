using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.StaticFiles;

namespace EmulationM365.LocalM365.Files;

/// <summary>Upload sessions: begun through Graph, filled at an address that needs no token and takes none.</summary>
internal static class UploadEndpoints
{
    /// <summary>How long an upload may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private static readonly FileExtensionContentTypeProvider _types = new();

    public static IResult Create(GraphCall call, string drive, string item)
    {
        var asked = call.Bytes.Length == 0 ? [] : call.Body;
        var wanted = asked.Find("item") as JsonObject ?? [];
        var behavior = FileNames.Behavior(wanted.String("@microsoft.graph.conflictBehavior"), "fail");
        if (wanted["fileSize"] is JsonValue size && size.TryGetValue<long>(out var bytes) && bytes > Upload.MostInAll) throw Upload.Full();
        var expires = TenantClock.Stamp(call.Tenant.Clock.GetUtcNow() + Lifetime);
        var deferred = asked.Find("deferCommit") is JsonValue defer && defer.TryGetValue<bool>(out var flag) && flag;
        var upload = call.Write(session =>
        {
            var place = Place(DriveAccess.Open(call, session, drive), item, wanted.String("name"), behavior);
            var begun = new Upload(session.Ids.Digits(), drive, place, call.Caller, deferred, 0, 0, expires);
            UploadStore.Add(session, begun, call.Now);
            return begun;
        });
        var body = upload.ToJson();
        body.Insert(0, "uploadUrl", $"{call.Tenant.Origin}/_layouts/15/upload.aspx?tempauth={upload.Id}");
        return call.One(body, "microsoft.graph.uploadSession");
    }

    public static Task<IResult> PutAsync(HttpContext http, Tenant tenant, string tempauth) => AnswerAsync(http, tenant, async () =>
    {
        var part = UploadRange.Read(http.Request.Headers.ContentRange.ToString());
        var begun = tenant.Database.Read(session => Find(session, tenant, tempauth));
        // the address lies outside the door, but a part costs whoever began the upload what every write does
        tenant.Meter.Count(begun.Caller.Identity, "graph", 2, isWrite: true);
        begun.Check(part);
        var content = await ReadAsync(http, part);
        return Ended(tenant, tenant.Database.Write(session =>
        {
            var upload = Find(session, tenant, tempauth);
            upload.Check(part);
            upload = UploadStore.Append(session, upload, part, content);
            return upload.IsWhole && !upload.Deferred ? Commit(http, session, upload) : new Outcome(upload.ToJson(), 202, null);
        }));
    });

    /// <summary>Completes an upload that was to wait for this.</summary>
    public static Task<IResult> PostAsync(HttpContext http, Tenant tenant, string tempauth) => AnswerAsync(http, tenant, () => Task.FromResult(Ended(tenant, tenant.Database.Write(session =>
    {
        var upload = Find(session, tenant, tempauth);
        return upload.IsWhole ? Commit(http, session, upload) : throw Refused.Invalid("The upload is not complete.");
    }))));

    public static Task<IResult> GetAsync(HttpContext http, Tenant tenant, string tempauth) =>
        AnswerAsync(http, tenant, () => Task.FromResult(Wire.Graph(tenant.Database.Read(session => Find(session, tenant, tempauth)).ToJson())));

    public static Task<IResult> DeleteAsync(HttpContext http, Tenant tenant, string tempauth) => AnswerAsync(http, tenant, () =>
    {
        tenant.Database.Write(session => UploadStore.Remove(session, Find(session, tenant, tempauth).Id));
        return Task.FromResult(Results.NoContent());
    });

    /// <summary>The type of a file by its name, as Graph tells it of uploads in parts.</summary>
    internal static string TypeOf(string name) => _types.TryGetContentType(name, out var type) ? type : ContentEndpoints.DefaultType;

    private static FilePlace Place(OpenedList open, string item, string? name, string behavior)
    {
        var (at, last) = DriveAccess.Place(open, item);
        if (last is not null && name is not null && !last.Equals(name, StringComparison.OrdinalIgnoreCase)) throw Refused.Invalid("The name in the body is not that in the address.");
        var headers = open.Call.Headers;
        var place = new FilePlace(at, last, behavior, headers.IfMatch.Count > 0 ? headers.IfMatch.ToString() : null);
        var there = place.There(open);
        if (there is null or { Folder: true } && last is null) throw Refused.Invalid("An upload needs the name of a file, or a file to write to.");
        if (there is null)
        {
            if (place.IfMatch is not null) throw Refused.Changed();
            FileNames.Check(last);
            open.NeedWrite(DriveEndpoints.Folder(open, at));
            return place;
        }

        if (there.Folder || (last is not null && behavior == "fail")) throw FileNames.Taken();
        var present = open.Item(there.Item, toWrite: true);
        if (place.IfMatch is { Length: > 0 } and not "*" && !FilePlace.Names(place.IfMatch, present)) throw Refused.Changed();
        if (headers.IfNoneMatch.Count > 0 && (headers.IfNoneMatch.ToString() == "*" || FilePlace.Names(headers.IfNoneMatch.ToString(), present))) throw Refused.Changed();
        return place;
    }

    private static Upload Find(Session session, Tenant tenant, string id) =>
        UploadStore.Find(session, id, tenant.Clock.Now) ?? throw Refused.NotFound("The upload session was not found or has expired.");

    private static Outcome Commit(HttpContext http, Session session, Upload upload)
    {
        var open = DriveAccess.Open(GraphCall.For(http, upload.Caller), session, upload.Drive);
        var (item, added) = upload.Place.Put(open, TypeOf(upload.Place.Name ?? FileStore.Node(session, open.List, upload.Place.At)?.Name ?? ""), []);
        UploadStore.Pour(open, upload, item.Id);
        UploadStore.Remove(session, upload.Id);
        return new Outcome(DriveEndpoints.Fresh(open, item), added ? 201 : 200, open.List.Id);
    }

    private static IResult Ended(Tenant tenant, Outcome outcome)
    {
        if (outcome.Rings is { } list) tenant.Doorbell.Ring(list);
        return Wire.Graph(outcome.Body, outcome.Status);
    }

    private static async Task<byte[]> ReadAsync(HttpContext http, UploadRange part)
    {
        // parts may be far larger than anything else that comes in
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Upload.MostInPart;
        using var body = new MemoryStream((int)part.Length);
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.Length == part.Length ? body.ToArray() : throw Refused.Invalid("The body does not have the length that the Content-Range header says.");
    }

    /// <summary>Refuses in the words of Graph; the address lies outside of it.</summary>
    private static async Task<IResult> AnswerAsync(HttpContext http, Tenant tenant, Func<Task<IResult>> act)
    {
        http.Response.Headers["request-id"] = tenant.Ids.Text();
        try
        {
            return http.Request.Headers.Authorization.Count == 0 ? await act()
                : throw new Refused(401, "unauthenticated", "The address of an upload carries its own right; no Authorization header may come with it.");
        }
        catch (Refused refused)
        {
            var date = tenant.Clock.GetUtcNow().UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
            return Wire.Plain(Wire.Error(http, refused.Code, refused.Message, date), refused.Status);
        }
    }

    private sealed record Outcome(JsonObject Body, int Status, long? Rings);
}
