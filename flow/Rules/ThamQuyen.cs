namespace EmulationM365.Rules;

/// <summary>
/// Thẩm quyền: may the named authority decide this award (Law 06/2022/QH15 Art. 75(1), 77–81)? The director of a unit under a Sở proposes, the Sở decides; a
/// delegation is for people to check, because the law names the holders of the power.
/// </summary>
public sealed class ThamQuyen : IRule
{
    /// <inheritdoc />
    public string Name => nameof(ThamQuyen);

    /// <inheritdoc />
    public string Award => "";

    /// <inheritdoc />
    public string Article => "80";

    /// <inheritdoc />
    public bool Judges(Facts facts) => facts is { AuthorityAsked: true, AlreadyGranted: false };

    /// <inheritdoc />
    public Verdict Judge(Facts facts, RulePack pack)
    {
        var findings = new Findings(pack);
        if (string.IsNullOrWhiteSpace(facts.DecidingAuthority)) findings.Missing("rule.authorityUnknown", Source(pack, facts.Award));
        else WeighNamed(facts, facts.Award, findings);
        return findings.Sum(Name, Article);
    }

    /// <summary>Weighs the authority where one is named: an award that the wrong one signs does not stand.</summary>
    internal static void WeighNamed(Facts facts, string award, Findings findings)
    {
        if (facts.DecidingAuthority is not { } named || string.IsNullOrWhiteSpace(named) || !findings.Pack.Authorities.TryGetValue(award, out var holders)) return;
        var kind = Authorities.Of(named);
        findings.Rely(holders);
        var source = Source(findings.Pack, award);
        if (kind == Authority.Unknown) findings.Missing("rule.authorityUnclear", source, named);
        else if (holders.Value.Contains(kind)) findings.For("rule.authorityRight", source, named);
        else if (facts.Regime == "cand" && kind == Authority.ProvincialPolice) findings.Missing("rule.authorityOfPolice", "80.5", named);
        else if (facts.DelegationDocument is { Proves: true }) findings.Missing("rule.authorityDelegated", source, named);
        else findings.Against(kind == Authority.UnitDirector ? "rule.authorityOfUnit" : "rule.authorityWrong", source, named);
    }

    private static string Source(RulePack pack, string award) => pack.Authorities.TryGetValue(award, out var holders) ? holders.Source : "80";
}
