using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Microsoft.Graph.Models;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>What an apply did.</summary>
/// <param name="ListsMade">Lists made.</param>
/// <param name="Changes">Other changes: to lists, rights, folders of units, groups and their members.</param>
/// <param name="RowsSeeded">Rows written into the settings lists.</param>
/// <param name="Requests">HTTP exchanges it took.</param>
/// <param name="Writes">Those that may change something; 0 when everything fitted already.</param>
public sealed record ApplyReport(int ListsMade, int Changes, int RowsSeeded, long Requests, long Writes)
{
    /// <summary>What could not be done for what somebody entered on the site: a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The site does not fit its schema after an apply.</summary>
public sealed class NotAppliedException(IReadOnlyList<SiteStep> left) : Exception(
    $"the site still differs after the run: {string.Join("; ", left)}. Nothing was lost; run apply again, and look at these lists if it stays so.");

/// <summary>Makes the lists of a campaign year on a site. Running it again changes nothing; running it after it was cut short goes on where it stopped.</summary>
public sealed class Provisioner(Tenancy tenancy, SiteOptions site)
{
    private readonly SiteDirectory _directory = new(tenancy);
    // Lists, what is on them, content types, what is in those: each needs the one before. One more round to see that all is done, one to spare.
    private const int MostRounds = 6;
    private readonly SharePointRest _rest = new(tenancy);
    private readonly ContentTypeCalls _types = new(tenancy);

    /// <summary>Brings the site to its schema and seeds the year.</summary>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    /// <exception cref="NotAppliedException">The service took the changes and still shows something else.</exception>
    public async Task<ApplyReport> ApplyAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var (requests, writes) = (tenancy.Meter.Requests, tenancy.Meter.Writes);
        var siteId = await _directory.SiteIdAsync(site.Path, cancellationToken);
        var found = await ReadAsync(siteId, cancellationToken);
        var done = new List<SiteStep>();
        IReadOnlyList<SiteStep> before = [];
        for (var round = 0; SiteDiff.Steps(site.Year, found) is { Count: > 0 } steps; round++)
        {
            if (round == MostRounds || steps.SequenceEqual(before)) throw new NotAppliedException(steps);
            IReadOnlyList<SiteStep> now = steps.Any(step => step is MakeList) ? [.. steps.OfType<MakeList>()] : steps;
            found = await RunAsync(siteId, now, found, cancellationToken);
            done.AddRange(now);
            before = steps;
        }

        var stores = _directory.Stores(siteId, site.Year, found.Lists);
        var rows = await new Seeder(stores).SeedAsync(campaign, cancellationToken);
        var units = await stores["Units"].QueryAsync(null, cancellationToken);
        var folders = await new UnitFolders(_rest, site.Path, site.Year).KeepAsync(units, found.Groups, cancellationToken);
        var moved = await new GroupKeeper(_rest, site.Path, stores["Staff"]).KeepAsync(folders.Groups, cancellationToken);
        var made = done.Count(step => step is MakeList);
        return new ApplyReport(made, done.Count - made + folders.Changes + moved, rows, tenancy.Meter.Requests - requests, tenancy.Meter.Writes - writes)
        {
            Notes = folders.Notes,
        };
    }

    private async Task<SiteFound> ReadAsync(string siteId, CancellationToken cancellationToken)
    {
        var lists = await _directory.ListsAsync(siteId, true, cancellationToken);
        var settings = await _rest.ListsAsync(site.Path, cancellationToken);
        var groups = await _rest.GroupsAsync(site.Path, cancellationToken);
        var types = new Dictionary<string, IReadOnlyList<FoundContentType>>();
        var lacking = false;
        foreach (var schema in SiteSchema.Lists.Where(schema => schema.ContentTypes.Count > 0))
        {
            if (lists.FirstOrDefault(list => list.Name == schema.SiteName(site.Year)) is not { } list) continue;
            types[list.Id] = await _types.OfListAsync(siteId, list.Id, cancellationToken);
            lacking |= ContentTypeDiff.Lacks(schema, types[list.Id]);
        }

        return new SiteFound(lists, settings.ToDictionary(list => (string)list["Id"]!, list => list, StringComparer.OrdinalIgnoreCase), groups)
        {
            ContentTypes = types,
            SiteContentTypes = lacking ? await _types.OfSiteAsync(siteId, cancellationToken) : [],
        };
    }

    /// <summary>One after the other: SharePoint answers parallel schema writes with conflicts, and may have applied them all the same.</summary>
    /// <returns>The site as it is afterwards.</returns>
    private async Task<SiteFound> RunAsync(string siteId, IEnumerable<SiteStep> steps, SiteFound found, CancellationToken cancellationToken)
    {
        var known = _directory.Stores(siteId, site.Year, found.Lists).ToDictionary(store => store.Key, store => store.Value.Address.ListId);
        var rights = new RightsRun(_rest, site.Path, found.Groups);
        foreach (var step in steps)
        {
            await RunAsync(siteId, step, known, cancellationToken);
            await rights.RunAsync(step, cancellationToken);
            await RunContentTypesAsync(siteId, step, cancellationToken);
        }

        return await ReadAsync(siteId, cancellationToken);
    }

    private async Task RunAsync(string siteId, SiteStep step, Dictionary<string, string> known, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case MakeList make:
                var columns = make.List.Columns.Select(column => ColumnShape.Of(column, make.List.Name, known));
                known[make.List.Name] = await _directory.CreateListAsync(siteId, make.List, site.Year, columns, cancellationToken);
                break;
            case RenameList rename:
                await _directory.RenameListAsync(siteId, rename.ListId, rename.DisplayName, cancellationToken);
                break;
            case AddColumn add:
                await _directory.AddColumnAsync(siteId, add.ListId, ColumnShape.Of(add.Column, add.List.Name, known), cancellationToken);
                break;
            case ChangeColumn change:
                await _directory.ChangeColumnAsync(siteId, change.ListId, change.ColumnId, Changed(change), cancellationToken);
                break;
            case ChangeSettings settings:
                await _rest.MergeListAsync(site.Path, settings.ListId, Settings(settings), cancellationToken);
                break;
        }
    }

    private async Task RunContentTypesAsync(string siteId, SiteStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case MakeContentType make:
                var source = make.SiteTypeId ?? await _types.CreateAsync(siteId, make.Type, cancellationToken);
                await _types.CopyAsync(siteId, make.ListId, source, cancellationToken);
                break;
            case RenameContentType rename:
                await _types.RenameAsync(siteId, rename.ListId, rename.TypeId, rename.Type.DisplayName, cancellationToken);
                break;
            case ShowColumn show:
                await _types.ShowAsync(siteId, show.ListId, show.TypeId, show.ColumnId, cancellationToken);
                break;
            case HideColumn hide:
                await _types.HideAsync(siteId, hide.ListId, hide.TypeId, hide.ColumnId, cancellationToken);
                break;
            case OrderContentTypes order:
                await _rest.OrderContentTypesAsync(site.Path, order.ListId, order.TypeIds, cancellationToken);
                break;
        }
    }

    private static ColumnDefinition Changed(ChangeColumn change) => new() { DisplayName = change.DisplayName, Indexed = change.Index };

    private static JObject Settings(ChangeSettings settings)
    {
        var wanted = new JObject { ["EnableVersioning"] = true, ["MajorVersionLimit"] = SiteSchema.VersionLimit, ["Hidden"] = settings.Hidden };
        if (settings.List.ContentTypes.Count > 0) wanted["ContentTypesEnabled"] = true;
        return wanted;
    }
}
