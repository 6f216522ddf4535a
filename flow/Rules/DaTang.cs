namespace EmulationM365.Rules;

/// <summary>
/// Đã tặng: does an award that was given stand (Law 06/2022/QH15 Art. 93)? It falls when a competent body concluded on false declaration, forged papers, a procedure
/// against the law or a standard not met, and when the facts themselves no longer meet the standard, as a title resting on a cancelled one does. The authority that
/// gave it cancels it (Art. 93(8)). An unverified letter cancels nothing.
/// </summary>
public sealed class DaTang : IRule
{
    private const string Cancels = "93.8";

    /// <inheritdoc />
    public string Name => nameof(DaTang);

    /// <inheritdoc />
    public string Award => "";

    /// <inheritdoc />
    public string Article => "93.2";

    /// <inheritdoc />
    public bool Judges(Facts facts) => facts.AlreadyGranted;

    /// <inheritdoc />
    public Verdict Judge(Facts facts, RulePack pack)
    {
        var findings = new Findings(pack);
        Found(facts, findings);
        // What is open or was found is weighed here, so the standard itself is weighed without it.
        var standard = RuleBook.Under(facts with { AlreadyGranted = false, Finding = null, FindingBy = null, Denunciation = null, PendingCase = false, PendingKind = null }, pack);
        if (standard.Standing == Standing.Ineligible) findings.Against("rule.granted.standardNotMet", "93.2.d");
        else if (standard.Standing == Standing.NeedsEvidence) findings.Missing("rule.granted.standardUnclear", "93.2");
        else findings.For("rule.granted.stands", "93.2");
        findings.Add(standard);
        return findings.Sum(Name, Article);
    }

    private static void Found(Facts facts, Findings findings)
    {
        if (!string.IsNullOrWhiteSpace(facts.Denunciation)) findings.Missing("rule.granted.denunciation", "93.2.d", facts.Denunciation);
        if (facts.PendingCase == true || !string.IsNullOrWhiteSpace(facts.PendingKind)) findings.Missing("rule.granted.pending", "93.2.d");
        if (string.IsNullOrWhiteSpace(facts.Finding) || WordsOf.Clears(facts.Finding)) return;
        if (!Conduct.Concluded(facts))
        {
            findings.Missing("rule.findingUnconfirmed", "93.2.d", facts.Finding);
            return;
        }

        findings.Against("rule.granted.found", PointOf(facts.Finding), facts.Finding, facts.FindingBy!);
        findings.Against("rule.granted.cancelled", Cancels);
    }

    private static string PointOf(string finding) => WordsOf.Has(finding, "gian dối") ? "93.2.a"
        : WordsOf.Has(finding, "giả", "giả mạo", "làm giả", "sai sự thật") ? "93.2.b"
        : WordsOf.Has(finding, "trái quy định", "trái pháp luật", "sai quy định", "sai thẩm quyền") ? "93.2.c" : "93.2.d";
}
