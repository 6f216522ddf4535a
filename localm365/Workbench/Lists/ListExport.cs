using System.Text;
using System.Text.RegularExpressions;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>A view as a file that spreadsheets open: everything that passes its filter, on one page.</summary>
internal static partial class ListExport
{
    public static IResult Make(ListPlace place, ListLook look, ListQuestion question, Cells cells)
    {
        var rows = ListRows.Read(place, look, question, cells.Known, ListRows.MostExported);
        var text = new StringBuilder();
        text.AppendJoin(',', look.Columns.Select(column => Quote(place.Heading(column)))).Append("\r\n");
        foreach (var item in rows.Items) text.AppendJoin(',', look.Columns.Select(column => Quote(Plain(cells.Show(item, column))))).Append("\r\n");
        // the mark at the start tells spreadsheets that the file is UTF-8
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", place.List.Name + ".csv");
    }

    private static string Plain(Markup cell) => System.Net.WebUtility.HtmlDecode(Tag().Replace(cell.Text.Replace("<br>", "\n", StringComparison.Ordinal).Replace("<small>", " – ", StringComparison.Ordinal), "")).Trim();

    /// <summary>A cell that begins like a formula would be reckoned by whoever opens the file; the apostrophe keeps it a text. Negative numbers are none.</summary>
    private static string Quote(string text)
    {
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) && !NumberOnly().IsMatch(text)) text = "'" + text;
        return '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^-[0-9.,]+$")]
    private static partial Regex NumberOnly();
}
