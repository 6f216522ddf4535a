namespace EmulationM365.Cases;

/// <summary>A return knows what a session or a submission did with its lines.</summary>
/// <param name="ReturnCase">The return.</param>
/// <param name="Step">What was done, as a key that is not used twice.</param>
/// <param name="Moves">Its lines with where they stand.</param>
/// <param name="Paper">The decision document, when it was a decision.</param>
public sealed record InformReturn(string ReturnCase, string Step, IReadOnlyList<LineMove> Moves, DecisionPaper? Paper = null) : Effect($"inform:{ReturnCase}:{Step}", EffectClass.Keyed);

/// <summary>Everybody of the unit knows that a list is posted, and where to comment.</summary>
public sealed record MailPosting() : Effect("mail:posting", EffectClass.MustArrive);

/// <summary>A comment stands among the petitions, so that it is answered.</summary>
public sealed record KeepComment(PostingComment Comment) : Effect($"comment:{Comment.Number:D3}", EffectClass.Keyed);

/// <summary>The office knows of a comment.</summary>
public sealed record MailComment(PostingComment Comment) : Effect($"mail:comment:{Comment.Number:D3}", EffectClass.MustArrive);

/// <summary>Whoever commented knows the answer.</summary>
public sealed record MailReply(PostingComment Comment) : Effect($"mail:reply:{Comment.Number:D3}:{RecordedEvent.Sha256(Comment.Reply ?? "")[..8]}", EffectClass.MustArrive);

/// <summary>A unit knows what the council found on its lines.</summary>
public sealed record MailOutcome(string UnitKey) : Effect($"mail:outcome:{UnitKey}", EffectClass.MustArrive);

/// <summary>A draft submission is open for each body that decides on lines of this case.</summary>
public sealed record OpenSubmissions() : Effect("submissions", EffectClass.Keyed);

/// <summary>The office knows that the director gave the submission back.</summary>
public sealed record MailSubmissionBack(int Sending, string Because) : Effect($"mail:sent-back:{Sending:D2}", EffectClass.MustArrive);

/// <summary>What a decision granted stands in the register.</summary>
public sealed record RegisterDecision(int Number) : Effect($"register:{Number:D2}", EffectClass.Keyed);

/// <summary>The collectives of a unit are judged again by what was granted to their members.</summary>
public sealed record RecheckUnit(string UnitKey, int Number) : Effect($"recheck:{UnitKey}:{Number:D2}", EffectClass.Keyed);

/// <summary>A decision stands on the news site: one page a decision, with many names.</summary>
public sealed record PublishDecision(int Number) : Effect($"news:{Number:D2}", EffectClass.Keyed);

/// <summary>A unit knows what was decided on its lines.</summary>
public sealed record MailUpper(string UnitKey, int Number) : Effect($"mail:decision:{UnitKey}:{Number:D2}", EffectClass.MustArrive);

/// <summary>The office knows that a collective no longer has the share of titled members.</summary>
public sealed record MailBroken(string LineId) : Effect($"mail:recheck:{LineId}", EffectClass.MustArrive);

/// <summary>Derives the duties of a council session.</summary>
public static class SessionEffects
{
    /// <summary>What must be so now.</summary>
    public static IReadOnlyList<Effect> Of(SessionState state) => [.. Duties(state)];

