using EmulationM365.Microsoft365;

namespace EmulationM365.Effects;

/// <summary>The pages of stories on the news site, under the mark of the unit.</summary>
/// <param name="desk">The pages of the site.</param>
/// <param name="mark">What tells our pages from those of other units there.</param>
/// <param name="site">Address of the news site.</param>
public sealed class StoryNews(NewsDesk desk, string mark, Uri site)
{
    /// <summary>How names of pages of decisions, of stories, of exemplars, and of round-ups begin.</summary>
    private static readonly string[] Kinds = ["quyet-dinh-", "dien-hinh-", "guong-dien-hinh-", RoundUpPage.Kind];

    /// <summary>Where readers find a file of that name, without the mark.</summary>
    public Uri AddressOf(string file) => AddressOfMarked(NewsWriter.Marked(mark, file));

    /// <summary>Where readers find a file of that name, with the mark.</summary>
    public Uri AddressOfMarked(string file) => new($"{site.ToString().TrimEnd('/')}/SitePages/{file}");

    /// <summary>Name of the folder of a case: cases are numbered alike on every site that has its news here.</summary>
    public string FolderOf(string caseId) => NewsWriter.Marked(mark, caseId);

    /// <summary>Where readers find a page: as people are shown it, where that is a page of this site; else under its usual name.</summary>
    /// <param name="shown">Address in a column, which people can write to.</param>
    /// <param name="file">Usual name, without the mark.</param>
    public Uri PageOf(string shown, string file)
    {
        var pages = AddressOfMarked("").ToString();
        return shown.StartsWith(pages, StringComparison.Ordinal) && Uri.TryCreate(shown, UriKind.Absolute, out var page) && page.ToString().StartsWith(pages, StringComparison.Ordinal) ? page : AddressOf(file);
    }

    /// <summary>A picture lies on this site.</summary>
    public bool IsOurs(Uri picture) => SafeAddress.IsImageOf(picture, site);

    /// <inheritdoc cref="NewsDesk.ShowAsync"/>
    public Task<string> ShowAsync(NewsPage page, CancellationToken cancellationToken) => desk.ShowAsync(page with { Name = NewsWriter.Marked(mark, page.Name) }, cancellationToken);

    /// <inheritdoc cref="NewsDesk.CorrectAsync"/>
    public Task CorrectAsync(NewsPage page, CancellationToken cancellationToken) => desk.CorrectAsync(page with { Name = NewsWriter.Marked(mark, page.Name) }, cancellationToken);

    /// <summary>Pages of this unit on the site: decisions and stories.</summary>
    public async Task<IReadOnlyList<ListedPage>> OursAsync(CancellationToken cancellationToken) =>
        [.. (await desk.OursAsync(cancellationToken)).Where(page => Kinds.Any(kind => page.Name.StartsWith(NewsWriter.Marked(mark, kind), StringComparison.OrdinalIgnoreCase)))];

    /// <summary>Sees to it that the page of exemplars lists what readers have; one that says so already is left alone.</summary>
    public async Task ListAsync(int year, CancellationToken cancellationToken)
    {
        var pages = await OursAsync(cancellationToken);
        var (page, file) = (ExemplarsPage.Of(ExemplarsPage.Stories(pages, mark, year), year), NewsWriter.Marked(mark, ExemplarsPage.FileOf(year)));
        if (pages.Any(there => string.Equals(there.Name, file, StringComparison.OrdinalIgnoreCase) && ExemplarsPage.IsSame(there, page))) return;
        await ShowAsync(page, cancellationToken);
    }

    /// <inheritdoc cref="NewsDesk.EraseAsync"/>
    public Task EraseAsync(string file, CancellationToken cancellationToken) => desk.EraseAsync(NewsWriter.Marked(mark, file), cancellationToken);
}
