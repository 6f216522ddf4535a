using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Writes the news page of a decision: who, what, why, and the facts in a table. Only name, unit, award and decision are made public.</summary>
/// <param name="desk">The news site.</param>
/// <param name="mark">What tells our pages from those of other units there: cases are numbered alike on every site. See <see cref="SiteOptions.NewsMark"/>.</param>
public sealed class NewsWriter(NewsDesk desk, string mark)
{
    /// <summary>Sees to it that a page is published.</summary>
    public Task PublishAsync(NewsPage page, CancellationToken cancellationToken) => desk.EnsureAsync(mark.Length == 0 ? page : page with { Name = $"{mark}-{page.Name}" }, cancellationToken);

    /// <summary>The page of a return that was decided on itself.</summary>
    public static NewsPage Page(ReturnState state, Reference reference, int year) => Page(state.CaseId, [.. AwardWriter.Rows(state)], reference, year);

    /// <summary>The page of a decision on a submission; it may name people of many units.</summary>
    public static NewsPage Page(SubmissionState state, int number, Reference reference, int year) => Page($"{state.CaseId}-{number:D2}", [.. AwardWriter.Rows(state, number)], reference, year);

    private static NewsPage Page(string name, List<AwardRow> rows, Reference reference, int year)
    {
        var paper = rows[0].Paper;
        var units = rows.Select(row => row.UnitKey).Distinct().ToList();
        var where = units.Count == 1 ? reference.UnitName(units[0]) : Text.Vi("news.units", units.Count);
        var awards = string.Join(", ", rows.Select(row => Words.Award(row.Award)).Distinct());
        var summary = Text.Vi("news.summary", paper.Authority, paper.Number, VietnamTime.Write(paper.Date), awards, year, Who(rows), where);
        var body = new Markup()
            .Paragraph(summary)
            .Table([Text.Vi("table.number"), Text.Vi("table.name"), Text.Vi("table.unit"), Text.Vi("table.award")],
                rows.Select((row, index) => (IReadOnlyList<string>)[$"{index + 1}", row.Name, reference.UnitName(row.UnitKey), Words.Award(row.Award)]))
            .Heading(Text.Vi("news.facts"))
            .Table([Text.Vi("table.fact"), Text.Vi("table.value")],
            [
                [Text.Vi("news.decision"), Text.Vi("news.decisionOf", paper.Number, VietnamTime.Write(paper.Date))],
                [Text.Vi("news.authority"), paper.Authority],
                [Text.Vi("news.signedBy"), paper.SignedBy],
            ]);
        return new NewsPage($"quyet-dinh-{name}.aspx", FieldMapper.Cut(Text.Vi("news.title", Who(rows), year, awards), 80), summary, body.Html);
    }

    /// <summary>How many collectives and how many people.</summary>
    private static string Who(IReadOnlyCollection<AwardRow> rows) => string.Join(", ", new[] { ("news.collectives", rows.Count(row => row.Collective)), ("news.people", rows.Count(row => !row.Collective)) }
        .Where(part => part.Item2 > 0).Select(part => Text.Vi(part.Item1, part.Item2)));
}
