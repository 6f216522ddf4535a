using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>The table of contents of the rules. A new rule is its file, its line here, its heading in RULES.md, its test.</summary>
public static class RuleBook
{
    /// <summary>Every rule.</summary>
    public static IReadOnlyList<IRule> Rules { get; } = [new LaoDongTienTien(), new TapTheLaoDongTienTien()];

    /// <summary>The verdict on one case; an award without a rule, or a case without a pack, needs evidence and says so.</summary>
    public static Verdict Assess(Facts facts)
    {
        if (RulePacks.For(facts.ReceivedByAppraiserAt, facts.RulePack) is not { } pack) return Unknown("-", Reason.Of("rule.noPack"));
        return Rules.FirstOrDefault(rule => rule.Award == facts.Award)?.Judge(facts, pack) ?? Unknown(pack.Name, Reason.Of("rule.noRule"));
    }

    private static Verdict Unknown(string pack, Reason reason) => new(Standing.NeedsEvidence, "-", "-", pack, false, [reason]);
}
