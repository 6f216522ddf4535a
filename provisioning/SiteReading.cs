using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>Reads what <see cref="SiteDiff"/> compares; <c>apply</c> and <c>plan</c> read a site in the same way, so that they see the same.</summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="site">The site.</param>
/// <param name="siteId">Its id.</param>
/// <param name="schema">The lists that are looked for; null = all of ours.</param>
public sealed class SiteReading(Tenancy tenancy, SiteOptions site, string siteId, IReadOnlyList<ListSchema>? schema = null)
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
        var settings = await SettingsAsync(cancellationToken);
        var groups = await _rest.GroupsAsync(site.Path, cancellationToken);
        var found = await WithTypesAsync(new SiteFound(lists, settings, groups) { Schema = schema ?? SiteSchema.Lists, Path = site.Path, Menu = await _rest.MenuAsync(site.Path, cancellationToken) }, ahead, cancellationToken);
        return found with { Fields = await FieldsAsync(found, cancellationToken) };
    }

    /// <summary>Reads again what steps may have touched: what Graph tells only after steps of Graph, groups and menu only after steps of theirs.</summary>
    /// <param name="before">The site before the steps.</param>
    /// <param name="taken">The steps that were taken, each with an outcome that is known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    public async Task<SiteFound> AgainAsync(SiteFound before, IReadOnlyList<SiteStep> taken, CancellationToken cancellationToken)
    {
        var graph = taken.Any(StepPrice.OnGraph);
        var found = before with
        {
            Lists = graph ? await _directory.ListsAsync(siteId, true, cancellationToken) : before.Lists,
            Settings = await SettingsAsync(cancellationToken),
            Groups = taken.Any(step => step is MakeGroup) ? await _rest.GroupsAsync(site.Path, cancellationToken) : before.Groups,
            Menu = taken.Any(step => step is MenuStep) ? await _rest.MenuAsync(site.Path, cancellationToken) : before.Menu,
        };
        if (graph) found = await WithTypesAsync(found, false, cancellationToken);
        return found with { Fields = await FieldsAsync(found, cancellationToken) };
    }

    private async Task<Dictionary<string, JObject>> SettingsAsync(CancellationToken cancellationToken) =>
        (await _rest.ListsAsync(site.Path, cancellationToken)).ToDictionary(list => (string)list["Id"]!, list => list, StringComparer.OrdinalIgnoreCase);

    private async Task<SiteFound> WithTypesAsync(SiteFound found, bool ahead, CancellationToken cancellationToken)
    {
        var (types, lacking) = (new Dictionary<string, IReadOnlyList<FoundContentType>>(), false);
        foreach (var schema in found.Schema.Where(schema => schema.ContentTypes.Count > 0))
        {
            if (found.Lists.Of(schema, site.Year) is not { } list) lacking |= ahead;
            else
            {
                types[list.Id] = await _types.OfListAsync(siteId, list.Id, cancellationToken);
                lacking |= ContentTypeDiff.Lacks(schema, types[list.Id]);
            }
        }

        return found with { ContentTypes = types, SiteContentTypes = lacking ? await _types.OfSiteAsync(siteId, cancellationToken) : [] };
    }

    /// <summary>Columns of our lists: of those that people made nothing is asked.</summary>
    private async Task<Dictionary<(string ListId, string Column), FoundField>> FieldsAsync(SiteFound found, CancellationToken cancellationToken)
    {
        var read = await _rest.FieldsAsync(site.Path, cancellationToken);
        return (from schema in found.Schema
                let list = found.Lists.Of(schema, site.Year)
                where list is not null
                from field in read.Where(row => string.Equals((string?)row["Id"], list.Id, StringComparison.OrdinalIgnoreCase)).SelectMany(row => (row["Fields"] as JArray ?? []).OfType<JObject>())
                let name = (string?)field["InternalName"] ?? ""
                where schema.Columns.Any(column => column.Name == name)
                select (Key: (list.Id, name), Found: FoundField.Of(field))).ToDictionary(pair => pair.Key, pair => pair.Found);
    }
}
