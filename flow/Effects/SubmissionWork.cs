using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What follows from a submission: its columns, word to the office and the units, register, one news page a decision, collectives judged again.</summary>
public sealed class SubmissionWork(ListStore submissions, MailRoom mail, AwardWriter awards, DecisionNews news, Rechecker rechecker, RevocationWork revocation) : ICaseWork
{
    /// <inheritdoc />
    public async Task<int> ShowAsync(CaseState shown, CancellationToken cancellationToken)
    {
        var state = (SubmissionState)shown;
        if (await submissions.GetAsync(AnyCase.ItemIdOf(state.CaseId), cancellationToken) is not { } item) return 0;
        var applied = await Showing.WriteAsync(submissions, item.Id, item, each => Row(state, each), cancellationToken);
        // What an older state knows is no ground to show or to hide a paper.
        if (applied <= state.Seq) await news.SeeToPapersAsync(state, item, cancellationToken);
        return applied;
    }

    /// <inheritdoc />
    public Task ActAsync(CaseState shown, Effect effect, Reference reference, string key, CancellationToken cancellationToken)
    {
        var state = (SubmissionState)shown;
        return effect switch
        {
            MailSubmissionBack back => mail.SendAsync(reference.Holding("office"), () => new Letter(Text.Say("mail.submissionBack.subject", state.Title),
                new Markup().Paragraph(Text.Say("mail.submissionBack.what", state.Title)).Paragraph(back.Because).Paragraph(Text.Say("mail.submissionBack.next")).Paragraph(Text.Say("mail.signature"))),
                key, cancellationToken),
            RegisterDecision register => awards.RegisterAsync(state.CaseId, AwardWriter.Rows(state, register.Number), cancellationToken),
            PublishDecision publish => news.PublishAsync(state, publish.Number, reference, cancellationToken),
            RecheckUnit recheck => rechecker.RecheckAsync(recheck.UnitKey, $"{state.CaseId}:{recheck.Key}", cancellationToken),
            MailUpper upper => DecidedAsync(state, upper, reference, key, cancellationToken),
            _ => revocation.ActAsync(state, effect, reference, key, cancellationToken),
        };
    }

    private static Fields Row(SubmissionState state, Item item)
    {
        var fields = new Fields
        {
            [Submissions.Stage] = StageKey(state.Stage),
            [Submissions.LinesText] = Headings.Numbered(state.Lines.Select(line => (line.Number, line.Line.Name, line.Line.Award))),
            [Submissions.UnitKey] = SubmissionDrafts.UnitOf(state.Lines.Select(line => line.Line.UnitKey)),
            [Submissions.CaseId] = state.CaseId,
            [Submissions.AppliedSeq] = state.Seq,
        };
        if (item.Count(Submissions.AppliedSeq) < state.Seq) fields[Submissions.SystemNote] = Note(state);
        if (item.Count(Submissions.AppliedSeq) < state.Seq && state.Stage == SubmissionStage.SentBack) fields[Submissions.Step] = "draft";
        if (state.Paper is not { } paper) return fields;
        (fields[Submissions.Number], fields[Submissions.SignedOn], fields[Submissions.SignedBy], fields[Submissions.SignedFile]) = (paper.Number, paper.Date, paper.SignedBy, paper.File?.Name);
        return fields;
    }

    /// <summary>Key of a stage in the status column.</summary>
    public static string StageKey(SubmissionStage stage) => stage switch
    {
        SubmissionStage.AwaitingSignature => "awaiting_signature",
        SubmissionStage.AwaitingDispatch => "awaiting_dispatch",
        SubmissionStage.AwaitingUpper => "awaiting_upper",
        SubmissionStage.Decided => "decided",
        SubmissionStage.SentBack => "sent_back",
        SubmissionStage.Closed => "closed",
        SubmissionStage.AwaitingRecovery => "awaiting_recovery",
        _ => "draft",
    };

    private static string Note(SubmissionState state) => state.Stage switch
    {
        SubmissionStage.SentBack => Text.Vi("note.submission.sent_back", state.SentBackBecause),
        SubmissionStage.AwaitingRecovery => Text.Vi("note.submission.awaiting_recovery", state.Lines.Count(line => line.Stage == LineStage.Revoked)),
        SubmissionStage.AwaitingUpper when state.Revoking is { Decided: true } => Text.Vi("note.submission.awaiting_cancellation", state.Lines.Count(line => line.Stage == LineStage.Submitted)),
        SubmissionStage.AwaitingUpper => Text.Vi("note.submission.awaiting_upper", state.Addressee, state.Lines.Count(line => line.Stage == LineStage.Submitted)),
        _ => Text.Vi($"note.submission.{StageKey(state.Stage)}"),
    };

    private Task DecidedAsync(SubmissionState state, MailUpper upper, Reference reference, string key, CancellationToken cancellationToken)
    {
        var paper = state.Decisions[upper.Number - 1].Paper;
        var lines = state.Lines.Where(line => line.Decision == upper.Number && line.Line.UnitKey == upper.UnitKey).ToList();
        return mail.SendAsync(reference.OfUnit(upper.UnitKey), () => new Letter(Text.Say("mail.decided.subject", state.Title), new Markup().Paragraph(Text.Say("mail.decided.what", paper.Number, VietnamTime.Write(paper.Date), paper.Authority))
            .Table([Text.Say("table.number"), Text.Say("table.name"), Text.Say("table.award"), Text.Say("table.result")], lines.Select(line => (IReadOnlyList<string>)
                [$"{line.Number}", line.Line.Name, Words.Award(line.Line.Award), Result(line)]))
            .Paragraphs(DecisionNews.IsSudden(state) && lines.Any(line => line.Granted is not null) ? [Text.Say("mail.decided.draft")] : [])
            .Paragraph(Text.Say("mail.signature"))), key, cancellationToken);
    }

    private static string Result(SubmissionLine line) => line.Stage switch
    {
        LineStage.Granted => Text.Say("choice.lineStatus.granted"),
        LineStage.Reduced => Text.Say("result.reduced", Words.Award(line.GrantedAward!)),
        _ => Text.Say("choice.lineStatus.not_granted"),
    };
}
