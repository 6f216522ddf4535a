using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>HTML that others wrote, read as a browser reads it and written anew from what is allowed. What is not known to be harmless is left out.</summary>
internal sealed class SafeHtml
{
    /// <summary>Nobody nests this deep who wants to be read.</summary>
    private const int Deepest = 200;

    private const string Html = "http://www.w3.org/1999/xhtml";

    private static readonly HashSet<string> _lonely = ["br", "hr", "img"];
    private static readonly HashSet<string> _inline = ["a", "span", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "code", "font"];

    private readonly HtmlAllowance _allowance;
    private readonly StringBuilder _written = new();

    private SafeHtml(HtmlAllowance allowance) => _allowance = allowance;

    public static Markup Clean(string html, HtmlAllowance allowance)
    {
        var clean = new SafeHtml(allowance);
        clean.Inside(Body(html), 0);
        return new Markup(clean._written.ToString());
    }

    /// <summary>The words of HTML on one line, cut at a length.</summary>
    public static string Plain(string html, int most)
    {
        var words = new StringBuilder();
        Words(Body(html), words, 0);
        var line = string.Join(' ', words.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..most].TrimEnd() + "…";
    }

    private static INode? Body(string html) => new HtmlParser().ParseDocument(html).Body;

    private static void Words(INode? node, StringBuilder words, int depth)
    {
        if (depth > Deepest) return;
        foreach (var child in node?.ChildNodes ?? Enumerable.Empty<INode>())
        {
            if (child is IText text) words.Append(text.Data);
            if (child is not IElement element || HtmlAllowance.Dropped.Contains(element.LocalName)) continue;
            Words(element, words, depth + 1);
            if (!_inline.Contains(element.LocalName)) words.Append(' ');
        }
    }

    private void Inside(INode? node, int depth)
    {
        if (depth > Deepest) return;
        foreach (var child in node?.ChildNodes ?? Enumerable.Empty<INode>())
        {
            if (child is IText text) _written.Append(Markup.Encode(text.Data));
            if (child is IElement element) Write(element, depth);
        }
    }

    private void Write(IElement element, int depth)
    {
        var name = element.LocalName;
        if (element.NamespaceUri != Html || HtmlAllowance.Dropped.Contains(name)) return;
        var attributes = HtmlAllowance.Elements.TryGetValue(name, out var allowed) ? Attributes(element, allowed) : null;
        // a link that leads nowhere stays as its words, an image that may not be shown as what it says it shows
        if (name == "img" && attributes?.ContainsKey("src") != true) _written.Append(Markup.Encode(element.GetAttribute("alt")));
        else if (attributes is null || (name == "a" && !attributes.ContainsKey("href"))) Inside(element, depth + 1);
        else Write(name == "h1" ? "h2" : name, attributes, element, depth);
    }

    private void Write(string name, Dictionary<string, string> attributes, IElement element, int depth)
    {
        _written.Append('<').Append(name);
        foreach (var (attribute, value) in attributes) _written.Append(' ').Append(attribute).Append("=\"").Append(Markup.Encode(value)).Append('"');
        if (name == "a") _written.Append(" rel=\"noopener noreferrer\"");
        _written.Append('>');
        if (_lonely.Contains(name)) return;
        Inside(element, depth + 1);
        _written.Append("</").Append(name).Append('>');
    }

    private Dictionary<string, string> Attributes(IElement element, string[] allowed)
    {
        var kept = new Dictionary<string, string>();
        foreach (var name in allowed)
            if (element.GetAttribute(name) is { } value && _allowance.Attribute(name, value) is { } safe) kept[name] = safe;
        return kept;
    }
}
