using System.Text;

namespace EmulationM365.Functions.Pages;

/// <summary>A table as a file that spreadsheets open. What begins like a formula stays a text: people's words must not be reckoned by whoever opens the file.</summary>
public static class Csv
{
    private const string Formula = "=+-@\t\r";

    /// <summary>The file, with the mark by which spreadsheets know UTF-8.</summary>
    public static byte[] Of(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(headings).Select(row => string.Join(',', row.Select(Cell)) + "\r\n")))];

    private static string Cell(string text) =>
        $"\"{(text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
