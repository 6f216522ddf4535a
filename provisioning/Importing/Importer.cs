using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning.Importing;

/// <summary>How a sheet is to be imported.</summary>
/// <param name="Ignored">Headings that are not to be imported.</param>
/// <param name="Update">Write over what the list says otherwise; else that is a fault.</param>
/// <param name="CheckOnly">Write nothing.</param>
public sealed record ImportAsked(IReadOnlyCollection<string> Ignored, bool Update, bool CheckOnly);

/// <summary>What an import did, or would do.</summary>
/// <param name="List">Name of the list in its address.</param>
/// <param name="Rows">Rows of the sheet.</param>
/// <param name="Added">Rows that were not in the list.</param>
/// <param name="Changed">Rows of the list that say something else.</param>
/// <param name="Same">Rows that the list has as they are.</param>
/// <param name="Faults">What is wrong with the sheet; nothing is written then.</param>
public sealed record ImportReport(string List, int Rows, int Added, int Changed, int Same, IReadOnlyList<ImportFault> Faults);

/// <summary>
/// Brings the rows of a sheet into a register. Everything is read and judged before the first write; rows are known by what they are about, so that a second import
/// writes nothing and one that was cut short goes on.
/// </summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="site">The site.</param>
public sealed class Importer(Tenancy tenancy, SiteOptions site)
{
    private readonly SiteDirectory _directory = new(tenancy);
    private readonly SharePointRest _rest = new(tenancy);

    /// <summary>Imports a sheet.</summary>
    /// <param name="shape">The register.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="asked">How.</param>
    /// <param name="cancellationToken">Stops it; what was written stays, and the same import goes on.</param>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    public async Task<ImportReport> RunAsync(ImportShape shape, Sheet sheet, ImportAsked asked, CancellationToken cancellationToken)
    {
        var siteId = await _directory.SiteIdAsync(site.Path, cancellationToken);
        var stores = await _directory.StoresAsync(siteId, site.Year, cancellationToken);
        var units = await stores[Units.List.Name].QueryAsync(null, cancellationToken);
        var read = new ImportReading(shape, UnitNames.Of(units), asked.Ignored).Read(sheet);
        var staff = shape.NamesStaff ? (await stores[Staff.List.Name].QueryAsync(null, cancellationToken)).Select(item => item.Text(Staff.StaffKey)).ToHashSet(StringComparer.OrdinalIgnoreCase) : null;
        var (known, strangers) = await AccountsAsync(read, siteId, cancellationToken);
        var store = stores[shape.List.Name];
        var plan = ImportPlan.Of(shape, read, await store.QueryAsync(null, cancellationToken), new ImportKnown(staff, known, strangers), asked.Update);
        if (shape.List == Staff.List) Name(plan, units);
        if (plan.Faults.Count == 0 && !asked.CheckOnly) await WriteAsync(shape, store, plan, cancellationToken);
        return new ImportReport(shape.List.SiteName(site.Year), read.Rows.Count, plan.Added.Count, plan.Changed.Count, plan.Same, plan.Faults);
    }

    /// <summary>Site user ids of the accounts that the site knows, and those that nobody in the tenant has.</summary>
    private async Task<(Dictionary<string, int> Known, HashSet<string> Strangers)> AccountsAsync(ImportRead read, string siteId, CancellationToken cancellationToken)
    {
        var named = read.Rows.Select(row => row.Account).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (named.Count == 0) return ([], []);
        var known = (await _rest.LoginsAsync(site.Path, cancellationToken)).Select(login => (Name: login.Value[(login.Value.LastIndexOf('|') + 1)..], login.Key)).Where(login => named.Contains(login.Name))
            .DistinctBy(login => login.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(login => login.Name, login => login.Key, StringComparer.OrdinalIgnoreCase);
        var (directory, strangers) = (new PeopleDirectory(tenancy, siteId), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var name in named.Where(name => !known.ContainsKey(name)))
            if (!await directory.HasAsync(name, cancellationToken)) strangers.Add(name);
        return (known, strangers);
    }

    /// <summary>The name goes with the key, in rows that are written anyway: it is nothing that a sheet and the list could differ in.</summary>
    private static void Name(ImportPlan plan, IReadOnlyList<Item> units)
    {
        var names = units.DistinctBy(unit => unit.Text(Units.UnitKey)).ToDictionary(unit => unit.Text(Units.UnitKey), unit => unit.Title);
        foreach (var row in plan.Added.Concat(plan.Changed))
            if (row.Fields.Values.GetValueOrDefault(Staff.UnitKey) is string key) row.Fields[Staff.UnitName] = names[key];
    }

    private async Task WriteAsync(ImportShape shape, ListStore store, ImportPlan plan, CancellationToken cancellationToken)
    {
        var written = 0;
        try
        {
            foreach (var row in plan.Added.Concat(plan.Changed).Where(row => row.Account is not null))
                row.Fields[Staff.Account] = await _rest.EnsureUserAsync(site.Path, row.Account!, cancellationToken);
            foreach (var row in plan.Added)
            {
                await store.EnsureAsync(row.Fields, cancellationToken);
                written++;
            }

            foreach (var outcome in await store.UpdateManyAsync([.. plan.Changed.Select(row => (row.Item!, row.Fields))], cancellationToken))
            {
                if (outcome.Failure is { } failure) throw failure;
                written++;
            }
        }
        catch (M365Exception failure)
        {
            throw new M365Exception(failure.Failure, $"import into {shape.List.Name}",
                $"{written} of {plan.Added.Count + plan.Changed.Count} rows are surely written; import the same sheet again, and it goes on ({failure.Message})", failure);
        }
    }
}
