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
/// What the day's work may have missed, once a night: every case is folded again from its events and what is shown is put right; the history is judged, compared with the last anchor, and anchored
/// outside the site. A night that finds everything as it was writes the anchor and nothing else.
/// </summary>
public sealed partial class NightlyRun(SiteFlows flows, ContentWatch watch, Tenancy tenancy, TimeProvider time, ILogger<NightlyRun> logger)
{
    private const string Cause = "nightly";
    private static readonly string[] Shown = ["UnitReturns", "Nominations", "Requests", "CouncilSessions", "Submissions", "Stories", "AwardRegister", "EffectLedger"];

    /// <summary>Goes through every site; one that was gone through today and left nothing undone is passed over.</summary>
    /// <exception cref="AggregateException">Some sites could not be gone through; the others were.</exception>
    public async Task<IReadOnlyList<NightReport>> RunAsync(CancellationToken cancellationToken)
    {
        using var cause = CostMeter.Cause(Cause);
        var (reports, failures) = (new List<NightReport>(), new List<Exception>());
        await flows.EachAsync(async (_, flow) => reports.Add(await SiteAsync(flow, cancellationToken)), (site, failure) =>
        {
            Log.SiteFailed(logger, site.Path, failure.Message);
            failures.Add(failure);
        }, cancellationToken);
        return failures.Count == 0 ? reports : throw new AggregateException("The night's work failed on some sites", failures);
    }

    private long Spent => tenancy.Meter.ByCause.GetValueOrDefault(Cause, Cost.None).Units;

