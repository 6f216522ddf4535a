using System.Text;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A document that cannot be read, said in one sentence.</summary>
public sealed class PlanFileException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A line of a document: of a text file its line, of a Word document its paragraph.</summary>
/// <param name="Number">Number, from 1.</param>
/// <param name="Text">Text in composed letters.</param>
public sealed record PlanLine(int Number, string Text);

/// <summary>Reads a plan document. Whatever is wrong with the file is one sentence, never a guess at its text.</summary>
public static class PlanFile
{
    /// <summary>A plan of some pages takes some hundred kilobytes; a scan or something else entirely takes more.</summary>
    private const long Largest = 20 * 1024 * 1024;

    /// <summary>Some hundred pages.</summary>
    private const long Longest = 1_000_000;

    /// <summary>The paragraphs of a document.</summary>
    /// <exception cref="PlanFileException">It is not there, or it is not a document that can be read.</exception>
    public static IReadOnlyList<Paragraph> Read(string path)
    {
        var wrapped = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".txt" => true,
            ".docx" => false,
            _ => throw new PlanFileException($"{path} is neither a .txt nor a .docx file; save the document as one of these."),
        };
        if (Directory.Exists(path)) throw new PlanFileException($"{path} is a folder; name the document in it.");
        var bytes = Bytes(path);
        var lines = wrapped ? Lines(path, Decode(path, bytes)) : WordFile.Lines(path, bytes);
        if (lines.All(line => string.IsNullOrWhiteSpace(line.Text))) throw new PlanFileException($"{path} holds no text; a scanned page must be turned into text first.");
        if (lines.Sum(line => (long)line.Text.Length) > Longest) throw new PlanFileException($"{path} has more than {Longest} letters, which is no plan.");
        return wrapped ? Unwrapping.Join(lines) : Unwrapping.Keep(lines);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (file.Length > Largest) throw new PlanFileException($"{path} has {file.Length / 1024 / 1024} MB; a plan has at most {Largest / 1024 / 1024} MB.");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PlanFileException($"{path} is not there.", missing);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PlanFileException($"{path} cannot be opened: {closed.Message}", closed);
        }
    }

    private static string Decode(string path, byte[] bytes)
    {
        var strict = new UTF8Encoding(false, true);
        try
        {
            var text = bytes switch
            {
                [0xFF, 0xFE, ..] => new UnicodeEncoding(false, true, true).GetString(bytes, 2, bytes.Length - 2),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(true, true, true).GetString(bytes, 2, bytes.Length - 2),
                [0xEF, 0xBB, 0xBF, ..] => strict.GetString(bytes, 3, bytes.Length - 3),
                _ => strict.GetString(bytes),
            };
            return text.Contains('\0') ? throw new PlanFileException($"{path} is not a text file.") : text;
        }
        catch (ArgumentException foreign)
        {
            throw new PlanFileException($"{path} is not written in Unicode; save it as UTF-8 (texts in TCVN3 or VNI letters must be converted first).", foreign);
        }
    }

    private static List<PlanLine> Lines(string path, string text)
    {
        try
        {
            return [.. text.ReplaceLineEndings("\n").Split('\n', '\f').Select((line, at) => new PlanLine(at + 1, line.Normalize()))];
        }
        catch (ArgumentException half)
        {
            throw new PlanFileException($"{path} holds letters that are cut in half; save it again as UTF-8.", half);
        }
    }
}
