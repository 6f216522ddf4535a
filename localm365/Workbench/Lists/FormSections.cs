using EmulationM365.LocalM365.Formatting;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>How the fields of a form are parted: as the form layout of the content type says.</summary>
internal static class FormSections
{
    public static IReadOnlyList<(string? Heading, IReadOnlyList<Column> Columns)> Of(ListPlace place, ContentType? type, IReadOnlyList<Column> columns)
    {
        var json = type is null ? null : ContentTypeStore.FormOf(place.Session, place.List, type.Id);
        var layout = FormLayout.Read(json, [.. columns.Select(column => column.Name)], columns.ToDictionary(column => column.Name, place.Heading));
        return [.. layout.Sections.Where(section => section.Fields.Count > 0).Select(section => ((string?)(section.Name.Length > 0 ? section.Name : null), (IReadOnlyList<Column>)[.. section.Fields.Select(name => columns.First(column => column.Name == name))]))];
    }
}
