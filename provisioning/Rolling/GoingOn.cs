using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>A case of the old year that is not over. It goes on in that year's lists.</summary>
/// <param name="Site">Path of its site.</param>
/// <param name="Year">Year in whose lists it stays.</param>
/// <param name="CaseId">The case; of a petition its key.</param>
/// <param name="List">Schema name of the list in which it stands.</param>
/// <param name="Title">What staff call it.</param>
/// <param name="Status">Where it stands, as staff read it.</param>
public sealed record OpenCase(string Site, int Year, string CaseId, string List, string Title, string Status);

/// <summary>What a site says of the year that ends.</summary>
/// <param name="Off">Days off that people entered.</param>
/// <param name="Worked">Days worked instead.</param>
/// <param name="Cases">Cases that are not over, list by list.</param>
public sealed record SiteYear(IReadOnlySet<DateOnly> Off, IReadOnlySet<DateOnly> Worked, IReadOnlyList<OpenCase> Cases);

/// <summary>Reads from a site what a roll wants to know: days off, and the cases that go on. It writes nothing.</summary>
internal sealed class GoingOn(Tenancy tenancy, SiteOptions site)
{
    private static readonly (ListSchema List, ColumnSchema Case, ColumnSchema Stage, string[] Over)[] Kinds =
    [
        (UnitReturns.List, UnitReturns.CaseId, UnitReturns.Status, ["decided", "none", "closed"]),
        (CouncilSessions.List, CouncilSessions.CaseId, CouncilSessions.Stage, ["held", "closed"]),
        (Submissions.List, Submissions.CaseId, Submissions.Stage, ["decided", "closed"]),
    ];

    /// <summary>Reads one site: its lists, then five of them, 2 units for each 200 rows.</summary>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    public async Task<SiteYear> ReadAsync(CancellationToken cancellationToken)
    {
        var directory = new SiteDirectory(tenancy);
        var stores = await directory.StoresAsync(await directory.SiteIdAsync(site.Path, cancellationToken), site.Year, cancellationToken);
        var cases = new List<OpenCase>();
        foreach (var kind in Kinds)
        {
            foreach (var row in await RowsAsync(stores, kind.List, cancellationToken))
            {
                if (row.Text(kind.Case) is not { Length: > 0 } caseId || kind.Over.Contains(row.Text(kind.Stage))) continue;
                cases.Add(new OpenCase(site.Path, site.Year, caseId, kind.List.Name, row.Title, Word(kind.Stage, row)));
            }
        }

        foreach (var row in await RowsAsync(stores, Petitions.List, cancellationToken))
            if (row.Count(Petitions.Year) == site.Year && row.Text(Petitions.Stage) is not "closed" and not "answered")
                cases.Add(new OpenCase(site.Path, site.Year, row.Text(Petitions.PetitionKey), Petitions.List.Name, "", Word(Petitions.Stage, row)));
        var days = await RowsAsync(stores, Holidays.List, cancellationToken);
        return new SiteYear(Days(days, false), Days(days, true), [.. cases.OrderBy(open => open.List, StringComparer.Ordinal).ThenBy(open => open.CaseId, StringComparer.Ordinal)]);
    }

    private static async Task<IReadOnlyList<Item>> RowsAsync(IReadOnlyDictionary<string, ListStore> stores, ListSchema list, CancellationToken cancellationToken) =>
        stores.TryGetValue(list.Name, out var store) ? await store.QueryAsync(null, cancellationToken) : [];

    private static string Word(ColumnSchema stage, Item row) => row.Text(stage) is { Length: > 0 } key && stage.Choices.Contains(key) ? stage.Word(key) : row.Text(stage);

    private static HashSet<DateOnly> Days(IEnumerable<Item> rows, bool worked) =>
        [.. rows.Where(row => (row.YesNo(Holidays.WorksInstead) == true) == worked).Select(row => row.Day(Holidays.Day)).OfType<DateOnly>()];
}
