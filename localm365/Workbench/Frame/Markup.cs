using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>A piece of HTML. Made from an interpolated text whose holes are encoded, so that what people wrote can never become markup.</summary>
internal readonly record struct Markup(string Text)
{
    public static readonly Markup None = new("");

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public bool IsEmpty => string.IsNullOrEmpty(Text);

    public static Markup Of(MarkupWriter written) => new(written.ToString());

    /// <summary>Plain text as HTML, its line ends kept.</summary>
    public static Markup Lines(string text) => new(string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(Encode)));

    public static Markup Join(IEnumerable<Markup> pieces, string between = "") => new(string.Join(between, pieces.Select(piece => piece.Text)));

    /// <summary>An attribute or the like that is there only in one case.</summary>
    /// <param name="there">Whether it is.</param>
    /// <param name="written">Markup as it stands: never what somebody wrote.</param>
    public static Markup If(bool there, string written) => there ? new Markup(written) : None;

    public static string Encode(string? text) => _encoder.Encode(text ?? "");

    public override string ToString() => Text ?? "";
}

/// <summary>Writes the holes of an interpolated text: markup as it is, everything else encoded.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupWriter(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + formattedCount * 16);

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(Markup piece) => _text.Append(piece.Text);

    public void AppendFormatted(IEnumerable<Markup> pieces) => _text.Append(Markup.Join(pieces).Text);

    public void AppendFormatted(string? text) => _text.Append(Markup.Encode(text));

    public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
