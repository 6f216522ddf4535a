using System.Globalization;
using System.Text.RegularExpressions;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>The page "Gương điển hình" of a year: a card for each story that readers have, the newest first. It says what the pages themselves say, so it can be made anew at any time.</summary>
public static partial class ExemplarsPage
{
    /// <summary>Name of the file, without the mark of the unit.</summary>
    public static string FileOf(int year) => $"guong-dien-hinh-{year.ToString(CultureInfo.InvariantCulture)}.aspx";

    /// <summary>The stories of a year among pages of ours.</summary>
    /// <param name="pages">Pages of ours on the site.</param>
    /// <param name="mark">What tells those of the unit from those of others.</param>
    /// <param name="year">Year.</param>
    public static IReadOnlyList<ListedPage> Stories(IEnumerable<ListedPage> pages, string mark, int year) =>
    [
        .. pages.Where(page => page.Shown && page.Title != Text.Vi("story.withdrawn.title") && page.Name.StartsWith(NewsWriter.Marked(mark, $"dien-hinh-d-{year.ToString(CultureInfo.InvariantCulture)}-"), StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(page => page.Made).ThenBy(page => page.Name, StringComparer.Ordinal),
    ];

    /// <summary>The page with these stories.</summary>
    public static NewsPage Of(IReadOnlyList<ListedPage> stories, int year)
    {
        var cards = stories.Select(story => new PageCard(new Markup().LinkedHeading(story.Title, story.Address).Paragraph(story.Summary).Html,
            story.Picture is { } picture ? new PagePicture(picture, story.Title, "", "", "", "") : null)).ToList();
        var said = stories.Count == 0 ? Text.Vi("exemplars.none", year) : Text.Vi("exemplars.said", stories.Count, year);
        var hash = RecordedEvent.Sha256(string.Join('\n', stories.Select(story => $"{story.Address}|{story.Title}|{story.Summary}|{story.Picture}")))[..12];
        return new NewsPage(FileOf(year), Text.Vi("exemplars.title", year), $"{said} [{hash}]", new Markup().Paragraph(said).Html) { News = false, Cards = cards };
    }

    /// <summary>A page there says the same as this one.</summary>
    public static bool IsSame(ListedPage there, NewsPage page) => there.Shown && Hash().Match(there.Summary) is { Success: true } mark && page.Summary.EndsWith(mark.Value, StringComparison.Ordinal);

    [GeneratedRegex(@"\[[0-9a-f]{12}\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
