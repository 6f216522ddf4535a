namespace EmulationM365.LocalM365.Items;

/// <summary>Opens a list for item requests.</summary>
internal static class ItemAccess
{
    /// <summary>The list, when the caller may read it or at least something in it.</summary>
    public static OpenedList List(GraphCall call, Session session, string site, string list)
    {
        var home = SiteStore.Find(session, site);
        var onSite = SiteStore.RightOf(session, home, call.Caller);
        if (onSite == Right.None) throw Refused.Denied();
        return Open(call, session, home, ListStore.Find(session, home, list) ?? throw Refused.NotFound("List not found"));
    }

    /// <summary>The caller may read the list, or at least something in it.</summary>
    public static bool MayOpen(GraphCall call, Session session, Site site, SiteList list)
    {
        var onSite = SiteStore.RightOf(session, site, call.Caller);
        return ListRights.Of(session, list, call.Caller, onSite) >= Right.Read || (!ListRights.Above(call.Caller, onSite) && ListRights.Scoped(session, list, call.Caller).Values.Any(right => right >= Right.Read));
    }

    /// <inheritdoc cref="List"/>
    public static OpenedList Open(GraphCall call, Session session, Site site, SiteList list)
    {
        var onSite = SiteStore.RightOf(session, site, call.Caller);
        var onList = ListRights.Of(session, list, call.Caller, onSite);
        var scoped = ListRights.Above(call.Caller, onSite) ? [] : ListRights.Scoped(session, list, call.Caller);
        if (onList < Right.Read && scoped.Values.All(right => right < Right.Read)) throw Refused.Denied();
        return new OpenedList(call, session, site, list, call.Tenant.Columns.Of(session, list), onList, scoped);
    }
}

/// <summary>A list that the caller may use, within one transaction. <c>Scoped</c> holds the items that do not have the rights of the list.</summary>
internal sealed record OpenedList(
    GraphCall Call, Session Session, Site Site, SiteList List, IReadOnlyList<Column> Columns, Right OnList, IReadOnlyDictionary<long, Right> Scoped)
{
    private FieldReader? _reader;
    private ItemTypes? _types;

    public FieldReader Reader => _reader ??= new FieldReader(Session, Site, Columns);

    public ItemTypes Types => _types ??= new ItemTypes(Session, List.Id);

    /// <summary>The rows the caller may see, as a condition.</summary>
    public FormattableString Visible => $"{Own} AND {InScope}";

    private FormattableString Own => List.ReadSecurity == 2 && Bound(OnList) ? $"json_extract(author, '$.user.id') = {Call.Caller.Id}" : (FormattableString)$"1 = 1";

    private FormattableString InScope
    {
        get
        {
            if (Scoped.Count == 0) return $"1 = 1";
            var open = OnList >= Right.Read;
            var ids = new JsonArray([.. Scoped.Where(pair => pair.Value >= Right.Read != open).Select(pair => (JsonNode)pair.Key)]);
            return open ? $"id NOT IN (SELECT value FROM json_each({Wire.Text(ids)}))" : (FormattableString)$"id IN (SELECT value FROM json_each({Wire.Text(ids)}))";
        }
    }

    /// <summary>What the caller may do on an item; 0 is the list itself, and the root of its drive.</summary>
    public Right RightOn(long item) => Scoped.TryGetValue(item, out var right) ? right : OnList;

    /// <summary>The caller may add to the list, or to a folder in it.</summary>
    public void NeedWrite(long folder = 0)
    {
        if (List.System || RightOn(folder) < Right.Write) throw Refused.Denied();
    }

    public bool Sees(Item item) => RightOn(item.Id) >= Right.Read && (List.ReadSecurity != 2 || !Bound(RightOn(item.Id)) || IsOwn(item));

    public Item Item(string key, bool toWrite = false) => Allowed(ItemStore.Open(Session, List, key), toWrite);

    public Item Item(long id, bool toWrite = false) => Item(id.ToString(CultureInfo.InvariantCulture), toWrite);

    /// <summary>Whether the caller may change an item that the caller sees.</summary>
    public bool MayChange(Item item) => !List.System && RightOn(item.Id) >= Right.Write && MayWrite(item, RightOn(item.Id));

    public Writer Writer()
    {
        if (List.System) throw Refused.Denied();
        return new Writer(Call.Caller.IdentitySet(), UserRows.Ensure(Session, Site, Call.Caller, Call.Now), Call.Now, Columns);
    }

    /// <summary>The item as Graph shows it when nothing is expanded.</summary>
    public JsonObject Shape(Item item)
    {
        var row = item.ToGraph(Site, List, Call.Tenant.Origin, Types.Of(item));
        if (List.IsLibrary) row["webUrl"] = Files.FileShape.Url(this, Files.FileStore.Path(Session, List, item.Id));
        return row;
    }

    /// <summary>The item with all its fields, as writes answer it.</summary>
    public JsonObject Whole(Item item)
    {
        var row = Shape(item);
        row["fields"] = Reader.Read(item, [], collection: false);
        return row;
    }

    private Item Allowed(Item item, bool toWrite)
    {
        var right = RightOn(item.Id);
        if (right < (toWrite ? Right.Write : Right.Read)) throw Refused.Denied();
        if (!Sees(item)) throw Refused.NotFound("The specified list item was not found");
        if (toWrite && (List.System || !MayWrite(item, right))) throw Refused.Denied();
        if (toWrite && List.IsLibrary) Files.FileLocks.Check(this, item.Id);
        return item;
    }

    /// <summary>The setting that goes by author lets the caller write this item.</summary>
    private bool MayWrite(Item item, Right right) => !Bound(right) || List.WriteSecurity switch { 4 => false, 2 => IsOwn(item), _ => true };

    /// <summary>
    /// Settings that go by author bind people, also those who manage the list; apps, and whoever may override list behaviors, stand above them.
    /// </summary>
    private bool Bound(Right right) => !Call.Caller.IsApp && right is not (Right.Override or Right.Design or Right.Full);

    private bool IsOwn(Item item) => (item.Author["user"] as JsonObject)?.String("id") == Call.Caller.Id;
}
