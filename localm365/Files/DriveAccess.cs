namespace EmulationM365.LocalM365.Files;

/// <summary>Opens a drive and finds what a path names in it.</summary>
internal static class DriveAccess
{
    public static OpenedList Open(GraphCall call, Session session, string drive)
    {
        if (DriveSpelling.Site(drive) is { } named) return Named(call, session, named.Site, named.List);
        var list = FileShape.ListOf(drive) is { } guid ? ListStore.ByGuid(session, guid) : null;
        if (list is null) throw Refused.NotFound("The resource could not be found.");
        return ItemAccess.Open(call, session, SiteStore.ById(session, list.Site), list);
    }

    /// <summary>The libraries of a site that the caller may read, oldest first.</summary>
    public static IEnumerable<OpenedList> Libraries(GraphCall call, Session session, Site site)
    {
        var onSite = SiteStore.RightOf(session, site, call.Caller);
        return ListStore.Of(session, site).Where(list => list.IsLibrary && ListRights.Of(session, list, call.Caller, onSite) >= Right.Read)
            .OrderBy(list => list.Id).Select(list => ItemAccess.Open(call, session, site, list));
    }

    /// <summary>The library a site calls its own: the one named so, or else the first.</summary>
    public static OpenedList Default(GraphCall call, Session session, string site)
    {
        var found = Libraries(call, session, call.OpenSite(session, site, Right.Read)).ToList();
        return found.Find(open => open.List.Name is "Shared Documents" or "Documents") ?? found.FirstOrDefault() ?? throw Refused.NotFound("The site has no document library.");
    }

    private static OpenedList Named(GraphCall call, Session session, string site, string? list)
    {
        if (list is null) return Default(call, session, site);
        var open = ItemAccess.List(call, session, site, list);
        return open.List.IsLibrary ? open : throw Refused.NotFound("The list has no drive.");
    }

    /// <summary>The item a key names: an id, <c>root</c>, or either of them with a path behind (<c>root:%2Fa%2Fb</c>). 0 is the root.</summary>
    public static long Find(OpenedList open, string key)
    {
        var (parent, name) = Place(open, key);
        if (name is null) return parent;
        return FileStore.Child(open.Session, open.List, parent, name)?.Item ?? throw Missing();
    }

    /// <summary>The folder a key leads to, and the last name of its path, which need not exist; no name when the key has no path.</summary>
    public static (long Parent, string? Name) Place(OpenedList open, string key)
    {
        var parts = key.Split(':', 2);
        var at = Start(open, parts[0]);
        var names = parts.Length == 1 ? [] : parts[1].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names.SkipLast(1))
            at = FileStore.Child(open.Session, open.List, at, name) is { Folder: true } folder ? folder.Item : throw Missing();
        return (at, names.LastOrDefault());
    }

    private static long Start(OpenedList open, string id)
    {
        if (id == "root" || id == FileShape.Id(open.List.Guid)) return 0;
        return id.StartsWith("01", StringComparison.Ordinal) && Guid.TryParseExact(id[2..], "N", out var guid)
            && ItemStore.Find(open.Session, open.List, guid.ToString()) is { } item ? item.Id : throw Missing();
    }

    private static Refused Missing() => Refused.NotFound("The resource could not be found.");
}
