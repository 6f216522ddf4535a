using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The rows of a view, under the headings of its groups.</summary>
internal sealed class RowWriter(ListPlace place, ListLook look, Cells cells)
{
    private readonly RowFormat _format = new(place, look, cells);

    public IEnumerable<Markup> Rows(IReadOnlyList<Item> items)
    {
        var headings = look.Groups.Count == 0 ? [] : items.Select(Group).ToList();
        var sizes = headings.CountBy(heading => heading.Text).ToDictionary();
        for (var at = 0; at < items.Count; at++)
        {
            if (headings.Count > 0 && (at == 0 || headings[at] != headings[at - 1]))
                yield return Markup.Of($"""<tr class="group"><th scope="colgroup" colspan="{look.Columns.Count}">{headings[at]} <span class="quiet">({sizes[headings[at].Text]})</span></th></tr>""");
            yield return Row(items[at]);
        }
    }

    private Markup Group(Item item) => Markup.Join(
        look.Groups.Select(column => Markup.Of($"{place.Heading(column)}: {(_format.Show(item, column) is { IsEmpty: false } shown ? shown : Markup.Of($"{place.Words["group.none"]}"))}")), " · ");

    private Markup Row(Item item)
    {
        var (whole, kind) = _format.Row(item);
        var mark = kind.Length > 0 ? Markup.Of($""" class="{kind}" """) : Markup.None;
        if (whole is { } drawn) return Markup.Of($"""<tr data-item="{item.Id}"{mark}><td colspan="{look.Columns.Count}">{drawn}</td></tr>""");
        var shown = look.Columns.Select((column, at) =>
        {
            var classes = string.Join(' ', new[] { at == 0 ? "first" : null, Cells.IsNumber(column) ? "number" : null, Cells.IsWide(column) ? "wide" : null }.OfType<string>());
            return Markup.Of($"""<td class="{classes}" data-name="{place.Heading(column)}">{_format.Show(item, column)}</td>""");
        });
        return Markup.Of($"""<tr data-item="{item.Id}"{mark}>{shown}</tr>""");
    }
}
