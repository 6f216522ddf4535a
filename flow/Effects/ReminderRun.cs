using System.Globalization;
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
public sealed class ReminderRun(ListStore returns, ListStore requests, Ledger ledger, MailRoom mail, ReturnReader reader, Uri publicBase)
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
        var waiting = (await requests.FindAsync(Requests.Status, Requests.Status.Word("pending"), cancellationToken))
            .Where(request => request.Text(Requests.Kind) != Requests.Attend && request.Day(Requests.Due) is not null).OrderBy(request => request.Day(Requests.Due)).ThenBy(request => request.Title, StringComparer.Ordinal).ToList();
        await RemindAsync([.. waiting.Where(request => Reminders.Mark(request.Day(Requests.Due)!.Value, today, reference.WorkingDays, rules) is not null)], reference, today, cancellationToken);
        foreach (var request in waiting)
        {
            var due = request.Day(Requests.Due)!.Value;
            if (Escalation.IsDue(due, today, reference.WorkingDays, after)) await EscalateAsync(request, due, reference, cancellationToken);
        }
    }

    /// <summary>
    /// To those to whom an item was given: whoever takes their place gets it moved to them. However many are to be reminded of on a day, each person has one mail, so it is remembered by
    /// person and day.
    /// </summary>
    private async Task RemindAsync(IReadOnlyList<Item> reminded, Reference reference, DateOnly today, CancellationToken cancellationToken)
    {
        foreach (var member in reference.Everybody)
        {
            var theirs = reminded.Where(request => request.References(Requests.AssignedTo).Contains(member.Account!.SiteUserId))
                .Select(request => new WaitingLink(request.Title, request.Day(Requests.Due), new Uri(request.Text(Requests.Link)))).ToList();
            if (theirs.Count == 0) continue;
            await SeeToAsync($"person:{member.Account!.ObjectId}", new Remind($"remind:{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"),
                key => mail.RemindAsync([member], theirs, Locator.Everything(publicBase), key, cancellationToken), cancellationToken);
        }
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
