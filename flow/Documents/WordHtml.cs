using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace EmulationM365.Documents;

/// <summary>Cleaned HTML as paragraphs and tables of Word: the few things that it may hold, and no others.</summary>
internal static class WordHtml
{
    private const int Size = 28;

    private readonly record struct Look(bool Bold, bool Italic, bool Underlined);

    public static IEnumerable<OpenXmlElement> Blocks(string html)
    {
        foreach (var block in new HtmlParser().ParseDocument(html).Body!.Children)
        {
            switch (block.LocalName)
            {
                case "h2" or "h3" or "h4":
                    yield return Paragraph(block, Lines.Set(JustificationValues.Left, 120, 120), new Look(true, block.LocalName == "h4", false));
                    break;
                case "ul" or "ol":
                    foreach (var (item, at) in block.Children.Select((item, at) => (item, at))) yield return Item(item, block.LocalName == "ol" ? $"{at + 1}. " : "- ");
                    break;
                case "table":
                    yield return Rows(block);
                    yield return new Paragraph(Lines.Set(JustificationValues.Left, 0, 60));
                    break;
                default:
                    yield return Paragraph(block, Lines.Set(JustificationValues.Both, 0, 120, firstLine: 567), default);
                    break;
            }
        }
    }

    private static Paragraph Paragraph(INode block, ParagraphProperties set, Look look) => new([set, .. Runs(block, look)]);

    private static Paragraph Item(INode item, string mark) => new([Lines.Set(JustificationValues.Both, 0, 60, left: 851, hanging: 284), Lines.Run(mark, Size), .. Runs(item, default)]);

    private static IEnumerable<OpenXmlElement> Runs(INode parent, Look look)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IText text) yield return Lines.Run(text.Data, Size, look.Bold, look.Italic, look.Underlined);
            else if (child is IElement { LocalName: "br" }) yield return new Run(new Break());
            else if (child is IElement element)
            {
                var inner = element.LocalName switch { "strong" => look with { Bold = true }, "em" => look with { Italic = true }, "u" => look with { Underlined = true }, _ => look };
                foreach (var run in Runs(element, inner)) yield return run;
                // On paper nobody follows a link: it says where it leads.
                if (element.LocalName == "a" && element.GetAttribute("href") is { } href && href != element.TextContent) yield return Lines.Run($" ({href})", Size, look.Bold, look.Italic, look.Underlined);
            }
        }
    }

    private static Table Rows(IElement table)
    {
        var rows = table.QuerySelectorAll("tr").ToList();
        var columns = Math.Max(1, rows.Count == 0 ? 1 : rows.Max(row => row.Children.Length));
        var width = WordPaper.Between / columns;
        var made = new Table(
            new TableProperties(new TableWidth { Width = $"{WordPaper.Between}", Type = TableWidthUnitValues.Dxa }, Borders(), new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(Enumerable.Range(0, columns).Select(_ => new GridColumn { Width = $"{width}" })));
        foreach (var row in rows) made.Append(new TableRow(row.Children.Select(cell => Lines.Cell(width, [Paragraph(cell, Lines.Set(JustificationValues.Left, 40, 40), new Look(cell.LocalName == "th", false, false))]))));
        return made;
    }

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 },
        new RightBorder { Val = BorderValues.Single, Size = 4 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });
}
