using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning.Home;

/// <summary>What was done for the home page.</summary>
/// <param name="Changes">Steps taken.</param>
/// <param name="Notes">Why it could not be done; the rest of the site does not wait for it.</param>
public sealed record HomeReport(int Changes, IReadOnlyList<string> Notes);

/// <summary>Keeps the home page of the year: there, published, true to the rounds, and the first thing people see on the site.</summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="site">The site.</param>
/// <param name="siteId">Its id.</param>
/// <param name="news">Hears how it goes on; null = nobody.</param>
public sealed class HomeKeeping(Tenancy tenancy, SiteOptions site, string siteId, IProgress<ApplyNews>? news = null)
{
    private readonly SharePointRest _rest = new(tenancy);
    private readonly PageCalls _pages = new(tenancy, siteId);
    private readonly StepWords _words = new(site.Year);

    /// <summary>What reading it costs, once.</summary>
    internal static Price Reading { get; } = Price.Graph(HttpMethod.Get, "sites/s/pages/microsoft.graph.sitePage") + Price.Rest(HttpMethod.Get, "RootFolder");

    /// <summary>Brings it to what it should be; writes nothing when nothing differs.</summary>
    /// <param name="rounds">The rounds of the year.</param>
    /// <param name="cancellationToken">Stops it; what was done stays, and another run goes on.</param>
    /// <exception cref="M365Exception">The tenant keeps failing.</exception>
    public async Task<HomeReport> KeepAsync(IEnumerable<HomeRound> rounds, CancellationToken cancellationToken)
    {
        var page = HomePage.Of(site, tenancy.Options.Mailbox, rounds);
        var tally = new Tally(_words);
        try
        {
            for (Taking? taking = null; ;)
            {
                var open = tally.Open(HomeDiff.Of(page, await ReadAsync(cancellationToken)));
                if (open.Count == 0) return new HomeReport(tally.Done.Count, []);
                taking ??= new Taking(_rest, tenancy.Options.RuPerMinute, tally, new ApplyPart(news, "home page", open.Count), _words);
                await taking.TakeAsync(open, step => TakeAsync(step, cancellationToken), cancellationToken);
            }
        }
        catch (Exception failure) when (failure is NotAppliedException or M365Exception { Failure: Failure.Refused or Failure.Forbidden or Failure.NotFound })
        {
            // Pages may be closed to the application, or wait for somebody's approval: people work in the lists all the same.
            return new HomeReport(tally.Done.Count, [$"The home page {HomePage.NameOf(site.Year)} could not be kept: {failure.Message.ReplaceLineEndings(" ")}"]);
        }
    }

    /// <summary>What would be done. Writes nothing.</summary>
    public async Task<IReadOnlyList<SiteStep>> ForeseeAsync(IEnumerable<HomeRound> rounds, CancellationToken cancellationToken) =>
        HomeDiff.Of(HomePage.Of(site, tenancy.Options.Mailbox, rounds), await ReadAsync(cancellationToken));

    /// <summary>The home page as it is.</summary>
    public async Task<HomeFound> ReadAsync(CancellationToken cancellationToken) =>
        new(await _pages.FindAsync(HomePage.NameOf(site.Year), cancellationToken), await _rest.WelcomePageAsync(site.Path, cancellationToken));

    private async Task TakeAsync(SiteStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case MakeHome make:
                await _pages.PublishAsync(await _pages.MakeAsync(make.Page.ToGraph(1, isNew: true), cancellationToken), cancellationToken);
                break;
            case ChangeHome change:
                await _pages.ChangeAsync(change.Id, change.Page.ToGraph(change.Revision, isNew: false), cancellationToken);
                await _pages.PublishAsync(change.Id, cancellationToken);
                break;
            case PublishHome publish:
                await _pages.PublishAsync(publish.Id, cancellationToken);
                break;
            case OpenWithHome open:
                await _rest.OpenWithAsync(site.Path, HomeDiff.AddressOf(open.Page.Year), cancellationToken);
                break;
        }
    }
}
