using EmulationM365.Texts;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace EmulationM365.Rules;

/// <summary>What a rule says: it advises, people decide (Law 06/2022/QH15 Art. 90). Recorded by name, so that their order means nothing.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum Standing
{
    /// <summary>Đủ điều kiện.</summary>
    Eligible,

    /// <summary>Không đủ điều kiện: a fact speaks against it.</summary>
    Ineligible,

    /// <summary>Cần minh chứng: a fact is missing or must be checked by people.</summary>
    NeedsEvidence,
}

/// <summary>What a rule says of one line, and why.</summary>
/// <param name="Standing">Yes, no, or not known.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Article">Article of law it rests on.</param>
/// <param name="Pack">Rule pack it was judged under.</param>
/// <param name="SourceVerified">All texts relied on were read in the original.</param>
/// <param name="Reasons">Sentences a clerk understands.</param>
public sealed record Verdict(Standing Standing, string Rule, string Article, string Pack, bool SourceVerified, IReadOnlyList<Reason> Reasons);
