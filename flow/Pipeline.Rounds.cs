using System.Collections.Concurrent;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;

namespace EmulationM365;

/// <summary>What the clock brings: each minute what is due, each hour the subscriptions. A site that fails stops no other.</summary>
public sealed partial class Pipeline
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, DateOnly> _openedOn = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateOnly> _remindedOn = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateOnly> _digestOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _quietUntil = new(StringComparer.Ordinal);

    /// <summary>What a minute brings: returns to open, what is owed, lists to look at. A minute in which nothing is due costs nothing.</summary>
    public async Task<IReadOnlyList<Doorbell>> SweepAsync(CancellationToken cancellationToken)
    {
        var due = new List<Doorbell>();
#if MUTANTS
        if (Mutant.Is("notifications-only")) return due;
#endif
        await flows.EachAsync(async (site, flow) =>
        {
            // First the lists: whatever fails below, changes are looked at.
            var known = await flow.Subscriptions.KnownAsync(flow.Site.Year, false, cancellationToken);
            var lists = Doorbell.Due(site, time.GetUtcNow(), known, list => flows.Readings.LookedAt(site, list)).ToList();
            lists.ForEach(flows.Readings.Look);
            due.AddRange(lists.Select(flows.Readings.Ring));
            await OncePerDayAsync(flow, cancellationToken);
            await PayAsync(flow, cancellationToken);
        }, (site, failure) => Log.SiteFailed(logger, site.Path, failure.Message), cancellationToken);
        return due;
    }

    /// <summary>Keeps the subscriptions of every site.</summary>
    /// <returns>Doorbells of the lists whose subscription is new: what changed before it, nobody told.</returns>
    public async Task<IReadOnlyList<Doorbell>> RenewAsync(CancellationToken cancellationToken)
    {
        var anew = new List<Doorbell>();
        await flows.EachAsync(
            async (site, flow) => anew.AddRange((await flow.Subscriptions.KeepAsync(flow.Site.Year, flow.Stores.Values.Select(store => store.Address), cancellationToken))
                .Select(list => flows.Readings.Ring(new Doorbell(site, list)))),
            (site, failure) => Log.SiteFailed(logger, site.Path, failure.Message), cancellationToken);
        return anew;
    }

    /// <summary>Returns are opened once a day, and after a change of the lists they rest on; reminders go out once a working day, when people are at work.</summary>
    private async Task OncePerDayAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var (now, key) = (time.GetUtcNow(), flow.Site.Key);
        if (_restUntil.TryGetValue(key, out var until) && now < until) return;
        try
        {
            await OpenAndRemindAsync(flow, now, key, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Not again each minute: what reads seven lists to fail would eat the budget of everything else.
            _restUntil[key] = now + RestAfterFailure;
            Log.SiteFailed(logger, flow.Site.Path, failure.Message);
        }
    }

    private readonly ConcurrentDictionary<string, DateTimeOffset> _restUntil = new(StringComparer.Ordinal);

    private async Task OpenAndRemindAsync(SiteFlow flow, DateTimeOffset now, string key, CancellationToken cancellationToken)
    {
        var today = VietnamTime.DayOf(now);
        if (!_openedOn.TryGetValue(key, out var opened) || opened != today)
        {
            var rounds = await flow.Reference.GetAsync(cancellationToken);
            await new ReturnOpener(flow.Stores["UnitReturns"], flow.Dossiers).OpenAsync(rounds, today, cancellationToken);
            if (rounds.Rounds.Values.Any(round => round.Opens <= today)) await flow.Registers.WarmAsync(cancellationToken);
            _openedOn[key] = today;
        }

        await moves.TickAsync(flow, cancellationToken);
        // Through a night the end of the quiet hours is known: the settings are not read again every few minutes to learn that people sleep.
        if (_remindedOn.TryGetValue(key, out var reminded) && reminded == today) return;
        if (_quietUntil.TryGetValue(key, out var awake) && now < awake) return;
        var reference = await flow.Reference.GetAsync(cancellationToken);
        _quietUntil[key] = Reminders.Awake(now, reference.WorkingDays, ReminderRun.RulesOf(reference));
        if (now < _quietUntil[key]) return;
        await flow.Reminders.RunAsync(reference, today, cancellationToken);
        // Once a week and process it is asked whether there is news to tell; most weeks end there.
        if (!_digestOf.TryGetValue(key, out var week) || week != NewsDigest.WeekOf(today))
        {
            await flow.Movements.OpenAsync(today, cancellationToken);
            await flow.Digest.SendAsync(reference, today, flow.State, cancellationToken);
        }

        _digestOf[key] = NewsDigest.WeekOf(today);
        _remindedOn[key] = today;
    }
}
