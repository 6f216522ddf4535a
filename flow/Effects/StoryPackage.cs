using System.Text;
using EmulationM365.Cases;
using EmulationM365.Documents;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;
using Text = EmulationM365.Texts.Text;

namespace EmulationM365.Effects;

/// <summary>
/// What goes on to others: a paper that introduces the exemplar to the body above, the text for the public website, and a few lines for people without an account. Like the page it says
/// nothing but what <see cref="StoryContent"/> holds.
/// </summary>
public static class StoryPackage
{
    /// <summary>Name of the paper.</summary>
    public const string PaperFile = "gioi-thieu.docx";

    /// <summary>Name of the text.</summary>
    public const string TextFile = "bai-viet.txt";

    /// <summary>Both.</summary>
    public static IReadOnlySet<string> Files { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { PaperFile, TextFile };

    /// <summary>Pictures of a paper, together, in bytes: it must still go by mail. Those beyond are named and lie beside it.</summary>
    public const int MostPictures = 15 * 1024 * 1024;

    /// <summary>The lines to copy, in UTF-16 units: what somebody reads in a chat without unfolding it.</summary>
    public const int LongestCopy = 600;

    private const string Dots = "……………………";

    /// <summary>A few lines for a chat, a notice board or a loudspeaker.</summary>
    public static string Copy(StoryContent content, Reference reference)
    {
        var (title, summary) = (StoryPage.TitleOf(content), StoryPage.Summary(content, reference));
        var told = string.Join(' ', PlainText.Of(CleanHtml.OfText(content.Text)).Split('\n').Select(line => line.StartsWith("- ", StringComparison.Ordinal) ? line[2..] + ";" : line)).TrimEnd(';', ' ');
        return $"{title}\n{summary}\n{Typography.Title(told, [content.Title], LongestCopy - title.Length - summary.Length - 2 is var left and > 80 ? left : 80)}";
    }

    /// <summary>The text for a website, with what the pictures beside it show.</summary>
    /// <param name="content">What readers have.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="pictures">Names of the pictures as they lie beside the text, with what they show.</param>
    public static byte[] Article(StoryContent content, Reference reference, IEnumerable<(string Name, string Alt)> pictures)
    {
        var text = new StringBuilder().AppendJoin("\n", [StoryPage.TitleOf(content), "", StoryPage.Summary(content, reference), "", PlainText.Of(CleanHtml.OfText(content.Text)), "", PlainText.Of(StoryPage.FactsOf(content, reference))]);
        foreach (var (name, alt) in pictures) text.Append('\n').Append(Text.Vi("package.picture", name, alt));
        // With its mark, and lines as Windows ends them: old programs open it as well.
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\r\n") + "\r\n")];
    }

    /// <summary>The paper to the body above.</summary>
    /// <param name="content">What readers have.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="pictures">Its pictures, with what they show.</param>
    public static byte[] Paper(StoryContent content, Reference reference, IEnumerable<(Picture Picture, string Alt)> pictures)
    {
        var (above, own) = (reference.Setting("parentBody", ""), reference.Setting("organisation", Dots));
        var paper = new WordPaper(new PaperHead(above, own, Text.Vi("package.kind"), Text.Vi("package.about", content.Title))
        {
            To = [above.Length > 0 ? Text.Vi("package.toAbove", above) : Dots, Text.Vi("package.kept")], Signer = Text.Vi("package.signer"),
        });
        paper.Html(new Markup().Paragraph(StoryPage.Summary(content, reference)).Html).Html(StoryPage.FactsOf(content, reference)).Html(new Markup().Heading(Text.Vi("package.told")).Html).Html(CleanHtml.OfText(content.Text));
        var room = MostPictures;
        foreach (var (picture, alt) in pictures)
        {
            if ((room -= picture.Bytes.Length) >= 0 && PictureSize.Of(picture) is { } size) paper.Picture(new PaperPicture(picture.Bytes, picture.Kind, size.Width, size.Height, size.Degrees, alt));
            else paper.Html(new Markup().Paragraph(Text.Vi("package.beside", alt)).Html);
        }

        return paper.Write();
    }
}
