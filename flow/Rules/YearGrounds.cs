using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>Consecutive years as a ground: of titles, and of ratings. They must reach the year under review.</summary>
internal static class YearGrounds
{
    /// <summary>Consecutive years with the title Chiến sĩ thi đua cơ sở; one not signed yet, or an older run, is for people.</summary>
    public static void Fighters(AwardYears years, int? under, int length, Findings findings, string article)
    {
        var (needed, listed) = (Written(length), years.Written());
        if (under is not { } year) findings.Missing("rule.yearUnknown", article);
        else if (years.Run(length, year) is not { } holds) findings.Missing(years.HasOlderRun(length) ? "rule.chainOlder" : "rule.chainOpen", article, needed, listed);
        else if (holds) findings.For("rule.chainHolds", article, needed, listed);
        else findings.Against("rule.chainBroken", article, needed, listed);
    }

    /// <summary>Consecutive years rated "hoàn thành xuất sắc".</summary>
    public static void Excellent(Facts facts, int length, Findings findings, string article)
    {
        if (facts.Year is not { } year)
        {
            findings.Missing("rule.yearUnknown", article);
            return;
        }

        var (sure, possible) = Chain.Rated(facts, year, null, AdvancedStandard.IsExcellent);
        if (sure >= length) findings.For("rule.yearsExcellent", article, Written(length));
        else if (possible >= length) findings.Missing("rule.yearsExcellentUnknown", article, Written(length));
        else findings.Against("rule.yearsNotExcellent", article, Written(length));
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
