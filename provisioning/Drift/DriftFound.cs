using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>The subscriptions of the worker.</summary>
/// <param name="Known">Those it remembers, by schema name of the list.</param>
/// <param name="Alive">Ids of those that are alive.</param>
public sealed record SubscriptionsFound(IReadOnlyDictionary<string, KnownSubscription> Known, IReadOnlySet<string> Alive);

/// <summary>A site as it is, with what a drift report looks at beyond what apply compares.</summary>
/// <param name="Year">The campaign year.</param>
/// <param name="Site">What apply compares.</param>
public sealed record DriftFound(int Year, SiteFound Site)
{
    /// <summary>What apply would do now.</summary>
    public IReadOnlyList<SiteStep> Steps { get; } = SiteDiff.Steps(Year, Site);

    /// <summary>What apply would do for the folders of the units.</summary>
    public IReadOnlyList<SiteStep> FolderSteps { get; init; } = [];

    /// <summary>The home page; null while there is no list of rounds to speak of.</summary>
    public HomeFound? Home { get; init; }

    /// <summary>How many members of groups are not as the Staff list says.</summary>
    public int Moves { get; init; }

    /// <summary>Columns that are no longer unique and hold a value twice, by list id and name.</summary>
    public IReadOnlySet<(string ListId, string Column)> Twice { get; init; } = new HashSet<(string, string)>();

    /// <summary>Subscriptions; null where there are none to keep.</summary>
    public SubscriptionsFound? Subscriptions { get; init; }

    /// <summary>Our lists that are there.</summary>
    public IEnumerable<(ListSchema Schema, FoundList List)> Lists => SiteSchema.Lists.Select(schema => (schema, List: Find(schema)!)).Where(pair => pair.List is not null);

    /// <summary>A list of ours; null when it is not there.</summary>
    public FoundList? Find(ListSchema schema) => Site.Lists.Of(schema, Year);

    /// <summary>A list as a place.</summary>
    public DriftPlace At(ListSchema schema) => new("list", schema.SiteName(Year), schema.DisplayName(Year));
}
