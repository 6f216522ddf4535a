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
        while (true)
        {
            var steps = SiteDiff.Steps(year, found);
            var open = steps.Where(step => step is not ColumnOfOtherKind).ToList();
            if (open.Count == 0) return new Foreseen(found, taken, steps, price);
            if (taken.Count == Tally.MostRounds) throw new NotAppliedException(open.Select(words.Of));
            var round = SiteDiff.Round(open);
            taken.Add(round);
            found = round.Aggregate(found, (site, step) => WhatIf.After(year, site, step));
            price += Legs.PriceOf(round, unitsPerMinute) + StepPrice.OfReadingAgain(year, found, round);
        }
    }

    /// <summary>How many steps there will be, as far as can be seen; for a bar that shows how far it is.</summary>
    /// <param name="year">The campaign year.</param>
    /// <param name="found">The site as it is.</param>
    public static int Count(int year, SiteFound found)
    {
        var count = 0;
        for (var rounds = 0; rounds < Tally.MostRounds && SiteDiff.Round([.. SiteDiff.Steps(year, found).Where(step => step is not ColumnOfOtherKind)]) is { Count: > 0 } round; rounds++)
        {
            found = round.Aggregate(found, (site, step) => WhatIf.After(year, site, step));
            count += round.Count;
        }

        return count;
    }

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
