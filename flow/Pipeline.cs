using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>
/// The line on which everything hangs: notification → change → facts → rule → decision → event → effect. A doorbell leads to the changes of a list; a
/// change may carry a command; a command becomes an event or a refusal; every case touched is reconciled; the cursor is saved last.
/// </summary>
public sealed partial class Pipeline(
    SiteFlows flows, ReturnSteps returns, SessionSteps sessions, SubmissionSteps submissions, AnswerSteps answers, M365Options options, TimeProvider time, ILogger<Pipeline> logger)
{
    /// <summary>Follows up the changes of the list that a doorbell names.</summary>
    /// <exception cref="AggregateException">Some cases failed; the cursor stays, and the doorbell is to be rung again.</exception>
    public async Task ProcessAsync(Doorbell doorbell, CancellationToken cancellationToken)
    {
        var flow = await flows.OpenAsync(doorbell.Site, cancellationToken);
        var cursor = await flow.Cursors.LoadAsync(doorbell.List, flow.Site.Year, cancellationToken);
        var read = await flow.Stores[doorbell.List].DeltaAsync(cursor.Value?.Link, cancellationToken);
#if MUTANTS
        if (Mutant.Is("cursor-before-effects")) await flow.Cursors.SaveAsync(doorbell.List, flow.Site.Year, cursor, read, cancellationToken);
#endif
        var failures = new List<Exception>();
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in read.Items.Where(item => !item.Deleted))
            await GuardedAsync(failures, $"{doorbell.List} {item.Id}", () => FollowAsync(flow, doorbell.List, item, touched, cancellationToken));
        // Also when a row was deleted, which no case follows.
        if (doorbell.List == "Staff" && read.Items.Count > 0) await GuardedAsync(failures, "groups", () => flow.Groups.KeepAsync(cancellationToken));
        foreach (var caseId in touched) await GuardedAsync(failures, caseId, () => flow.Reconciler.ReconcileAsync(caseId, cancellationToken));
        if (failures.Count > 0) throw new AggregateException($"{failures.Count} of the changes of list {doorbell.List} could not be followed up", failures);
        await flow.Cursors.SaveAsync(doorbell.List, flow.Site.Year, cursor, read, cancellationToken);
    }

    /// <summary>What a minute brings: returns to open, effects to take over, lists to look at.</summary>
    public async Task<IReadOnlyList<Doorbell>> SweepAsync(CancellationToken cancellationToken)
    {
        var due = new List<Doorbell>();
#if MUTANTS
        if (Mutant.Is("notifications-only")) return due;
#endif
        for (var site = 0; site < flows.Sites.Count; site++)
        {
            var flow = await flows.OpenAsync(site, cancellationToken);
            await OncePerDayAsync(flow, cancellationToken);
            foreach (var caseId in await flow.Ledger.DueAsync(cancellationToken))
            {
                await flow.Ledger.GiveUpAsync(caseId, await flow.Reconciler.ReconcileAsync(caseId, cancellationToken), cancellationToken);
            }

            due.AddRange(Doorbell.Due(site, time.GetUtcNow(), await flow.Subscriptions.KnownAsync(flow.Site.Year, false, cancellationToken)));
        }

        return due;
    }

    /// <summary>Keeps the subscriptions of every site.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        for (var site = 0; site < flows.Sites.Count; site++)
        {
            var flow = await flows.OpenAsync(site, cancellationToken);
            await flow.Subscriptions.KeepAsync(flow.Site.Year, flow.Stores.Values.Select(store => store.Address), cancellationToken);
        }
    }

    private readonly Dictionary<string, DateOnly> _openedOn = [];
    private readonly Dictionary<string, DateOnly> _remindedOn = [];
    private readonly Dictionary<string, DateTimeOffset> _quietUntil = [];

    /// <summary>Returns are opened once a day, and after a change of the lists they rest on; reminders go out once a working day, when people are at work.</summary>
    private async Task OncePerDayAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var (now, path) = (time.GetUtcNow(), flow.Site.Path);
        var today = VietnamTime.DayOf(now);
        if (!_openedOn.TryGetValue(path, out var opened) || opened != today)
        {
            await new ReturnOpener(flow.Stores["UnitReturns"]).OpenAsync(await flow.Reference.GetAsync(cancellationToken), today, cancellationToken);
            _openedOn[path] = today;
        }

        // Through a night the end of the quiet hours is known: the settings are not read again every few minutes to learn that people sleep.
        if (_remindedOn.TryGetValue(path, out var reminded) && reminded == today) return;
        if (_quietUntil.TryGetValue(path, out var awake) && now < awake) return;
        var reference = await flow.Reference.GetAsync(cancellationToken);
        _quietUntil[path] = Reminders.Awake(now, reference.WorkingDays, ReminderRun.RulesOf(reference));
        if (now < _quietUntil[path]) return;
        await flow.Reminders.RunAsync(reference, today, cancellationToken);
        _remindedOn[path] = today;
    }

    private async Task FollowAsync(SiteFlow flow, string list, Item item, SortedSet<string> touched, CancellationToken cancellationToken)
    {
        var ours = item.Editor.ApplicationId == options.ClientId;
        switch (list)
        {
            case "UnitReturns" when ListCommands.AsksToSubmit(item) || ListCommands.AsksToWithdraw(item):
                if (await returns.FollowAsync(flow, item.Id, cancellationToken)) touched.Add(flow.Reader.CaseIdOf(item.Id));
                break;
            case "CouncilSessions" when SessionSteps.Asks(item):
                if (await sessions.FollowAsync(flow, item.Id, cancellationToken)) touched.Add(AnyCase.IdOf('s', flow.Site.Year, item.Id));
                break;
            case "Submissions" when SubmissionSteps.Asks(item):
                if (await submissions.FollowAsync(flow, item.Id, cancellationToken)) touched.Add(AnyCase.IdOf('t', flow.Site.Year, item.Id));
                break;
            case "Petitions":
                if (!ours && AnswerSteps.Replies(item)) await answers.ReplyAsync(flow, item, touched, cancellationToken);
                break;
            case "UnitReturns" when RegistrationLines.Asked(item):
                await returns.FillAsync(flow, item.Id, cancellationToken);
                break;
            case "Requests" when ListCommands.CarriesAnswer(item):
                await answers.AnswerAsync(flow, item, touched, cancellationToken);
                break;
            case "CaseEvents":
                flow.Stream.Saw(item.Text(CaseEvents.CaseId), item.Count(CaseEvents.Seq));
                touched.Add(item.Text(CaseEvents.CaseId));
                break;
            case "UnitReturns" or "Nominations" or "Requests" or "CouncilSessions" or "Submissions":
                // Our own writes come back as changes; only what a person wrote can have made the columns disagree with the events.
                if (!ours && CaseIdOf(list, item) is { Length: > 0 } caseId) touched.Add(caseId);
                break;
            default:
                flow.Reference.Forget();
                _openedOn.Remove(flow.Site.Path);
                _quietUntil.Remove(flow.Site.Path);
                break;
        }
    }

    private static string CaseIdOf(string list, Item item) => item.Text(list switch
    {
        "UnitReturns" => UnitReturns.CaseId,
        "Nominations" => Nominations.CaseId,
        "CouncilSessions" => CouncilSessions.CaseId,
        "Submissions" => Submissions.CaseId,
        _ => Requests.CaseId,
    });

    private async Task GuardedAsync(List<Exception> failures, string what, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, what, failure.Message);
            failures.Add(failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Could not follow up {What}: {Why}")]
        public static partial void Failed(ILogger logger, string what, string why);
    }
}
