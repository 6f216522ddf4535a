using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>A list through one of its views.</summary>
internal static class ListPage
{
    public static IResult Show(Visit visit)
    {
        var question = new ListQuestion(visit.Http.Request.Query);
        if (question.IsGrid) return GridPage.Show(visit);
        return ListPlace.Read(visit, place =>
        {
            if (place.List.IsLibrary) return Results.Redirect(place.Address);
            var look = ListLook.Of(place, question.View, question.Month is null ? null : CalendarTable.Of(place, question));
            question.Through(place, look);
            var cells = new Cells(place);
            if (visit.Query("export") is not null) return ListExport.Make(place, look, question, cells);
            var rows = ListRows.Read(place, look, question, cells.Known, look.RowLimit);
            var body = Markup.Of(
                $"""
                {place.Crumbs(withList: false)}<h1>{place.List.DisplayName}</h1>{Described(place)}{Said(visit)}{Commands(place, look, question)}{new ListFilter(place, question, cells.Known).Pane(Filtered(place, look))}
                {(look.Day is { } day ? new CalendarTable(place, look, question).Show(rows.Items, day) : rows.Items.Count == 0 ? Empty(place, question) : Table(place, look, question, cells, rows))}
                """);
            return place.Show(place.List.DisplayName, body);
        });
    }

    /// <summary>The bar above the list: what one can do with it, and through which view one looks.</summary>
    internal static Markup Commands(ListPlace place, ListLook look, ListQuestion question)
    {
        var words = place.Words;
        var types = ContentTypeStore.Menu(ContentTypeStore.OfList(place.Session, place.List.Id)).Where(type => !type.IsFolder).ToList();
        var news = !place.MayAdd ? [] : types.Count > 1 && place.List.ContentTypes
            ? types.Select(type => Markup.Of($"""<a class="button" href="{SiteAddress.New(place.Site, place.List)}?ContentTypeId={type.Id}">+ {type.Name}</a>"""))
            : [Markup.Of($"""<a class="button primary" href="{SiteAddress.New(place.Site, place.List)}">+ {words["list.new"]}</a>""")];
        var grid = question.IsGrid
            ? Markup.Of($"""<a class="button" href="{question.With(place.Address, ("grid", null))}">{words["list.leavegrid"]}</a>""")
            : place.Open.RightOn(0) >= Right.Write ? Markup.Of($"""<a class="button" href="{question.With(place.Address, ("grid", "1"))}">{words["list.grid"]}</a>""") : Markup.None;
        var export = Markup.Of($"""<a class="button" href="{question.With(place.Address, ("export", "csv"), ("grid", null))}">{words["list.export"]}</a>""");
        return Markup.Of($"""<div class="commands" role="group" aria-label="{words["list.commands"]}">{news}{grid}{export}<span class="push">{Views(place, look, question)}</span></div>""");
    }

    private static Markup Views(ListPlace place, ListLook look, ListQuestion question)
    {
        var kept = question.Others(name => name is "view" or "sort" or "dir" || name.StartsWith(ListFilter.Prefix, StringComparison.Ordinal)).Select(option => Markup.Of($"""<input type="hidden" name="{option.Name}" value="{option.Value}">"""));
        var options = ListLook.All(place).Select(view => Markup.Of($"""<option value="{view.Id}"{Markup.If(view.Id == look.Id, " selected")}>{ViewName(place, view.Title)}</option>"""));
        return Markup.Of($"""<form method="get" action="{place.Address}">{kept}<label class="sr" for="view">{place.Words["list.view"]}</label><select id="view" name="view" data-go>{options}</select><button type="submit">{place.Words["list.show"]}</button></form>""");
    }

    /// <summary>The view that every list is born with has a name in the language of the page.</summary>
    private static string ViewName(ListPlace place, string title) => title == "All Items" ? place.Words["list.all"] : title;

    private static Markup Described(ListPlace place) => string.IsNullOrEmpty(place.List.Description) ? Markup.None : Markup.Of($"""<p class="quiet">{place.List.Description}</p>""");

    /// <summary>What came of the button that was pressed before.</summary>
    private static Markup Said(Visit visit) => visit.Query("done") is not null ? Markup.Of($"""<p class="done" role="status">{visit.Words["list.done"]}</p>""")
        : RowActions.Refusal(visit) is { } refusal ? Markup.Of($"""<p class="alert" role="alert">{refusal}</p>""") : Markup.None;

    internal static IReadOnlyList<Column> Filtered(ListPlace place, ListLook look) => [.. look.Columns.Select(column => column.Name == "LinkTitle" ? place.Open.Columns.First(one => one.Name == "Title") : column)];

    private static Markup Empty(ListPlace place, ListQuestion question)
    {
        var words = place.Words;
        if (question.IsFiltered) return Markup.Of($"""<div class="empty"><h2>{words["empty.filtered"]}</h2><p>{words["empty.filtered.next"]}</p></div>""");
        return Markup.Of($"""<div class="empty"><h2>{words["empty.list"]}</h2><p>{words[place.MayAdd ? "empty.list.next" : "empty.list.wait"]}</p></div>""");
    }

    private static Markup Table(ListPlace place, ListLook look, ListQuestion question, Cells cells, ListRows rows)
    {
        var table = new RowWriter(place, look, cells);
        var heads = look.Columns.Select((column, at) => Head(place, question, column, at == 0));
        return Markup.Of(
            $"""
            <form method="post" action="{question.Again(place.Address)}" class="formatted"><div class="scroll" tabindex="0" role="region" aria-label="{place.List.DisplayName}"><table class="list cardrows"><thead><tr>{heads}</tr></thead><tbody>{table.Rows(rows.Items)}</tbody></table></div></form>
            {Pager(place, question, rows)}
            """);
    }

    internal static Markup Head(ListPlace place, ListQuestion question, Column column, bool first)
    {
        var classes = string.Join(' ', new[] { first ? "first" : null, Cells.IsNumber(column) ? "number" : null }.OfType<string>());
        var name = column.Name == "LinkTitle" ? "Title" : column.Name;
        var sorted = question.Sort == name;
        var link = question.With(place.Address, ("sort", name), ("dir", sorted && !question.Down ? "desc" : null));
        var mark = sorted ? Markup.Of($""" aria-sort="{(question.Down ? "descending" : "ascending")}" """) : Markup.None;
        var arrow = sorted ? Markup.Of($"""<span aria-hidden="true">{(question.Down ? "▼" : "▲")}</span>""") : Markup.None;
        return Markup.Of($"""<th scope="col" class="{classes}"{mark}><a href="{link}">{place.Heading(column)}{arrow}</a></th>""");
    }

    internal static Markup Pager(ListPlace place, ListQuestion question, ListRows rows)
    {
        var words = place.Words;
        var page = Math.Min(question.Page, rows.Pages);
        Markup Link(int to, string word) => to >= 1 && to <= rows.Pages ? Markup.Of($"""<a class="button" href="{question.With(place.Address, ("page", to.ToString(CultureInfo.InvariantCulture)))}">{words[word]}</a>""") : Markup.None;
        return Markup.Of($"""<nav class="pager" aria-label="{words["pager.title"]}"><span class="quiet">{words.Of("pager.count", rows.Count, page, rows.Pages)}</span>{Link(page - 1, "pager.before")}{Link(page + 1, "pager.next")}</nav>""");
    }
}
