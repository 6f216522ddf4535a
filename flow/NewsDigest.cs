using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>The week to which the last digest of news went.</summary>
/// <param name="Until">Monday before which everything was told.</param>
public sealed record ToldNews(DateOnly Until);

/// <summary>What the news site has of ours since the last digest, by mail to everybody once a week; a week without anything new has no mail.</summary>
/// <param name="news">The pages.</param>
/// <param name="mails">Sends a mail of a week once.</param>
/// <param name="mail">Writes it.</param>
/// <param name="drafts">Stories that were begun and wait for people.</param>
/// <param name="year">Year.</param>
public sealed class NewsDigest(StoryNews news, ClockMail mails, MailRoom mail, StoryDrafts drafts, int year)
{
    /// <summary>Setting by which it is sent: yes or no.</summary>
    public const string Wanted = "news.weeklyDigest";

    /// <summary>Key of what is remembered of it.</summary>
    public static string KeyOf(int year) => $"news-digest|{year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The Monday of the week of a day.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Sends what is new up to this week's Monday.</summary>
    /// <param name="reference">The settings lists.</param>
    /// <param name="today">The present day.</param>
    /// <param name="state">What is remembered.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task SendAsync(Reference reference, DateOnly today, StateStore state, CancellationToken cancellationToken)
    {
        var monday = WeekOf(today);
        if (!reference.Settings.IsYes(Wanted, today)) return;
        var told = await state.LoadAsync<ToldNews>(KeyOf(year), cancellationToken);
        if (told.Value?.Until >= monday) return;
        var since = told.Value?.Until ?? monday.AddDays(-7);
        var fresh = (await news.OursAsync(cancellationToken)).Where(page => IsTold(page, since, monday)).OrderBy(page => page.Made).ThenBy(page => page.Name, StringComparer.Ordinal).ToList();
        if (fresh.Count == 0) return;
        var waiting = await drafts.WaitingAsync(cancellationToken);
        if (!await mails.SendAsync($"news:{monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", "weekly", key => mail.SendAsync(
            reference.Everybody, () => new Letter(Text.Say("mail.news.subject", fresh.Count, VietnamTime.Write(monday)), Body(fresh, waiting)), key, cancellationToken), cancellationToken)) return;
        await state.SaveAsync(KeyOf(year), told, new ToldNews(monday), cancellationToken);
    }

    private static bool IsTold(ListedPage page, DateOnly since, DateOnly until) => page.Shown && page.Title != Text.Vi("story.withdrawn.title")
        && !page.Name.Contains("guong-dien-hinh-", StringComparison.OrdinalIgnoreCase) && VietnamTime.DayOf(page.Made) is var day && day >= since && day < until;

    private static Markup Body(IEnumerable<ListedPage> pages, int waiting) => new Markup().Paragraph(Text.Say("mail.news.what")).Links(pages.Select(page => (page.Title, page.Address.ToString())))
        .Paragraphs(waiting == 0 ? [] : [Text.Say("mail.news.drafts", waiting)]).Paragraph(Text.Say("mail.signature"));
}
