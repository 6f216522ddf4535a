using EmulationM365.Schema;
using Microsoft.Graph.Models;
using Microsoft.Graph.Sites.Item.Lists.Item;
using Microsoft.Graph.Sites.Item.Lists.Item.ContentTypes.AddCopy;

namespace EmulationM365.Microsoft365;

/// <summary>A content type as found on the tenant.</summary>
/// <param name="Id">Its id; a copy in a list has its parent's id in front.</param>
/// <param name="Name">Name staff see.</param>
/// <param name="Group">Group under which the site shows it.</param>
/// <param name="Purpose">Its description.</param>
/// <param name="Columns">Internal names of its columns; empty where they were not asked for.</param>
public sealed record FoundContentType(string Id, string Name, string Group, string Purpose, IReadOnlyList<string> Columns)
{
    // "00" and 32 digits of its own.
    private const int OwnLength = 34;

    /// <summary>The type it is a copy of; empty for those that are no copy.</summary>
    public string ParentId => Id.Length > OwnLength ? Id[..^OwnLength] : "";
}

/// <summary>Reads and writes content types of a site and of its lists. What Graph v1.0 does not offer, their order, is <see cref="SharePointRest"/>'s.</summary>
public sealed class ContentTypeCalls(Tenancy tenancy)
{
    /// <summary>Content types of a site, without their columns.</summary>
    public Task<IReadOnlyList<FoundContentType>> OfSiteAsync(string siteId, CancellationToken cancellationToken) => Failures.Named<IReadOnlyList<FoundContentType>>("read the content types of the site", async () =>
    {
        var types = tenancy.Graph.Sites[siteId].ContentTypes;
        var page = await types.GetAsync(cancellationToken: cancellationToken);
        return [.. (await Paging.AllAsync(tenancy, page, each => each.Value, next => types.WithUrl(next).GetAsync(cancellationToken: cancellationToken))).Select(Read)];
    }, cancellationToken);

    /// <summary>Content types of a list with their columns, in one call.</summary>
    public Task<IReadOnlyList<FoundContentType>> OfListAsync(string siteId, string listId, CancellationToken cancellationToken) => Failures.Named<IReadOnlyList<FoundContentType>>("read the content types of a list", async () =>
    {
        var types = List(siteId, listId).ContentTypes;
        var page = await types.GetAsync(request => request.QueryParameters.Expand = ["columns($select=id,name)"], cancellationToken);
        return [.. (await Paging.AllAsync(tenancy, page, each => each.Value, next => types.WithUrl(next).GetAsync(cancellationToken: cancellationToken))).Select(Read)];
    }, cancellationToken);

    /// <summary>Makes a content type on the site, below Item.</summary>
    /// <returns>The id the service gave it.</returns>
    public Task<string> CreateAsync(string siteId, ContentTypeSchema type, CancellationToken cancellationToken) => Failures.Named($"make content type {type.DisplayName}", async () =>
        (await tenancy.Graph.Sites[siteId].ContentTypes.PostAsync(new ContentType
        {
            Name = type.DisplayName, Description = type.Purpose, Group = ContentTypeSchema.Group,
            Base = new ContentType { Id = ContentTypeSchema.ParentId, Name = ContentTypeSchema.ParentName },
        }, cancellationToken: cancellationToken))!.Id!, cancellationToken);

    /// <summary>Copies a content type of the site into a list.</summary>
    public Task CopyAsync(string siteId, string listId, string siteTypeId, CancellationToken cancellationToken) => Failures.Named("add a content type to a list", async () =>
        await List(siteId, listId).ContentTypes.AddCopy.PostAsync(new AddCopyPostRequestBody { ContentType = Url(siteId, $"contentTypes/{siteTypeId}") }, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Gives a content type of a list the name that staff see.</summary>
    public Task RenameAsync(string siteId, string listId, string typeId, string name, CancellationToken cancellationToken) => Failures.Named($"rename a content type to {name}", async () =>
        await List(siteId, listId).ContentTypes[typeId].PatchAsync(new ContentType { Name = name }, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Shows a column of the list in a content type.</summary>
    public Task ShowAsync(string siteId, string listId, string typeId, string columnId, CancellationToken cancellationToken) => Failures.Named("show a column in a content type", async () =>
    {
        var column = new ColumnDefinition { AdditionalData = new Dictionary<string, object> { ["sourceColumn@odata.bind"] = Url(siteId, $"lists/{listId}/columns/{columnId}") } };
        return await List(siteId, listId).ContentTypes[typeId].Columns.PostAsync(column, cancellationToken: cancellationToken);
    }, cancellationToken);

    /// <summary>Takes a column out of a content type; the list keeps the column and its values.</summary>
    public Task HideAsync(string siteId, string listId, string typeId, string columnId, CancellationToken cancellationToken) => Failures.Named("take a column out of a content type", async () =>
    {
        await List(siteId, listId).ContentTypes[typeId].Columns[columnId].DeleteAsync(cancellationToken: cancellationToken);
        return true;
    }, cancellationToken);

    private static FoundContentType Read(ContentType type) =>
        new(type.Id!, type.Name ?? "", type.Group ?? "", type.Description ?? "", [.. (type.Columns ?? []).Select(column => column.Name!)]);

    private ListItemRequestBuilder List(string siteId, string listId) => tenancy.Graph.Sites[siteId].Lists[listId];

    private string Url(string siteId, string rest) => $"{tenancy.Options.GraphBaseUrl.ToString().TrimEnd('/')}/sites/{siteId}/{rest}";
}
