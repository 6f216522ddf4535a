using EmulationM365.Rules;
using EmulationM365.Texts;
using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>A file of a dossier as it lay there.</summary>
/// <param name="Path">Its name, below the folder of the return.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Paper">Key of the paper it is; <c>other</c> where nobody said.</param>
/// <param name="Mark">Mark of its content by the library: another one, other content.</param>
/// <param name="Sha256">SHA-256 of its bytes; null until the office received it.</param>
public sealed record DossierFile(
    string Path, long Length, string Paper, string Mark, [property: JsonProperty(NullValueHandling = NullValueHandling.Ignore)] string? Sha256 = null);

/// <summary>A paper that is not there.</summary>
/// <param name="Paper">Key of the paper.</param>
/// <param name="Line">Number of the line that needs it, from 1; 0 = the whole list.</param>
/// <param name="Name">Person or collective; empty for the whole list.</param>
/// <param name="Article">Article that asks for it.</param>
public sealed record MissingPaper(string Paper, int Line, string Name, string Article);

/// <summary>The dossier of a return at one moment: an event that holds it is bound to these very files.</summary>
/// <param name="Files">Its files, by path.</param>
/// <param name="Missing">What the checklist asks for and nobody put there (Law 06/2022/QH15 Art. 84, 85).</param>
public sealed record Dossier(IReadOnlyList<DossierFile> Files, IReadOnlyList<MissingPaper> Missing)
{
    /// <summary>Files whose names speak of residents: somebody should look. Null = none.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<string>? Doubts { get; init; }

    /// <summary>Files that differ from an earlier moment: added, changed, removed.</summary>
    public IReadOnlyList<(string Path, string What)> Since(Dossier earlier)
    {
        var before = earlier.Files.ToDictionary(file => file.Path, StringComparer.OrdinalIgnoreCase);
        var now = Files.Select(file => file.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Files.Where(file => !before.TryGetValue(file.Path, out var was) || !Same(was, file)).Select(file => (file.Path, before.ContainsKey(file.Path) ? "changed" : "added"))
            .Concat(earlier.Files.Where(file => !now.Contains(file.Path)).Select(file => (file.Path, "removed")))];
    }

    private static bool Same(DossierFile one, DossierFile other) => one is { Sha256: { } hash } && other is { Sha256: { } second } ? hash == second : one.Mark == other.Mark && one.Length == other.Length;
}

/// <summary>A file that must not lie in a dossier, or cannot be used.</summary>
/// <param name="Path">Its name, below the folder of the return.</param>
/// <param name="Why">Key of the sentence that says why.</param>
public sealed record DossierFault(string Path, string Why);

/// <summary>What came of looking into the dossier; null in its place = the library could not be looked into, and nothing is said of it.</summary>
/// <param name="Dossier">What lies there.</param>
/// <param name="Faults">Files that must not.</param>
public sealed record DossierReading(Dossier Dossier, IReadOnlyList<DossierFault> Faults)
{
    /// <summary>Why nothing can be taken while a file lies there that must not; null when none does.</summary>
    public Ruling? Refusal => Faults is [var fault, ..] ? Ruling.Refuse("refuse.dossierFile", fault.Path, Text.Vi(fault.Why)) : null;
}

/// <summary>A line, as far as its papers hang on it.</summary>
/// <param name="Number">Number shown to people, from 1.</param>
/// <param name="Name">Person or collective.</param>
/// <param name="StaffKey">Staff number; null when there is none.</param>
/// <param name="Award">Award proposed.</param>
/// <param name="Rating">Rating; null where nobody said.</param>
public sealed record DossierLine(int Number, string Name, string? StaffKey, string Award, string? Rating);

/// <summary>Compares what lies in a dossier with the checklist. Pure.</summary>
public static class DossierCheck
{
    /// <summary>What is not there.</summary>
    /// <param name="kind">Kind of the return.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="files">The files.</param>
    /// <param name="reported">The return itself carries the unit's report, as text.</param>
    public static IReadOnlyList<MissingPaper> Missing(string kind, IReadOnlyList<DossierLine> lines, IReadOnlyList<DossierFile> files, bool reported)
    {
        var asked = lines.SelectMany(line => Checklist.Of(kind, line.Award, line.Rating).Select(paper => (Line: line, Paper: paper))).ToList();
        var ofAll = asked.Where(one => !one.Paper.EachLine).Select(one => one.Paper).DistinctBy(paper => paper.Paper)
            .Where(paper => !(paper.Paper == "report" && reported) && !files.Any(file => file.Paper == paper.Paper))
            .Select(paper => new MissingPaper(paper.Paper, 0, "", paper.Article));
        var ofEach = asked.Where(one => one.Paper.EachLine).GroupBy(one => one.Paper.Paper).SelectMany(one => Each([.. one], files, lines)).OrderBy(one => one.Line);
        return [.. ofAll, .. ofEach];
    }

    /// <summary>A paper names whose it is; one that names nobody is that of the only line that needs one.</summary>
    private static IEnumerable<MissingPaper> Each(List<(DossierLine Line, NeededPaper Paper)> asked, IReadOnlyList<DossierFile> files, IReadOnlyList<DossierLine> lines)
    {
        var of = files.Where(file => file.Paper == asked[0].Paper.Paper).ToList();
        var nameless = of.Any(file => !lines.Any(line => PaperNames.Means(file.Path, line.Name, line.StaffKey)));
        return asked.Where(one => !of.Any(file => PaperNames.Means(file.Path, one.Line.Name, one.Line.StaffKey)) && !(asked.Count == 1 && nameless))
            .Select(one => new MissingPaper(one.Paper.Paper, one.Line.Number, one.Line.Name, one.Paper.Article));
    }
}
