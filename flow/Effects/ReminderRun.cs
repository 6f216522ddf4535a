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
        var after = Escalation.Days(reference.Setting("escalate.workingDaysAfter", ""), 5);
        foreach (var request in await requests.FindAsync(Requests.Status, Requests.Status.Word("pending"), cancellationToken))
        {
            if (request.Text(Requests.Kind) == Requests.Attend || request.Day(Requests.Due) is not { } due) continue;
            if (Reminders.Mark(due, today, reference.WorkingDays, rules) is { } mark) await RemindAsync(request, due, mark, reference, cancellationToken);
            if (Escalation.IsDue(due, today, reference.WorkingDays, after)) await EscalateAsync(request, due, reference, cancellationToken);
        }
    }

    /// <summary>To those to whom the item was given: whoever takes their place gets it moved to them.</summary>
    private Task RemindAsync(Item request, DateOnly due, string mark, Reference reference, CancellationToken cancellationToken)
    {
        var given = request.References(Requests.AssignedTo);
        var asked = reference.Everybody.Where(member => given.Contains(member.Account!.SiteUserId)).ToList();
        return SeeToAsync(request.Text(Requests.CaseId), new Remind($"remind:{request.Text(Requests.RequestKey)}:{mark}"),
            key => mail.RemindAsync(asked, request.Title, due, new Uri(request.Text(Requests.Link)), key, cancellationToken), cancellationToken);
    }

    /// <summary>The next higher hears once that somebody never answered, and of what; the link is not theirs, so it is not sent along.</summary>
    private Task EscalateAsync(Item request, DateOnly due, Reference reference, CancellationToken cancellationToken)
    {
        var given = request.References(Requests.AssignedTo);
        var asked = reference.Staff.Where(member => member.Account is { } account && given.Contains(account.SiteUserId)).Select(member => member.Name).Order(StringComparer.Ordinal).ToList();
        return Escalation.Above(Asking.RoleOf(request.Text(Requests.Kind))) is not { } above ? Task.CompletedTask
            : SeeToAsync(request.Text(Requests.CaseId), new Remind($"escalate:{request.Text(Requests.RequestKey)}"),
                key => mail.EscalateAsync(reference.Holding(above), request.Title, due, asked, key, cancellationToken), cancellationToken);
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
