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
        return kind switch
        {
            "council" when council is not null => new Entered(null, await TableAsync(flow, (SessionState)state, council, found, cancellationToken), null),
            "upper_decision" when outcome is not null => new Entered(paper, TableOf([.. state.Asked.Where(line => line.Alive).Select(line => line.Number)], outcome), null),
            _ => new Entered(paper, null, null),
        };
    }

    private static OutcomeTable TableOf(IReadOnlyList<int> asked, OutcomeForm form) => Tables.Outcomes(asked, form.Refused, form.Reduced, form.Waiting(asked));

    private static async Task<CouncilTable> TableAsync(SiteFlow flow, SessionState state, CouncilForm form, SignedFile? tally, CancellationToken cancellationToken)
    {
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var rules = CouncilRules.Read(key => reference.Setting(key, ""), award => reference.Thresholds.GetValueOrDefault(award, ""), state.OnList.Select(line => line.Line.Award), out var missing);
        var members = form.Members ?? (reference.Council.Count > 0 ? reference.Council.Count : null);
        var sitting = form.Day is { } day && members is { } all && form.Present is { } present ? new CouncilSitting(day, all, present, form.Written) : null;
        return new CouncilTable(sitting, form.Votes, rules, missing, reference.Council, tally);
    }

    /// <summary>The file that was named, if one was: not there, too large or no PDF is said before anything else is judged.</summary>
    private static async Task<(SignedFile? File, Reason? Fault)> FileAsync(SiteFlow flow, string named, CancellationToken cancellationToken)
    {
        if (named.Trim().Length == 0) return (null, null);
        var (file, fault) = await flow.Papers.FindAsync(named, cancellationToken);
        return (file, fault);
    }
}
