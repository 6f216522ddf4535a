using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmulationM365;

/// <summary>Reads what the tables of a year are made of.</summary>
public static class TableReading
{
    /// <summary>The tables of a site, read now: the lists they are made of and the settings lists, each page once.</summary>
    public static async Task<(YearTables Tables, Reference Reference)> ReadAsync(Tenancy tenancy, SiteOptions site, TimeProvider time, CancellationToken cancellationToken)
    {
        var directory = new SiteDirectory(tenancy);
        var siteId = await directory.SiteIdAsync(site.Path, cancellationToken);
        var stores = await directory.StoresAsync(siteId, site.Year, cancellationToken);
        var missing = SiteSchema.Lists.Select(list => list.Name).FirstOrDefault(list => IsRead(list) && !stores.ContainsKey(list));
        if (missing is not null) throw new M365Exception(Failure.NotFound, $"open site {site.Path}", $"the list {missing} of {site.Year} is missing; run  apply  first");
        var people = new PeopleDirectory(tenancy, siteId, new PeopleMemory(new StateStore(stores["SystemState"]), site.Year));
        var reference = await new ReferenceLists(stores, people, time, NullLogger<ReferenceLists>.Instance).GetAsync(cancellationToken);
        var items = new Dictionary<string, IReadOnlyList<Item>>();
        foreach (var list in YearTables.Lists) items[list] = await stores[list].QueryAsync(null, cancellationToken);
        return (YearTables.Of(list => items[list], reference, site.Year), reference);
    }

    /// <summary>The tables, the settings lists, and what is remembered of people.</summary>
    private static bool IsRead(string list) => YearTables.Lists.Contains(list) || ReferenceLists.Reads(list) || list == SystemState.List.Name;
}
