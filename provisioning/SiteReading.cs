using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>Reads what <see cref="SiteDiff"/> compares; <c>apply</c> and <c>plan</c> read a site in the same way, so that they see the same.</summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="site">The site.</param>
/// <param name="siteId">Its id.</param>
public sealed class SiteReading(Tenancy tenancy, SiteOptions site, string siteId)
{
    private readonly SiteDirectory _directory = new(tenancy);
    private readonly SharePointRest _rest = new(tenancy);
    private readonly ContentTypeCalls _types = new(tenancy);

    /// <summary>Reads the site.</summary>
    /// <param name="ahead">Read the content types of the site too when a list that needs some is not there yet: a plan looks ahead to the round that makes them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    public async Task<SiteFound> ReadAsync(bool ahead, CancellationToken cancellationToken)
    {
        var lists = await _directory.ListsAsync(siteId, true, cancellationToken);
        var settings = await _rest.ListsAsync(site.Path, cancellationToken);
        var groups = await _rest.GroupsAsync(site.Path, cancellationToken);
        var (types, lacking) = (new Dictionary<string, IReadOnlyList<FoundContentType>>(), false);
        foreach (var schema in SiteSchema.Lists.Where(schema => schema.ContentTypes.Count > 0))
        {
            if (lists.FirstOrDefault(list => list.Name == schema.SiteName(site.Year)) is not { } list) lacking |= ahead;
            else
            {
                types[list.Id] = await _types.OfListAsync(siteId, list.Id, cancellationToken);
                lacking |= ContentTypeDiff.Lacks(schema, types[list.Id]);
            }
        }

        return new SiteFound(lists, settings.ToDictionary(list => (string)list["Id"]!, list => list, StringComparer.OrdinalIgnoreCase), groups)
        {
            ContentTypes = types,
            Path = site.Path,
            Menu = await _rest.MenuAsync(site.Path, cancellationToken),
            Formats = await FormatsAsync(lists, cancellationToken),
            SiteContentTypes = lacking ? await _types.OfSiteAsync(siteId, cancellationToken) : [],
        };
    }

    private async Task<Dictionary<(string ListId, string Column), string>> FormatsAsync(IReadOnlyList<FoundList> lists, CancellationToken cancellationToken)
    {
        var formats = new Dictionary<(string, string), string>();
        foreach (var (list, column) in Drawn(site.Year, lists)) formats[(list.Id, column.Name)] = await _rest.FormatOfAsync(site.Path, list.Id, column.Name, cancellationToken);
        return formats;
    }

    /// <summary>The columns that have a drawing in the schema and are there.</summary>
    internal static IEnumerable<(FoundList List, ColumnSchema Column)> Drawn(int year, IReadOnlyList<FoundList> lists) =>
        from schema in SiteSchema.Lists
        from column in schema.Columns
        where column.Format is not null
        let list = lists.FirstOrDefault(list => list.Name == schema.SiteName(year))
        where list is not null && list.Columns.Any(there => there.Name == column.Name)
        select (list, column);
}
