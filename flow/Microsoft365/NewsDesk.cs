using System.Globalization;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace EmulationM365.Microsoft365;

/// <summary>A news page to be there.</summary>
/// <param name="Name">File name, which carries the case: the same case never makes two pages.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">Line under the title in lists of news.</param>
/// <param name="Html">Body, already cleaned.</param>
public sealed record NewsPage(string Name, string Title, string Summary, string Html);

/// <summary>Makes and publishes news pages on a site.</summary>
public sealed class NewsDesk(Tenancy tenancy, string siteId)
{
    /// <summary>Names that are tried for one page; so many pages of others under just our names are no accident.</summary>
    private const int Names = 20;

    private sealed record Found(string Id, bool Published, bool Ours);

    /// <summary>Sees to it that the page is there and published; however often it is called, there is one. Where somebody else's page has the name, ours gets a number.</summary>
    /// <exception cref="M365Exception"><see cref="Failure.Conflict"/> when every name that is tried belongs to others.</exception>
    public async Task EnsureAsync(NewsPage page, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Names; number++)
        {
            var found = await FoundOrMadeAsync(page with { Name = Numbered(page.Name, number) }, cancellationToken);
            if (!found.Ours) continue;
            if (!found.Published) await PublishAsync(found.Id, cancellationToken);
            return;
        }

        throw new M365Exception(Failure.Conflict, "make a page", $"{page.Name} and its numbered names belong to pages of others");
    }

    private static string Numbered(string name, int number) =>
        number == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{number.ToString(CultureInfo.InvariantCulture)}{Path.GetExtension(name)}";

    private async Task<Found> FoundOrMadeAsync(NewsPage page, CancellationToken cancellationToken)
    {
        if (await FindAsync(page.Name, cancellationToken) is { } found) return found;
        try
        {
            return await Failures.Named("make a page", async () => new Found(
                Failures.Held((await tenancy.Graph.Sites[siteId].Pages.PostAsync(Described(page), cancellationToken: cancellationToken))?.Id), false, true), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Conflict)
        {
            // Somebody, most likely we, made it since we looked.
            return await FindAsync(page.Name, cancellationToken) ?? throw new M365Exception(Failure.Unknown, "make a page", failure.Message, failure);
        }
    }

    private Task<Found?> FindAsync(string name, CancellationToken cancellationToken) => Failures.Named("look for a page", async () =>
    {
        var pages = await tenancy.Graph.Sites[siteId].Pages.GraphSitePage.GetAsync(request =>
        {
            request.QueryParameters.Filter = $"name eq '{name}'";
            request.QueryParameters.Select = ["id", "name", "publishingState", "createdBy"];
        }, cancellationToken);
        var page = Failures.Held(pages?.Value).FirstOrDefault(page => string.Equals(page.Name, name, StringComparison.OrdinalIgnoreCase));
        return page is null ? null : new Found(page.Id!, page.PublishingState?.Level == "published", IsOurs(page.CreatedBy));
    }, cancellationToken);

    // Whoever edits our page does not make it theirs. Where the service names no application and no person, the case in the name speaks for us.
    private bool IsOurs(IdentitySet? maker) =>
        maker?.Application?.Id is { } application ? string.Equals(application, tenancy.Options.ClientId, StringComparison.OrdinalIgnoreCase) : maker?.User?.Id is null;

    // The library has no call to publish.
    private Task<bool> PublishAsync(string id, CancellationToken cancellationToken) => Failures.Named("publish a page", async () =>
    {
        var request = new RequestInformation(Method.POST, "{+baseurl}/sites/{site%2Did}/pages/{page%2Did}/microsoft.graph.sitePage/publish", new Dictionary<string, object>
        {
            ["baseurl"] = tenancy.Options.GraphBaseUrl.ToString().TrimEnd('/'), ["site%2Did"] = siteId, ["page%2Did"] = id,
        });
        request.Headers.Add("Accept", "application/json");
        var errors = new Dictionary<string, Microsoft.Kiota.Abstractions.Serialization.ParsableFactory<Microsoft.Kiota.Abstractions.Serialization.IParsable>>
        {
            ["XXX"] = Microsoft.Graph.Models.ODataErrors.ODataError.CreateFromDiscriminatorValue,
        };
        await tenancy.Graph.RequestAdapter.SendNoContentAsync(request, errors, cancellationToken);
        return true;
    }, cancellationToken);

    private static SitePage Described(NewsPage page) => new()
    {
        // Without it the library sends the base type, which the service refuses.
        OdataType = "#microsoft.graph.sitePage",
        Name = page.Name,
        Title = page.Title,
        Description = page.Summary,
        PageLayout = PageLayoutType.Article,
        PromotionKind = PagePromotionType.NewsPost,
        ShowComments = false,
        TitleArea = new TitleArea { Layout = TitleAreaLayoutType.Plain, ShowAuthor = false, ShowPublishedDate = true },
        CanvasLayout = new CanvasLayout
        {
            HorizontalSections =
            [
                new HorizontalSection
                {
                    Id = "1",
                    Layout = HorizontalSectionLayoutType.OneColumn,
                    Emphasis = SectionEmphasisType.None,
                    Columns = [new HorizontalSectionColumn { Id = "1", Width = 12, Webparts = [new TextWebPart { OdataType = "#microsoft.graph.textWebPart", InnerHtml = page.Html }] }],
                },
            ],
        },
    };
}
