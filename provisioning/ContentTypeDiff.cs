using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>A content type is missing in a list; without an id of it the site has none to copy either.</summary>
public sealed record MakeContentType(ListSchema List, string ListId, ContentTypeSchema Type, string? SiteTypeId) : ListStep(List);

/// <summary>The name staff see differs.</summary>
public sealed record RenameContentType(ListSchema List, string ListId, ContentTypeSchema Type, string TypeId) : ListStep(List);

/// <summary>A content type does not show a column that it should.</summary>
public sealed record ShowColumn(ListSchema List, string ListId, ContentTypeSchema Type, string TypeId, ColumnSchema Column, string ColumnId) : ListStep(List);

/// <summary>A content type shows a column of ours that belongs to others.</summary>
public sealed record HideColumn(ListSchema List, string ListId, ContentTypeSchema Type, string TypeId, ColumnSchema Column, string ColumnId) : ListStep(List);

/// <summary>The New menu differs; the first of it is the default.</summary>
public sealed record OrderContentTypes(ListSchema List, string ListId, IReadOnlyList<string> TypeIds) : ListStep(List);

/// <summary>
/// Compares the content types of a list with its schema. Content types and columns that an owner added are left alone; the built-in Item leaves the New
/// menu, because a line that is nothing in particular has no form of its own. It stays in the list, for lines entered as such before.
/// </summary>
public static class ContentTypeDiff
{
    private static readonly string[] BuiltIn = [ContentTypeSchema.ParentId, "0x0101", "0x0120"];

    /// <summary>A list lacks a content type under its name, so that those of the site must be known.</summary>
    public static bool Lacks(ListSchema schema, IReadOnlyList<FoundContentType> inList) => schema.ContentTypes.Any(type => Named(inList, type) is null);

    /// <summary>What must be done on one list. Columns and order come in a later round than the types that they need.</summary>
    public static IReadOnlyList<SiteStep> Of(ListSchema schema, FoundList list, JObject settings, SiteFound found)
    {
        if (schema.ContentTypes.Count == 0) return [];
        var there = found.ContentTypes.GetValueOrDefault(list.Id, []);
        IReadOnlyList<SiteStep> types = [.. Types(schema, list, there, found.SiteContentTypes)];
        return types.Count > 0 ? types : [.. Columns(schema, list, there), .. Order(schema, list, there, settings)];
    }

    private static IEnumerable<SiteStep> Types(ListSchema schema, FoundList list, IReadOnlyList<FoundContentType> inList, IReadOnlyList<FoundContentType> onSite)
    {
        foreach (var type in schema.ContentTypes.Where(type => Named(inList, type) is null))
        {
            var source = OnSite(onSite, type);
            var renamed = inList.FirstOrDefault(copy => Same(copy.Name, type.DisplayName)) ?? inList.FirstOrDefault(copy => source is not null && Same(copy.ParentId, source.Id));
            if (renamed is not null) yield return new RenameContentType(schema, list.Id, type, renamed.Id);
            else yield return new MakeContentType(schema, list.Id, type, source?.Id);
        }
    }

    private static IEnumerable<SiteStep> Columns(ListSchema schema, FoundList list, IReadOnlyList<FoundContentType> inList)
    {
        foreach (var (type, column) in schema.ContentTypes.SelectMany(type => schema.Columns.Select(column => (type, column))))
        {
            var there = Named(inList, type)!;
            if (list.Columns.FirstOrDefault(one => one.Name == column.Name)?.Id is not { } columnId) continue;
            var (wanted, shown) = (type.Columns.Contains(column), there.Columns.Contains(column.Name));
            if (wanted && !shown) yield return new ShowColumn(schema, list.Id, type, there.Id, column, columnId);
            if (!wanted && shown) yield return new HideColumn(schema, list.Id, type, there.Id, column, columnId);
        }
    }

    /// <summary>Ours in our order, then what an owner added.</summary>
    private static IEnumerable<SiteStep> Order(ListSchema schema, FoundList list, IReadOnlyList<FoundContentType> inList, JObject settings)
    {
        var set = settings["RootFolder"]?["UniqueContentTypeOrder"] as JArray;
        var menu = set is null ? [.. inList.Select(type => type.Id)] : set.Select(id => (string)id["StringValue"]!).ToList();
        var ours = schema.ContentTypes.Select(type => Named(inList, type)!.Id).ToList();
        var others = menu.Where(id => !ours.Contains(id, StringComparer.OrdinalIgnoreCase) && inList.Any(type => Same(type.Id, id) && !BuiltIn.Contains(type.ParentId)));
        List<string> wanted = [.. ours, .. others];
        if (set is null || !menu.SequenceEqual(wanted, StringComparer.OrdinalIgnoreCase)) yield return new OrderContentTypes(schema, list.Id, wanted);
    }

    private static FoundContentType? Named(IReadOnlyList<FoundContentType> found, ContentTypeSchema type) => found.FirstOrDefault(one => one.Name == type.DisplayName);

    /// <summary>By its name, whoever made it, for the site takes no second of that name; by its purpose in our group, if somebody renamed it.</summary>
    private static FoundContentType? OnSite(IReadOnlyList<FoundContentType> onSite, ContentTypeSchema type) =>
        onSite.FirstOrDefault(one => Same(one.Name, type.DisplayName) && one.Id.StartsWith(ContentTypeSchema.ParentId + "00", StringComparison.OrdinalIgnoreCase)) ?? onSite.FirstOrDefault(one => one.Group == ContentTypeSchema.Group && one.Purpose == type.Purpose);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
