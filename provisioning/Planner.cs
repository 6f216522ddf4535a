using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning;

/// <summary>
/// Says what an apply would do and what it would cost. It reads the site as apply does, asks the same <see cref="SiteDiff"/>, and goes through the rounds in
/// memory. It never writes.
/// </summary>
public sealed class Planner(Tenancy tenancy, SiteOptions site)
{
    private readonly SiteDirectory _directory = new(tenancy);
    private readonly SharePointRest _rest = new(tenancy);
    private readonly StepWords _words = new(site.Year);

    /// <summary>Plans one site.</summary>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    /// <exception cref="NotAppliedException">The rounds come to no end: an apply would stop there too.</exception>
    public async Task<PlanReport> PlanAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var before = tenancy.Meter.Total;
        var siteId = await _directory.SiteIdAsync(site.Path, cancellationToken);
        var found = await new SiteReading(tenancy, site, siteId).ReadAsync(true, cancellationToken);
        var rounds = Foreseen.Of(site.Year, found, _words, tenancy.Options.RuPerMinute);
        var price = Price.Site + rounds.Price;
        if (rounds.Steps.Any(step => step is GiveRight { Level: SiteLevel.ContributeAll }))
            price += rounds.OfLevel(await _rest.FindContributeAllAsync(site.Path, cancellationToken) is not null);
        var tail = await TailAsync(campaign, siteId, found, rounds, cancellationToken);
        var touched = rounds.Steps.Concat(rounds.Left).Select(Place).Concat(tail.Rows.Select(rows => rows.Place)).ToHashSet();
        var spent = tenancy.Meter.Total;
        return new PlanReport(site.Path, site.Year, [.. rounds.Steps.Concat(tail.Steps).Select(Said)], tail.Rows, price + tail.Price,
            new Cost(spent.Requests - before.Requests, spent.Writes - before.Writes, spent.Units - before.Units))
        {
            Moves = tail.Moves,
            Fitting = [.. SiteSchema.Lists.Select(list => list.SiteName(site.Year)).Where(name => !touched.Contains(name))],
            Left = [.. rounds.Left.Select(_words.Of)],
            Notes = tail.Notes,
            Made = [.. rounds.Steps.OfType<MakeList>().Select(Place)],
        };
    }

    /// <summary>What comes after the lists fit: seed, folders of units, members of groups, home page.</summary>
    private async Task<Tail> TailAsync(Campaign campaign, string siteId, SiteFound found, Foreseen rounds, CancellationToken cancellationToken)
    {
        var unfit = rounds.Left.OfType<ListStep>().Select(step => step.List.Name).ToHashSet();
        // A list that lacks a column of ours cannot be asked for it.
        var stores = _directory.Stores(siteId, site.Year, found.Lists);
        var readable = stores.Where(store => Whole(found, store.Value.Address)).ToDictionary();
        var seed = await new Seeder(readable).ForeseeAsync(campaign, unfit, cancellationToken);
        var tail = new Tail(seed.Price)
        {
            Rows = [.. seed.Rows.Where(rows => rows.Rows.Count > 0).Select(rows => new PlannedRows(rows.List.SiteName(site.Year), rows.Rows.Count))],
            Notes = [.. stores.Keys.Except(readable.Keys).Select(name => $"List {SiteSchema.List(name).SiteName(site.Year)} lacks a column, so its rows could not be read: what follows from them is not foreseen.")],
        };
        var groups = rounds.After.Groups;
        if (!unfit.Contains(Units.List.Name)) (tail, groups) = await FoldersAsync(tail, seed, readable, [.. stores.Keys], groups, cancellationToken);
        if (!unfit.Contains(Staff.List.Name)) tail = await MembersAsync(tail, readable.GetValueOrDefault(Staff.List.Name), groups, cancellationToken);
        if (unfit.Contains(Rounds.List.Name)) return tail;
        // Rounds that cannot be read yet are most likely those that the page shows already.
        if (stores.ContainsKey(Rounds.List.Name) && !readable.ContainsKey(Rounds.List.Name)) return tail with { Price = tail.Price + Price.Rows(0) + HomeKeeping.Reading };
        return await HomeAsync(tail, siteId, seed, readable.GetValueOrDefault(Rounds.List.Name), cancellationToken);
    }

    private async Task<Tail> HomeAsync(Tail tail, string siteId, SeedForecast seed, ListStore? store, CancellationToken cancellationToken)
    {
        var rows = store is null ? [] : await store.QueryAsync(null, cancellationToken);
        List<HomeRound> rounds = [.. HomeRounds.Of(rows), .. seed.Rows.Where(seeded => seeded.List == Rounds.List).SelectMany(seeded => HomeRounds.Of(seeded.Rows))];
        var steps = await new HomeKeeping(tenancy, site, siteId).ForeseeAsync(rounds, cancellationToken);
        var price = tail.Price + Price.Rows(rounds.Count) + HomeKeeping.Reading;
        return tail with { Price = steps.Count == 0 ? price : price + Legs.PriceOf(steps, tenancy.Options.RuPerMinute) + HomeKeeping.Reading, Steps = [.. tail.Steps, .. steps] };
    }

    private async Task<(Tail Tail, IReadOnlyList<SiteGroup> Groups)> FoldersAsync(
        Tail tail, SeedForecast seed, Dictionary<string, ListStore> readable, IReadOnlyList<string> there, IReadOnlyList<SiteGroup> groups, CancellationToken cancellationToken)
    {
        var rows = readable.TryGetValue(Units.List.Name, out var store) ? await store.QueryAsync(null, cancellationToken) : [];
        List<NamedUnit> units = [.. rows.Select(row => new NamedUnit(row.Text(Units.UnitKey), row.Title)),
            .. seed.Rows.Where(seeded => seeded.List == Units.List).SelectMany(seeded => seeded.Rows).Select(row => new NamedUnit((string)row.Values[Units.UnitKey]!, row.Title!))];
        var (steps, notes) = await new UnitFolders(_rest, site.Path, site.Year, tenancy.Options.RuPerMinute).ForeseeAsync(units, groups, there, cancellationToken);
        var price = tail.Price + Price.Rows(units.Count) + UnitFolders.Reading;
        if (steps.Count > 0) price += Legs.PriceOf(steps, tenancy.Options.RuPerMinute) + StepPrice.Groups + UnitFolders.Reading;
        var made = steps.OfType<MakeGroup>().Select((make, number) => new SiteGroup(int.MinValue + number, make.Title, []));
        return (tail with { Price = price, Steps = steps, Notes = [.. tail.Notes, .. notes] }, [.. groups, .. made]);
    }

    private async Task<Tail> MembersAsync(Tail tail, ListStore? staff, IReadOnlyList<SiteGroup> groups, CancellationToken cancellationToken)
    {
        if (staff is null) return tail with { Price = tail.Price + Price.Rows(0), Notes = [.. tail.Notes, "The members of the groups follow the Staff list, which could not be read yet: they are not foreseen."] };
        var people = await staff.QueryAsync(null, cancellationToken);
        var moves = await new GroupKeeper(_rest, site.Path, staff).MovesAsync(people, groups, cancellationToken);
        var logins = moves.Any(move => move.Login is not null) ? StepPrice.People : Price.None;
        return tail with { Price = tail.Price + Price.Rows(people.Count) + logins + StepPrice.OfMoves(moves.Count, tenancy.Options.RuPerMinute), Moves = moves.Count };
    }

    /// <summary>The list has every column of ours, so that it can be asked for its rows.</summary>
    internal static bool Whole(SiteFound found, ListAddress address) =>
        found.Lists.Single(list => list.Id == address.ListId) is var list && address.Schema.Columns.All(column => list.Columns.Any(there => there.Name == column.Name));

    private PlannedStep Said(SiteStep step) => new(
        step is AddLink or MakeHome or MakeGroup or MakeList or MakeFolder or AddColumn or AddView or MakeContentType ? "create" : "change", Place(step), _words.Of(step));

    private string Place(SiteStep step) => step switch
    {
        ListStep on => on.List.SiteName(site.Year),
        GiveRight { At.List: { } list } => list.SiteName(site.Year),
        TakeRight { At.List: { } list } => list.SiteName(site.Year),
        MakeGroup => "groups",
        MenuStep => "menu",
        HomeStep => "home page",
        _ => "folders",
    };

    /// <summary>What comes after the lists.</summary>
    private sealed record Tail(Price Price)
    {
        public IReadOnlyList<PlannedRows> Rows { get; init; } = [];

        public IReadOnlyList<SiteStep> Steps { get; init; } = [];

        public IReadOnlyList<string> Notes { get; init; } = [];

        public int Moves { get; init; }
    }
}
