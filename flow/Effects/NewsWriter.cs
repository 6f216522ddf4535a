using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Writes the news page of a decision: who, what, why, and the facts in a table. Only name, unit, award and decision are made public.</summary>
public sealed class NewsWriter(NewsDesk desk, int year)
{
    /// <summary>Sees to it that the page of a decided return is published.</summary>
    public Task PublishAsync(ReturnState state, Reference reference, CancellationToken cancellationToken) => desk.EnsureAsync(Page(state, reference, year), cancellationToken);

    /// <summary>The page of a decided return.</summary>
    public static NewsPage Page(ReturnState state, Reference reference, int year)
    {
        var paper = state.Decision!;
        var granted = state.Lines.Where(line => line.Stage == LineStage.Granted).ToList();
        var unit = reference.UnitName(state.UnitKey);
        var award = string.Join(", ", granted.Select(line => Words.Award(line.Line.Award)).Distinct());
        var summary = Text.Vi("news.summary", paper.Authority, paper.Number, VietnamTime.Write(paper.Date), award, year, granted.Count, unit);
        var body = new Markup()
            .Paragraph(summary)
            .Table([Text.Vi("table.number"), Text.Vi("table.name"), Text.Vi("table.award")],
                granted.Select((line, index) => (IReadOnlyList<string>)[$"{index + 1}", line.Line.Name, Words.Award(line.Line.Award)]))
            .Heading(Text.Vi("news.facts"))
            .Table([Text.Vi("table.fact"), Text.Vi("table.value")],
            [
                [Text.Vi("news.unit"), unit],
                [Text.Vi("news.decision"), Text.Vi("news.decisionOf", paper.Number, VietnamTime.Write(paper.Date))],
                [Text.Vi("news.authority"), paper.Authority],
                [Text.Vi("news.signedBy"), paper.SignedBy],
            ]);
        return new NewsPage($"quyet-dinh-{state.CaseId}.aspx", FieldMapper.Cut(Text.Vi("news.title", granted.Count, unit, award, year), 80), summary, body.Html);
    }
}
