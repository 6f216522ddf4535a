using System.Globalization;
using Microsoft.Graph.Models;

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

    private readonly PageCalls _pages = new(tenancy, siteId);

    private sealed record Found(string Id, bool Published, bool Ours);

    /// <summary>Sees to it that the page is there and published; however often it is called, there is one. Where somebody else's page has the name, ours gets a number.</summary>
    /// <exception cref="M365Exception"><see cref="Failure.Conflict"/> when every name that is tried belongs to others.</exception>
    public async Task EnsureAsync(NewsPage page, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Names; number++)
        {
            var found = await FoundOrMadeAsync(page with { Name = Numbered(page.Name, number) }, cancellationToken);
            if (!found.Ours) continue;
            if (!found.Published) await _pages.PublishAsync(found.Id, cancellationToken);
            return;
        }

        throw new M365Exception(Failure.Conflict, "make a page", $"{page.Name} and its numbered names belong to pages of others");
    }

    /// <summary>Gives the page another text and shows it to readers; however often it is called, it says the same. Where ours is not there any more, nothing is made.</summary>
    public async Task CorrectAsync(NewsPage page, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Names; number++)
        {
            if (await FindAsync(Numbered(page.Name, number), cancellationToken) is not { } found) return;
            if (!found.Ours) continue;
            await _pages.ChangeAsync(found.Id, Described(page with { Name = Numbered(page.Name, number) }), cancellationToken);
            await _pages.PublishAsync(found.Id, cancellationToken);
            return;
        }
    }

    private static string Numbered(string name, int number) =>
        number == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{number.ToString(CultureInfo.InvariantCulture)}{Path.GetExtension(name)}";

    private async Task<Found> FoundOrMadeAsync(NewsPage page, CancellationToken cancellationToken)
    {
        if (await FindAsync(page.Name, cancellationToken) is { } found) return found;
        try
        {
            return new Found(await _pages.MakeAsync(Described(page), cancellationToken), false, true);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Conflict)
        {
            // Somebody, most likely we, made it since we looked.
            return await FindAsync(page.Name, cancellationToken) ?? throw new M365Exception(Failure.Unknown, "make a page", failure.Message, failure);
        }
    }

    private async Task<Found?> FindAsync(string name, CancellationToken cancellationToken) =>
        await _pages.FindAsync(name, cancellationToken) is { } page ? new Found(page.Id, page.Published, IsOurs(page.Maker)) : null;

    // Whoever edits our page does not make it theirs. Where the service names no application and no person, the case in the name speaks for us.
    private bool IsOurs(IdentitySet? maker) =>
        maker?.Application?.Id is { } application ? string.Equals(application, tenancy.Options.ClientId, StringComparison.OrdinalIgnoreCase) : maker?.User?.Id is null;

    private static SitePage Described(NewsPage page)
    {
        var described = PageCanvas.Page();
        (described.Name, described.Title, described.Description) = (page.Name, page.Title, page.Summary);
        described.PageLayout = PageLayoutType.Article;
        described.PromotionKind = PagePromotionType.NewsPost;
        described.TitleArea = new TitleArea { Layout = TitleAreaLayoutType.Plain, ShowAuthor = false, ShowPublishedDate = true };
        described.CanvasLayout = PageCanvas.Of([[page.Html]]);
        return described;
    }
}
