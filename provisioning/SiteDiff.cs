using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>What Graph and SharePoint say of a site.</summary>
/// <param name="Lists">Its lists with their columns.</param>
/// <param name="Settings">Settings of its lists with the rights on them, by list id.</param>
/// <param name="Groups">Its groups.</param>
public sealed record SiteFound(IReadOnlyList<FoundList> Lists, IReadOnlyDictionary<string, JObject> Settings, IReadOnlyList<SiteGroup> Groups)
{
    /// <summary>The lists as they should be: those that were looked for. All of ours, unless a smaller site is made.</summary>
    public IReadOnlyList<ListSchema> Schema { get; init; } = SiteSchema.Lists;

    /// <summary>Content types of the lists that have any in the schema, by list id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FoundContentType>> ContentTypes { get; init; } = new Dictionary<string, IReadOnlyList<FoundContentType>>();

    /// <summary>What SharePoint REST says of the columns of our lists, by list id and column.</summary>
    public IReadOnlyDictionary<(string ListId, string Column), FoundField> Fields { get; init; } = new Dictionary<(string, string), FoundField>();

    /// <summary>Server-relative path of the site.</summary>
    public string Path { get; init; } = "";

    /// <summary>The menu at its side.</summary>
    public IReadOnlyList<FoundLink> Menu { get; init; } = [];

    /// <summary>Content types of the site; read only when a list lacks one.</summary>
    public IReadOnlyList<FoundContentType> SiteContentTypes { get; init; } = [];
}

/// <summary>One thing to do on a site. <see cref="StepWords"/> says it in a sentence.</summary>
public abstract record SiteStep;

/// <summary>One thing to do on a list.</summary>
public abstract record ListStep(ListSchema List) : SiteStep;

/// <summary>The list is missing.</summary>
public sealed record MakeList(ListSchema List) : ListStep(List);

/// <summary>The name staff see differs.</summary>
public sealed record RenameList(ListSchema List, string ListId, string DisplayName) : ListStep(List);

/// <summary>Versioning or visibility differs, or content types are needed and not enabled.</summary>
public sealed record ChangeSettings(ListSchema List, string ListId, bool Hidden) : ListStep(List);

/// <summary>A list still has the site's rights.</summary>
public sealed record CloseList(ListSchema List, string ListId) : ListStep(List);

/// <summary>Compares the site with its schema. Pure: the same site always gives the same steps, and a site that fits gives none.</summary>
public static class SiteDiff
{
    /// <summary>
    /// What must be done now, in an order in which it can be done. Some steps need what others make, such as a column its list: those come when the site has
    /// been read again.
    /// </summary>
    public static IReadOnlyList<SiteStep> Steps(int year, SiteFound found) => [.. RightsDiff.Groups(found), .. found.Schema.SelectMany(list => Of(list, year, found)), .. MenuDiff.Of(year, found)];

    /// <summary>Those of the steps that one round takes: lists first, for all else stands on them.</summary>
    public static IReadOnlyList<SiteStep> Round(IReadOnlyList<SiteStep> open) => open.Any(step => step is MakeList) ? [.. open.OfType<MakeList>()] : open;

    private static IEnumerable<SiteStep> Of(ListSchema schema, int year, SiteFound found)
    {
        if (found.Lists.Of(schema, year) is not { } list) return [new MakeList(schema)];
        IReadOnlyList<SiteStep> steps =
            [.. Names(schema, year, list), .. ColumnDiff.Of(schema, year, list, found), .. Settings(schema, list, found), .. ColumnDiff.Unique(schema, year, list, found)];
        if (!found.Settings.TryGetValue(list.Id, out var settings)) return steps;
        if (steps.Any(step => step is AddColumn or ChangeSettings)) return [.. steps, .. ShownAgain.Of(year, schema, settings, [.. steps.OfType<AddColumn>()])];
        return [.. steps, .. ContentTypeDiff.Of(schema, list, settings, found), .. LookDiff.Of(schema, list, settings, found), .. FormDiff.Of(schema, list.Id, settings, found.Fields).Where(step => step is not ShowFor show || !IsOther(steps, show.Column))];
    }

    private static bool IsOther(IEnumerable<SiteStep> steps, ColumnSchema column) => steps.OfType<ColumnOfOtherKind>().Any(other => other.Column == column);

    private static IEnumerable<SiteStep> Names(ListSchema schema, int year, FoundList list)
    {
        if (list.DisplayName != schema.DisplayName(year)) yield return new RenameList(schema, list.Id, schema.DisplayName(year));
        if (list.Columns.FirstOrDefault(column => column.Name == "Title") is { } title && !ColumnDiff.Says(title.DisplayName, schema.TitleName))
            yield return new RenameColumn(schema, list.Id, title.Id!, "Title", schema.TitleName) { Help = string.IsNullOrEmpty(title.Description) ? schema.TitleHelp : null };
    }

    private static IEnumerable<SiteStep> Settings(ListSchema schema, FoundList list, SiteFound found)
    {
        if (!found.Settings.TryGetValue(list.Id, out var settings)) yield break;
        var versions = (bool?)settings["EnableVersioning"] == true && (int?)settings["MajorVersionLimit"] >= SiteSchema.VersionLimit;
        var typed = schema.ContentTypes.Count == 0 || (bool?)settings["ContentTypesEnabled"] == true;
        if (!versions || !typed || (bool?)settings["Hidden"] != schema.AppOnly) yield return new ChangeSettings(schema, list.Id, schema.AppOnly);
        if (RuleList.Differs(schema, settings) && schema.Columns.All(column => list.Columns.Any(there => there.Name == column.Name))) yield return new RuleList(schema, list.Id);
        foreach (var step in RightsDiff.Of(schema, list.Id, settings, found.Groups)) yield return step;
    }
}
