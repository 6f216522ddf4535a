using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EmulationM365.Effects;

/// <summary>
/// What people wrote, read as a browser reads it and written anew from the few things that a news page may hold: paragraphs, headings, lists, tables, stress and links. Nothing of the
/// old text is passed on as it was, so what is written can hold nothing else; cleaned again it stays as it is.
/// </summary>
public sealed partial class CleanHtml
{
    /// <summary>Nobody nests this deep who wants to be read.</summary>
    private const int Deepest = 100;

    private const string Html = "http://www.w3.org/1999/xhtml";

    /// <summary>What stands within these is no text of the writer.</summary>
    private static readonly HashSet<string> Dropped =
    [
        "script", "style", "template", "iframe", "object", "embed", "applet", "noscript", "noembed", "noframes", "textarea", "select", "option", "button", "input", "title", "head", "svg", "math",
        "audio", "video", "canvas", "map", "frameset", "frame", "xmp", "plaintext", "listing", "meta", "link", "base", "dialog", "datalist", "portal", "fencedframe", "slot",
    ];

    private static readonly HashSet<string> Blocks =
    [
        "p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "blockquote", "pre", "address", "figure", "figcaption", "center", "dl", "dt", "dd", "details", "summary",
        "fieldset", "form", "legend", "li", "hr", "body", "html",
    ];

    private readonly StringBuilder _written = new();
    private TextLine _line = new();

    private CleanHtml()
    {
    }

    /// <summary>HTML that people wrote, cleaned.</summary>
    public static string Of(string html)
    {
        var clean = new CleanHtml();
        clean.Inside(new HtmlParser().ParseDocument(html).Body, default, false, 0);
        clean.Close("p");
        return clean._written.ToString();
    }

    /// <summary>What stands in a column for many lines: plain text, of which each line is a paragraph and lines with a dash are a list; or HTML, where it has paragraphs of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">Names in it that no line break may divide.</param>
    public static string OfText(string text, params IReadOnlyCollection<string> names)
    {
        var kept = Texts.Typography.Whole(text, names);
        return Of(Block().IsMatch(kept) ? kept : string.Concat(Lines(kept)));
    }

    private static IEnumerable<string> Lines(string text)
    {
        var open = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var item = Dash().Match(line);
            if (item.Success != open) yield return (open = item.Success) ? "<ul>" : "</ul>";
            var words = item.Success ? line[item.Length..] : line;
            // Each line by itself: what is left open in one ends with it.
            var html = Tag().IsMatch(words) ? Of(words) : System.Net.WebUtility.HtmlEncode(words);
            yield return item.Success ? $"<li>{html}</li>" : $"<div>{html}</div>";
        }

