using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EmulationM365.Documents;

/// <summary>Cleaned HTML as text to copy: a line a paragraph, items with a dash, cells of a row one after the other.</summary>
public static class PlainText
{
    /// <summary>The text, lines divided by <c>\n</c>.</summary>
    public static string Of(string html) => string.Join('\n', new HtmlParser().ParseDocument(html).Body!.Children.SelectMany(Lines)).Replace('\u00A0', ' ');

    private static IEnumerable<string> Lines(IElement block) => block.LocalName switch
    {
        "ul" => block.Children.Select(item => $"- {Line(item)}"),
        "ol" => block.Children.Select((item, at) => $"{at + 1}. {Line(item)}"),
        "table" => block.QuerySelectorAll("tr").Select(row => string.Join(": ", row.Children.Select(Line))),
        _ => [Line(block)],
    };

    private static string Line(INode node) => string.Concat(node.ChildNodes.Select(child => child switch
    {
        IText text => text.Data,
        IElement { LocalName: "br" } => "\n",
        IElement { LocalName: "a" } link when link.GetAttribute("href") is { } href && href != link.TextContent => $"{Line(link)} ({href})",
        _ => Line(child),
    }));
}
