using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using EmulationM365.Texts;

namespace EmulationM365.Microsoft365;

/// <summary>Where in a library a person says that a file is: a name, a path below the library, or a link copied from SharePoint.</summary>
/// <param name="Names">Folders and, last, the file; empty when refused.</param>
/// <param name="Refusal">Why what was written cannot be used; null when it can.</param>
public sealed partial record PaperPath(IReadOnlyList<string> Names, Reason? Refusal)
{
    /// <summary>Letters of a file name at most; SharePoint itself takes 255, and papers carry the name.</summary>
    public const int MostInName = 200;

    /// <summary>Letters of a whole path at most, as SharePoint has it.</summary>
    public const int MostInPath = 400;

    // A letter of Vietnamese can take nine letters in a link, and a link carries more than the path.
    private const int MostInLink = 4000;
    private const string Reserved = "\"*:<>?/\\|";

    /// <summary>Reads what a person wrote. Never throws: whatever it is, it is a path or a refusal.</summary>
    /// <param name="asked">What was written.</param>
    /// <param name="library">Address of the library, as the service gives it.</param>
    /// <param name="libraryName">Its name, for the sentences.</param>
    public static PaperPath Read(string asked, Uri library, string libraryName)
    {
        // Windows copies paths in quotes, mail programs put links in angle brackets.
        var text = asked.Trim().Trim('"', '<', '>').Trim();
        if (text.Length == 0) return Refuse("refuse.fileEmpty", libraryName);
        if (text.Length > MostInLink) return Refuse("refuse.fileTooLong", $"{MostInName}");
        if (!text.Contains("://", StringComparison.Ordinal) && text[0] != '/') return Checked(text.Split('/'), libraryName);
        return FromLink(text, library, libraryName);
    }

    /// <summary>Two names that a person reads as one: an accent may be a letter of its own, and SharePoint does not tell letter cases apart.</summary>
    public static bool SameName(string one, string other) => string.Equals(one.Normalize(), other.Normalize(), StringComparison.OrdinalIgnoreCase);

    private static PaperPath FromLink(string text, Uri library, string libraryName)
    {
        var elsewhere = Refuse("refuse.fileElsewhere", libraryName);
        if (!Uri.TryCreate(library, text, out var link) || !string.Equals(link.Authority, library.Authority, StringComparison.OrdinalIgnoreCase)
            || link.Scheme is not ("https" or "http")) return elsewhere;
        var names = Segments(link.AbsolutePath);
        // /:b:/r/ is followed by the path; after any other letter comes a token that only the service can read.
        if (names.Count > 1 && SharingMark().IsMatch(names[0]))
        {
            if (names[1] != "r") return Refuse("refuse.fileLinkOpaque", libraryName);
            names = [.. names.Skip(2)];
        }

        // The library's page, with a file open on it, names that file in its query.
        if (names.Count > 0 && names[^1].EndsWith(".aspx", StringComparison.OrdinalIgnoreCase) && HttpUtility.ParseQueryString(link.Query)["id"] is { Length: > 0 } id)
            names = [.. id.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        if (names.Contains("_layouts", StringComparer.OrdinalIgnoreCase)) return Refuse("refuse.fileLinkOpaque", libraryName);
        var home = Segments(library.AbsolutePath);
        if (names.Any(IsIllFormed)) return Refuse("refuse.fileName", Shown(text), libraryName);
        var within = names.Count > home.Count && home.Zip(names).All(pair => SameName(pair.First, pair.Second));
        return within ? Checked([.. names.Skip(home.Count)], libraryName) : elsewhere;
    }

    private static PaperPath Checked(IReadOnlyList<string> names, string libraryName)
    {
        if (names.Any(IsOdd)) return Refuse("refuse.fileName", Shown(string.Join('/', names)), libraryName);
        if (names[^1].Length > MostInName || names.Sum(name => name.Length + 1) > MostInPath) return Refuse("refuse.fileTooLong", $"{MostInName}");
        return new PaperPath(names, null);
    }

    private static bool IsOdd(string name) => name.Length == 0 || IsIllFormed(name) || name.Any(letter => Reserved.Contains(letter, StringComparison.Ordinal))
        || name[0] is '~' or ' ' || name[^1] is '.' or ' ';

    /// <summary>Letters that nobody sees, or that are none: they would make one name look like another.</summary>
    private static bool IsIllFormed(string name) => name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);

    private static List<string> Segments(string path) => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>What was written, fit to be shown: in a sentence, without what cannot be seen.</summary>
    private static string Shown(string text)
    {
        var shown = string.Concat(text.EnumerateRunes().Select(rune => IsIllFormed(rune.ToString()) ? "\u25a1" : rune.ToString()));
        return FieldMapper.Cut(shown, 100);
    }

    private static PaperPath Refuse(string key, params string[] places) => new([], Reason.Of(key, places));

    [GeneratedRegex("^:[a-z]:$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SharingMark();
}
