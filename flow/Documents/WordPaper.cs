using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace EmulationM365.Documents;

/// <summary>
/// A paper in Word, laid out as Decree 30/2020/NĐ-CP, Annex I asks: A4, Times New Roman, names of the bodies beside the national title, the type of the paper in the middle, numbers of pages
/// on top from the second page on. Pure: the same parts make the same paper.
/// </summary>
/// <param name="head">Its head and its end.</param>
public sealed class WordPaper(PaperHead head)
{
    /// <summary>Width between the margins, in twentieths of a point.</summary>
    internal const int Between = 11906 - Left - Right;

    /// <summary>The national title must stand in one line beside it.</summary>
    private const int LeftColumn = 3700;
    private const int Left = 1701;
    private const int Right = 1134;
    private readonly List<string> _text = [];
    private readonly List<PaperPicture> _pictures = [];

    /// <summary>Adds text that was cleaned before: paragraphs, headings, lists and tables.</summary>
    /// <param name="html">The text; nothing in it that is not known is shown.</param>
    public WordPaper Html(string html)
    {
        _text.Add(html);
        return this;
    }

    /// <summary>Adds a picture with what it shows below it. Pictures stand on pages of their own behind the signature.</summary>
    public WordPaper Picture(PaperPicture picture)
    {
        _pictures.Add(picture);
        return this;
    }

    /// <summary>The paper as a file.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var styles = main.AddNewPart<StyleDefinitionsPart>();
            styles.Styles = new Styles(new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(Lines.Face(), new FontSize { Val = "28" }, new Languages { Val = "vi-VN" })), new ParagraphPropertiesDefault()));
            var body = new Body(Top(), Lines.Centred(head.Kind, 28, bold: true, before: 240), Lines.Centred(head.About, 28, bold: true, after: 240));
            foreach (var html in _text) body.Append(WordHtml.Blocks(html));
            Finish(body);
            body.Append(new Paragraph(), End());
            if (_pictures.Count > 0) body.Append(new Paragraph(new Run(new Break { Type = BreakValues.Page })), Lines.Centred(Texts.Text.Vi("paper.pictures"), 28, bold: true, after: 120));
            foreach (var picture in _pictures) body.Append(WordPicture.Of(main, picture), Lines.Centred(picture.Alt, 24, italic: true));
            body.Append(Page(main));
            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    /// <summary>Bodies on the left, the national title on the right, each with its rule.</summary>
    private Table Top()
    {
        var left = new List<Paragraph>();
        if (head.Parent.Length > 0) left.Add(Lines.Centred(Upper(head.Parent), 24));
        left.Add(Lines.Ruled(Upper(head.Organisation), 24, 600));
        left.Add(Lines.Centred(Texts.Text.Vi("paper.number"), 26, before: 60));
        return Lines.Beside(LeftColumn, left,
        [
            Lines.Centred(Texts.Text.Vi("paper.nation"), 24, bold: true), Lines.Ruled(Texts.Text.Vi("paper.motto"), 26, 225), Lines.Centred(Texts.Text.Vi("paper.placeAndDay"), 26, italic: true, before: 60),
        ]);
    }

    /// <summary>The mark behind which nothing can be added: behind the last words, or by itself behind a table.</summary>
    private static void Finish(Body body)
    {
        var last = body.ChildElements.Last(part => part is not Paragraph { InnerText.Length: 0 });
        if (last is Paragraph words) words.Append(Lines.Run("./.", 28));
        else body.Append(Lines.Plain("./.", 28));
    }

    private Table End()
    {
        List<Paragraph> to = [Lines.Plain(Texts.Text.Vi("paper.to"), 24, bold: true, italic: true), .. head.To.Select(line => Lines.Plain($"- {line}", 22))];
        return Lines.Beside(LeftColumn, to, [Lines.Centred(Upper(head.Signer), 28, bold: true), Lines.Centred(Texts.Text.Vi("paper.signAndSeal"), 26, italic: true)]);
    }

    private static string Upper(string text) => text.ToUpper(CultureInfo.InvariantCulture);

    /// <summary>A4 with its margins; the first page has no number.</summary>
    private static SectionProperties Page(MainDocumentPart main)
    {
        var numbered = main.AddNewPart<HeaderPart>();
        numbered.Header = new Header(new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }), new SimpleField(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text("2"))) { Instruction = "PAGE" }));
        var first = main.AddNewPart<HeaderPart>();
        first.Header = new Header(new Paragraph());
        return new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(numbered) }, new HeaderReference { Type = HeaderFooterValues.First, Id = main.GetIdOfPart(first) },
            new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1134, Bottom = 1134, Left = Left, Right = Right, Header = 567, Footer = 567, Gutter = 0 }, new TitlePage());
    }
}