    private async Task<NightReport> SiteAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var (today, spent) = (VietnamTime.DayOf(time.GetUtcNow()), Spent);
        var remembered = await flow.State.LoadAsync<NightReport>(NightReport.KeyOf(flow.Site.Year), cancellationToken);
        if (remembered.Value is { Whole: true } done && done.Day == today) return done;
        using var ahead = ReadAhead.Begin();
        var history = await HoldAsync(ahead, flow, cancellationToken);
        var anchors = new NightAnchors(flow, tenancy, time);
        var found = await anchors.JudgeAsync(history, remembered.Value is not null, today, cancellationToken);
        var failed = await RefoldAsync(flow, ahead, history, found.Damaged, cancellationToken);
        var repairs = ahead.Written.Where(pair => Shown.Contains(pair.Key) && pair.Key != "EffectLedger").ToDictionary();
        await flow.Subscriptions.KeepAsync(flow.Site.Year, flow.Stores.Values.Select(store => store.Address), cancellationToken);
        var differences = await flow.Schema.LookAsync(cancellationToken);
        await anchors.TellAsync(found, cancellationToken);
        await LookAtMoneyAsync(flow, ahead, cancellationToken);
        await LookAtExpiredAsync(flow, ahead, history, found.Damaged, cancellationToken);
        // For the eye alone: a name that could not be written is no reason to go through the night again.
        foreach (var failure in await new UnitHeadings(flow).WriteAsync(cancellationToken)) Log.Unnamed(logger, flow.Site.Path, failure.Message);
        var rounds = await LookAtRoundsAsync(flow, history, found.Damaged, remembered.Value?.RoundUps ?? new Dictionary<string, string>(), cancellationToken);
        var anchored = await anchors.KeepAsync(found, cancellationToken);
        if (tenancy.Options.AnchorMailbox.Length == 0) Log.NoAnchor(logger, flow.Site.Path);
        var report = new NightReport(flow.Site.Path, flow.Site.Year, today)
        {
            Cases = history.Cases.Count, Events = history.Events, Repairs = repairs, Failed = failed, Faults = found.Faults, Compared = found.Compared, Differences = differences.Count,
            RoundUps = rounds, Anchored = anchored, Whole = failed.Count == 0 && (anchored || tenancy.Options.AnchorMailbox.Length == 0), Units = Spent - spent,
        };
        await flow.State.SaveAsync(NightReport.KeyOf(flow.Site.Year), remembered, report, cancellationToken);
        Log.Done(logger, report.Site, report.Cases, report.Events, repairs.Values.Sum(), failed.Count, found.Faults.Count, anchored, Spent - spent);
        return report;
    }

    /// <summary>What the year's awards cost, by the lists as they were read; a night in which one could not be read says nothing new.</summary>
    private static async Task LookAtMoneyAsync(SiteFlow flow, ReadAhead ahead, CancellationToken cancellationToken)
    {
        if (YearTables.Lists.Any(list => ahead.Whole(flow.Stores[list]) is null)) return;
        var tables = YearTables.Of(list => ahead.Whole(flow.Stores[list])!, await flow.Reference.GetAsync(cancellationToken), flow.Site.Year);
        await new MoneyWatch(flow.Attention, flow.Site.Year).LookAsync(tables, cancellationToken);
    }

    /// <summary>The round-ups, by what was read. One that cannot be written now is looked at again with the next night.</summary>
    private async Task<IReadOnlyDictionary<string, string>> LookAtRoundsAsync(SiteFlow flow, History history, IReadOnlySet<string> damaged, IReadOnlyDictionary<string, string> seen, CancellationToken cancellationToken)
    {
        // What this night itself wrote is not in what it read.
        async Task<History> EventsAsync() => ReadAhead.All(flow.Stores["CaseEvents"]) is null ? await HistoryRows.LoadAsync(flow.Stores["CaseEvents"], cancellationToken) : history;
        try
        {
            return await flow.RoundUps.LookAsync(EventsAsync, damaged, await flow.Reference.GetAsync(cancellationToken), seen, cancellationToken);
        }
        catch (M365Exception failure)
        {
            Log.Untold(logger, flow.Site.Path, failure.Message);
            return seen;
        }
    }

    /// <summary>Requests whose links have ended stand among what needs attention until they are answered or opened again.</summary>
    private async Task LookAtExpiredAsync(SiteFlow flow, ReadAhead ahead, History history, IReadOnlySet<string> damaged, CancellationToken cancellationToken)
    {
        // A list that could not be read says nothing new.
        if (ahead.Whole(flow.Stores["Requests"]) is not { } requests) return;
        var waiting = requests.Where(item => item.Text(Requests.Status) == "pending").ToList();
        var cases = waiting.Select(item => item.Text(Requests.CaseId)).Where(caseId => history.Cases.Contains(caseId) && !damaged.Contains(caseId)).Distinct().Select(history.Fold).OfType<CaseState>();
        var troubles = StandingTroubles.Expired(cases, await flow.Reference.GetAsync(cancellationToken), time.GetUtcNow()).ToList();
        await StandingTroubles.ShowAsync(flow.Attention, waiting, troubles, StandingTroubles.OfTheNight, damaged.Count == 0, cancellationToken);
    }

    /// <summary>Reads every list ahead.</summary>
    private async Task<History> HoldAsync(ReadAhead ahead, SiteFlow flow, CancellationToken cancellationToken)
    {
        foreach (var list in Shown) await HoldAsync(ahead, flow.Stores[list], cancellationToken);
        // The events last: what is recorded must never be older than what is shown, or a state of yesterday would be shown in place of today's.
        return HistoryRows.Of(await ahead.HoldAsync(flow.Stores["CaseEvents"], cancellationToken));
    }

    /// <summary>A list that cannot be read stops only the cases that need it; they are read one by one and fail one by one.</summary>
    private async Task HoldAsync(ReadAhead ahead, ListStore store, CancellationToken cancellationToken)
    {
        try
        {
            await ahead.HoldAsync(store, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Refused or Failure.NotFound)
        {
            Log.Unread(logger, store.Address.Schema.Name, failure.Message);
        }
    }

    /// <summary>Judges what people edited of every case whose history can be believed, and reconciles it.</summary>
    /// <returns>Cases that failed.</returns>
    private async Task<IReadOnlyList<string>> RefoldAsync(SiteFlow flow, ReadAhead ahead, History history, IReadOnlySet<string> damaged, CancellationToken cancellationToken)
    {
        var (failed, register) = (new List<string>(), new RegisterRepair(flow.Stores["AwardRegister"], flow.Site.Year, flow.NewsAddress));
        var cases = history.Cases.Where(caseId => !damaged.Contains(caseId)).ToList();
        await EachAsync(cases, failed, caseId => watch.FollowAsync(flow, caseId, cancellationToken, reassess: true));
        // Round by round, not case by case: what was read ahead answers each question once a round, and nearly always nothing was written in the first.
        if (ahead.Written.Count == 0) ahead.Afresh();
        else history = await HoldAsync(ahead, flow, cancellationToken);
        await EachAsync([.. cases.Except(failed)], failed, async caseId =>
        {
            await flow.Reconciler.ReconcileAsync(caseId, cancellationToken);
            if (history.Fold(caseId) is { } state) await register.RepairAsync(state, cancellationToken);
        });
        return failed;
    }

    private async Task EachAsync(IReadOnlyList<string> cases, List<string> failed, Func<string, Task> act)
    {
        foreach (var caseId in cases)
        {
            try
            {
                await act(caseId);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.CaseFailed(logger, caseId, failure.Message);
                failed.Add(caseId);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Nightly run of {Site}: {Cases} cases, {Events} events, {Repairs} repairs, {Failed} cases failed, {Faults} faults in the history, anchored: {Anchored}, {Units} RU")]
        public static partial void Done(ILogger logger, string site, int cases, int events, int repairs, int failed, int faults, bool anchored, long units);

        [LoggerMessage(LogLevel.Error, "The nightly run of {Site} failed: {Why}")]
        public static partial void SiteFailed(ILogger logger, string site, string why);

        [LoggerMessage(LogLevel.Error, "Case {CaseId} could not be reconciled: {Why}")]
        public static partial void CaseFailed(ILogger logger, string caseId, string why);

        [LoggerMessage(LogLevel.Warning, "The name of a unit on {Site} was not written and is tried again with the next night: {Why}")]
        public static partial void Unnamed(ILogger logger, string site, string why);

        [LoggerMessage(LogLevel.Warning, "The round-ups of {Site} were not written and are looked at again with the next night: {Why}")]
        public static partial void Untold(ILogger logger, string site, string why);

        [LoggerMessage(LogLevel.Error, "List {List} could not be read: {Why}")]
        public static partial void Unread(ILogger logger, string list, string why);

        [LoggerMessage(LogLevel.Warning, "No anchor leaves {Site}: M365:AnchorMailbox is not set, so a change of the history by somebody who can write to the hidden lists may stay unseen")]
        public static partial void NoAnchor(ILogger logger, string site);
    }
}
