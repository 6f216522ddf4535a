using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>Gathers what a rule finds, fact by fact, and sums it up: one "no" outweighs what is missing, what is missing outweighs "yes".</summary>
public sealed class Findings
{
    private readonly List<Reason> _for = [];
    private readonly List<Reason> _missing = [];
    private readonly List<Reason> _against = [];

    /// <summary>Every text relied on so far was read in the original.</summary>
    public bool SourceVerified { get; private set; } = true;

    /// <summary>Speaks for it.</summary>
    public void For(string key, params string[] places) => _for.Add(Reason.Of(key, places));

    /// <summary>Cannot be told yet.</summary>
    public void Missing(string key, params string[] places) => _missing.Add(Reason.Of(key, places));

    /// <summary>Speaks against it.</summary>
    public void Against(string key, params string[] places) => _against.Add(Reason.Of(key, places));

    /// <summary>A value of the pack that is relied on.</summary>
    public int Rely(LegalValue value)
    {
        SourceVerified &= value.Verified;
        return (int)value.Value;
    }

    /// <summary>The value, relied on only when a fact makes it matter.</summary>
    public int RelyWhen(bool matters, LegalValue value) => matters ? Rely(value) : (int)value.Value;

    /// <summary>The sum: verdict and the sentences that carry it.</summary>
    public Verdict Sum(string rule, string article, RulePack pack)
    {
        if (_against.Count > 0) return Made(Standing.Ineligible, _against);
        if (_missing.Count == 0 && !pack.TextLoaded)
        {
            SourceVerified = false;
            Missing("rule.packNotLoaded", pack.Name);
        }

        return _missing.Count > 0 ? Made(Standing.NeedsEvidence, _missing) : Made(Standing.Eligible, _for);

        Verdict Made(Standing standing, List<Reason> reasons) => new(standing, rule, article, pack.Name, SourceVerified, reasons);
    }
}
