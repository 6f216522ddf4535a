using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Reads a site as apply and plan do, and beyond it what only a drift report asks for. It never writes.</summary>
public sealed class DriftReading(Tenancy tenancy, SiteOptions site)
{
    private readonly SiteDirectory _directory = new(tenancy);
    private readonly SharePointRest _rest = new(tenancy);

    /// <summary>Looks at one site.</summary>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    public async Task<DriftReport> ReadAsync(CancellationToken cancellationToken)
    {
        var before = tenancy.Meter.Total;
        var siteId = await _directory.SiteIdAsync(site.Path, cancellationToken);
        var found = new DriftFound(site.Year, await new SiteReading(tenancy, site, siteId).ReadAsync(false, cancellationToken));
        // A list that lacks a column of ours cannot be asked for it; what follows from its rows is looked at when it is whole again.
        var stores = _directory.Stores(siteId, site.Year, found.Site.Lists).Where(store => Planner.Whole(found.Site, store.Value.Address)).ToDictionary();
        found = found with
        {
            FolderSteps = await FoldersAsync(found, stores, cancellationToken),
            Moves = await MovesAsync(found, stores, cancellationToken),
            Twice = await TwiceAsync(found, stores, cancellationToken),
            Home = stores.ContainsKey(Rounds.List.Name) ? await new HomeKeeping(tenancy, site, siteId).ReadAsync(cancellationToken) : null,
            Subscriptions = await SubscriptionsAsync(stores, cancellationToken),
        };
        var spent = tenancy.Meter.Total;
        return new DriftReport(site.Path, site.Year, DriftReport.Of(found), new Cost(spent.Requests - before.Requests, spent.Writes - before.Writes, spent.Units - before.Units));
    }

    private async Task<IReadOnlyList<SiteStep>> FoldersAsync(DriftFound found, Dictionary<string, ListStore> stores, CancellationToken cancellationToken)
    {
        if (!stores.TryGetValue(Units.List.Name, out var store)) return [];
        var units = (await store.QueryAsync(null, cancellationToken)).Select(row => new NamedUnit(row.Text(Units.UnitKey), row.Title)).ToList();
        return (await new UnitFolders(_rest, site.Path, site.Year, tenancy.Options.RuPerMinute).ForeseeAsync(units, found.Site.Groups, [.. found.Lists.Select(pair => pair.Schema.Name)], cancellationToken)).Steps;
    }

    private async Task<int> MovesAsync(DriftFound found, Dictionary<string, ListStore> stores, CancellationToken cancellationToken)
    {
        if (!stores.TryGetValue(Staff.List.Name, out var store)) return 0;
        return (await new GroupKeeper(_rest, site.Path, store).MovesAsync(await store.QueryAsync(null, cancellationToken), found.Site.Groups, cancellationToken)).Count;
    }

    /// <summary>Rows are read only where a key is no longer unique. The service compares without regard to letter case.</summary>
    private static async Task<HashSet<(string ListId, string Column)>> TwiceAsync(DriftFound found, Dictionary<string, ListStore> stores, CancellationToken cancellationToken)
    {
        var twice = new HashSet<(string, string)>();
        foreach (var set in found.Steps.OfType<SetUnique>().Where(set => set.Column.Unique))
        {
            if (!stores.TryGetValue(set.List.Name, out var store)) continue;
            var values = (await store.QueryAsync(null, cancellationToken)).Select(row => row.Text(set.Column)).Where(value => value.Length > 0).ToList();
            if (values.Distinct(StringComparer.OrdinalIgnoreCase).Count() < values.Count) twice.Add((set.ListId, set.Column.Name));
        }

        return twice;
    }

    /// <summary>Without an address for notifications there are none; and before the worker ran for the first time it remembers none.</summary>
    private async Task<SubscriptionsFound?> SubscriptionsAsync(Dictionary<string, ListStore> stores, CancellationToken cancellationToken)
    {
        if (tenancy.Options.NotificationBaseUrl is null || !stores.TryGetValue(SystemState.List.Name, out var store)) return null;
        var known = (await new StateStore(store).LoadAsync<Dictionary<string, KnownSubscription>>(SubscriptionKeeper.KeyOf(site.Year), cancellationToken)).Value;
        return known is null ? null : new SubscriptionsFound(known, (await new SubscriptionCalls(tenancy).AliveAsync(cancellationToken)).Select(one => one.Id).ToHashSet());
    }
}
