namespace EmulationM365.Rules;

/// <summary>Whom an award is for.</summary>
public enum Subject
{
    /// <summary>A person.</summary>
    Individual,

    /// <summary>A collective.</summary>
    Collective,

    /// <summary>Either.</summary>
    Either,
}

/// <summary>What every award's rule has in common: its own standard, then what is asked of each award alike.</summary>
/// <param name="award">Award it judges.</param>
/// <param name="article">Article it rests on.</param>
/// <param name="subject">Whom this rule judges.</param>
public abstract class AwardRule(string award, string article, Subject subject) : IRule
{
    /// <inheritdoc />
    public string Name => GetType().Name;

    /// <inheritdoc />
    public string Award => award;

    /// <inheritdoc />
    public string Article => article;

    /// <summary>It judges ordinary cases, sudden ones, or both (null).</summary>
    protected virtual bool? ForSudden => false;

    /// <summary>Titles of emulation judge a year; commendations judge an achievement (Law 06/2022/QH15 Art. 9).</summary>
    protected virtual bool IsTitle => true;

    /// <inheritdoc />
    public bool Judges(Facts facts) => facts.Award == award && (ForSudden ?? facts.Sudden) == facts.Sudden && (subject != Subject.Individual || !facts.IsCollective || Alone(award))
        && (subject != Subject.Collective || facts.IsCollective || Alone(award));

    /// <inheritdoc />
    public Verdict Judge(Facts facts, RulePack pack)
    {
        var findings = new Findings(pack);
        if (subject == Subject.Individual && facts.IsCollective) findings.Against("rule.onlyIndividuals", article);
        Weigh(facts, findings);
        Conduct.Weigh(facts, findings, subject == Subject.Individual || (subject == Subject.Either && !facts.IsCollective));
        OneReward.Weigh(facts, award, IsTitle, findings);
        CouncilBallot.Weigh(facts.Council, findings);
        ThamQuyen.WeighNamed(facts, award, findings);
        return findings.Sum(Name, article);
    }

    /// <summary>Weighs the award's own standard.</summary>
    protected abstract void Weigh(Facts facts, Findings findings);

    /// <summary>Titles know one subject only; the commendations have a standard for each.</summary>
    private static bool Alone(string award) => award is not ("bk_tinh" or "bk_ttg" or "hcld_3" or "giay_khen" or "thu_khen");
}
