using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>Gathers what a rule finds, fact by fact, and sums it up: one "no" outweighs what is missing, what is missing outweighs "yes".</summary>
/// <param name="pack">Pack the case is judged under.</param>
public sealed class Findings(RulePack pack)
{
    private readonly List<Reason> _for = [];
    private readonly List<Reason> _missing = [];
    private readonly List<Reason> _against = [];

    /// <summary>The pack.</summary>
    public RulePack Pack => pack;

    /// <summary>Every text relied on so far was read in the original.</summary>
    public bool SourceVerified { get; private set; } = true;

    /// <summary>What was found so far: yes, no, or null = something is missing.</summary>
    public bool? Holds => _against.Count > 0 ? false : _missing.Count > 0 ? null : true;

    /// <summary>Speaks for it.</summary>
    /// <param name="key">Key of the sentence.</param>
    /// <param name="article">Where it stands: <c>24.1.a</c> in the law, or another text as it is cited; empty = nowhere.</param>
    /// <param name="places">What fills the places of the sentence.</param>
    public void For(string key, string article, params string[] places) => _for.Add(Said(key, article, places));

    /// <summary>Cannot be told yet.</summary>
    /// <inheritdoc cref="For"/>
    public void Missing(string key, string article, params string[] places) => _missing.Add(Said(key, article, places));

    /// <summary>Speaks against it.</summary>
    /// <inheritdoc cref="For"/>
    public void Against(string key, string article, params string[] places) => _against.Add(Said(key, article, places));

    /// <summary>A number of the pack that is relied on. Ask for it only where a fact makes it matter.</summary>
    public int Number(string name) => Rely(pack.Value(name)).Value;

    /// <summary>A reading of the pack that is relied on.</summary>
    public Lawful<string> Reading(string name) => Rely(pack.Reading(name));

    /// <summary>A value that is relied on: an unread source stays with the verdict.</summary>
    public Lawful<T> Rely<T>(Lawful<T> value)
    {
        SourceVerified &= value.Verified;
        return value;
    }

    /// <summary>
    /// One of several grounds is enough. Only what is put forward counts: a ground of which nothing is known is not refuted, it is not claimed. Where one holds, its
    /// reasons stand; where none does but one may, all that is missing is named; where all are refuted, all refusals are named; where none is put forward, that is missing.
    /// </summary>
    /// <param name="none">Sentence where no ground is put forward.</param>
    /// <param name="article">Its article.</param>
    /// <param name="grounds">The grounds; null = not put forward.</param>
    public void OneOf(string none, string article, params Findings?[] grounds)
    {
        var claimed = grounds.OfType<Findings>().ToList();
        var decisive = claimed.Where(ground => ground.Holds == true).Take(1).ToList();
        if (decisive.Count == 0) decisive = [.. claimed.Where(ground => ground.Holds is null)];
        if (decisive.Count == 0) decisive = claimed;
        if (decisive.Count == 0) _missing.Add(Said(none, article, []));
        foreach (var ground in decisive) Add(ground);
    }

    /// <summary>Takes over all that another found.</summary>
    public void Add(Findings other)
    {
        SourceVerified &= other.SourceVerified;
        _for.AddRange(other._for);
        _missing.AddRange(other._missing);
        _against.AddRange(other._against);
    }

    /// <summary>Takes over what another rule said, on the side on which it said it.</summary>
    public void Add(Verdict other)
    {
        SourceVerified &= other.SourceVerified;
        (other.Standing switch { Standing.Eligible => _for, Standing.NeedsEvidence => _missing, _ => _against }).AddRange(other.Reasons);
    }

    /// <summary>The sum: verdict and the sentences that carry it.</summary>
    /// <param name="rule">Name of the rule.</param>
    /// <param name="article">Article the rule rests on, <c>24.1</c>.</param>
    public Verdict Sum(string rule, string article)
    {
        if (Holds == true && !pack.TextLoaded) Missing("rule.packNotLoaded", "", pack.Name);
        var (standing, reasons) = Holds switch
        {
            false => (Standing.Ineligible, _against),
            null => (Standing.NeedsEvidence, _missing),
            _ => (Standing.Eligible, _for),
        };
        // A text that was not loaded was not read either, whatever the verdict.
        return new Verdict(standing, rule, Citation.Of(pack, article, reasons), pack.Name, SourceVerified && pack.TextLoaded, reasons);
    }

    private static Reason Said(string key, string article, string[] places) => new(key, places, article.Length == 0 ? null : Citation.Read(article));
}
