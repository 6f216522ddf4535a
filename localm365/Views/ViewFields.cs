namespace EmulationM365.LocalM365.Views;

/// <summary>The columns a view may show: those of the list, and some that only show others with a link or a sign.</summary>
internal static class ViewFields
{
    /// <summary>A view shows at most this many columns that ask another list.</summary>
    private const int MostLookups = FieldReader.MostLookups;

    private static readonly Dictionary<string, string> _links = new()
    {
        ["LinkTitle"] = "Title", ["LinkTitleNoMenu"] = "Title", ["LinkFilename"] = BuiltInColumns.FileName, ["LinkFilenameNoMenu"] = BuiltInColumns.FileName,
    };

    private static readonly string[] _signs = ["DocIcon", "FileSizeDisplay", "_ModerationStatus"];

    /// <summary>The column that is really shown, sorted or asked.</summary>
    public static string Behind(string name) => _links.GetValueOrDefault(name, name);

    /// <summary>Refuses a name that the list does not have, and more lookups than one query may ask.</summary>
    public static void Check(IReadOnlyList<Column> columns, IReadOnlyList<string> fields)
    {
        var unknown = fields.FirstOrDefault(name => !_signs.Contains(name) && columns.All(column => column.Name != Behind(name)));
        if (unknown is not null) throw Caml.Bad($"Column '{unknown}' does not exist. It may have been deleted by another user.");
        if (fields.Distinct().Count() < fields.Count) throw Caml.Bad("A view shows a column once.");
        CheckLookups(columns.Where(column => fields.Contains(column.Name)));
    }

    /// <summary>Refuses a query over more lookup and person columns than SharePoint joins.</summary>
    public static void CheckLookups(IEnumerable<Column> asked)
    {
        if (asked.Where(column => column.IsLookup).Distinct().Count() > MostLookups)
            throw new Refused(
                500, "-2147024860, Microsoft.SharePoint.SPQueryThrottledException",
                "The query cannot be completed because the number of lookup columns it contains exceeds the lookup column threshold enforced by the administrator.");
    }
}
