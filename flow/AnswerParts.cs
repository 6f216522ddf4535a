using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>Completes what somebody entered with an answer, whatever the way it came: the signed file is looked up and hashed, the council's rules are read.</summary>
public static class AnswerParts
{
    /// <summary>Completes it.</summary>
    /// <param name="flow">The site.</param>
    /// <param name="state">The case.</param>
    /// <param name="kind">What was asked.</param>
    /// <param name="paper">The paper as entered.</param>
    /// <param name="file">Name or link of the signed file; empty when none was named.</param>
    /// <param name="council">The council's table, where one is asked for.</param>
    /// <param name="outcome">The upper level's outcomes, where they are asked for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Entered> CompleteAsync(
        SiteFlow flow, CaseState state, string kind, DecisionPaper? paper, string file, CouncilForm? council, OutcomeForm? outcome, CancellationToken cancellationToken)
    {
        var named = kind == "council" ? council?.Tally ?? "" : Asking.WantsPaper(kind) ? file : "";
        var (found, fault) = await FileAsync(flow, named, cancellationToken);
        if (fault is not null) return new Entered(null, null, fault);
        if (paper is not null) paper = paper with { File = found };
        if (paper is not null && await IncompetentAsync(flow, state, kind, paper, outcome, cancellationToken) is { } incompetent) return new Entered(null, null, incompetent);
        return kind switch
        {
            "council" when council is not null => new Entered(null, await TableAsync(flow, (SessionState)state, council, found, cancellationToken), null),
            "upper_decision" when outcome is not null => new Entered(paper, TableOf([.. state.Asked.Where(line => line.Alive).Select(line => line.Number)], outcome), null),
            _ => new Entered(paper, null, null),
        };
    }

    /// <summary>
    /// What lies in the dossier of a return that is received or appraised now, with the hash of each file: the answer is bound to it. Null where nothing is asked of papers, and where the
    /// answer gives the return back: that is how a file that must not be there is got rid of.
    /// </summary>
    public static async Task<DossierReading?> DossierAsync(SiteFlow flow, CaseState state, AnswerRequest command, CancellationToken cancellationToken)
    {
        if (state is not ReturnState { Request: { Kind: "receive" or "appraise" } request } sent || request.Key != command.RequestKey || command.Answer != Asking.AnswerOf(request.Kind)) return null;
        // Whoever may not answer makes nobody read files.
        if (Answering.Refusal(state, command) is not null) return null;
        return await flow.Reader.StandingAsync(AnyCase.ItemIdOf(state.CaseId), cancellationToken) is { } content ? await flow.Dossiers.ReadAsync(content, sent, cancellationToken) : null;
    }

    /// <summary>What lies in the dossier that somebody is asked to receive or to appraise, by name and size; null where nobody is, or nothing can be said.</summary>
    public static async Task<DossierReading?> LyingAsync(SiteFlow flow, CaseState state, CancellationToken cancellationToken) =>
        state is ReturnState { Request.Kind: "receive" or "appraise" } sent ? await flow.Dossiers.LyingAsync(sent, cancellationToken) : null;

    private static OutcomeTable TableOf(IReadOnlyList<int> asked, OutcomeForm form) => Tables.Outcomes(asked, form.Refused, form.Reduced, form.Waiting(asked));

    private static async Task<CouncilTable> TableAsync(SiteFlow flow, SessionState state, CouncilForm form, SignedFile? tally, CancellationToken cancellationToken)
    {
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var rules = CouncilRules.Read(key => reference.Setting(key, ""), award => Threshold(reference, award), state.OnList.Select(line => line.Line.Award), out var missing);
        var members = form.Members ?? (reference.Council.Count > 0 ? reference.Council.Count : null);
        var sitting = form.Day is { } day && members is { } all && form.Present is { } present ? new CouncilSitting(day, all, present, form.Written) : null;
        return new CouncilTable(sitting, form.Votes, rules, missing, reference.Council, tally);
    }

    /// <summary>A title of the other regime goes the way of the one whose place it takes.</summary>
    private static string Threshold(Reference reference, string award) =>
        reference.Thresholds.GetValueOrDefault(award) ?? (Regimes.Counterpart(award) is { } other ? reference.Thresholds.GetValueOrDefault(other) : null) ?? "";

    /// <summary>The body that decides may not decide on what it gives. A decision that cancels is taken by whoever gave the award, which the submission itself judges.</summary>
    private static async Task<Reason?> IncompetentAsync(SiteFlow flow, CaseState state, string kind, DecisionPaper paper, OutcomeForm? outcome, CancellationToken cancellationToken)
    {
        if (kind is not ("record_decision" or "upper_decision") || state is SubmissionState { Revoking: not null } || paper.Authority.Trim().Length == 0) return null;
        var alive = state.Asked.Where(line => line.Alive).ToDictionary(line => line.Number, line => line.Award);
        var given = outcome is null ? alive.Values : TableOf([.. alive.Keys], outcome).Outcomes.Where(one => one.Result != "refused").Select(one => one.Award ?? alive.GetValueOrDefault(one.Number, ""));
        return Competence.Fault(paper, given.Where(award => award.Length > 0), (await flow.Reference.GetAsync(cancellationToken)).Settings);
    }

    /// <summary>The file that was named, if one was: not there, too large or no PDF is said before anything else is judged.</summary>
    private static async Task<(SignedFile? File, Reason? Fault)> FileAsync(SiteFlow flow, string named, CancellationToken cancellationToken)
    {
        if (named.Trim().Length == 0) return (null, null);
        var (file, fault) = await flow.Papers.FindAsync(named, cancellationToken);
        return (file, fault);
    }
}
