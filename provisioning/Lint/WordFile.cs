using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace EmulationM365.Provisioning.Lint;

/// <summary>Reads the paragraphs of a Word document as somebody sees them: without deleted text, field codes, headers and footers.</summary>
internal static class WordFile
{
    /// <summary>A part longer than this is no plan; it also stops an archive that unpacks without end.</summary>
    private const long LongestPart = 10_000_000;

    /// <summary>The paragraphs of a document, tables and text boxes included.</summary>
    /// <exception cref="PlanFileException">It is not a Word document, or it is locked.</exception>
    public static List<PlanLine> Lines(string path, byte[] bytes)
    {
        // An encrypted document, like one of the old format, is a compound file and no archive.
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..]) throw new PlanFileException($"{path} is protected by a password or is an old .doc; save it as a .docx without a password.");
        if (bytes.Length == 0) throw new PlanFileException($"{path} is empty.");
        try
        {
            using var stream = new MemoryStream(bytes, false);
            using var document = WordprocessingDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = LongestPart });
            var body = document.MainDocumentPart?.Document?.Body ?? throw new PlanFileException($"{path} is not a Word document.");
            var numbers = new WordNumbers(document.MainDocumentPart);
            return [.. body.Descendants<Word.Paragraph>().Where(Seen).Select((paragraph, at) => new PlanLine(at + 1, (numbers.Of(paragraph) + Text(paragraph)).Normalize()))];
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or XmlException or IOException or InvalidDataException or FormatException
            or InvalidOperationException or ArgumentException or NotSupportedException or UriFormatException)
        {
            throw new PlanFileException($"{path} is not a Word document that can be read: {broken.Message.ReplaceLineEndings(" ")}", broken);
        }
    }

    /// <summary>A text box stands in the file twice, once for old programs.</summary>
    private static bool Seen(Word.Paragraph paragraph) => !paragraph.Ancestors<AlternateContentFallback>().Any();

    private static string Text(Word.Paragraph paragraph)
    {
        var text = new StringBuilder();
        foreach (var part in paragraph.Descendants().Where(part => part.Ancestors<Word.Paragraph>().First() == paragraph))
        {
            if (part is Text words) text.Append(words.Text);
            else if (part is TabChar or Break or CarriageReturn) text.Append(' ');
            else if (part is NoBreakHyphen) text.Append('-');
        }

        return text.ToString();
    }
}
