using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>The one table that says which calls a step makes. What a call costs is the word of <see cref="Bill"/> alone.</summary>
public static class StepPrice
{
    private const string List = "lists(guid'l')";

    private static readonly Price ReadLevels = Price.Rest(HttpMethod.Get, "roledefinitions");
    private static readonly Price Move = Price.Rest(HttpMethod.Post, "sitegroups(1)/users");
    private static readonly Price PublishPage = Price.Graph(HttpMethod.Post, "sites/s/pages/p/microsoft.graph.sitePage/publish");
    private static readonly Price MakeLevel = Price.Rest(HttpMethod.Post, "roledefinitions");

    /// <summary>What a step costs, the permission level of ours apart.</summary>
    public static Price Of(SiteStep step) => step switch
    {
        MakeGroup => Price.Rest(HttpMethod.Post, "sitegroups"),
        AddLink add => (add.Behind is null ? 1 : 2) * Price.Rest(HttpMethod.Post, "navigation/quicklaunch"),
        NameHome => Price.Rest(HttpMethod.Post, "navigation/GetNodeById(1)"),
        FileLink file => (file.There ? 1 : 2) * Price.Rest(HttpMethod.Post, "navigation/GetNodeById(1)"),
        MakeHome => Price.Graph(HttpMethod.Post, "sites/s/pages") + PublishPage,
        ChangeHome => Price.Graph(HttpMethod.Patch, "sites/s/pages/p/microsoft.graph.sitePage") + PublishPage,
        PublishHome => PublishPage,
        OpenWithHome => Price.Rest(HttpMethod.Post, "RootFolder"),
        MakeFolder => Price.Rest(HttpMethod.Post, "folders"),
        CloseFolder => Price.Rest(HttpMethod.Post, "GetFolderByServerRelativeUrl('f')/ListItemAllFields/breakroleinheritance"),
        CloseList => Price.Rest(HttpMethod.Post, $"{List}/breakroleinheritance"),
        GiveRight => Price.Rest(HttpMethod.Post, $"{List}/roleassignments/addroleassignment"),
        TakeRight => Price.Rest(HttpMethod.Post, $"{List}/roleassignments/removeroleassignment"),
        NarrowList or ChangeSettings or RuleList => Price.Rest(HttpMethod.Post, List),
        ShowColumns => Price.Rest(HttpMethod.Post, $"{List}/views('v')/SetViewXml"),
        // Shown, and put in its place.
        ShowAgain => 2 * Price.Rest(HttpMethod.Post, $"{List}/views('v')/viewfields/addviewfield('c')"),
        AddView => Price.Rest(HttpMethod.Post, $"{List}/views/add"),
        DrawColumn or RuleColumn => Price.Rest(HttpMethod.Post, $"{List}/fields/getbyinternalnameortitle('c')"),
        LayForm => Price.Rest(HttpMethod.Post, $"{List}/ContentTypes('t')"),
        ShowFor => Price.Rest(HttpMethod.Post, $"{List}/fields/getbyinternalnameortitle('c')"),
        OrderContentTypes => Price.Rest(HttpMethod.Post, $"{List}/RootFolder"),
        // Made under the name in its address, and given the one that staff see.
        MakeList => Price.Graph(HttpMethod.Post, "sites/s/lists") + Price.Graph(HttpMethod.Patch, "sites/s/lists/l"),
        RenameList => Price.Graph(HttpMethod.Patch, "sites/s/lists/l"),
        AddColumn => Price.Graph(HttpMethod.Post, "sites/s/lists/l/columns"),
        ColumnStep => Price.Graph(HttpMethod.Patch, "sites/s/lists/l/columns/c"),
        MakeContentType make => (make.SiteTypeId is null ? Price.Graph(HttpMethod.Post, "sites/s/contentTypes") : Price.None) + Price.Graph(HttpMethod.Post, "sites/s/lists/l/contentTypes/addCopy"),
        RenameContentType => Price.Graph(HttpMethod.Patch, "sites/s/lists/l/contentTypes/t"),
        ShowColumn => Price.Graph(HttpMethod.Post, "sites/s/lists/l/contentTypes/t/columns"),
        HideColumn => Price.Graph(HttpMethod.Delete, "sites/s/lists/l/contentTypes/t/columns/c"),
        ColumnOfOtherKind => Price.None,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.GetType().Name, "this step has no price"),
    };

    /// <summary>What a round costs beside its steps: the level of ours is looked up once when any right needs it, and made when the site does not have it.</summary>
    /// <param name="round">Steps of the round.</param>
    /// <param name="there">The site has the level.</param>
    public static Price OfLevel(IEnumerable<SiteStep> round, bool there) =>
        !round.Any(step => step is GiveRight { Level: SiteLevel.ContributeAll }) ? Price.None : there ? ReadLevels : ReadLevels + MakeLevel;

    /// <summary>What it costs to read a site as <see cref="SiteReading"/> does.</summary>
    /// <param name="year">The campaign year.</param>
    /// <param name="found">The site that is read.</param>
    public static Price OfReading(int year, SiteFound found) => OfGraph(year, found) + Groups + Menu + OfRest;

    /// <summary>What it costs to read again what steps may have touched.</summary>
    /// <param name="year">The campaign year.</param>
    /// <param name="found">The site after the steps.</param>
    /// <param name="taken">The steps.</param>
    public static Price OfReadingAgain(int year, SiteFound found, IReadOnlyList<SiteStep> taken) =>
        (taken.Any(OnGraph) ? OfGraph(year, found) : Price.None) + (taken.Any(step => step is MakeGroup) ? Groups : Price.None) + (taken.Any(step => step is MenuStep) ? Menu : Price.None) + OfRest;

    /// <summary>A step changes what Graph tells of a site.</summary>
    public static bool OnGraph(SiteStep step) => Of(step).GraphRequests > 0;

    private static Price OfGraph(int year, SiteFound found)
    {
        var typed = found.Schema.Where(schema => schema.ContentTypes.Count > 0)
            .Select(schema => (Schema: schema, List: found.Lists.Of(schema, year))).Where(pair => pair.List is not null).ToList();
        var lacking = typed.Exists(pair => ContentTypeDiff.Lacks(pair.Schema, found.ContentTypes.GetValueOrDefault(pair.List!.Id, [])));
        return Price.Graph(HttpMethod.Get, "sites/s/lists") + typed.Count * Price.Graph(HttpMethod.Get, "sites/s/lists/l/contentTypes")
            + (lacking ? Price.Graph(HttpMethod.Get, "sites/s/contentTypes") : Price.None);
    }

    private static Price Menu { get; } = Price.Rest(HttpMethod.Get, "navigation/quicklaunch");

    private static Price OfRest { get; } = Price.Rest(HttpMethod.Get, "lists?$select=RoleAssignments") + Price.Rest(HttpMethod.Get, "lists?$expand=Fields");

    /// <summary>The groups of a site read.</summary>
    public static Price Groups { get; } = Price.Rest(HttpMethod.Get, "sitegroups");

    /// <summary>Members put into groups or taken out of them.</summary>
    public static Price OfMoves(int count, int unitsPerMinute) => SharePointRest.Cut(Enumerable.Range(0, count), _ => Move.RestUnits, unitsPerMinute)
        .Aggregate(Price.None, (sum, part) => sum + Price.Together(part.Select(_ => Move)));

    /// <summary>The people of a site read.</summary>
    public static Price People { get; } = Price.Rest(HttpMethod.Get, "siteusers");
}
