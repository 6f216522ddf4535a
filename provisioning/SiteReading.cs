using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

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
            Fields = Fields(lists, await _rest.FieldsAsync(site.Path, cancellationToken)),
            SiteContentTypes = lacking ? await _types.OfSiteAsync(siteId, cancellationToken) : [],
        };
    }

    /// <summary>Columns of our lists: of those that people made nothing is asked.</summary>
    private Dictionary<(string ListId, string Column), FoundField> Fields(IReadOnlyList<FoundList> lists, IReadOnlyList<JObject> read) =>
        (from schema in SiteSchema.Lists
         let list = lists.FirstOrDefault(list => list.Name == schema.SiteName(site.Year))
         where list is not null
         from field in read.Where(row => string.Equals((string?)row["Id"], list.Id, StringComparison.OrdinalIgnoreCase)).SelectMany(row => (row["Fields"] as JArray ?? []).OfType<JObject>())
         let name = (string?)field["InternalName"] ?? ""
         where schema.Columns.Any(column => column.Name == name)
         select (Key: (list.Id, name), Found: FoundField.Of(field))).ToDictionary(pair => pair.Key, pair => pair.Found);
}
