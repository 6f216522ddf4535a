using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>The news page of a story: a lead and the facts from templates, between them the text that people wrote, cleaned. Nothing is on it that <see cref="StoryContent"/> does not hold.</summary>
public static class StoryPage
{
    private const int LongestSummary = 250;

    /// <summary>Name of the file, without the mark of the unit; the case in it makes it one page a story.</summary>
    public static string FileOf(string caseId) => $"dien-hinh-{caseId}.aspx";

    /// <summary>The page.</summary>
    /// <param name="caseId">Case.</param>
    /// <param name="content">What it says.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="pictures">Its pictures, which lie on the site of the page.</param>
    public static NewsPage Of(string caseId, StoryContent content, Reference reference, IReadOnlyList<PagePicture> pictures)
    {
        var unit = Typography.Line(reference.UnitName(content.UnitKey));
        var summary = content.Award is { } award ? Text.Vi("story.summary.award", content.Title, unit, Words.Award(award.Award), award.Number) : Text.Vi("story.summary", content.Title, unit);
        var facts = new Markup().Heading(Text.Vi("story.facts")).Table([Text.Vi("table.fact"), Text.Vi("table.value")], Facts(content, unit));
        return new NewsPage(FileOf(caseId), TitleOf(content), Typography.Title(summary, [content.Title, unit], LongestSummary),
            $"{new Markup().Paragraph(Typography.Whole(summary, [content.Title])).Html}{CleanHtml.OfText(content.Text, content.Title)}{facts.Html}")
        {
            Pictures = pictures, Links = (Text.Vi("story.links"), [.. Links(content)]), People = (Text.Vi("story.people"), People(content, reference)),
        };
    }

    /// <summary>Title of the page.</summary>
    public static string TitleOf(StoryContent content) => Typography.Title(Text.Vi($"story.title.{content.Kind}", content.Title), [content.Title]);

    /// <summary>What stands in the place of a story that was withdrawn: it names nobody.</summary>
    public static NewsPage Notice(string caseId) =>
        new(FileOf(caseId), Text.Vi("story.withdrawn.title"), Text.Vi("story.withdrawn"), new Markup().Paragraph(Text.Vi("story.withdrawn")).Html);

    private static IEnumerable<IReadOnlyList<string>> Facts(StoryContent content, string unit)
    {
        yield return [Text.Vi("story.fact.who"), Typography.Whole(content.Title)];
        yield return [Text.Vi("story.fact.unit"), unit];
        yield return [Text.Vi("story.fact.kind"), Schema.Lists.Stories.Kind.Word(content.Kind)];
        if (content is { IntroductionNumber: { } number, IntroductionDate: { } day }) yield return [Text.Vi("story.fact.introduction"), Text.Vi("news.decisionOf", number, VietnamTime.Write(day))];
        if (content.Award is { } award)
        {
            yield return [Text.Vi("story.fact.award"), Words.Award(award.Award)];
            yield return [Text.Vi("story.fact.decision"), award.Date is { } date ? Text.Vi("news.decisionOf", award.Number, VietnamTime.Write(date)) : award.Number];
            if (award.Authority.Length > 0) yield return [Text.Vi("story.fact.authority"), award.Authority];
        }

        if (content.Movement is { } movement) yield return [Text.Vi("story.fact.movement"), movement];
    }

    /// <summary>Links to pages of ours alone: their addresses come from our own columns, which people can write, so they are looked at all the same.</summary>
    private static IEnumerable<PageLink> Links(StoryContent content)
    {
        if (content.Award is { News: var news, Number: var number } && Page(news) is { } decision) yield return new PageLink(Text.Vi("story.link.decision", number), decision);
        if (content is { Movement: { } name, MovementNews: { } told } && Page(told) is { } movement) yield return new PageLink(Text.Vi("story.link.movement", name), movement);
    }

    private static Uri? Page(string address) => Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" && page.UserInfo.Length == 0 && page.AbsolutePath.Contains("/SitePages/", StringComparison.OrdinalIgnoreCase) ? page : null;

    private static IReadOnlyList<string> People(StoryContent content, Reference reference) => content.StaffKey is { } key
        && reference.Staff.FirstOrDefault(member => string.Equals(member.StaffKey, key, StringComparison.OrdinalIgnoreCase))?.Account is { Enabled: true } account ? [account.UserPrincipalName] : [];
}
