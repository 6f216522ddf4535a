using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EmulationM365.Effects;

/// <summary>Builds HTML as a tree and never by joining strings: what people wrote stays text, whatever it looks like.</summary>
public sealed class Markup
{
    private readonly IDocument _document = new HtmlParser().ParseDocument("");
    private IElement _at;

    /// <summary>An empty body.</summary>
    public Markup() => _at = _document.Body!;

    /// <summary>The HTML.</summary>
    public string Html => _document.Body!.InnerHtml;

    /// <summary>A paragraph.</summary>
    public Markup Paragraph(string text) => Add("p", text);

    /// <summary>A paragraph of each text.</summary>
    public Markup Paragraphs(IEnumerable<string> texts) => texts.Aggregate(this, (markup, text) => markup.Paragraph(text));

    /// <summary>Lines for a machine, each kept as it is.</summary>
    public Markup Lines(IEnumerable<string> lines) => Add("pre", string.Join('\n', lines));

    /// <summary>A heading of the second level.</summary>
    public Markup Heading(string text) => Add("h2", text);

    /// <summary>A paragraph with a link; only an address of ours is ever passed here.</summary>
    public Markup Link(string text, Uri address)
    {
        _at.AppendChild(_document.CreateElement("p")).AppendChild(Anchor(text, address.ToString()));
        return this;
    }

    /// <summary>A heading of the third level that is a link; only an address of ours is ever passed here.</summary>
    public Markup LinkedHeading(string text, Uri address)
    {
        _at.AppendChild(_document.CreateElement("h3")).AppendChild(Anchor(text, address.ToString()));
        return this;
    }

    /// <summary>A list of links; only addresses of ours are ever passed here.</summary>
    public Markup Links(IEnumerable<(string Text, string Address)> links)
    {
        var list = _at.AppendChild(_document.CreateElement("ul"));
        foreach (var (text, address) in links) list.AppendChild(_document.CreateElement("li")).AppendChild(Anchor(text, address));
        return this;
    }

    /// <summary>The same once more in another language, below a line.</summary>
    /// <param name="other">The text.</param>
    /// <param name="language">Its language.</param>
    public Markup Below(Markup other, string language)
    {
        _at.AppendChild(_document.CreateElement("hr"));
        var part = _document.CreateElement("div");
        part.SetAttribute("lang", language);
        foreach (var node in other._document.Body!.ChildNodes.ToArray()) part.AppendChild(_document.Import(node));
        _at.AppendChild(part);
        return this;
    }

    /// <summary>A table with headings.</summary>
    public Markup Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = _at.AppendChild(_document.CreateElement("table"));
        Row(table.AppendChild(_document.CreateElement("thead")), "th", headings);
        var body = table.AppendChild(_document.CreateElement("tbody"));
        foreach (var row in rows) Row(body, "td", row);
        return this;
    }

    private IElement Anchor(string text, string address)
    {
        var link = _document.CreateElement("a");
        link.SetAttribute("href", address);
        link.TextContent = text;
        return link;
    }

    private Markup Add(string tag, string text)
    {
        var element = _document.CreateElement(tag);
        element.TextContent = text;
        _at.AppendChild(element);
        return this;
    }

    private void Row(INode parent, string tag, IReadOnlyList<string> cells)
    {
        var row = parent.AppendChild(_document.CreateElement("tr"));
        foreach (var text in cells)
        {
            var cell = _document.CreateElement(tag);
            cell.TextContent = text;
            row.AppendChild(cell);
        }
    }
}
