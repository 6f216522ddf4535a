using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Effects;

/// <summary>
/// Puts the register right where it no longer says what was decided: a row that was deleted stands there again, and who got what by which decision is as it was. Names and what the office
/// wrote beside stay, and validity where no decision entered here cancelled it.
/// </summary>
public sealed class RegisterRepair(ListStore register, int year)
{
    private readonly AwardWriter _awards = new(register, year);

    /// <summary>Looks at the rows that follow from a case; writes only what differs.</summary>
    public async Task RepairAsync(CaseState state, CancellationToken cancellationToken)
    {
        if (state is SubmissionState { Revoking: not null } cancels) await RevokedAsync(cancels, cancellationToken);
        foreach (var row in AnyCase.Duties(state).SelectMany(duty => Rows(state, duty)))
        {
            var there = await register.FindAsync(AwardRegister.AwardKey, row.Key, cancellationToken);
            if (there.Count == 0) await register.EnsureAsync(_awards.Fields(state.CaseId, row), cancellationToken);
            else await Showing.WriteAsync(register, there[0].Id, there[0], _ => _awards.Facts(state.CaseId, row), cancellationToken);
        }
    }

    /// <summary>What a decision cancelled is cancelled, whatever somebody wrote over it.</summary>
    private async Task RevokedAsync(SubmissionState state, CancellationToken cancellationToken)
    {
        foreach (var line in state.Lines)
        {
            if (line.Stage is not (LineStage.Revoked or LineStage.Recovered)) continue;
            foreach (var row in await register.FindAsync(AwardRegister.AwardKey, RevocationEffects.AwardOf(state, line).Key, cancellationToken))
                await Showing.WriteAsync(register, row.Id, row, item => RevocationWork.Shown(state, line, item), cancellationToken);
        }
    }

    private static IEnumerable<AwardRow> Rows(CaseState state, Effect duty) => (state, duty) switch
    {
        (ReturnState returned, RegisterAwards) => AwardWriter.Rows(returned),
        (SubmissionState submission, RegisterDecision decision) => AwardWriter.Rows(submission, decision.Number),
        _ => [],
    };
}
