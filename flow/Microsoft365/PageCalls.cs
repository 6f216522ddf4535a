using System.Globalization;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EmulationM365.Microsoft365;

/// <summary>A page as a site has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Description">The line under its title in lists of pages.</param>
/// <param name="Published">What is worked on is what readers see.</param>
/// <param name="Major">How often it was published.</param>
/// <param name="Maker">Who made it; null where the service does not say.</param>
public sealed record FoundPage(string Id, string Description, bool Published, int Major, IdentitySet? Maker);

/// <summary>A page as lists of pages show it.</summary>
/// <param name="Name">File name.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">The line under the title.</param>
/// <param name="Picture">Address of its picture; null when it has none.</param>
/// <param name="Address">Where readers find it.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Shown">Readers have it.</param>
/// <param name="Maker">Who made it; null where the service does not say.</param>
public sealed record ListedPage(string Name, string Title, string Summary, Uri? Picture, Uri Address, DateTimeOffset Made, bool Shown, IdentitySet? Maker);

/// <summary>The pages of a site: what Graph can do to them, one call each.</summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="siteId">The site.</param>
public sealed class PageCalls(Tenancy tenancy, string siteId)
{
    private const string Page = "{+baseurl}/sites/{site%2Did}/pages/{page%2Did}/microsoft.graph.sitePage";

    /// <summary>The page of that file name; null when there is none.</summary>
    public Task<FoundPage?> FindAsync(string name, CancellationToken cancellationToken) => Failures.Named("look for a page", async () =>
    {
        var pages = await tenancy.Graph.Sites[siteId].Pages.GraphSitePage.GetAsync(request =>
        {
            request.QueryParameters.Filter = $"name eq '{name}'";
            request.QueryParameters.Select = ["id", "name", "description", "publishingState", "createdBy"];
        }, cancellationToken);
        var page = Failures.Held(pages?.Value).FirstOrDefault(page => string.Equals(page.Name, name, StringComparison.OrdinalIgnoreCase));
        return page is null ? null : new FoundPage(page.Id!, page.Description ?? "", page.PublishingState?.Level == "published", MajorOf(page.PublishingState?.VersionId), page.CreatedBy);
    }, cancellationToken);

    /// <summary>Every page of the site that the worker sees; 2 units for each 200.</summary>
    public Task<IReadOnlyList<ListedPage>> AllAsync(CancellationToken cancellationToken) => Failures.Named<IReadOnlyList<ListedPage>>("read the pages", async () =>
    {
        var pages = tenancy.Graph.Sites[siteId].Pages.GraphSitePage;
        var first = await pages.GetAsync(request =>
        {
            request.QueryParameters.Select = ["id", "name", "title", "description", "thumbnailWebUrl", "webUrl", "createdDateTime", "publishingState", "createdBy"];
            request.QueryParameters.Top = 200;
        }, cancellationToken);
        var all = await Paging.AllAsync(tenancy, first, each => each.Value, next => pages.WithUrl(next).GetAsync(cancellationToken: cancellationToken));
        return [.. all.Where(page => page.WebUrl is not null).Select(page => new ListedPage(page.Name ?? "", page.Title ?? "", page.Description ?? "", Uri.TryCreate(page.ThumbnailWebUrl, UriKind.Absolute, out var picture) ? picture : null,
            new Uri(page.WebUrl!), page.CreatedDateTime ?? default, page.PublishingState?.Level == "published" || MajorOf(page.PublishingState?.VersionId) > 0, page.CreatedBy))];
    }, cancellationToken);

    /// <summary>Makes a page, which nobody but its author sees before it is published.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="M365Exception"><see cref="Failure.Conflict"/> when a page has the name.</exception>
    public Task<string> MakeAsync(SitePage page, CancellationToken cancellationToken) =>
        Failures.Named("make a page", async () => Failures.Held((await tenancy.Graph.Sites[siteId].Pages.PostAsync(page, cancellationToken: cancellationToken))?.Id), cancellationToken);

    /// <summary>Gives a page another text, as a draft: readers see it once it is published. The canvas must be whole.</summary>
    // The library sends its update without the cast, which the service refuses.
    public Task ChangeAsync(string id, SitePage page, CancellationToken cancellationToken) =>
        SendAsync("change a page", Method.PATCH, Page, id, request => request.SetContentFromParsable(tenancy.Graph.RequestAdapter, "application/json", page), cancellationToken);

    /// <summary>Shows readers what was worked on.</summary>
    // The library has no call to publish.
    public Task PublishAsync(string id, CancellationToken cancellationToken) => SendAsync("publish a page", Method.POST, $"{Page}/publish", id, null, cancellationToken);

    /// <summary>Deletes a page. It lies in the recycle bin of the site from then on.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => SendAsync("delete a page", Method.DELETE, "{+baseurl}/sites/{site%2Did}/pages/{page%2Did}", id, null, cancellationToken);

    private Task<bool> SendAsync(string what, Method method, string template, string id, Action<RequestInformation>? fill, CancellationToken cancellationToken) => Failures.Named(what, async () =>
    {
        var request = new RequestInformation(method, template, new Dictionary<string, object>
        {
            ["baseurl"] = tenancy.Options.GraphBaseUrl.ToString().TrimEnd('/'), ["site%2Did"] = siteId, ["page%2Did"] = id,
        });
        request.Headers.Add("Accept", "application/json");
        fill?.Invoke(request);
        var errors = new Dictionary<string, ParsableFactory<IParsable>> { ["XXX"] = ODataError.CreateFromDiscriminatorValue };
        await tenancy.Graph.RequestAdapter.SendNoContentAsync(request, errors, cancellationToken);
        return true;
    }, cancellationToken);

    /// <summary>"3.1" is a draft on top of the third publishing.</summary>
    private static int MajorOf(string? version) => int.TryParse(version?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
}
