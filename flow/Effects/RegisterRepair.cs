using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Effects;

/// <summary>
/// Puts the register right where it no longer says what was decided: a row that was deleted stands there again, and who got what by which decision is as it was. Names and what the office
/// wrote beside stay, and validity where no decision entered here cancelled it.
/// </summary>
public sealed class RegisterRepair(ListStore register, int year, Func<string, Uri> news)
{
    private readonly AwardWriter _awards = new(register, year, news);

    /// <summary>Looks at the rows that follow from a case; writes only what differs.</summary>
    public async Task RepairAsync(CaseState state, CancellationToken cancellationToken)
    {
        // What a decision cancelled is cancelled, whatever somebody wrote over it.
        if (state is SubmissionState { Revoking: not null } cancels)
            await RevocationWork.MarkAsync(register, cancels, Enumerable.Range(1, cancels.Decisions.Count).SelectMany(number => RevocationEffects.Cancelled(cancels, number)), cancellationToken);
        foreach (var row in AnyCase.Duties(state).SelectMany(duty => Rows(state, duty)))
        {
            var there = await register.FindAsync(AwardRegister.AwardKey, row.Key, cancellationToken);
            if (there.Count == 0) await register.EnsureAsync(_awards.Fields(state.CaseId, row), cancellationToken);
            else await Showing.WriteAsync(register, there[0].Id, there[0], _ => _awards.Facts(state.CaseId, row), cancellationToken);
        }
    }

    private static IEnumerable<AwardRow> Rows(CaseState state, Effect duty) => (state, duty) switch
    {
        (ReturnState returned, RegisterAwards) => AwardWriter.Rows(returned),
        (SubmissionState submission, RegisterDecision decision) => AwardWriter.Rows(submission, decision.Number),
        _ => [],
    };
}
