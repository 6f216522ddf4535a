using System.Globalization;
using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>A news page to be there.</summary>
/// <param name="Name">File name, which carries the case: the same case never makes two pages.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">Line under the title in lists of news.</param>
/// <param name="Html">Body, already cleaned.</param>
public sealed record NewsPage(string Name, string Title, string Summary, string Html)
{
    /// <summary>Pictures, which lie on the site of the page; the first stands above the title.</summary>
    public IReadOnlyList<PagePicture> Pictures { get; init; } = [];

    /// <summary>Quick links below the text, with a heading.</summary>
    public (string Title, IReadOnlyList<PageLink> Links) Links { get; init; } = ("", []);

    /// <summary>It is news; else a page that is only found by its address and its links.</summary>
    public bool News { get; init; } = true;

    /// <summary>Cards below the text, three beside each other.</summary>
    public IReadOnlyList<PageCard> Cards { get; init; } = [];

    /// <summary>People of the tenant whom it is about, by their sign-in names, with a heading.</summary>
    public (string Title, IReadOnlyList<string> SignInNames) People { get; init; } = ("", []);
}

/// <summary>A card on a page: what leads to another page.</summary>
/// <param name="Html">Its text, already cleaned.</param>
/// <param name="Picture">Its picture; null when it has none.</param>
public sealed record PageCard(string Html, PagePicture? Picture);

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
            var (found, _) = await FoundOrMadeAsync(page with { Name = Numbered(page.Name, number) }, cancellationToken);
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
            await _pages.ChangeAsync(found.Id, Changed(page with { Name = Numbered(page.Name, number) }), cancellationToken);
            await _pages.PublishAsync(found.Id, cancellationToken);
            return;
        }
    }

    /// <summary>
    /// Sees to it that readers have exactly this page: made where ours is not there, given this text where it is, and published. Whatever broke off before is gone on with; a stranger's page of
    /// its name is left alone, and ours gets a number.
    /// </summary>
    /// <returns>Name of the file under which it stands.</returns>
    /// <exception cref="M365Exception"><see cref="Failure.Conflict"/> when every name that is tried belongs to others.</exception>
    public async Task<string> ShowAsync(NewsPage page, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Names; number++)
        {
            var named = page with { Name = Numbered(page.Name, number) };
            var (found, made) = await FoundOrMadeAsync(named, cancellationToken);
            if (!found.Ours) continue;
            // One that was there, even as a draft, may say what was to be said before.
            if (!made) await _pages.ChangeAsync(found.Id, Changed(named), cancellationToken);
            await _pages.PublishAsync(found.Id, cancellationToken);
            return named.Name;
        }

        throw new M365Exception(Failure.Conflict, "make a page", $"{page.Name} and its numbered names belong to pages of others");
    }

    /// <summary>Pages of ours that readers have, or would have had, on the site.</summary>
    public async Task<IReadOnlyList<ListedPage>> OursAsync(CancellationToken cancellationToken) => [.. (await _pages.AllAsync(cancellationToken)).Where(page => IsOurs(page.Maker))];

    /// <summary>Sees to it that ours is gone, published or not; a stranger's page of its name is left alone.</summary>
    public async Task EraseAsync(string name, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Names; number++)
        {
            if (await FindAsync(Numbered(name, number), cancellationToken) is not { } found) return;
            if (found.Ours) await _pages.RemoveAsync(found.Id, cancellationToken);
        }
    }

    private static string Numbered(string name, int number) =>
        number == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{number.ToString(CultureInfo.InvariantCulture)}{Path.GetExtension(name)}";

    private async Task<(Found Page, bool Made)> FoundOrMadeAsync(NewsPage page, CancellationToken cancellationToken)
    {
        if (await FindAsync(page.Name, cancellationToken) is { } found) return (found, false);
        try
        {
            return (new Found(await _pages.MakeAsync(Described(page), cancellationToken), false, true), true);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Conflict)
        {
            // Somebody, most likely we, made it since we looked.
            return (await FindAsync(page.Name, cancellationToken) ?? throw new M365Exception(Failure.Unknown, "make a page", failure.Message, failure), false);
        }
    }

    private async Task<Found?> FindAsync(string name, CancellationToken cancellationToken) =>
        await _pages.FindAsync(name, cancellationToken) is { } page ? new Found(page.Id, page.Published, IsOurs(page.Maker)) : null;

    // Whoever edits our page does not make it theirs. Where the service names no application and no person, the case in the name speaks for us.
    private bool IsOurs(IdentitySet? maker) =>
        maker?.Application?.Id is { } application ? string.Equals(application, tenancy.Options.ClientId, StringComparison.OrdinalIgnoreCase) : maker?.User?.Id is null;

    /// <summary>A page in the place of what was there: what is not named stays as it was, so a picture that is gone is named as none.</summary>
    private static SitePage Changed(NewsPage page)
    {
        var changed = Described(page);
        if (page.Pictures.Count == 0) changed.AdditionalData["thumbnailWebUrl"] = null!;
        return changed;
    }

    private static SitePage Described(NewsPage page)
    {
        var described = PageCanvas.Page();
        (described.Name, described.Title, described.Description) = (page.Name, page.Title, page.Summary);
        described.PageLayout = PageLayoutType.Article;
        described.PromotionKind = page.News ? PagePromotionType.NewsPost : PagePromotionType.Page;
        described.TitleArea = new TitleArea { Layout = TitleAreaLayoutType.Plain, ShowAuthor = false, ShowPublishedDate = true };
        if (page.Pictures is [var first, ..])
        {
            (described.TitleArea.Layout, described.TitleArea.ImageWebUrl, described.TitleArea.AlternativeText) = (TitleAreaLayoutType.ImageAndTitle, first.Address.ToString(), first.Alt);
            described.TitleArea.AdditionalData["imageSourceType"] = 2;
            described.ThumbnailWebUrl = first.Address.ToString();
        }

        described.CanvasLayout = PageCanvas.Of(Parts(page), [.. page.Cards.Chunk(3).Select(row => (IReadOnlyList<IReadOnlyList<WebPart>>)[.. row.Select(Card)])]);
        return described;
    }

    private static IReadOnlyList<WebPart> Card(PageCard card) => card.Picture is { } picture ? [PageParts.Of(picture), PageCanvas.Text(card.Html)] : [PageCanvas.Text(card.Html)];

    private static IEnumerable<WebPart> Parts(NewsPage page)
    {
        yield return PageCanvas.Text(page.Html);
        foreach (var picture in page.Pictures.Skip(1)) yield return PageParts.Of(picture);
        if (page.People.SignInNames.Count > 0) yield return PageParts.OfPeople(page.People.Title, page.People.SignInNames);
        if (page.Links.Links.Count > 0) yield return PageParts.Of(page.Links.Title, page.Links.Links);
    }
}
