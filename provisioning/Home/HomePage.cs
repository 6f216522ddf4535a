using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Microsoft.Graph.Models;
using Text = EmulationM365.Texts.Text;

namespace EmulationM365.Provisioning.Home;

/// <summary>A round as the home page shows it.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Opens">First day on which units may send their return; null when nobody entered it.</param>
/// <param name="Due">Last day; null when nobody entered it.</param>
/// <param name="Confirmed">A person of the unit has confirmed the days.</param>
public sealed record HomeRound(string Title, DateOnly? Opens, DateOnly? Due, bool Confirmed);

/// <summary>The home page of a campaign year, as it should be. Pure: the same rounds always give the same page.</summary>
/// <param name="Year">The year.</param>
/// <param name="Sections">For each section the text of its columns, as HTML.</param>
public sealed record HomePage(int Year, IReadOnlyList<IReadOnlyList<string>> Sections)
{
    // Column by column. Whoever is not named by a heading cannot open what stands below it.
    private static readonly (string Who, string[] Lists)[][] Columns =
    [
        [("everyone", ["Registrations", "Stories", "Movements", "Initiatives", "AwardRegister", "LegalDocuments"])],
        [("units", ["UnitReturns", "Nominations", "PlanTasks", "Documents"])],
        [("asked", ["Requests"]), ("council", ["CouncilSessions", "Submissions"])],
    ];

    /// <summary>File name of the page of a year.</summary>
    public static string NameOf(int year) => $"Thi-dua-khen-thuong-{year.ToString(CultureInfo.InvariantCulture)}.aspx";

    /// <summary>File name.</summary>
    public string Name => NameOf(Year);

    /// <summary>What the page says, in one short word: pages that say the same have the same.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Sections.SelectMany(columns => columns).Prepend(Title)))))[..12];

    private string Title => Text.Vi("home.title", Year.ToString(CultureInfo.InvariantCulture));

    /// <summary>The page of a site and year.</summary>
    /// <param name="site">The site.</param>
    /// <param name="mailbox">Where people write when they need help.</param>
    /// <param name="rounds">The rounds of the year.</param>
    public static HomePage Of(SiteOptions site, string mailbox, IEnumerable<HomeRound> rounds) => new(site.Year,
    [
        [new Markup().Paragraph(Text.Vi("home.about", Written(site.Year))).Html],
        [.. Columns.Select(groups => groups.Aggregate(new Markup(), (markup, group) => markup.Heading(Text.Vi($"home.{group.Who}")).Links(group.Lists.Select(name => To(site, name)))).Html)],
        [OfRounds(site, [.. rounds.OrderBy(round => round.Due ?? DateOnly.MaxValue).ThenBy(round => round.Title, StringComparer.Ordinal)])],
        [new Markup().Heading(Text.Vi("home.more")).Links([(Text.Vi("home.news"), $"{(site.NewsSite.Length == 0 ? site.Path : site.NewsSite)}/_layouts/15/news.aspx"), (Text.Vi("home.help", mailbox), $"mailto:{mailbox}")]).Html],
    ]);

    /// <summary>The page as Graph takes it.</summary>
    /// <param name="revision">How often it will have been published then.</param>
    /// <param name="isNew">It is made; later its name and layout cannot be changed.</param>
    public SitePage ToGraph(int revision, bool isNew)
    {
        var page = PageCanvas.Page();
        (page.Title, page.Description, page.CanvasLayout) = (Title, new HomeMark(revision, Hash).In(Text.Vi("home.description", Written(Year))), PageCanvas.Of(Sections));
        if (!isNew) return page;
        (page.Name, page.PageLayout, page.PromotionKind) = (Name, PageLayoutType.Article, PagePromotionType.Page);
        page.TitleArea = new TitleArea { Layout = TitleAreaLayoutType.Plain, ShowAuthor = false, ShowPublishedDate = false };
        return page;
    }

    private static string OfRounds(SiteOptions site, IReadOnlyList<HomeRound> rounds)
    {
        var markup = new Markup().Heading(Text.Vi("home.rounds"));
        if (rounds.Count == 0) markup.Paragraph(Text.Vi("home.noRounds"));
        else markup.Table([Text.Vi("home.round"), Text.Vi("home.opens"), Text.Vi("home.due")], rounds.Select(round => (IReadOnlyList<string>)[round.Title, Day(round.Opens, true), Day(round.Due, round.Confirmed)]));
        return markup.Link(Text.Vi("home.to.Rounds"), new Uri(To(site, "Rounds").Address, UriKind.Relative)).Html;
    }

    private static (string Text, string Address) To(SiteOptions site, string list) => (Text.Vi($"home.to.{list}"), SiteMenu.AddressOf(site.Path, site.Year, SiteSchema.List(list)));

    private static string Day(DateOnly? day, bool confirmed) => day is not { } set ? "–"
        : confirmed ? set.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : Text.Vi("home.expected", set.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));

    private static string Written(int year) => year.ToString(CultureInfo.InvariantCulture);
}
