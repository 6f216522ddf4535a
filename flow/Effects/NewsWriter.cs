using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>The page of a decision as it is to be.</summary>
/// <param name="Number">Number of the decision on its submission; 0 of one that was entered on a return.</param>
/// <param name="Paper">The decision.</param>
/// <param name="Awards">Awards that it gave.</param>
/// <param name="Left">Those of them that stand.</param>
/// <param name="Page">The page.</param>
public sealed record DecisionPage(int Number, DecisionPaper Paper, int Awards, int Left, NewsPage Page);

/// <summary>Writes the news page of a decision: who, what, why, and the facts in a table. Only name, unit, award and decision are made public.</summary>
/// <param name="desk">The news site.</param>
/// <param name="mark">What tells our pages from those of other units there: cases are numbered alike on every site. See <see cref="SiteOptions.NewsMark"/>.</param>
public sealed class NewsWriter(NewsDesk desk, string mark)
{
    /// <summary>Sees to it that a page is published.</summary>
    public Task PublishAsync(NewsPage page, CancellationToken cancellationToken) => desk.EnsureAsync(Marked(page), cancellationToken);

    /// <summary>What the page of a return is called that was decided on itself.</summary>
    public static string NameOf(ReturnState state) => state.CaseId;

    /// <summary>What the page of a decision on a submission is called.</summary>
    public static string NameOf(SubmissionState state, int number) => $"{state.CaseId}-{number:D2}";

    /// <summary>Name of the file of a page, without the mark of the unit.</summary>
    public static string FileOf(string name) => $"quyet-dinh-{name}.aspx";

    /// <summary>The page of a return that was decided on itself.</summary>
    public static NewsPage Page(ReturnState state, Reference reference, int year) => Page(NameOf(state), [.. AwardWriter.Rows(state)], reference, year);

    /// <summary>The page of a decision on a submission; it may name people of many units.</summary>
    public static NewsPage Page(SubmissionState state, int number, Reference reference, int year) => Page(NameOf(state, number), [.. AwardWriter.Rows(state, number)], reference, year);

    /// <summary>Sees to it that a page which is there says something else; a page that people took away stays away.</summary>
    public Task CorrectAsync(NewsPage page, CancellationToken cancellationToken) => desk.CorrectAsync(Marked(page), cancellationToken);

    /// <summary>The pages of a case as they are to be now: those that named whom an award was taken from no longer do.</summary>
    /// <param name="source">Case on which the decisions were entered.</param>
    /// <param name="gone">Keys of cancelled awards, with what cancelled them.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="year">Year of merit.</param>
    public static IEnumerable<DecisionPage> Pages(CaseState source, IReadOnlyDictionary<string, string> gone, Reference reference, int year)
    {
        IEnumerable<(int Number, string Name, List<AwardRow> Rows)> pages = source switch
        {
            ReturnState { Decision: not null } returned => [(0, NameOf(returned), [.. AwardWriter.Rows(returned)])],
            SubmissionState submission => Enumerable.Range(1, submission.Decisions.Count).Select(number => (number, NameOf(submission, number), AwardWriter.Rows(submission, number).ToList())),
            _ => [],
        };
        foreach (var (number, name, rows) in pages.Where(page => page.Rows.Count > 0))
        {
            var left = rows.Where(row => !gone.ContainsKey(row.Key)).ToList();
            var cancelled = string.Join(", ", rows.Where(row => gone.ContainsKey(row.Key)).Select(row => gone[row.Key]).Distinct());
            yield return new DecisionPage(number, rows[0].Paper, rows.Count, left.Count, left.Count == 0 ? Notice(name, rows[0].Paper, cancelled, year)
                : Page(name, left, reference, year, left.Count == rows.Count ? null : Text.Vi("news.corrected", rows.Count - left.Count, cancelled)));
        }
    }

    /// <summary>Nothing is left of the decision: a page cannot be taken back, so it says so in place of names.</summary>
    private static NewsPage Notice(string name, DecisionPaper paper, string by, int year)
    {
        var text = Text.Vi("news.withdrawn", paper.Number, VietnamTime.Write(paper.Date), by);
        return new NewsPage(FileOf(name), Text.Vi("news.withdrawn.title", year), text, new Markup().Paragraph(text).Html);
    }

    /// <summary>A file's name with the mark of the unit before it, where there is one.</summary>
    public static string Marked(string mark, string file) => mark.Length == 0 ? file : $"{mark}-{file}";

    private NewsPage Marked(NewsPage page) => page with { Name = Marked(mark, page.Name) };

    private static NewsPage Page(string name, List<AwardRow> rows, Reference reference, int year, string? correction = null)
    {
        var paper = rows[0].Paper;
        var units = rows.Select(row => row.UnitKey).Distinct().ToList();
        var where = units.Count == 1 ? reference.UnitName(units[0]) : Text.Vi("news.units", units.Count);
        var awards = string.Join(", ", rows.Select(row => Words.Award(row.Award)).Distinct());
        var summary = Text.Vi("news.summary", paper.Authority, paper.Number, VietnamTime.Write(paper.Date), awards, year, Who(rows), where);
        var body = new Markup()
            .Paragraphs(correction is null ? [summary] : [correction, summary])
            .Table([Text.Vi("table.number"), Text.Vi("table.name"), Text.Vi("table.unit"), Text.Vi("table.award")],
                rows.Select((row, index) => (IReadOnlyList<string>)[$"{index + 1}", row.Name, reference.UnitName(row.UnitKey), Words.Award(row.Award)]))
            .Heading(Text.Vi("news.facts"))
            .Table([Text.Vi("table.fact"), Text.Vi("table.value")],
            [
                [Text.Vi("news.decision"), Text.Vi("news.decisionOf", paper.Number, VietnamTime.Write(paper.Date))],
                [Text.Vi("news.authority"), paper.Authority],
                [Text.Vi("news.signedBy"), paper.SignedBy],
            ]);
        return new NewsPage(FileOf(name), FieldMapper.Cut(Text.Vi("news.title", Who(rows), year, awards), 80), summary, body.Html);
    }

    /// <summary>How many collectives and how many people.</summary>
    private static string Who(IReadOnlyCollection<AwardRow> rows) => string.Join(", ", new[] { ("news.collectives", rows.Count(row => row.Collective)), ("news.people", rows.Count(row => !row.Collective)) }
        .Where(part => part.Item2 > 0).Select(part => Text.Vi(part.Item1, part.Item2)));
}
