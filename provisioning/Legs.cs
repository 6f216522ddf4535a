using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning;

/// <summary>What of a round goes out at once: one step, or several over SharePoint REST in one batch.</summary>
/// <param name="Steps">The steps, in the order in which the service does them.</param>
public sealed record Leg(IReadOnlyList<SiteStep> Steps)
{
    /// <summary>What it costs.</summary>
    public Price Price => Steps.Count == 1 ? StepPrice.Of(Steps[0]) : Price.Together(Steps.Select(StepPrice.Of));
}

/// <summary>
/// Divides a round into legs. Pure, so that a plan counts the batches that an apply sends. On one list the order of the steps stays as it is; between lists there is none, so that the REST
/// steps of many lists fit into one batch. Steps of Graph go one after the other: parallel schema writes end in conflicts.
/// </summary>
public static class Legs
{
    /// <summary>The legs of a round, in their order.</summary>
    /// <param name="round">Steps of the round.</param>
    /// <param name="unitsPerMinute">Resource units that a batch may cost: one that is dearer than a minute would go over the budget.</param>
    public static IReadOnlyList<Leg> Of(IReadOnlyList<SiteStep> round, int unitsPerMinute)
    {
        var stages = new SortedDictionary<int, List<SiteStep>>();
        var reached = new Dictionary<string, int>();
        foreach (var step in round)
        {
            var stage = Stage(step, reached.GetValueOrDefault(PlaceOf(step)));
            if (step is not MakeGroup) reached[PlaceOf(step)] = stage;
            if (!stages.TryGetValue(stage, out var steps)) stages[stage] = steps = [];
            steps.Add(step);
        }

        return [.. stages.SelectMany(stage => Together(stage.Key)
            ? SharePointRest.Cut(stage.Value, step => StepPrice.Of(step).RestUnits, unitsPerMinute).Select(steps => new Leg(steps))
            : stage.Value.Select(step => new Leg([step])))];
    }

    /// <summary>What the steps cost.</summary>
    public static Price PriceOf(IReadOnlyList<SiteStep> round, int unitsPerMinute) => Of(round, unitsPerMinute).Aggregate(Price.None, (sum, leg) => sum + leg.Price);

    /// <summary>Odd stages go out together. Groups come before everything: rights name them by the ids that they are answered with.</summary>
    private static int Stage(SiteStep step, int reached) => step is MakeGroup ? -1 : Together(reached) == OneCall(step) ? reached : reached + 1;

    private static bool Together(int stage) => stage % 2 != 0;

    /// <summary>Links of the menu name each other by the ids that they are answered with.</summary>
    private static bool OneCall(SiteStep step) => step is not MenuStep && StepPrice.Of(step) is { GraphRequests: 0, RestCalls: 1 };

    /// <summary>What a step is on: the schema name of its list, the address of its folder; empty for the site.</summary>
    internal static string PlaceOf(SiteStep step) => step switch
    {
        ListStep on => on.List.Name,
        GiveRight { At.List: { } list } => list.Name,
        TakeRight { At.List: { } list } => list.Name,
        GiveRight give => give.At.Folder,
        TakeRight take => take.At.Folder,
        MakeFolder make => make.Url,
        CloseFolder close => close.Url,
        _ => "",
    };
}