        if (open) yield return "</ul>";
    }

    /// <param name="parent">Whose children are read.</param>
    /// <param name="look">How text looks there.</param>
    /// <param name="inLine">Everything goes into the line that is open: a heading, an item, a cell.</param>
    /// <param name="depth">How deep it stands.</param>
    private void Inside(INode? parent, TextLook look, bool inLine, int depth)
    {
        if (depth > Deepest) return;
        foreach (var child in parent?.ChildNodes ?? Enumerable.Empty<INode>())
        {
            if (child is IText text) _line.Add(text.Data, look);
            if (child is IElement element && element.NamespaceUri == Html && !Dropped.Contains(element.LocalName)) Element(element, look, inLine, depth + 1);
        }
    }

    private void Element(IElement element, TextLook look, bool inLine, int depth)
    {
        var name = element.LocalName;
        if (name == "br") _line.AddBreak();
        else if (Look(element, look) is { } other) Inside(element, other, inLine, depth);
        else if (inLine) Apart(element, look, depth);
        else if (name is ['h', >= '1' and <= '6']) Line(element, look, name switch { "h1" or "h2" => "h2", "h3" => "h3", _ => "h4" }, depth);
        else if (name is "ul" or "ol") List(element, look, depth);
        else if (name == "table") Table(element, look, depth);
        else if (Blocks.Contains(name)) Line(element, look, "p", depth);
        else Inside(element, look, false, depth);
    }

    private static TextLook? Look(IElement element, TextLook look) => element.LocalName switch
    {
        "b" or "strong" => look with { Strong = true },
        "i" or "em" => look with { Stressed = true },
        "u" or "ins" => look with { Underlined = true },
        // A link that leads nowhere stays as its words.
        "a" => look with { Link = SafeAddress.Link(element.GetAttribute("href")) },
        _ => null,
    };

    /// <summary>A block within a line begins and ends with a break.</summary>
    private void Apart(IElement element, TextLook look, int depth)
    {
        var apart = Blocks.Contains(element.LocalName) || element.LocalName is "ul" or "ol" or "table" or "tr" or "td" or "th" || element.LocalName is ['h', >= '1' and <= '6'];
        if (apart) _line.AddBreak();
        Inside(element, look, true, depth);
        if (apart) _line.AddBreak();
    }

    /// <summary>A block: what came before is closed, and so is what it holds. Only a heading keeps everything within it in its line.</summary>
    private void Line(IElement element, TextLook look, string tag, int depth)
    {
        Close("p");
        Inside(element, look, tag != "p", depth);
        Close(tag);
    }

    private void List(IElement list, TextLook look, int depth)
    {
        Close("p");
        var items = list.ChildNodes.Select(child => Cell(child, look, depth)).Where(item => item.Length > 0).ToList();
        if (items.Count == 0) return;
        _written.Append('<').Append(list.LocalName).Append('>');
        foreach (var item in items) _written.Append("<li>").Append(item).Append("</li>");
        _written.Append("</").Append(list.LocalName).Append('>');
    }

    private void Table(IElement table, TextLook look, int depth)
    {
        Close("p");
        var rows = Rows(table).Select(row => row.Children.Where(cell => cell.LocalName is "td" or "th").ToList()).Where(row => row.Count > 0).ToList();
        if (rows.Count == 0) return;
        var head = rows[0].TrueForAll(cell => cell.LocalName == "th") ? 1 : 0;
        _written.Append("<table>");
        if (head == 1) _written.Append("<thead>").Append(Row(rows[0], "th", look, depth)).Append("</thead>");
        if (rows.Count > head) _written.Append("<tbody>");
        foreach (var row in rows.Skip(head)) _written.Append(Row(row, "td", look, depth));
        if (rows.Count > head) _written.Append("</tbody>");
        _written.Append("</table>");
    }

    private static IEnumerable<IElement> Rows(IElement table) => table.Children.SelectMany(part => part.LocalName is "thead" or "tbody" or "tfoot" ? part.Children.AsEnumerable() : [part]).Where(row => row.LocalName == "tr");

    private string Row(List<IElement> cells, string tag, TextLook look, int depth) => $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{Cell(cell, look, depth)}</{tag}>"))}</tr>";

    /// <summary>A node as one line of its own.</summary>
    private string Cell(INode node, TextLook look, int depth)
    {
        var before = _line;
        _line = new TextLine();
        if (node is IText text) _line.Add(text.Data, look);
        else if (node is IElement { LocalName: "li" or "td" or "th" } cell) Inside(cell, look, true, depth + 1);
        else if (node is IElement element && element.NamespaceUri == Html && !Dropped.Contains(element.LocalName)) Element(element, look, true, depth + 1);
        var html = _line.Html();
        _line = before;
        return html;
    }

    private void Close(string tag)
    {
        if (_line.Html() is { Length: > 0 } html) _written.Append('<').Append(tag).Append('>').Append(html).Append("</").Append(tag).Append('>');
        _line = new TextLine();
    }

    [GeneratedRegex("<(p|br|ul|ol|li|h[1-6]|div|table|blockquote)(\\s|/|>)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex("</?(b|strong|i|em|u|a|span|font|script|style|img|iframe|svg|math)(\\s|/|>)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[-–•+*]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Dash();
}
