using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>Begins a new round of a return after it was edited, or ends the case after it was deleted.</summary>
public sealed class NewRound(SiteFlow flow, TimeProvider time)
{
    /// <summary>Takes what stands there now as what is asked about from now on.</summary>
    /// <param name="state">The return as it was sent.</param>
    /// <param name="content">The return as it stands now; null when its item is gone.</param>
    /// <param name="edits">What differs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task BeginAsync(ReturnState state, ReturnContent? content, IReadOnlyList<Edit> edits, CancellationToken cancellationToken)
    {
        if (content is null || (content.Lines.Count == 0 && content.Item.YesNo(UnitReturns.Nothing) != true))
        {
            var what = content is null ? "item" : "lines";
            await flow.Commands.TakeAsync(
                state.CaseId, new RemoveReturn($"remove:{state.CaseId}:{state.Sendings}:{what}", Actor.System, "list", time.GetUtcNow(), state.Sendings, what), state.ContentHash, cancellationToken);
            return;
        }

        var command = await RevisionAsync(state, content, edits, cancellationToken);
        if ((await flow.Commands.TakeAsync(state.CaseId, command, content.ContentHash, cancellationToken)).Refusal is { } refusal && refusal.Key != "refuse.overtaken")
            await SayAsync(state, content, command, refusal, cancellationToken);
    }

    private async Task<ReviseReturn> RevisionAsync(ReturnState state, ReturnContent content, IReadOnlyList<Edit> edits, CancellationToken cancellationToken)
    {
        var (now, reference) = (time.GetUtcNow(), await flow.Reference.GetAsync(cancellationToken));
        var lines = await flow.Reader.JudgeAsync(content, reference.Setting(Regimes.Key, ""), VietnamTime.DayOf(now), state.UnitKey, cancellationToken);
        var editors = edits.Select(edit => edit.By).Where(actor => actor != Actor.System).DistinctBy(actor => actor.ObjectId).ToList();
        // Where several edited, the one whose hand was in the last item counts as the actor; all of them are named by id.
        return new ReviseReturn($"revise:{state.CaseId}:{state.Sendings}:{content.ContentHash[..16]}", editors.Count > 0 ? editors[^1] : Actor.System, "list", now,
            state.Sendings, lines, content.ContentHash, Changes(state, edits), editors)
        {
            Kind = content.Item.Text(UnitReturns.Kind) is { Length: > 0 } kind ? kind : state.Kind,
            Nothing = content.Item.YesNo(UnitReturns.Nothing) == true,
            Meeting = ReturnReader.MeetingOf(content.Item),
            Marks = content.Marks,
            Used = Snapshot.Of(reference, reference.Rounds.GetValueOrDefault(state.RoundKey), lines),
        };
    }

    private static List<LineChange> Changes(ReturnState state, IReadOnlyList<Edit> edits) => [.. edits.GroupBy(edit => edit.Difference.ItemId + edit.Difference.OfReturn).Select(item =>
    {
        var first = item.First().Difference;
        var name = first.Item?.Title ?? state.Lines.FirstOrDefault(line => line.Line.Id == first.ItemId)?.Line.Name ?? "";
        var columns = first.What == "changed" ? item.Select(edit => edit.Difference.Column?.Name ?? "Title").ToList() : [];
        return new LineChange(name.Trim(), first.OfReturn ? "return" : first.What, columns);
    })];

    /// <summary>What was edited cannot be asked about as it stands: the unit reads why in its return, and whoever edited in a mail.</summary>
    private async Task SayAsync(ReturnState state, ReturnContent content, ReviseReturn command, Reason refusal, CancellationToken cancellationToken)
    {
        var note = new Fields { [UnitReturns.SystemNote] = Text.Vi("note.refused", refusal.Vi) }.Against(content.Item);
        try
        {
            if (!note.Empty) await flow.Stores["UnitReturns"].UpdateAsync(content.Item, note, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Changed)
        {
            // Written in between: that change is followed up.
        }

        if ((await flow.Reference.GetAsync(cancellationToken)).Behind(command.Actor.ObjectId) is not { } member) return;
        var notice = new EditNotice($"refused:{state.Sendings}:{command.ContentHash[..16]}");
        await flow.Ledger.SeeToAsync(state.CaseId, notice, await flow.Ledger.LoadAsync(state.CaseId, cancellationToken),
            () => flow.Mail.RefusedAsync(member, content.Item.Title, refusal, Ledger.KeyOf(state.CaseId, notice.Key), cancellationToken), cancellationToken);
    }
}
