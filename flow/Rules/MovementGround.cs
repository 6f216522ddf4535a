namespace EmulationM365.Rules;

/// <summary>An outstanding place in a movement as the ground of a commendation: who launched it and what counts as outstanding is for people to confirm.</summary>
internal static class MovementGround
{
    /// <summary>What it comes to; null = no movement is put forward.</summary>
    public static Findings? Of(Facts facts, RulePack pack, string article)
    {
        if (facts.Movement is null) return null;
        var findings = new Findings(pack);
        findings.Missing("rule.movementAsked", article);
        return findings;
    }
}
