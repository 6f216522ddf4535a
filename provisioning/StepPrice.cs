using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>The one table that says which calls a step makes. What a call costs is the word of <see cref="Microsoft365.Bill"/> alone.</summary>
public static class StepPrice
{
    private const string List = "lists(guid'l')";

    private static readonly Price ReadLevels = Price.Rest(HttpMethod.Get, "roledefinitions");
    private static readonly Price MakeLevel = Price.Rest(HttpMethod.Post, "roledefinitions");

    /// <summary>What a step costs, the permission level of ours apart.</summary>
    public static Price Of(SiteStep step) => step switch
    {
        MakeGroup => Price.Rest(HttpMethod.Post, "sitegroups"),
        AddLink add => (add.Behind is null ? 1 : 2) * Price.Rest(HttpMethod.Post, "navigation/quicklaunch"),
        NameHome => Price.Rest(HttpMethod.Post, "navigation/GetNodeById(1)"),
        FileLink file => (file.There ? 1 : 2) * Price.Rest(HttpMethod.Post, "navigation/GetNodeById(1)"),
        MakeFolder => Price.Rest(HttpMethod.Post, "folders"),
        CloseFolder => Price.Rest(HttpMethod.Post, "GetFolderByServerRelativeUrl('f')/ListItemAllFields/breakroleinheritance"),
        CloseList => Price.Rest(HttpMethod.Post, $"{List}/breakroleinheritance"),
        GiveRight => Price.Rest(HttpMethod.Post, $"{List}/roleassignments/addroleassignment"),
        TakeRight => Price.Rest(HttpMethod.Post, $"{List}/roleassignments/removeroleassignment"),
        NarrowList or ChangeSettings or RuleList => Price.Rest(HttpMethod.Post, List),
        ShowColumns => Price.Rest(HttpMethod.Post, $"{List}/views('v')/SetViewXml"),
        AddView => Price.Rest(HttpMethod.Post, $"{List}/views/add"),
        DrawColumn or RuleColumn => Price.Rest(HttpMethod.Post, $"{List}/fields/getbyinternalnameortitle('c')"),
        LayForm => Price.Rest(HttpMethod.Post, $"{List}/ContentTypes('t')"),
        ShowFor => Price.Rest(HttpMethod.Post, $"{List}/fields/getbyinternalnameortitle('c')"),
        OrderContentTypes => Price.Rest(HttpMethod.Post, $"{List}/RootFolder"),
        MakeList => Price.Graph(HttpMethod.Post, "sites/s/lists"),
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
    public static Price OfReading(int year, SiteFound found)
    {
        var typed = SiteSchema.Lists.Where(schema => schema.ContentTypes.Count > 0)
            .Select(schema => (Schema: schema, List: found.Lists.FirstOrDefault(list => list.Name == schema.SiteName(year)))).Where(pair => pair.List is not null).ToList();
        var lacking = typed.Exists(pair => ContentTypeDiff.Lacks(pair.Schema, found.ContentTypes.GetValueOrDefault(pair.List!.Id, [])));
        return Price.Graph(HttpMethod.Get, "sites/s/lists") + Price.Rest(HttpMethod.Get, "lists?$select=RoleAssignments") + Price.Rest(HttpMethod.Get, "lists?$expand=Fields") + Groups + Price.Rest(HttpMethod.Get, "navigation/quicklaunch")
            + typed.Count * Price.Graph(HttpMethod.Get, "sites/s/lists/l/contentTypes")
            + (lacking ? Price.Graph(HttpMethod.Get, "sites/s/contentTypes") : Price.None);
    }

    /// <summary>The groups of a site read.</summary>
    public static Price Groups { get; } = Price.Rest(HttpMethod.Get, "sitegroups");

    /// <summary>One member put into a group or taken out of it.</summary>
    public static Price Move { get; } = Price.Rest(HttpMethod.Post, "sitegroups(1)/users");

    /// <summary>The people of a site read.</summary>
    public static Price People { get; } = Price.Rest(HttpMethod.Get, "siteusers");
}
