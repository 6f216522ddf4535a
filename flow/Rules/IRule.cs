namespace EmulationM365.Rules;

/// <summary>One award's standard. Pure: the same facts and pack always give the same verdict.</summary>
public interface IRule
{
    /// <summary>Its name: that of its file and of its heading in RULES.md.</summary>
    string Name { get; }

    /// <summary>Award it judges; empty = it asks the same of every award.</summary>
    string Award { get; }

    /// <summary>Article of the law it rests on, as <c>24.1</c>.</summary>
    string Article { get; }

    /// <summary>The case is one of this rule.</summary>
    bool Judges(Facts facts);

    /// <summary>Judges the facts under a pack.</summary>
    Verdict Judge(Facts facts, RulePack pack);
}
