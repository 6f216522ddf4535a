using System.Globalization;
using System.Text.RegularExpressions;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>A story that readers have, as a page names it.</summary>
/// <param name="Title">Title of its page.</param>
/// <param name="Address">Where it stands.</param>
public sealed record ToldStory(string Title, Uri Address);

/// <summary>What came of a round so far.</summary>
/// <param name="Key">Key of the round.</param>
/// <param name="Rows">Its awards that stand.</param>
/// <param name="Stories">Stories that tell of them.</param>
public sealed record RoundUp(string Key, IReadOnlyList<AwardRow> Rows, IReadOnlyList<ToldStory> Stories);

/// <summary>The round-up of a round for readers: how many by award and by unit, with the ways to the pages of its decisions and to the stories that tell of its awards. It names nobody by itself.</summary>
public static partial class RoundUpPage
{
    /// <summary>How names of round-ups begin, without the mark of the unit.</summary>
    public const string Kind = "tong-hop-";

    /// <summary>Name of the file, without the mark of the unit. It ends in a word, so that a number behind it is never taken for part of the key of a round.</summary>
    /// <param name="year">Year.</param>
    /// <param name="round">Key of the round, as people entered it.</param>
    public static string FileOf(int year, string round)
    {
        var key = NoKey().Replace(round.Trim(), "-").ToLowerInvariant();
        // What had to be written otherwise is told apart from a key that is written so.
        if (!string.Equals(key, round.Trim(), StringComparison.OrdinalIgnoreCase)) key += $"-{RecordedEvent.Sha256(round.Trim())[..6]}";
        return $"{Kind}{year.ToString(CultureInfo.InvariantCulture)}-{key}-ket-qua.aspx";
    }

    /// <summary>The page.</summary>
    /// <param name="round">What came of the round.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="year">Year of merit.</param>
    /// <param name="decision">Address of the page of a decision; see <see cref="AwardRow.News"/>.</param>
    public static NewsPage Of(RoundUp round, Reference reference, int year, Func<string, Uri> decision)
    {
        var name = NameOf(round.Key, reference);
        var decisions = round.Rows.GroupBy(row => row.News).Select(group => group.First()).OrderBy(row => row.Paper.Date).ThenBy(row => row.News, StringComparer.Ordinal).ToList();
        var summary = round.Rows.Count == 0 ? Text.Vi("roundUp.none", name) : Text.Vi("roundUp.said", name, Who(round.Rows), decisions.Count, VietnamTime.Write(decisions[^1].Paper.Date));
        var body = new Markup().Paragraph(summary);
        if (round.Rows.Count > 0)
        {
            body.Heading(Text.Vi("roundUp.byAward")).Table(Headings("table.award"), Counted(round.Rows, row => row.Award, Words.Award))
                .Heading(Text.Vi("roundUp.byUnit")).Table(Headings("table.unit"), Counted(round.Rows, row => row.UnitKey, reference.UnitName))
                .Heading(Text.Vi("roundUp.decisions")).Links(decisions.Select(row => (Text.Vi("roundUp.decision", row.Paper.Number, VietnamTime.Write(row.Paper.Date), row.Paper.Authority), decision(row.News).ToString())));
            if (round.Stories.Count > 0) body.Heading(Text.Vi("roundUp.stories")).Links(round.Stories.Select(story => (story.Title, story.Address.ToString())));
        }

        return new NewsPage(FileOf(year, round.Key), TitleOf(round.Key, reference), Typography.Title(summary, [name], 250), body.Paragraph(Text.Vi("roundUp.follows")).Html);
    }

    /// <summary>Title of the page.</summary>
    public static string TitleOf(string round, Reference reference) => Typography.Title(Text.Vi("roundUp.title", NameOf(round, reference)), [NameOf(round, reference)]);

    private static string NameOf(string round, Reference reference) => Typography.Line(reference.Rounds.TryGetValue(round, out var known) ? known.Name : round);

    /// <summary>What tells two texts of a page apart.</summary>
    public static string HashOf(NewsPage page) => RecordedEvent.Sha256($"{page.Title}\n{page.Summary}\n{page.Html}")[..16];

    private static IReadOnlyList<string> Headings(string first) => [Text.Vi(first), Text.Vi("roundUp.collectives"), Text.Vi("roundUp.people"), Text.Vi("roundUp.awards")];

    private static IEnumerable<IReadOnlyList<string>> Counted(IReadOnlyList<AwardRow> rows, Func<AwardRow, string> by, Func<string, string> word) => rows.GroupBy(by)
        .Select(group => (Word: word(group.Key), Rows: group.ToList())).OrderByDescending(group => group.Rows.Count).ThenBy(group => group.Word, StringComparer.Ordinal)
        .Select(group => (IReadOnlyList<string>)[group.Word, Number(Distinct(group.Rows, true)), Number(Distinct(group.Rows, false)), Number(group.Rows.Count)]);

    private static string Who(IReadOnlyList<AwardRow> rows) => string.Join(", ", new[] { ("news.collectives", Distinct(rows, true)), ("news.people", Distinct(rows, false)) }
        .Where(part => part.Item2 > 0).Select(part => Text.Vi(part.Item1, part.Item2)));

    /// <summary>Whoever has two awards is counted once.</summary>
    private static int Distinct(IEnumerable<AwardRow> rows, bool collective) => rows.Where(row => row.Collective == collective)
        .Select(row => row.StaffKey is { Length: > 0 } key ? key.ToUpperInvariant() : $"{row.UnitKey}|{Typography.Line(row.Name).ToUpperInvariant()}").Distinct().Count();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("[^A-Za-z0-9-]+", RegexOptions.CultureInvariant)]
    private static partial Regex NoKey();
}
