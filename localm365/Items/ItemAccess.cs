namespace EmulationM365.LocalM365.Items;

/// <summary>Opens a list for item requests.</summary>
internal static class ItemAccess
{
    public static OpenedList List(GraphCall call, Session session, string site, string list, Right needed)
    {
        var found = call.OpenList(session, site, list, needed);
        var home = SiteStore.ById(session, found.Site);
        return new OpenedList(call, session, home, found, call.Tenant.Columns.Of(session, found));
    }
}

/// <summary>A list that the caller may use, within one transaction.</summary>
internal sealed record OpenedList(GraphCall Call, Session Session, Site Site, SiteList List, IReadOnlyList<Column> Columns)
{
    private FieldReader? _reader;

    public FieldReader Reader => _reader ??= new FieldReader(Session, Site, Columns);

    /// <summary>Item-level settings bind people; apps and those who manage the list stand above them.</summary>
    private bool Bound => !Call.Caller.IsApp && ListRights.Of(Session, List, Call.Caller, SiteStore.RightOf(Session, Site, Call.Caller)) < Right.Manage;

    /// <summary>The rows the caller may see, as a condition.</summary>
    public FormattableString Visible => Bound && List.ReadSecurity == 2
        ? $"json_extract(author, '$.user.id') = {Call.Caller.Id}"
        : (FormattableString)$"1 = 1";

    public Item Item(string key, bool toWrite = false)
    {
        var item = ItemStore.Open(Session, List, key);
        if (!Bound) return item;
        var own = (item.Author["user"] as JsonObject)?.String("id") == Call.Caller.Id;
        if (!own && List.ReadSecurity == 2) throw Refused.NotFound("The specified list item was not found");
        if (toWrite && (List.WriteSecurity == 4 || !own && List.WriteSecurity == 2)) throw Refused.Denied();
        return item;
    }

    public Writer Writer()
    {
        if (List.System) throw Refused.Denied();
        return new Writer(Call.Caller.IdentitySet(), UserRows.Ensure(Session, Site, Call.Caller, Call.Now), Call.Now, Columns);
    }

    /// <summary>The item with all its fields, as writes answer it.</summary>
    public JsonObject Whole(Item item)
    {
        var row = item.ToGraph(Site, List, Call.Tenant.Origin);
        row["fields"] = Reader.Read(item, [], collection: false);
        return row;
    }
}
