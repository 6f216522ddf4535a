namespace EmulationM365.Rules;

/// <summary>One award's standard. Pure: the same facts and pack always give the same verdict.</summary>
public interface IRule
{
    /// <summary>Award it judges.</summary>
    string Award { get; }

    /// <summary>Judges the facts under a pack.</summary>
    Verdict Judge(Facts facts, RulePack pack);
}
