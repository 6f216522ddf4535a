using EmulationM365.LocalM365.Files;

namespace EmulationM365.LocalM365.Control;

/// <summary><c>/_local/locks</c>: files that somebody has open elsewhere, so that writing them is 423.</summary>
internal static class LockEndpoints
{
    public static IResult Get(Tenant tenant) => Wire.Plain(Wire.Collection(tenant.Database.Read(session =>
        FileLocks.All(session, tenant.Clock.Now).Select(one => Shape(session, one.List, one.Item, one.Until)).ToList())));

    /// <summary>
    /// Locks a file, <c>{"path": "/sites/tdkt/Dossiers/a.txt"}</c> or <c>{"driveId": …, "itemId": …}</c>, until a moment of the tenant's clock
    /// (<c>"until"</c>) or for good.
    /// </summary>
    public static async Task<IResult> PutAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        var until = asked.String("until") is { } text
            ? TenantClock.Stamp(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)) : null;
        tenant.Database.Write(session =>
        {
            var (list, item) = Find(session, asked.String("path"), asked.String("driveId"), asked.String("itemId"));
            FileLocks.Set(session, list, item, until);
        });
        return Get(tenant);
    }

    /// <summary>Takes away the lock of the file that is named, or every lock.</summary>
    public static IResult Clear(Tenant tenant, string? path, string? driveId, string? itemId)
    {
        tenant.Database.Write(session =>
        {
            if (path is null && driveId is null)
            {
                FileLocks.ClearAll(session);
                return;
            }

            var (list, item) = Find(session, path, driveId, itemId);
            FileLocks.Clear(session, list, item);
        });
        return Results.NoContent();
    }

    private static (SiteList List, long Item) Find(Session session, string? path, string? drive, string? item) =>
        (path is not null ? ByPath(session, path) : ById(session, drive ?? "", item ?? "")) ?? throw new Refused(404, "itemNotFound", "No file is there.");

    private static (SiteList List, long Item)? ById(Session session, string drive, string item) =>
        FileShape.ListOf(drive) is { } guid && ListStore.ByGuid(session, guid) is { } list && item.Length == 34 && Guid.TryParseExact(item[2..], "N", out var id)
        && ItemStore.Find(session, list, id.ToString()) is { } found ? (list, found.Id) : null;

    private static (SiteList List, long Item)? ByPath(Session session, string path)
    {
        foreach (var site in SiteStore.All(session).Where(site => path.StartsWith(site.Path + "/", StringComparison.OrdinalIgnoreCase)))
        {
            var names = path[(site.Path.Length + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (ListStore.Of(session, site).Find(list => list.IsLibrary && list.Name.Equals(names[0], StringComparison.OrdinalIgnoreCase)) is not { } library) continue;
            var at = 0L;
            foreach (var name in names.Skip(1)) at = FileStore.Child(session, library, at, name)?.Item ?? -1;
            if (at > 0) return (library, at);
        }

        return null;
    }

    private static JsonObject Shape(Session session, long list, long item, string? until)
    {
        var library = ListStore.ById(session, list)!;
        return new JsonObject
        {
            ["path"] = $"{library.UrlOn(SiteStore.ById(session, library.Site))}/{FileStore.Path(session, library, item)}",
            ["driveId"] = FileShape.DriveId(library),
            ["itemId"] = FileShape.Id(ItemStore.Open(session, library, item.ToString(CultureInfo.InvariantCulture)).Guid),
            ["until"] = until,
        };
    }
}
