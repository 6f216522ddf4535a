using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The rows of a view, under the headings of its groups.</summary>
internal sealed class RowWriter(ListPlace place, ListLook look, Cells cells)
{
    private readonly RowFormat _format = new(place, look, cells);

    public IEnumerable<Markup> Rows(IReadOnlyList<Item> items)
    {
        string? last = null;
        foreach (var item in items)
        {
            if (look.Groups.Count > 0 && Group(item) is var (text, heading) && text != last)
            {
                last = text;
                yield return Markup.Of($"""<tr class="group"><th scope="colgroup" colspan="{look.Columns.Count}">{heading} <span class="quiet">({items.Count(other => Group(other).Text == text)})</span></th></tr>""");
            }

            yield return Row(item);
        }
    }

    private (string Text, Markup Heading) Group(Item item)
    {
        var parts = look.Groups.Select(column => Markup.Of($"{place.Heading(column)}: {(cells.Show(item, column) is { IsEmpty: false } shown ? shown : Markup.Of($"{place.Words["group.none"]}"))}"));
        var heading = Markup.Join(parts, " · ");
        return (heading.Text, heading);
    }

    private Markup Row(Item item)
    {
        var (whole, kind) = _format.Row(item);
        var mark = kind.Length > 0 ? Markup.Of($""" class="{kind}" """) : Markup.None;
        if (whole is { } drawn) return Markup.Of($"""<tr data-item="{item.Id}"{mark}><td colspan="{look.Columns.Count}">{drawn}</td></tr>""");
        var shown = look.Columns.Select((column, at) =>
        {
            var classes = string.Join(' ', new[] { at == 0 ? "first" : null, Cells.IsNumber(column) ? "number" : null }.OfType<string>());
            return Markup.Of($"""<td class="{classes}" data-name="{place.Heading(column)}">{_format.Show(item, column)}</td>""");
        });
        return Markup.Of($"""<tr data-item="{item.Id}"{mark}>{shown}</tr>""");
    }
}
