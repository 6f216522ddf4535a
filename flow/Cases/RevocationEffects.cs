using EmulationM365.Rules;

namespace EmulationM365.Cases;

/// <summary>Awards that a decision cancelled are marked so in the register.</summary>
public sealed record RevokeAwards(int Number) : Effect($"revoke:{Number:D2}", EffectClass.Keyed);

/// <summary>Awards whose object and money came back are marked so in the register.</summary>
public sealed record MarkRecovered(int Number) : Effect($"recovered:{Number:D2}", EffectClass.Keyed);

/// <summary>The news of the decision that gave an award no longer names whom it was taken from.</summary>
/// <param name="SourceCase">Case on which that decision was entered.</param>
/// <param name="Number">Decision that cancelled, among those of this submission.</param>
public sealed record CorrectNews(string SourceCase, int Number) : Effect($"news:{SourceCase}:{Number:D2}", EffectClass.Keyed);

/// <summary>A unit knows which awards were cancelled, and what is to come back.</summary>
public sealed record MailRevoked(string UnitKey, int Number) : Effect($"mail:revoked:{UnitKey}:{Number:D2}", EffectClass.MustArrive);

/// <summary>A draft submission is open for awards that rest on those which were cancelled.</summary>
public sealed record OpenDependents(int Number) : Effect($"dependents:{Number:D2}", EffectClass.Keyed);

/// <summary>The office knows of those drafts.</summary>
public sealed record MailDependents(int Number) : Effect($"mail:dependents:{Number:D2}", EffectClass.MustArrive);

/// <summary>Derives the duties of a submission that cancels awards, beside its requests.</summary>
public static class RevocationEffects
{
    /// <summary>What must be so now.</summary>
    public static IEnumerable<Effect> Of(SubmissionState state)
    {
        for (var number = 1; number <= state.Decisions.Count; number++)
        {
            foreach (var effect in Decided(state, number)) yield return effect;
        }

        for (var number = 1; number <= state.Recoveries; number++) yield return new MarkRecovered(number);
    }

    /// <summary>The register first: news, mails and what depends are made from it.</summary>
    private static IEnumerable<Effect> Decided(SubmissionState state, int number)
    {
        var lines = Cancelled(state, number).ToList();
        if (lines.Count == 0) yield break;
        yield return new RevokeAwards(number);
        // A return of another year stands in that year's list, which this year's worker does not write to.
        foreach (var mine in lines.Where(line => AnyCase.YearOf(line.Line.ReturnCase) == AnyCase.YearOf(state.CaseId)).GroupBy(line => line.Line.ReturnCase))
            yield return new InformReturn(mine.Key, $"revoked:{number:D2}", [.. mine.Select(line => new LineMove(line.Line.LineId, LineStage.Revoked))]);
        foreach (var source in Sources(state, lines)) yield return new CorrectNews(source, number);
        foreach (var unit in lines.Where(line => MemberTitles.OfMembers(line.Line.Award)).Select(line => line.Line.UnitKey).Distinct()) yield return new RecheckUnit(unit, number);
        foreach (var unit in lines.Select(line => line.Line.UnitKey).Distinct()) yield return new MailRevoked(unit, number);
        yield return new OpenDependents(number);
        yield return new MailDependents(number);
    }

    /// <summary>Lines that a decision cancelled, whether or not all has come back since.</summary>
    public static IEnumerable<SubmissionLine> Cancelled(SubmissionState state, int number) =>
        state.Lines.Where(line => line.Decision == number && line.Stage is LineStage.Revoked or LineStage.Recovered);

    /// <summary>The award behind a line.</summary>
    public static GivenAward AwardOf(SubmissionState state, SubmissionLine line) => state.Revoking!.Awards[line.Number - 1];

    /// <summary>Cases of this year on which the decisions were entered that gave the awards: their news is on the site under their names.</summary>
    private static IEnumerable<string> Sources(SubmissionState state, IEnumerable<SubmissionLine> lines) => lines
        .Select(line => AwardOf(state, line).SourceCase).Where(source => AnyCase.YearOf(source) == AnyCase.YearOf(state.CaseId)).Distinct().Order(StringComparer.Ordinal);
}
