using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>A link of the site's menu, as data.</summary>
/// <param name="Key">What code calls it: the list it leads to, or the place it is.</param>
/// <param name="Title">What people read.</param>
/// <param name="Url">Server-relative address.</param>
/// <param name="Under">Key of the link below which it stands; null: at the top.</param>
public sealed record MenuLink(string Key, string Title, string Url, string? Under = null)
{
    /// <summary>The list it leads to; null: it leads to no list by itself.</summary>
    public ListSchema? List { get; init; }
}

/// <summary>
/// The menu of the site. Whom it shows what is decided by the rights of the lists alone: SharePoint shows a link only to those who may open what it leads to, and
/// what stands below a link only to those who see that one. So staff see five links, clerks seven, heads the same and below the first one the list of requests, and the office all.
/// </summary>
public static class SiteMenu
{
    /// <summary>Key of the first link, which leads to the home page: what is to be done now.</summary>
    public const string Home = "home";

    /// <summary>Key of the link below which the office has everything else. It leads to a list that only the office and the directors may open, which keeps all of it from others.</summary>
    public const string Office = "office";

    /// <summary>The list of requests. Staff and clerks may not open it, so it cannot be the first link itself; whoever is asked finds it below that one.</summary>
    private const string Asked = "Requests";

    /// <summary>The list that the office's link leads to.</summary>
    private const string OfficeList = "Petitions";

    private static readonly string[] Top = ["UnitReturns", "Nominations", "Stories", "Activities", "LegalDocuments", "AwardRegister", "CouncilSessions", "Submissions"];

    private static readonly string[] Rest =
    [
        "Petitions", "Registrations", "Rounds", "Criteria", "PlanTasks", "Documents", "Dossiers", "Movements", "Initiatives", "YearResults",
        "Settings", "Routes", "Holidays", "Units", "Staff", "CouncilMembers", "Delegations", "Kinships",
    ];

    /// <summary>The links of a site and year, in order; what stands below a link comes after it.</summary>
    public static IReadOnlyList<MenuLink> Links(string sitePath, int year) =>
    [
        new(Home, Text.Vi("menu.home"), sitePath),
        To(sitePath, year, SiteSchema.List(Asked), Home),
        .. Top.Select(name => To(sitePath, year, SiteSchema.List(name), null)),
        new(Office, Text.Vi("menu.office"), AddressOf(sitePath, year, SiteSchema.List(OfficeList))),
        .. Rest.Select(name => To(sitePath, year, SiteSchema.List(name), Office)),
    ];

    /// <summary>Address of the page on which a list shows its items.</summary>
    public static string AddressOf(string sitePath, int year, ListSchema list) => $"{RootOf(sitePath, year, list)}{(list.Library ? "/Forms" : "")}/AllItems.aspx";

    /// <summary>Address of the list itself.</summary>
    public static string RootOf(string sitePath, int year, ListSchema list) => $"{sitePath}{(list.Library ? "" : "/Lists")}/{list.SiteName(year)}";

    private static MenuLink To(string sitePath, int year, ListSchema list, string? under) => new(list.Name, list.DisplayName(year), AddressOf(sitePath, year, list), under) { List = list };
}
