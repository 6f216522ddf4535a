using EmulationM365.Schema;
using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>A list as found on the tenant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name in its address, which a rename does not change.</param>
/// <param name="DisplayName">Name staff see.</param>
/// <param name="Columns">Its columns as the service describes them.</param>
public sealed record FoundList(string Id, string Name, string DisplayName, IReadOnlyList<ColumnDefinition> Columns);

/// <summary>Finds our lists among those of a site.</summary>
public static class FoundLists
{
    /// <summary>The list of a schema and year, known by the name in its address; null when it is not there.</summary>
    public static FoundList? Of(this IEnumerable<FoundList> found, ListSchema schema, int year) => found.FirstOrDefault(list => list.Name == schema.SiteName(year));
}

/// <summary>Finds sites and lists.</summary>
public sealed class SiteDirectory(Tenancy tenancy)
{
    /// <summary>Id of the site at a server-relative path.</summary>
    /// <exception cref="M365Exception">Not there, not ours, or nobody answers; the message says which.</exception>
    public Task<string> SiteIdAsync(string path, CancellationToken cancellationToken) => Failures.Named($"find site {path}", async () =>
    {
        // The library would encode the colon address, and sends getByPath in a spelling that some tenants refuse; the documented address works everywhere.
        var url = $"{tenancy.Options.GraphBaseUrl.ToString().TrimEnd('/')}/sites/{tenancy.Options.SharePointBaseUrl.Host}:{path}";
        return Failures.Held((await tenancy.Graph.Sites["any"].WithUrl(url).GetAsync(cancellationToken: cancellationToken))?.Id);
    }, cancellationToken);

    /// <summary>Lists of a site; with their columns when asked, in the same call.</summary>
    public Task<IReadOnlyList<FoundList>> ListsAsync(string siteId, bool withColumns, CancellationToken cancellationToken) => Failures.Named<IReadOnlyList<FoundList>>("read the lists", async () =>
    {
        var lists = tenancy.Graph.Sites[siteId].Lists;
        var page = await lists.GetAsync(request =>
        {
            request.QueryParameters.Select = ["id", "name", "displayName", "list"];
            if (withColumns) request.QueryParameters.Expand = ["columns"];
        }, cancellationToken);
        var found = await Paging.AllAsync(tenancy, page, each => each.Value, next => lists.WithUrl(next).GetAsync(cancellationToken: cancellationToken));
        return [.. found.Select(list => new FoundList(list.Id!, list.Name ?? "", list.DisplayName ?? "", list.Columns ?? []))];
    }, cancellationToken);

    /// <summary>Makes a list, or a library, with all its columns in one call.</summary>
    /// <returns>Its id.</returns>
    public Task<string> CreateListAsync(string siteId, ListSchema list, int year, IEnumerable<ColumnDefinition> columns, CancellationToken cancellationToken) =>
        Failures.Named($"make list {list.SiteName(year)}", async () => (await tenancy.Graph.Sites[siteId].Lists.PostAsync(new List
        {
            DisplayName = list.SiteName(year),
            Columns = [.. columns],
            ListProp = new ListInfo { Template = list.Library ? "documentLibrary" : "genericList", ContentTypesEnabled = list.ContentTypes.Count > 0 },
        }, cancellationToken: cancellationToken))!.Id!, cancellationToken);

    /// <summary>Gives a list the name that staff see.</summary>
    public Task RenameListAsync(string siteId, string listId, string displayName, CancellationToken cancellationToken) => Failures.Named($"rename list to {displayName}", async () =>
        await tenancy.Graph.Sites[siteId].Lists[listId].PatchAsync(new List { DisplayName = displayName }, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Adds a column.</summary>
    public Task AddColumnAsync(string siteId, string listId, ColumnDefinition column, CancellationToken cancellationToken) => Failures.Named($"add column {column.Name}", async () =>
        await tenancy.Graph.Sites[siteId].Lists[listId].Columns.PostAsync(column, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Changes properties of a column.</summary>
    public Task ChangeColumnAsync(string siteId, string listId, string columnId, ColumnDefinition change, CancellationToken cancellationToken) => Failures.Named("change a column", async () =>
        await tenancy.Graph.Sites[siteId].Lists[listId].Columns[columnId].PatchAsync(change, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Our lists of a site and year, by schema name; those not made yet are left out.</summary>
    public async Task<IReadOnlyDictionary<string, ListStore>> StoresAsync(string siteId, int year, CancellationToken cancellationToken) =>
        Stores(siteId, year, await ListsAsync(siteId, false, cancellationToken));

    /// <summary>Our lists among those found, by schema name; those not made yet are left out.</summary>
    public IReadOnlyDictionary<string, ListStore> Stores(string siteId, int year, IReadOnlyList<FoundList> found) =>
        (from schema in SiteSchema.Lists
         let list = found.Of(schema, year)
         where list is not null
         select new ListStore(tenancy, new ListAddress(siteId, list.Id, schema))).ToDictionary(store => store.Address.Schema.Name);

    /// <summary>The same stores, and a place for each list that is not there: whoever asks it for something is told so, by a call that fails.</summary>
    public IReadOnlyDictionary<string, ListStore> WithPlaces(IReadOnlyDictionary<string, ListStore> stores, string siteId, IEnumerable<ListSchema> missing) =>
        stores.Values.Concat(missing.Select(list => new ListStore(tenancy, new ListAddress(siteId, Guid.Empty.ToString(), list)))).ToDictionary(store => store.Address.Schema.Name);
}
