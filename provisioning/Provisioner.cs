using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning;

/// <summary>Makes the lists of a campaign year on a site. Running it again changes nothing; running it after it was cut short goes on where it stopped.</summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="site">The site.</param>
/// <param name="news">Hears how it goes on; null = nobody.</param>
public sealed class Provisioner(Tenancy tenancy, SiteOptions site, IProgress<ApplyNews>? news = null)
{
    private readonly SiteDirectory _directory = new(tenancy);
    private readonly SharePointRest _rest = new(tenancy);
    private readonly StepWords _words = new(site.Year);

    /// <summary>The year is made ready before the settings name it: lists that stand over all years get no rows for it yet.</summary>
    public bool Ahead { get; init; }

    /// <summary>Brings the site to its schema and seeds the year.</summary>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    /// <exception cref="NotAppliedException">
    /// The service took the changes and still shows something else; or something is left that only people can mend, and all else was done.
    /// </exception>
    public async Task<ApplyReport> ApplyAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var before = tenancy.Meter.Total;
        var siteId = await _directory.SiteIdAsync(site.Path, cancellationToken);
        var lists = await new Mending(tenancy, site, news: news).RunAsync(siteId, cancellationToken);
        var stores = _directory.Stores(siteId, site.Year, lists.Found.Lists);
        // What reads or writes a list that does not fit waits: a seed half written, or a group emptied, would be worse than one that comes later.
        var rows = await SeedAsync(new Seeder(stores, news), campaign, Ahead ? [.. lists.Unfit, .. SiteSchema.Lists.Where(list => !list.PerYear && list != SystemState.List).Select(list => list.Name)] : lists.Unfit, cancellationToken);
        var folders = lists.Unfit.Contains(Units.List.Name)
            ? new FoldersReport(0, lists.Found.Groups, [])
            : await new UnitFolders(_rest, site.Path, site.Year, tenancy.Options.RuPerMinute, news).KeepAsync(await stores["Units"].QueryAsync(null, cancellationToken), lists.Found.Groups, cancellationToken);
        var moved = lists.Unfit.Contains(Staff.List.Name) ? 0 : await MoveAsync(new GroupKeeper(_rest, site.Path, stores["Staff"]), folders.Groups, cancellationToken);
        // The rounds of a year that is made ready ahead are not those that people look for.
        var home = Ahead || lists.Unfit.Contains(Rounds.List.Name)
            ? new HomeReport(0, [])
            : await new HomeKeeping(tenancy, site, siteId, news).KeepAsync(HomeRounds.Of(await stores[Rounds.List.Name].QueryAsync(null, cancellationToken)), cancellationToken);
        var spent = tenancy.Meter.Total;
        var report = new ApplyReport(
            lists.Made.Count, lists.Done.Count - lists.Made.Count + folders.Changes + moved + home.Changes, rows, spent.Requests - before.Requests, spent.Writes - before.Writes)
        {
            Notes = [.. folders.Notes, .. home.Notes], Mended = [.. lists.Done.Where(lists.Concerned).Select(_words.Of)], Left = lists.Left, Before = lists.Before,
        };
        return report.Left.Count == 0 ? report : throw new NotAppliedException(report);
    }

    /// <summary>A seed that stumbled finds its rows by their keys.</summary>
    private static async Task<int> SeedAsync(Seeder seeder, Campaign campaign, HashSet<string> unfit, CancellationToken cancellationToken)
    {
        for (var (inVain, rows) = (0, 0); ;)
        {
            try
            {
                await seeder.SeedAsync(campaign, unfit, cancellationToken);
                return seeder.Rows;
            }
            catch (M365Exception failure) when (Tally.IsStumble(failure) && (inVain = seeder.Rows > rows ? 0 : inVain + 1) < Tally.MostStumbles)
            {
                rows = seeder.Rows;
            }
        }
    }

    /// <summary>Members that stumbled are looked at again, with groups read anew.</summary>
    private async Task<int> MoveAsync(GroupKeeper keeper, IReadOnlyList<SiteGroup> groups, CancellationToken cancellationToken)
    {
        for (var inVain = 0; ;)
        {
            try
            {
                return await keeper.KeepAsync(groups, cancellationToken);
            }
            catch (M365Exception failure) when (Tally.IsStumble(failure) && ++inVain < Tally.MostStumbles)
            {
                groups = await _rest.GroupsAsync(site.Path, cancellationToken);
            }
        }
    }
}
