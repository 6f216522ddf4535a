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
        // A body may have been renamed since, or an earlier version may have keyed its draft by the name: what stands on a draft of this source is not put on a second.
        var there = (await submissions.FindAsync(Submissions.Source, state.CaseId, cancellationToken)).SelectMany(KeysOn).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var waiting = Waiting(state).Where(line => !there.Contains(KeyOf(line)));
        foreach (var group in waiting.GroupBy(line => Headings.Authority(line.Award, reference), Letters.Reader).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (first, second) = Headings.Places(state, reference);
            var title = Text.Vi("submission.title", state is SessionState ? first : $"{second} – {first}", group.Key);
            await submissions.EnsureAsync(new Fields
            {
                Title = FieldMapper.Cut(title, 255),
                [Submissions.SubmissionKey] = DraftKey(state.CaseId, group),
                [Submissions.Step] = "draft",
                [Submissions.Addressee] = group.Key.Length > 0 ? group.Key : null,
                [Submissions.LineKeys] = string.Join('\n', group.Select(KeyOf)),
                [Submissions.LinesText] = Headings.Numbered(group.Select((line, index) => (index + 1, line.Name, line.Award))),
                [Submissions.UnitKey] = UnitOf(group.Select(line => line.UnitKey)),
                [Submissions.Stage] = "draft",
                [Submissions.SystemNote] = Text.Vi("note.submission.draft"),
                [Submissions.Source] = state.CaseId,
            }, cancellationToken);
        }
    }

    /// <summary>Key of a draft: its source and its lines. The name of the body is no part of it: it may be renamed, or written in loose marks or other letter case.</summary>
    public static string DraftKey(string source, IEnumerable<ListedLine> lines) =>
        $"{source}-{RecordedEvent.Sha256(string.Join('\n', lines.Select(KeyOf).Order(StringComparer.Ordinal)))[..16]}";

    /// <summary>The unit of which all lines are; null when they are of several.</summary>
    public static string? UnitOf(IEnumerable<string> units) => units.Distinct().Take(2).ToList() is [var one] ? one : null;

    /// <summary>Keys of the lines on a draft.</summary>
    public static IEnumerable<string> KeysOn(Item draft) => draft.Text(Submissions.LineKeys).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

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
