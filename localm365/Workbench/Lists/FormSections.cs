namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>How the fields of a form are parted.</summary>
internal static class FormSections
{
    public static IReadOnlyList<(string? Heading, IReadOnlyList<Column> Columns)> Of(ListPlace place, ContentType? type, IReadOnlyList<Column> columns) => [(null, columns)];
}