    private static IEnumerable<Effect> Duties(SessionState state)
    {
        foreach (var lines in state.Lines.Where(line => line.TakenOff is null).GroupBy(line => line.Line.ReturnCase))
            yield return new InformReturn(lines.Key, "posted", [.. lines.Select(line => new LineMove(line.Line.LineId, LineStage.Posted))]);
        // One by one: a line given back before may be on another list by now, and must not hold up the others.
        foreach (var line in state.Lines.Where(line => line.TakenOff is not null))
            yield return new InformReturn(line.Line.ReturnCase, $"released:{line.Number:D2}", [new LineMove(line.Line.LineId, LineStage.Qualified)]);
        if (state.Request is { } request)
        {
            yield return new PlaceRequest(request);
            yield return new MailRequest(request);
        }

        if (state.Stage == SessionStage.Posted) yield return new MailPosting();
        foreach (var comment in state.Comments)
        {
            yield return new KeepComment(comment);
            yield return new MailComment(comment);
            if (comment.Reply is not null) yield return new MailReply(comment);
        }

        if (state.Outcome is null) yield break;
        foreach (var lines in state.OnList.GroupBy(line => line.Line.ReturnCase))
            yield return new InformReturn(lines.Key, "voted", [.. lines.Select(line => new LineMove(line.Line.LineId, line.Vote!.Passed ? LineStage.CouncilPassed : LineStage.CouncilNotPassed, Vote: line.Vote))]);
        if (state.OnList.Any(line => line.Vote!.Passed)) yield return new OpenSubmissions();
        foreach (var unit in state.OnList.Select(line => line.Line.UnitKey).Distinct()) yield return new MailOutcome(unit);
    }
}

/// <summary>Derives the duties of a submission.</summary>
public static class SubmissionEffects
{
    /// <summary>What must be so now.</summary>
    public static IReadOnlyList<Effect> Of(SubmissionState state) => [.. Duties(state)];

    private static IEnumerable<Effect> Duties(SubmissionState state)
    {
        if (state.Revoking is null)
        {
            foreach (var inform in Informs(state)) yield return inform;
        }

        if (state.Request is { } request)
        {
            yield return new PlaceRequest(request);
            yield return new MailRequest(request);
        }

        if (state.Stage == SubmissionStage.SentBack) yield return new MailSubmissionBack(state.Sendings, state.SentBackBecause ?? "");
        if (state.Revoking is not null)
        {
            foreach (var effect in RevocationEffects.Of(state)) yield return effect;
            yield break;
        }

        for (var number = 1; number <= state.Decisions.Count; number++)
        {
            foreach (var effect in Decided(state, number)) yield return effect;
        }
    }

    private static IEnumerable<Effect> Informs(SubmissionState state)
    {
        var sending = $"{state.Sendings:D2}";
        var back = state.Stage == SubmissionStage.SentBack;
        foreach (var lines in state.Lines.GroupBy(line => line.Line.ReturnCase))
        {
            List<LineMove> Moves(Func<SubmissionLine, bool> which, LineStage to) => [.. lines.Where(which).Select(line => new LineMove(line.Line.LineId, to))];
            if (back)
            {
                // Where a line goes back to depends on its return: a sudden one saw no council.
                yield return new InformReturn(lines.Key, $"back:{sending}", Moves(_ => true, LineStage.CouncilPassed));
                continue;
            }

            yield return new InformReturn(lines.Key, $"before:{sending}", Moves(_ => true, LineStage.BeforeDirector));
            if (state.Stage != SubmissionStage.AwaitingSignature && Moves(line => line.Stage == LineStage.NotSigned, LineStage.NotSigned) is { Count: > 0 } off)
                yield return new InformReturn(lines.Key, $"unsigned:{sending}", off);
            if (state.Paper is not null && Moves(line => line.Stage != LineStage.NotSigned, LineStage.Submitted) is { Count: > 0 } sent)
                yield return new InformReturn(lines.Key, $"sent:{sending}", sent);
        }
    }

    private static IEnumerable<Effect> Decided(SubmissionState state, int number)
    {
        var paper = state.Decisions[number - 1].Paper;
        var lines = state.Lines.Where(line => line.Decision == number).ToList();
        foreach (var group in lines.GroupBy(line => line.Line.ReturnCase))
            yield return new InformReturn(group.Key, $"decided:{number:D2}", [.. group.Select(line => new LineMove(line.Line.LineId, line.Stage, line.GrantedAward))], paper);
        if (lines.Any(line => line.Granted is not null))
        {
            yield return new RegisterDecision(number);
            yield return new PublishDecision(number);
        }

        foreach (var unit in lines.Select(line => line.Line.UnitKey).Distinct())
        {
            yield return new RecheckUnit(unit, number);
            yield return new MailUpper(unit, number);
        }
    }
}
