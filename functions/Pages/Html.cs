using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EmulationM365.Functions.Pages;

/// <summary>HTML that is safe to send. Made from an interpolated text, every place of which is encoded unless it is HTML already.</summary>
public sealed record Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly string _text;

    private Html(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>HTML with its places filled.</summary>
    public static Html Of(FormattableString text) =>
        new(string.Format(CultureInfo.InvariantCulture, text.Format, [.. text.GetArguments().Select(place => place is Html html ? html._text : Encoder.Encode($"{place}"))]));

    /// <summary>Pieces one after the other.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece._text)));

    /// <summary>The HTML when a condition holds.</summary>
    public static Html When(bool holds, Func<Html> html) => holds ? html() : Empty;

    /// <inheritdoc />
    public override string ToString() => _text;
}
