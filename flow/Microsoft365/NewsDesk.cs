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
    /// <summary>Sees to it that the page is there and published; however often it is called, there is one.</summary>
    public async Task EnsureAsync(NewsPage page, CancellationToken cancellationToken)
    {
        var found = await FindAsync(page.Name, cancellationToken);
        var (id, published) = found ?? (await CreateAsync(page, cancellationToken), false);
        if (!published) await PublishAsync(id, cancellationToken);
    }

    private Task<(string Id, bool Published)?> FindAsync(string name, CancellationToken cancellationToken) => Failures.Named("look for a page", async () =>
    {
        var pages = await tenancy.Graph.Sites[siteId].Pages.GraphSitePage.GetAsync(request =>
        {
            request.QueryParameters.Filter = $"name eq '{name}'";
            request.QueryParameters.Select = ["id", "name", "publishingState"];
        }, cancellationToken);
        var page = Failures.Held(pages?.Value).FirstOrDefault(page => string.Equals(page.Name, name, StringComparison.OrdinalIgnoreCase));
        return page is null ? ((string, bool)?)null : (page.Id!, page.PublishingState?.Level == "published");
    }, cancellationToken);

    private async Task<string> CreateAsync(NewsPage page, CancellationToken cancellationToken)
    {
        try
        {
            return await Failures.Named("make a page", async () =>
                Failures.Held((await tenancy.Graph.Sites[siteId].Pages.PostAsync(Described(page), cancellationToken: cancellationToken))?.Id), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Conflict)
        {
            // Somebody, most likely we, made it since we looked.
            return (await FindAsync(page.Name, cancellationToken))?.Id ?? throw new M365Exception(Failure.Unknown, "make a page", failure.Message, failure);
        }
    }

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
