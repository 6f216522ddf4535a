using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>What a page of ours is made of: sections of text, the only parts whose look Graph can set whole.</summary>
public static class PageCanvas
{
    private const int Width = 12;
    private const int Abreast = 3;

    /// <summary>A page of one file name.</summary>
    // Without its type the library sends the base type, which the service refuses.
    public static SitePage Page() => new() { OdataType = "#microsoft.graph.sitePage", ShowComments = false };

    /// <summary>A canvas of one section for each part, one below the other, and below them rows of three columns, of which the last may be empty.</summary>
    /// <param name="parts">Parts over the whole width.</param>
    /// <param name="rows">For each row the parts of its columns, at most three.</param>
    public static CanvasLayout Of(IEnumerable<WebPart> parts, IReadOnlyList<IReadOnlyList<IReadOnlyList<WebPart>>> rows) => new()
    {
        HorizontalSections = [.. parts.Select(part => (IReadOnlyList<IReadOnlyList<WebPart>>)[[part]]).Concat(rows.Select(row => (IReadOnlyList<IReadOnlyList<WebPart>>)[.. row, .. Enumerable.Repeat<IReadOnlyList<WebPart>>([], Abreast - row.Count)]))
            .Select((columns, number) => new HorizontalSection
            {
                Id = $"{number + 1}", Layout = columns.Count == 1 ? HorizontalSectionLayoutType.OneColumn : HorizontalSectionLayoutType.ThreeColumns, Emphasis = SectionEmphasisType.None,
                Columns = [.. columns.Select((column, at) => new HorizontalSectionColumn { Id = $"{at + 1}", Width = Width / columns.Count, Webparts = [.. column] })],
            })],
    };

    /// <summary>A part of text.</summary>
    /// <param name="html">HTML, already cleaned.</param>
    public static WebPart Text(string html) => new TextWebPart { OdataType = "#microsoft.graph.textWebPart", InnerHtml = html };

    /// <summary>A canvas of sections, each of one column or of three beside each other.</summary>
    /// <param name="sections">For each section the text of its columns as HTML, already cleaned.</param>
    public static CanvasLayout Of(IEnumerable<IReadOnlyList<string>> sections) => new()
    {
        HorizontalSections = [.. sections.Select((columns, number) => new HorizontalSection
        {
            Id = $"{number + 1}",
            Layout = columns.Count == 1 ? HorizontalSectionLayoutType.OneColumn : HorizontalSectionLayoutType.ThreeColumns,
            Emphasis = SectionEmphasisType.None,
            Columns = [.. columns.Select((html, at) => new HorizontalSectionColumn
            {
                Id = $"{at + 1}", Width = Width / columns.Count, Webparts = [new TextWebPart { OdataType = "#microsoft.graph.textWebPart", InnerHtml = html }],
            })],
        })],
    };
}
