using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Items;

/// <summary><c>/sites/{site}/lists/{list}/items</c>.</summary>
internal static class ItemEndpoints
{
    private const string Kind = "sites('root')/lists('list')/items";
    private const int PageSize = 200;
    private const int MostInPage = 5000;

    public static IResult All(GraphCall call, string site, string list)
    {
        var top = Math.Min(call.Options.Top ?? PageSize, MostInPage);
        var mark = PageMark.Read(call.Options.SkipToken);
        var (rows, next) = call.Read(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            FieldReader.CheckLookups(open.Columns, FieldsAsked(call)?.Select ?? []);
            var query = new ItemQuery(open.Columns, call.HonorsNonIndexed);
            var order = query.Order(call.Options.OrderBy);
            // a filter on the default view of a list has been reported to leak into collections of its items
            var leak = call.Tenant.Views.Leak(open);
            FormattableString where = $"{query.Where(call.Options.Filter)} AND id > {mark.AfterId} AND {open.Visible} AND {leak?.Where ?? $"1 = 1"}";
            if (Threshold.IsExceeded(call, session, open.List, () => query.First(call.Options.Filter) ?? leak?.First, query.IsServed(call.Options.OrderBy))) throw Threshold.InGraph();
            var found = ItemStore.Page(session, open.List, where, order ?? $"id", top + 1, mark.Skip, query.Index(open.List, call.Options.Filter));
            var page = found.Take(top).Select(item => Shape(call, open, item, collection: true)).ToList();
            var following = order is null ? new PageMark(found.Count > 0 ? found[Math.Min(top, found.Count) - 1].Id : 0, 0) : new PageMark(0, mark.Skip + top);
            return (page, found.Count > top ? following : null);
        });
        return call.Many(rows, Kind, next is null ? null : NextLink(call, next));
    }

    public static IResult Get(GraphCall call, string site, string list, string item)
    {
        var row = call.Read(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            return Shape(call, open, open.Item(item), collection: false);
        });
        return call.One(row, Kind + "/$entity");
    }

    public static IResult Add(GraphCall call, string site, string list)
    {
        var asked = call.Body["fields"] as JsonObject ?? throw Refused.Invalid("A new item needs its fields.");
        var (row, id) = call.Write(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            open.NeedWrite();
            if (open.List.IsLibrary) throw Refused.Invalid("A library takes files and folders, through its drive.");
            var type = open.Types.ForNew(call.Body, asked);
            var values = FieldWriter.AcceptNew(open.Columns, asked, call.Now);
            values[ItemTypes.Field] = type;
            var added = ItemStore.Add(session, open.List, values, open.Writer());
            return (open.Whole(added), open.List.Id);
        });
        call.Tenant.Doorbell.Ring(id);
        return call.One(row, Kind + "/$entity", 201);
    }

    public static IResult Change(GraphCall call, string site, string list, string item) =>
        call.One(Changed(call, site, list, item, call.Body["fields"] as JsonObject ?? [], (open, changed) => open.Whole(changed)), Kind + "/$entity");

    public static IResult Fields(GraphCall call, string site, string list, string item)
    {
        var row = call.Read(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            return open.Reader.Read(open.Item(item), call.Options.Select, collection: false);
        });
        return call.One(row, Kind + "('1')/fields/$entity");
    }

    public static IResult ChangeFields(GraphCall call, string site, string list, string item)
    {
        var row = Changed(call, site, list, item, call.Body, (open, changed) => open.Reader.Read(changed, [], collection: false));
        return call.One(row, Kind + "('1')/fields/$entity");
    }

    public static IResult Remove(GraphCall call, string site, string list, string item)
    {
        var id = call.Write(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            var doomed = open.Item(item, toWrite: true);
            call.Match(doomed.ETag);
            if (open.List.IsLibrary) Files.FileStore.Remove(open, doomed.Id);
            else ItemStore.Remove(session, open.List, doomed);
            return open.List.Id;
        });
        call.Tenant.Doorbell.Ring(id);
        return Results.NoContent();
    }

    /// <summary>The fields part of $expand, or null when fields are not expanded.</summary>
    internal static Expansion? FieldsAsked(GraphCall call) => call.Options.Expand.FirstOrDefault(part => part.Name == "fields");

    internal static JsonObject Shape(GraphCall call, OpenedList open, Item item, bool collection)
    {
        var row = open.Shape(item);
        if (FieldsAsked(call) is { } asked) row["fields"] = open.Reader.Read(item, asked.Select, collection);
        return row;
    }

    private static JsonObject Changed(GraphCall call, string site, string list, string item, JsonObject asked, Func<OpenedList, Item, JsonObject> shape)
    {
        var (row, id) = call.Write(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            var present = open.Item(item, toWrite: true);
            call.Match(present.ETag);
            var type = open.Types.Asked(asked == call.Body ? [] : call.Body, asked);
            var values = FieldWriter.Accept(open.Columns, asked, call.Now);
            if (type is not null) values[ItemTypes.Field] = type;
            var changed = ItemStore.Change(session, open.List, present, values, open.Writer());
            return (shape(open, changed), open.List.Id);
        });
        call.Tenant.Doorbell.Ring(id);
        return row;
    }

    private static string NextLink(GraphCall call, PageMark next)
    {
        var kept = call.Options;
        var link = call.Url;
        if (kept.Expand.Count > 0) link = QueryHelpers.AddQueryString(link, "$expand", call.RawOption("expand")!);
        if (kept.Filter is not null) link = QueryHelpers.AddQueryString(link, "$filter", kept.Filter);
        if (kept.OrderBy is not null) link = QueryHelpers.AddQueryString(link, "$orderby", kept.OrderBy);
        if (kept.Select.Count > 0) link = QueryHelpers.AddQueryString(link, "$select", string.Join(',', kept.Select));
        if (kept.Top is not null) link = QueryHelpers.AddQueryString(link, "$top", kept.Top.Value.ToString(CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString(link, "$skiptoken", next.ToString());
    }
}
