namespace EmulationM365.Provisioning;

/// <summary>The rounds of an apply, gone through in memory.</summary>
/// <param name="After">The site as it would be in the end.</param>
/// <param name="Taken">The steps, round by round.</param>
/// <param name="Left">What no apply changes.</param>
/// <param name="Price">What the steps and the readings between them cost, the permission level of ours apart.</param>
public sealed record Foreseen(SiteFound After, IReadOnlyList<IReadOnlyList<SiteStep>> Taken, IReadOnlyList<SiteStep> Left, Price Price)
{
    /// <summary>The steps in the order in which they are taken.</summary>
    public IEnumerable<SiteStep> Steps => Taken.SelectMany(round => round);

    /// <summary>Goes through the rounds. Pure.</summary>
    /// <param name="year">The campaign year.</param>
    /// <param name="found">The site as it is.</param>
    /// <param name="words">Says what does not come to an end.</param>
    /// <param name="unitsPerMinute">Resource units that a batch may cost.</param>
    /// <exception cref="NotAppliedException">The rounds come to no end.</exception>
    public static Foreseen Of(int year, SiteFound found, StepWords words, int unitsPerMinute)
    {
        var taken = new List<IReadOnlyList<SiteStep>>();
        var price = StepPrice.OfReading(year, found);
        foreach (var (round, after) in Rounds(year, found).Take(Tally.MostRounds))
        {
            taken.Add(round);
            found = after;
            price += Legs.PriceOf(round, unitsPerMinute) + StepPrice.OfReadingAgain(year, found, round);
        }

        var left = SiteDiff.Steps(year, found);
        var open = Open(left);
        return open.Count == 0 ? new Foreseen(found, taken, left, price) : throw new NotAppliedException(open.Select(words.Of));
    }

    /// <summary>How many steps there will be, as far as can be seen; for a bar that shows how far it is.</summary>
    /// <param name="year">The campaign year.</param>
    /// <param name="found">The site as it is.</param>
    public static int Count(int year, SiteFound found) => Rounds(year, found).Take(Tally.MostRounds).Sum(round => round.Steps.Count);

    /// <summary>One round after the other, and the site after each, until none has steps.</summary>
    private static IEnumerable<(IReadOnlyList<SiteStep> Steps, SiteFound After)> Rounds(int year, SiteFound found)
    {
        while (SiteDiff.Round(Open(SiteDiff.Steps(year, found))) is { Count: > 0 } round)
        {
            found = round.Aggregate(found, (site, step) => WhatIf.After(year, site, step));
            yield return (round, found);
        }
    }

    private static List<SiteStep> Open(IReadOnlyList<SiteStep> steps) => [.. steps.Where(step => step is not ColumnOfOtherKind)];

    /// <summary>What the permission level of ours costs over all rounds: it is made in the first that needs it.</summary>
    /// <param name="there">The site has the level already.</param>
    public Price OfLevel(bool there)
    {
        var price = Price.None;
        foreach (var round in Taken)
        {
            price += StepPrice.OfLevel(round, there);
            there |= round.Any(step => step is GiveRight { Level: Schema.SiteLevel.ContributeAll });
        }

        return price;
    }
}
