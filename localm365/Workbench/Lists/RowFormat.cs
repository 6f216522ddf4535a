using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>A cell as its column's formatting, or the view's, wants it; plain where there is none.</summary>
internal sealed class RowFormat(ListPlace place, ListLook look, Cells cells)
{
    public Markup Show(Item item, Column column) => cells.Show(item, column);

    public Markup RowClass(Item item) => look.Formatter is null || place.List.Id == 0 || item.Id == 0 ? Markup.None : Markup.None;
}
