namespace EmulationM365.LocalM365.Views;

/// <summary>
/// A view of a list. <c>Owner</c> is the object id of whom a personal view belongs to, null for everybody's. <c>Type2</c> is TILES, KANBAN or MODERNCALENDAR, null for
/// rows. <c>More</c> holds members that are kept and shown, and do nothing here.
/// </summary>
internal sealed record ListView(
    string Guid, string Title, IReadOnlyList<string> Fields, string Query, bool IsDefault, bool Hidden, string? Owner, int RowLimit, bool Paged, string? Formatter, string? Type2,
    JsonObject More)
{
    /// <summary>Members that do nothing here, with what they are when nobody set them.</summary>
    public static readonly JsonObject Kept = new()
    {
        ["Aggregations"] = "", ["AggregationsStatus"] = "", ["MobileView"] = true, ["Scope"] = 0, ["TabularView"] = true, ["Toolbar"] = "", ["ViewData"] = null,
        ["ViewJoins"] = null, ["ViewProjectedFields"] = null, ["ColumnWidth"] = null, ["NewDocumentTemplates"] = null, ["VisualizationInfo"] = null,
        ["IncludeRootFolder"] = false, ["DefaultViewForContentType"] = false,
    };

    /// <summary>The rows are all of the list's.</summary>
    public bool IsUnfiltered => !Query.Contains("<Where", StringComparison.Ordinal);

    public bool IsSeenBy(Caller caller) => Owner is null || Owner == caller.Id;
}
