using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What follows from a return: its columns and those of its lines, word to the unit, and, where it is decided on the return itself, register and news.</summary>
public sealed class ReturnWork(ListStore returns, ListStore nominations, ReturnReader reader, ReferenceLists reference, MailRoom mail, AwardWriter awards, DecisionNews news) : ICaseWork
{
    /// <inheritdoc />
    public async Task<int> ShowAsync(CaseState shown, CancellationToken cancellationToken)
    {
        var state = (ReturnState)shown;
        var itemId = AnyCase.ItemIdOf(state.CaseId);
        var (there, lines) = await reader.RecentAsync(itemId, state.Lines.Select(line => line.Line.Id), cancellationToken);
        var applied = there is null ? 0 : await Showing.WriteAsync(returns, itemId, there, item => Return(state, item, reference.Kept), cancellationToken);
        var items = lines.ToDictionary(item => item.Id);
        await Showing.WriteManyAsync(
            nominations, [.. state.Lines.Where(line => items.ContainsKey(line.Line.Id)).Select(line => (items[line.Line.Id], Line(state, line)))], cancellationToken);
        return lines.Select(item => item.Count(Nominations.AppliedSeq)).Append(applied).Max();
    }

    /// <inheritdoc />
    public Task ActAsync(CaseState shown, Effect effect, Reference reference, string key, CancellationToken cancellationToken)
    {
        var state = (ReturnState)shown;
        return effect switch
        {
            MailSentBack back => mail.SentBackAsync(state, back.Because, reference, key, cancellationToken),
            MailRemoved removed => EditMail.RemovedAsync(mail, state, removed, reference, key, cancellationToken),
            MailBroken broken => mail.BrokenAsync(state, state.Lines.Single(line => line.Line.Id == broken.LineId), reference, key, cancellationToken),
            RegisterAwards => awards.RegisterAsync(state.CaseId, AwardWriter.Rows(state), cancellationToken),
            PublishNews => news.PublishAsync(state, reference, cancellationToken),
            MailDecision => mail.DecidedAsync(state, reference, key, cancellationToken),
            _ => throw new InvalidOperationException($"Effect {effect.Key} has nobody to do it"),
        };
    }

    /// <summary>What the columns of a return show.</summary>
    /// <param name="state">The case.</param>
    /// <param name="item">The return as it was read.</param>
    /// <param name="lists">Where names come from; null = no name is added.</param>
    internal static Fields Return(ReturnState state, Item item, Reference? lists = null)
    {
        var fields = new Fields
        {
            [UnitReturns.Status] = Words.StatusKey(state),
            [UnitReturns.CaseId] = state.CaseId,
            [UnitReturns.AppliedSeq] = state.Seq,
        };
        // What was last said to the unit, a refusal perhaps, stands until something happens.
        if (item.Count(UnitReturns.AppliedSeq) < state.Seq) fields[UnitReturns.SystemNote] = Note(state);
        // A return that people opened, or an earlier version did, gets the names under which views group with a write that is due anyway.
        if (lists is not null && item.Count(UnitReturns.AppliedSeq) < state.Seq)
        {
            if (item.Text(UnitReturns.UnitName).Length == 0) fields[UnitReturns.UnitName] = lists.UnitName(state.UnitKey);
            if (item.Text(UnitReturns.RoundName).Length == 0) fields[UnitReturns.RoundName] = Headings.RoundName(state, lists);
        }

        // The step goes back to draft once, with the event that gave the return back; the clerk's next Nộp must not be undone.
        if (state.Stage is Stage.SentBack or Stage.Withdrawn && item.Count(UnitReturns.AppliedSeq) < state.Seq) fields[UnitReturns.Step] = "draft";
        return fields;
    }

    private static string Note(ReturnState state) => state switch
    {
        { Revision.Seq: var seq } when seq == state.Seq => Text.Vi("note.revised"),
        { Removal.Seq: var seq } when seq == state.Seq => Text.Vi("note.removed"),
        { Stage: Stage.SentBack } => Text.Vi("note.sentBack", state.SentBackBecause),
        { Stage: Stage.AwaitingConfirmation or Stage.AwaitingReception, Dossier: { Missing.Count: > 0 } dossier } =>
            $"{Text.Vi($"note.{Words.StatusKey(state)}")} {Text.Vi("note.dossier", DossierWords.Missing(dossier), DossierReader.FolderOf(state.Kind ?? "", state.RoundKey, AnyCase.ItemIdOf(state.CaseId)))}",
        _ => Text.Vi($"note.{Words.StatusKey(state)}"),
    };

    /// <summary>What the columns of a line show.</summary>
    internal static Fields Line(ReturnState state, LineState line) => new()
    {
        [Nominations.LineStatus] = LineWords.StatusKey(line, state.Stage),
        [Nominations.Eligibility] = Words.Key(line.Line.Verdict.Standing),
        [Nominations.EligibilityReasons] = Words.Reasons(line.Line.Verdict),
        [Nominations.Appraisal] = line.Stage switch
        {
            LineStage.Open or LineStage.NotConfirmed => null,
            LineStage.NotQualified => "not_qualified",
            _ => "qualified",
        },
        [Nominations.CouncilVotes] = line.Vote is { } vote ? $"{vote.Votes}/{vote.Of}" : null,
        [Nominations.CouncilResult] = line.Vote is null ? null : line.Vote.Passed ? "council_passed" : "council_not_passed",
        [Nominations.GrantedAward] = line.Stage switch { LineStage.Granted => line.Line.Award, LineStage.Reduced => line.GrantedAward, _ => null },
        [Nominations.DecisionNumber] = (line.Decision ?? (line.Stage is LineStage.Granted or LineStage.NotGranted or LineStage.Revoked ? state.Decision : null))?.Number,
        [Nominations.UnitKey] = state.UnitKey,
        [Nominations.CaseId] = state.CaseId,
        [Nominations.AppliedSeq] = state.Seq,
    };
}
