using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Opens a draft submission for each body that decides on lines which the council passed, so that nobody sorts them by hand.</summary>
public sealed class SubmissionDrafts(ListStore submissions)
{
    /// <summary>Sees to it that the drafts are there.</summary>
    public async Task OpenAsync(CaseState state, Reference reference, CancellationToken cancellationToken)
    {
        foreach (var group in Waiting(state).GroupBy(line => Headings.Authority(line.Award, reference), Letters.Reader).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (first, second) = Headings.Places(state, reference);
            var title = Text.Vi("submission.title", state is SessionState ? first : $"{second} – {first}", group.Key);
            await submissions.EnsureAsync(new Fields
            {
                Title = FieldMapper.Cut(title, 255),
                [Submissions.SubmissionKey] = FieldMapper.Cut($"{state.CaseId}|{group.Key}", 255),
                [Submissions.Step] = "draft",
                [Submissions.Addressee] = group.Key.Length > 0 ? group.Key : null,
                [Submissions.LineKeys] = string.Join('\n', group.Select(KeyOf)),
                [Submissions.LinesText] = Headings.Numbered(group.Select((line, index) => (index + 1, line.Name, line.Award))),
                [Submissions.Stage] = "draft",
                [Submissions.SystemNote] = Text.Vi("note.submission.draft"),
                [Submissions.Source] = state.CaseId,
            }, cancellationToken);
        }
    }

    /// <summary>Key of a line on a draft.</summary>
    public static string KeyOf(ListedLine line) => $"{line.ReturnCase}|{line.LineId}";

    /// <summary>Lines of a source that are to go to the upper level.</summary>
    public static IEnumerable<ListedLine> Waiting(CaseState state) => state switch
    {
        SessionState session => session.OnList.Where(line => line.Vote?.Passed == true).Select(line => line.Line),
        ReturnState returned => returned.Lines.Where(line => line.Stage == LineStage.Qualified).Select(line => ListedLine.Of(returned, line)),
        _ => [],
    };
}
