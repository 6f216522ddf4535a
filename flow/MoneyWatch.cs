using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Reports;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>
/// Warns the office, among what needs attention, before the awards of the year cost more than its own fund, and when more are proposed than a cap allows. A warning that no longer holds
/// closes itself. Nothing is dropped and nobody is stopped: people decide.
/// </summary>
public sealed class MoneyWatch(Attention attention, int year)
{
    private static readonly TableWords Words = new(Text.Vietnamese);

    /// <summary>Raises what holds and settles what does not.</summary>
    public async Task LookAsync(YearTables tables, CancellationToken cancellationToken)
    {
        var budget = tables.Budget;
        await TellAsync($"budget-{year}", budget.Alarm is BudgetAlarm.Near or BudgetAlarm.Over,
            Text.Vi($"trouble.budget.{(budget.Alarm == BudgetAlarm.Over ? "over" : "near")}", year), () => [.. Words.Budget(budget), Text.Vi("trouble.budget.todo")], cancellationToken);
        foreach (var cap in tables.Caps)
        {
            await TellAsync($"cap-{cap.Award.Replace('_', '-')}-{year}", cap.Over || cap.Percent is null,
                Text.Vi("trouble.cap.title", Words.Award(cap.Award, AwardFamily.OnlyCollectives(cap.Award)), year), () => [.. Words.Caps([cap]), Text.Vi("trouble.cap.todo")], cancellationToken);
        }
    }

    private Task TellAsync(string key, bool holds, string title, Func<IReadOnlyList<string>> why, CancellationToken cancellationToken) =>
        holds ? attention.RaiseAsync(new Trouble(key, "", title, string.Join('\n', why())), cancellationToken) : attention.SettleAsync(key, cancellationToken);
}
