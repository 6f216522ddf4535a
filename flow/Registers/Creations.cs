using EmulationM365.Rules;

namespace EmulationM365.Registers;

/// <summary>
/// Initiatives of a nominee out of their register. The number and day of the paper by which one was recognised stand for its certificate. One that is not entered, or
/// was refused, says nothing of others: the register never denies that there is one.
/// </summary>
internal static class Creations
{
    /// <summary>The facts with what the register says of initiatives.</summary>
    /// <param name="facts">What is known so far.</param>
    /// <param name="rows">Initiatives of the nominee.</param>
    public static Facts Of(Facts facts, IEnumerable<InitiativeRow> rows)
    {
        if (facts.Year is not { } year || RulePacks.For(facts.ReceivedByAppraiserAt, facts.RulePack) is not { } pack) return facts;
        var mine = rows.Where(row => row.Year <= year).ToList();
        return facts.Award switch
        {
            "cstd_cs" => Put(facts, mine.Where(row => row.Year == year)),
            // An initiative of the years that the title counts: an older one was the ground of older titles.
            "cstd_tinh" or "cstd_tq" => Put(facts, mine.Where(row => row.Year > year - pack.Value("provincialFighter.consecutiveYears").Value)),
            "bk_tinh" => Counted(facts, mine, year - pack.Value("provincialMerit.consecutiveYears").Value, pack.Value("provincialMerit.creations").Value),
            _ => facts,
        };
    }

    private static Facts Put(Facts facts, IEnumerable<InitiativeRow> rows)
    {
        if (facts.Initiative is not null) return facts;
        var best = rows.Where(row => row.Recognition is "recognised" or "submitted")
            .OrderByDescending(row => row.Recognition == "recognised").ThenByDescending(row => Worth(row.Scope)).ThenByDescending(row => row.Paper).FirstOrDefault();
        return best is null ? facts : facts with { Initiative = new Initiative(best.Recognition, best.Scope, best.Paper ? true : null) };
    }

    /// <summary>Only a number that is enough is told: a smaller one may be all that was entered.</summary>
    private static Facts Counted(Facts facts, IEnumerable<InitiativeRow> rows, int after, int needed) =>
        facts.InitiativesRecognised is null && rows.Count(row => row.Year > after && row is { Recognition: "recognised", Paper: true }) is var count && count >= needed
            ? facts with { InitiativesRecognised = count } : facts;

    private static int Worth(string? scope) => scope switch { "nation" => 3, "province" => 2, "unit" => 1, _ => 0 };
}
