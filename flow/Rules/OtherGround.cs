namespace EmulationM365.Rules;

/// <summary>Grounds of a commendation of the State that are put forward although their text is not loaded: never refused, always for people.</summary>
internal static class OtherGround
{
    /// <summary>What they come to; null = none is put forward.</summary>
    public static Findings? Of(Facts facts, RulePack pack, string article)
    {
        if (!facts.Sudden && string.IsNullOrWhiteSpace(facts.Act) && facts.Movement is null && facts.ManyAchievements is null) return null;
        var findings = new Findings(pack);
        findings.Missing("rule.otherGroundNotLoaded", article);
        return findings;
    }
}
