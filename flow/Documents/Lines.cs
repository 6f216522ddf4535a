using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using WordText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace EmulationM365.Documents;

/// <summary>Lines of a paper. Sizes are in half points, lengths in twentieths of a point, as Word has them.</summary>
internal static class Lines
{
    private const string Font = "Times New Roman";

    public static RunFonts Face() => new() { Ascii = Font, HighAnsi = Font, ComplexScript = Font, EastAsia = Font };

    public static Run Run(string text, int size, bool bold = false, bool italic = false, bool underlined = false)
    {
        var look = new RunProperties(Face());
        if (bold) look.Append(new Bold());
        if (italic) look.Append(new Italic());
        look.Append(new FontSize { Val = $"{size}" });
        if (underlined) look.Append(new Underline { Val = UnderlineValues.Single });
        return new Run(look, new WordText(Kept(text)) { Space = SpaceProcessingModeValues.Preserve });
    }

    public static Paragraph Centred(string text, int size, bool bold = false, bool italic = false, int before = 0, int after = 0) =>
        new(Set(JustificationValues.Center, before, after), Run(text, size, bold, italic));

    public static Paragraph Plain(string text, int size, bool bold = false, bool italic = false) => new(Set(JustificationValues.Left, 0, 0), Run(text, size, bold, italic));

    /// <summary>A weighty line with a rule below it that is shorter than the column by so much on either side.</summary>
    public static Paragraph Ruled(string text, int size, int inwards) => new(
        new ParagraphProperties(
            new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 4, Space = 1 }), new SpacingBetweenLines { Before = "0", After = "0" },
            new Indentation { Left = $"{inwards}", Right = $"{inwards}" }, new Justification { Val = JustificationValues.Center }),
        Run(text, size, bold: true));

    public static ParagraphProperties Set(JustificationValues aligned, int before, int after, int firstLine = 0, int left = 0, int hanging = 0)
    {
        var indent = new Indentation();
        if (left > 0) indent.Left = $"{left}";
        if (hanging > 0) indent.Hanging = $"{hanging}";
        else if (firstLine > 0) indent.FirstLine = $"{firstLine}";
        return new ParagraphProperties(new SpacingBetweenLines { Before = $"{before}", After = $"{after}" }, indent, new Justification { Val = aligned });
    }

    /// <summary>Two columns without lines.</summary>
    public static Table Beside(int left, IEnumerable<Paragraph> one, IEnumerable<Paragraph> other)
    {
        var right = WordPaper.Between - left;
        return new Table(
            new TableProperties(new TableWidth { Width = $"{WordPaper.Between}", Type = TableWidthUnitValues.Dxa }, new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(new GridColumn { Width = $"{left}" }, new GridColumn { Width = $"{right}" }),
            new TableRow(Cell(left, one), Cell(right, other)));
    }

    public static TableCell Cell(int width, IEnumerable<Paragraph> lines) => new([new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }), .. lines]);

    /// <summary>What XML cannot hold is no text.</summary>
    private static string Kept(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is >= 0x20 and not (0xFFFE or 0xFFFF)).Select(rune => rune.ToString()));
}
