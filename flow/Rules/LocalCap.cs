using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// A cap of the place on the titles Chiến sĩ thi đua. The law knows none, so none is assumed; one that is entered warns and never drops anybody: people confirm that
/// a rule of the province makes it. Counted in whole numbers, not rounded up.
/// </summary>
internal static class LocalCap
{
    /// <summary>Weighs it.</summary>
    public static void Weigh(Facts facts, Findings findings, string article)
    {
        if (facts.LocalCapPercent is not { } percent) return;
        if (facts.LdttInUnit is not { } titled || facts.RankInUnit is not { } rank) findings.Missing("rule.capUnknown", article, Written(percent));
        else if (rank * 100m > percent * titled) findings.Missing("rule.capReached", article, Written(percent), Written(titled), Written(Math.Floor(percent * titled / 100m)), Written(rank));
        else findings.For("rule.capKept", article, Written(percent), Written(rank));
    }

    private static string Written(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
