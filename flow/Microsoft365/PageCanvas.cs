using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>What a page of ours is made of: sections of text, the only parts whose look Graph can set whole.</summary>
public static class PageCanvas
{
    private const int Width = 12;

    /// <summary>A page of one file name.</summary>
    // Without its type the library sends the base type, which the service refuses.
    public static SitePage Page() => new() { OdataType = "#microsoft.graph.sitePage", ShowComments = false };

    /// <summary>A canvas of one section for each part, one below the other.</summary>
    public static CanvasLayout Of(IEnumerable<WebPart> parts) => new()
    {
        HorizontalSections = [.. parts.Select((part, number) => new HorizontalSection
        {
            Id = $"{number + 1}", Layout = HorizontalSectionLayoutType.OneColumn, Emphasis = SectionEmphasisType.None, Columns = [new HorizontalSectionColumn { Id = "1", Width = Width, Webparts = [part] }],
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
