using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Effects;

/// <summary>
/// Reminds those who are asked and those who have not sent, and tells the office who has not. Once a working day, outside quiet hours; what was sent is in the
/// ledger, so another worker or a restart sends nothing twice.
/// </summary>
public sealed class ReminderRun(ListStore returns, ListStore requests, Ledger ledger, MailRoom mail, ReturnReader reader)
{
    private static readonly string[] NotSent = ["draft", "sent_back", "withdrawn"];

    /// <summary>Sends what is due today.</summary>
    public async Task RunAsync(Reference reference, DateOnly today, CancellationToken cancellationToken)
    {
        var rules = RulesOf(reference);
        await RequestsAsync(reference, rules, today, cancellationToken);
        await ReturnsAsync(reference, rules, today, cancellationToken);
    }

    /// <summary>The rules as the settings have them.</summary>
    public static ReminderRules RulesOf(Reference reference) => ReminderRules.Read(
        reference.Setting("return.reminderDaysBefore", ""), reference.Setting("return.reminderDaysAfter", ""),
        reference.Setting("reminder.quietFrom", ""), reference.Setting("reminder.quietTo", ""));

    private async Task RequestsAsync(Reference reference, ReminderRules rules, DateOnly today, CancellationToken cancellationToken)
    {
        foreach (var request in await requests.FindAsync(Requests.Status, Requests.Status.Word("pending"), cancellationToken))
        {
            if (request.Day(Requests.Due) is not { } due || Reminders.Mark(due, today, reference.WorkingDays, rules) is not { } mark) continue;
            var asked = RequestPlacer.AskedOf(request.Text(Requests.Kind), request.Text(Requests.UnitKey), reference);
            var (caseId, effect) = (request.Text(Requests.CaseId), new Remind($"remind:{request.Text(Requests.RequestKey)}:{mark}"));
            await SeeToAsync(caseId, effect, key => mail.RemindAsync(asked, request.Title, due, new Uri(request.Text(Requests.Link)), key, cancellationToken), cancellationToken);
        }
    }

    private async Task ReturnsAsync(Reference reference, ReminderRules rules, DateOnly today, CancellationToken cancellationToken)
    {
        var open = reference.Rounds.Values.Select(round => (Round: round, Mark: Reminders.Mark(round.Due, today, reference.WorkingDays, rules)))
            .Where(pair => pair.Mark is not null && pair.Round.Opens <= today).ToList();
        foreach (var (round, mark) in open)
        {
            var missing = (await returns.FindAsync(UnitReturns.RoundKey, round.Key, cancellationToken)).Where(item => NotSent.Contains(item.Text(UnitReturns.Status))).ToList();
            foreach (var item in missing)
            {
                var unit = item.Text(UnitReturns.UnitKey);
                var to = reference.Holding("clerk", unit).Concat(reference.Holding("head", unit)).ToList();
                await SeeToAsync(reader.CaseIdOf(item.Id), new Remind($"remind:return:{mark}"), key => mail.RemindOfReturnAsync(to, reference.UnitName(unit), round, key, cancellationToken), cancellationToken);
            }

            if (missing.Count == 0) continue;
            var units = missing.Select(item => reference.UnitName(item.Text(UnitReturns.UnitKey))).Order(StringComparer.Ordinal).ToList();
            await SeeToAsync($"round:{round.Key}", new Remind($"digest:{mark}"), key => mail.DigestAsync(reference.Holding("office"), round, units, key, cancellationToken), cancellationToken);
        }
    }

    private async Task SeeToAsync(string caseId, Remind effect, Func<string, Task> act, CancellationToken cancellationToken) => await ledger.SeeToAsync(
        caseId, effect, await ledger.LoadAsync(caseId, cancellationToken), () => act(Ledger.KeyOf(caseId, effect.Key)), cancellationToken);
}
