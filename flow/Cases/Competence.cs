using EmulationM365.Campaigns;
using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Cases;

/// <summary>
/// May the body that a paper names decide on these awards (Law 06/2022/QH15 Art. 75(1), 77–81)? Asked when a decision is entered: an award that the wrong body gave does not stand
/// (Art. 93(2)(c)), and is mostly a slip of who typed. What the unit itself has written into its dated settings is believed – a delegation with its paper, or a body that a newer text made
/// competent – because the packs may be older than the law. Pure.
/// </summary>
public static class Competence
{
    /// <summary>Why the paper cannot be a decision on one of the awards; null when nothing says so, also where the words do not tell which body it is.</summary>
    /// <param name="paper">The paper as entered.</param>
    /// <param name="awards">Awards that it gives.</param>
    /// <param name="settings">The unit's settings; those of the paper's day count.</param>
    public static Reason? Fault(DecisionPaper paper, IEnumerable<string> awards, DatedSettings settings) =>
        awards.Distinct().Select(award => Of(paper, award, settings)).FirstOrDefault(fault => fault is not null);

    private static Reason? Of(DecisionPaper paper, string award, DatedSettings settings)
    {
        if (Letters.Same(Regimes.Authority(settings, award, paper.Date), paper.Authority)) return null;
        var delegated = Regimes.Delegated(settings, award, paper.Date) is { } row && Letters.Same(row.Value, paper.Authority) ? row.Source : null;
        var verdict = RuleBook.Assess(new Facts
        {
            Award = award, AuthorityAsked = true, DecidingAuthority = paper.Authority, DelegationDocument = delegated, Regime = settings.On(Regimes.Key, paper.Date), ReceivedByAppraiserAt = paper.Date,
        });
        return verdict.Standing != Standing.Ineligible ? null
            : Reason.Of("refuse.authority", AwardWords.NameOf(award), string.Join(" ", verdict.Reasons.Select(reason => reason.Vi)), $"decidingAuthority.{award}", $"delegatedAuthority.{award}");
    }
}
