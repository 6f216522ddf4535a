using EmulationM365.Cases;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Says what is missing in a dossier, and what is odd about it.</summary>
public static class DossierWords
{
    /// <summary>What lies there, what is missing by the checklist, and names that somebody should look at; nothing where nothing is known of it.</summary>
    public static IReadOnlyList<string> Of(Dossier? dossier)
    {
        if (dossier is null) return [];
        var said = new List<string>
        {
            dossier.Missing.Count == 0 ? Text.Say("dossier.complete", dossier.Files.Count) : Text.Say("dossier.missing", dossier.Files.Count, Missing(dossier)),
        };
        if (dossier.Doubts is { Count: > 0 } doubts) said.Add(Text.Say("dossier.doubt", string.Join("; ", doubts)));
        return said;
    }

    /// <summary>What is missing, each paper once, with those who need it and the article that asks for it.</summary>
    public static string Missing(Dossier dossier) => string.Join("; ", dossier.Missing.GroupBy(missing => (missing.Paper, missing.Article)).Select(same =>
        string.Join(", ", same.Where(one => one.Line > 0).Select(one => one.Name)) is { Length: > 0 } names
            ? Text.Say("dossier.ofEach", Paper(same.Key.Paper), names, Citation.OfLaw(same.Key.Article)) : Text.Say("dossier.ofAll", Paper(same.Key.Paper), Citation.OfLaw(same.Key.Article))));

    /// <summary>What changed since an earlier look; empty when nothing did.</summary>
    public static string Changes(Dossier now, Dossier earlier) =>
        string.Join("; ", now.Since(earlier).Select(change => Text.Say($"dossier.{change.What}", change.Path)));

    /// <summary>Word for a paper.</summary>
    public static string Paper(string key) => YearLists.Dossiers.Column("Paper").Here(key);
}
