namespace EmulationM365.Rules;

/// <summary>A paper that a dossier needs.</summary>
/// <param name="Paper">Key of the paper, as the library of dossiers names it.</param>
/// <param name="EachLine">Asked of each line; else once for the whole list.</param>
/// <param name="Article">Article it rests on.</param>
public sealed record NeededPaper(string Paper, bool EachLine, string Article);

/// <summary>
/// Papers that a unit gives with its list (Law 06/2022/QH15 Art. 84(1), 84(2); Art. 85 for what is simplified). The submission to the upper level is the facility's own paper and is asked
/// of no unit. The achievements of Lao động tiên tiến are summed up in the unit's report; from Chiến sĩ thi đua on, and for collectives and commendations, each has a report of
/// its own. The certificate of an initiative is asked where the initiative is the ground: of who is rated "xuất sắc" the title asks for none (Art. 23).
/// </summary>
public static class Checklist
{
    private const string Titles = "84.1";
    private const string Commendations = "84.2";
    private const string Simplified = "85";

    /// <summary>Awards whose achievements one report of the unit sums up.</summary>
    private static readonly string[] Summed = ["ldtt", "cstt"];

    private static readonly string[] Fighters = ["cstd_tinh", "cstd_tq"];

    /// <summary>What is asked for one award.</summary>
    /// <param name="kind">Kind of the return: <c>round</c>, <c>sudden</c>, <c>letter</c>.</param>
    /// <param name="award">Award proposed.</param>
    /// <param name="rating">Rating of the person; null where nobody said: then it is not known whether the initiative is the ground.</param>
    public static IReadOnlyList<NeededPaper> Of(string kind, string award, string? rating)
    {
        if (kind == "letter" || award is "" or "thu_khen") return [];
        if (kind == "sudden") return [new NeededPaper("proof", true, Simplified)];
        var article = Article(award);
        var papers = new List<NeededPaper> { new("minutes", false, article), new("report", !Summed.Contains(award), article) };
        if (Fighters.Contains(award) || (award == "cstd_cs" && rating is not (null or "xuat_sac"))) papers.Add(new NeededPaper("initiative", true, article));
        return papers;
    }

    private static string Article(string award) => OneReward.IsCommendation(award) ? Commendations : Titles;
}
