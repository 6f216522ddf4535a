using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>
/// Shows the state of a case in the status columns. A column that somebody edited by hand is put right; a state older than what is shown is never written,
/// and an item that somebody wrote in between is read again.
/// </summary>
public sealed class Projector(ListStore returns, ListStore nominations, ListStore requests, ReturnReader reader)
{
    private const int Tries = 4;

    /// <summary>Shows a state everywhere it is shown.</summary>
    public async Task ShowAsync(ReturnState state, CancellationToken cancellationToken)
    {
        var itemId = ReturnReader.ItemIdOf(state.CaseId);
        await WriteAsync(returns, itemId, null, item => Return(state, item), cancellationToken);
        var items = (await reader.LinesAsync(itemId, cancellationToken)).ToDictionary(item => item.Id);
        foreach (var line in state.Lines)
        {
            if (items.TryGetValue(line.Line.Id, out var item)) await WriteAsync(nominations, item.Id, item, _ => Line(state, line), cancellationToken);
        }

        foreach (var request in await requests.FindAsync(Requests.CaseId, state.CaseId, cancellationToken))
        {
            // What waits is kept waiting, even if somebody set its status by hand; what no longer waits is closed, once.
            var waits = request.Text(Requests.RequestKey) == state.Request?.Key;
            if (waits != (request.Text(Requests.Status) == "pending")) await WriteAsync(requests, request.Id, request, item => Request(state, item), cancellationToken);
        }
    }

    private static Fields Return(ReturnState state, Item item)
    {
        var fields = new Fields
        {
            [UnitReturns.Status] = Words.StatusKey(state),
            [UnitReturns.SystemNote] = state.Stage == Stage.SentBack ? Text.Vi("note.sentBack", state.SentBackBecause) : Text.Vi($"note.{Words.StatusKey(state)}"),
            [UnitReturns.CaseId] = state.CaseId,
            [UnitReturns.AppliedSeq] = state.Seq,
        };
        // The step goes back to draft once, with the event that gave the return back; the clerk's next Nộp must not be undone.
        if (state.Stage is Stage.SentBack or Stage.Withdrawn && item.Count(UnitReturns.AppliedSeq) < state.Seq) fields[UnitReturns.Step] = "draft";
        return fields;
    }

    private static Fields Line(ReturnState state, LineState line) => new()
    {
        [Nominations.LineStatus] = Words.StatusKey(line, state.Stage),
        [Nominations.Eligibility] = Words.Key(line.Line.Verdict.Standing),
        [Nominations.EligibilityReasons] = Words.Reasons(line.Line.Verdict),
        [Nominations.Appraisal] = line.Stage switch
        {
            LineStage.Qualified or LineStage.Granted or LineStage.NotGranted => "qualified",
            LineStage.NotQualified => "not_qualified",
            _ => null,
        },
        [Nominations.CaseId] = state.CaseId,
        [Nominations.AppliedSeq] = state.Seq,
    };

    private static Fields Request(ReturnState state, Item item) => state.Answers.TryGetValue(item.Text(Requests.RequestKey), out var answer)
        ? new Fields { [Requests.Status] = "answered", [Requests.Answered] = Words.Answered(answer) }
        : new Fields { [Requests.Status] = item.Text(Requests.RequestKey) == state.Request?.Key ? "pending" : "closed" };

    private static async Task WriteAsync(ListStore store, string id, Item? item, Func<Item, Fields> wanted, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            item ??= await store.GetAsync(id, cancellationToken);
            if (item is null) return;
            var fields = wanted(item);
            var applied = fields.Values.FirstOrDefault(pair => pair.Key.Name == "AppliedSeq");
            if (applied.Key is not null && item.Count(applied.Key) > (int)applied.Value!) return;
            var changes = fields.Against(item);
            if (changes.Empty) return;
            try
            {
                await store.UpdateAsync(item, changes, cancellationToken);
                return;
            }
            catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.Unknown)
            {
                item = null;
            }
        }

        throw new M365Exception(Failure.Changed, $"show item {id} of list {store.Address.Schema.Name}", "others kept writing to it");
    }
}
