using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>
/// The line on which everything hangs: notification → change → facts → rule → decision → event → effect. A doorbell leads to the changes of a list; a
/// change may carry a command; a command becomes an event or a refusal; every case touched is reconciled; the cursor is saved last.
/// </summary>
public sealed partial class Pipeline(SiteFlows flows, ReturnSteps steps, M365Options options, TimeProvider time, ILogger<Pipeline> logger)
{
    /// <summary>Follows up the changes of the list that a doorbell names.</summary>
    /// <exception cref="AggregateException">Some cases failed; the cursor stays, and the doorbell is to be rung again.</exception>
    public async Task ProcessAsync(Doorbell doorbell, CancellationToken cancellationToken)
    {
        var flow = await flows.OpenAsync(doorbell.Site, cancellationToken);
        var cursor = await flow.Cursors.LoadAsync(doorbell.List, flow.Site.Year, cancellationToken);
        var read = await flow.Stores[doorbell.List].DeltaAsync(cursor.Value?.Link, cancellationToken);
        var failures = new List<Exception>();
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in read.Items.Where(item => !item.Deleted))
            await GuardedAsync(failures, $"{doorbell.List} {item.Id}", () => FollowAsync(flow, doorbell.List, item, touched, cancellationToken));
        foreach (var caseId in touched) await GuardedAsync(failures, caseId, () => flow.Reconciler.ReconcileAsync(caseId, cancellationToken));
        if (failures.Count > 0) throw new AggregateException($"{failures.Count} of the changes of list {doorbell.List} could not be followed up", failures);
        await flow.Cursors.SaveAsync(doorbell.List, flow.Site.Year, cursor, read, cancellationToken);
    }

    /// <summary>What a minute brings: returns to open, effects to take over, lists to look at.</summary>
    public async Task<IReadOnlyList<Doorbell>> SweepAsync(CancellationToken cancellationToken)
    {
        var due = new List<Doorbell>();
        for (var site = 0; site < flows.Sites.Count; site++)
        {
            var flow = await flows.OpenAsync(site, cancellationToken);
            await OncePerDayAsync(flow, cancellationToken);
            foreach (var caseId in await flow.Ledger.DueAsync(cancellationToken))
            {
                await flow.Reconciler.ReconcileAsync(caseId, cancellationToken);
                await flow.Ledger.GiveUpAsync(caseId, cancellationToken);
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
                if (await steps.FollowAsync(flow, item.Id, cancellationToken)) touched.Add(flow.Reader.CaseIdOf(item.Id));
                break;
            case "Requests" when ListCommands.CarriesAnswer(item):
                await AnswerAsync(flow, item, touched, cancellationToken);
                break;
            case "CaseEvents":
                touched.Add(item.Text(CaseEvents.CaseId));
                break;
            case "UnitReturns" or "Nominations" or "Requests":
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
        _ => Requests.CaseId,
    });

    private async Task AnswerAsync(SiteFlow flow, Item request, SortedSet<string> touched, CancellationToken cancellationToken)
    {
        var caseId = request.Text(Requests.CaseId);
        var version = ListCommands.Answer(await flow.Stores["Requests"].VersionsAsync(request.Id, cancellationToken));
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var actor = ListCommands.ActorOf(reference, version.Item.Editor.ObjectId, version.Item.Editor.Name);
        var content = await flow.Reader.ReadAsync(ReturnReader.ItemIdOf(caseId), cancellationToken);
        var refusal = await TakeAnswerAsync(flow, request, version, actor, content?.ContentHash ?? "", cancellationToken);
        touched.Add(caseId);
        if (refusal is null) return;
        Log.Refused(logger, "answer", request.Id, refusal.Key);
        if (reference.Behind(actor.ObjectId) is not { } member) return;
        var notice = new Notice($"refused:{request.Id}:{version.Label}");
        await flow.Ledger.SeeToAsync(caseId, notice, await flow.Ledger.LoadAsync(caseId, cancellationToken),
            () => flow.Mail.RefusedAsync(member, request.Title, refusal, Ledger.KeyOf(caseId, notice.Key), cancellationToken), cancellationToken);
    }

    private async Task<Reason?> TakeAnswerAsync(SiteFlow flow, Item request, ItemVersion version, Actor actor, string contentHash, CancellationToken cancellationToken)
    {
        try
        {
            var command = ListCommands.AnswerIn(version, request.Text(Requests.RequestKey), actor, time.GetUtcNow(), contentHash);
            return (await flow.Commands.TakeAsync(request.Text(Requests.CaseId), command, contentHash, cancellationToken)).Refusal;
        }
        catch (FormatException)
        {
            return Reason.Of("refuse.exceptionsUnreadable", version.Item.Text(Requests.Exceptions));
        }
    }

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

    /// <summary>A word to somebody whose edit was not taken; lost rather than sent twice.</summary>
    private sealed record Notice(string Key) : Effect(Key, EffectClass.AtMostOnce);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Refused a {Kind} on item {Item}: {Why}")]
        public static partial void Refused(ILogger logger, string kind, string item, string why);

        [LoggerMessage(LogLevel.Error, "Could not follow up {What}: {Why}")]
        public static partial void Failed(ILogger logger, string what, string why);
    }
}
