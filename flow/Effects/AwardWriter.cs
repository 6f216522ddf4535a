using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Effects;

/// <summary>Enters granted awards into the register; a line entered before is found by its key.</summary>
public sealed class AwardWriter(ListStore register, int year)
{
    /// <summary>Sees to it that every granted line of a decided return stands in the register.</summary>
    public async Task RegisterAsync(ReturnState state, CancellationToken cancellationToken)
    {
        var entered = (await register.FindAsync(AwardRegister.CaseId, state.CaseId, cancellationToken)).Select(item => item.Text(AwardRegister.AwardKey)).ToHashSet();
        foreach (var line in state.Lines.Where(line => line.Stage == LineStage.Granted && !entered.Contains(KeyOf(state, line))))
            await register.EnsureAsync(Row(state, line), cancellationToken);
    }

    /// <summary>Key of a row: the case and the line.</summary>
    public static string KeyOf(ReturnState state, LineState line) => $"{state.CaseId}-line-{line.Line.Id}";

    private Fields Row(ReturnState state, LineState line) => new()
    {
        Title = line.Line.Name,
        [AwardRegister.AwardKey] = KeyOf(state, line),
        [AwardRegister.StaffKey] = line.Line.StaffKey,
        [AwardRegister.UnitKey] = state.UnitKey,
        [AwardRegister.Award] = line.Line.Award,
        [AwardRegister.MeritYear] = year,
        [AwardRegister.DecisionNumber] = state.Decision!.Number,
        [AwardRegister.DecisionDate] = state.Decision.Date,
        [AwardRegister.DecisionAuthority] = state.Decision.Authority,
        [AwardRegister.SignedBy] = state.Decision.SignedBy,
        [AwardRegister.Validity] = "valid",
        [AwardRegister.CaseId] = state.CaseId,
    };
}
