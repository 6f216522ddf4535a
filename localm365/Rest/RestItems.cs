using System.Text.RegularExpressions;
using EmulationM365.LocalM365.Views;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/lists(guid'…')/items</c>, and the same by a query in CAML.</summary>
internal static partial class RestItems
{
    private const int PageSize = 100;
    private const int MostInPage = 5000;

    private static readonly string[] _kept = ["select", "expand", "filter", "orderby", "top"];

    /// <summary>The list, for whoever may read something in it.</summary>
    public static OpenedList Open(GraphCall call, Session session, string name, string list)
    {
        var (site, found) = RestAccess.Find(call, session, name, list);
        return RestAccess.InRest(() => ItemAccess.Open(call, session, site, found));
    }

    public static IResult All(GraphCall call, string name, string list)
    {
        var top = Math.Min(call.Options.Top ?? PageSize, MostInPage);
        var mark = Mark(call.Options.SkipToken);
        var (rows, next) = call.Read(session => RestAccess.InRest(() =>
        {
            var open = Open(call, session, name, list);
            var shape = new RestItemShape(open, call.Options);
            // REST asks no index of a filter; a long list does
            var query = new ItemQuery(open.Columns, honorsNonIndexed: true, FieldSpelling.Rest);
            var filter = call.Options.Filter is { } text ? TypedLiteral().Replace(text, "'$1'") : null;
            var order = query.Order(call.Options.OrderBy);
            if (Threshold.IsExceeded(call, session, open.List, () => query.First(filter), query.IsServed(call.Options.OrderBy))) throw Threshold.InRest();
            FormattableString where = $"{query.Where(filter)} AND id > {mark.AfterId} AND {open.Visible}";
            var found = ItemStore.Page(session, open.List, where, order ?? $"id", top + 1, mark.Skip, query.Index(open.List, filter));
            var page = found.Take(top).ToList();
            var following = order is null ? new PageMark(page.Count > 0 ? page[^1].Id : 0, 0) : new PageMark(0, mark.Skip + top);
            return (page.Select(shape.Of).ToList(), found.Count > top ? following : null);
        }));
        return RestAccess.Many(call, rows, next is null ? null : NextLink(call, next));
    }

    public static IResult Get(GraphCall call, string name, string list, string item) => RestAccess.One(call, call.Read(session =>
    {
        var open = Open(call, session, name, list);
        return new RestItemShape(open, call.Options).Of(RestAccess.InRest(() => open.Item(item)));
    }));

    /// <summary>The rows of a view that stands in the request.</summary>
    public static IResult ByQuery(GraphCall call, string name, string list)
    {
        var asked = call.Body["query"] as JsonObject ?? throw RestAccess.Wrong("The parameter query is missing.");
        var view = AskedView.Read(asked.String("ViewXml") ?? throw RestAccess.Wrong("The query needs its ViewXml."));
        var mark = Mark((asked["ListItemCollectionPosition"] as JsonObject)?.String("PagingInfo"));
        return RestAccess.Many(call, call.Read(session =>
        {
            var open = Open(call, session, name, list);
            var query = ReaderOf.Query(open, view.Query);
            ViewFields.Check(open.Columns, view.Fields);
            ViewFields.CheckLookups(open.Columns.Where(column => view.Fields.Contains(column.Name) || query.Columns.Contains(column)));
            var unlimited = view.RowLimit is null;
            if (Threshold.IsExceeded(call, session, open.List, () => query.First, query.IsServed && !unlimited)) throw Threshold.InRest();
            FormattableString where = $"{query.Where} AND id > {mark.AfterId} AND {open.Visible} AND {view.InFolder(open.List)}";
            var found = ItemStore.Page(session, open.List, where, query.OrderBy ?? $"id", view.RowLimit ?? int.MaxValue, mark.Skip, query.Index(open.List));
            var shape = new RestItemShape(open, call.Options);
            return found.Select(item => view.Only(shape.Of(item))).ToList();
        }));
    }

    /// <summary>SharePoint writes where it stopped in plain words, and people write them by hand.</summary>
    private static PageMark Mark(string? token)
    {
        if (token is null) return new PageMark(0, 0);
        var (id, skip) = (AfterId().Match(token), Skipped().Match(token));
        if (!token.StartsWith("Paged=TRUE", StringComparison.Ordinal) || !(id.Success || skip.Success)) throw RestAccess.Wrong("The skip token is malformed.");
        return new PageMark(Number(id), Number(skip));
    }

    private static long Number(Match match) => match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static string NextLink(GraphCall call, PageMark next)
    {
        var token = next.Skip > 0 ? string.Create(CultureInfo.InvariantCulture, $"Paged=TRUE&p_Skip={next.Skip}") : string.Create(CultureInfo.InvariantCulture, $"Paged=TRUE&p_ID={next.AfterId}");
        return QueryHelpers.AddQueryString(call.UrlWith(_kept), "$skiptoken", token);
    }

    [GeneratedRegex(@"\b(?:datetime|guid)'([^']*)'")]
    private static partial Regex TypedLiteral();

    [GeneratedRegex(@"[&=]p_ID=(\d{1,18})(?:&|$)")]
    private static partial Regex AfterId();

    [GeneratedRegex(@"&p_Skip=(\d{1,18})(?:&|$)")]
    private static partial Regex Skipped();
}
