using EmulationM365.LocalM365.Formatting;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>How the fields of a form are parted: as the form layout of the content type says.</summary>
internal static class FormSections
{
    public static FormLayout Layout(ListPlace place, ContentType? type, IReadOnlyList<Column> columns)
    {
        var json = type is null ? null : ContentTypeStore.FormOf(place.Session, place.List, type.Id);
        return FormLayout.Read(json, [.. columns.Select(column => column.Name)], columns.ToDictionary(column => column.Name, place.Heading));
    }

    /// <summary>The header or the footer of a form, over an item or over the empty fields of a new one.</summary>
    public static Markup Part(ListPlace place, Cells cells, JsonObject? format, Item? item) =>
        format is null || Formatter.Render(format, RowFormat.Scope(place, cells, item)).Html is not { Length: > 0 } html ? Markup.None : Markup.Of($"""<div class="formpart">{new Markup(html)}</div>""");

    public static IReadOnlyList<(string? Heading, IReadOnlyList<Column> Columns)> Of(FormLayout layout, IReadOnlyList<Column> columns) =>
        [.. layout.Sections.Where(section => section.Fields.Count > 0).Select(section => ((string?)(section.Name.Length > 0 ? section.Name : null), (IReadOnlyList<Column>)[.. section.Fields.Select(name => columns.First(column => column.Name == name))]))];
}
