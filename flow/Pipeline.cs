using System.Collections.Concurrent;
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
/// change may carry a command; a command becomes an event or a refusal; every case touched is reconciled; the cursor is saved last. What cannot be followed up
/// for a reason of its own is written down as a debt, and the cursor moves on.
/// </summary>
public sealed partial class Pipeline(
    SiteFlows flows, ReturnSteps returns, SessionSteps sessions, SubmissionSteps submissions, StorySteps stories, AnswerSteps answers, RequestMoves moves, HandOvers handOvers, ContentWatch watch, M365Options options, TimeProvider time, ILogger<Pipeline> logger)
{
    private const int Hops = 4;
    private readonly ConcurrentDictionary<string, string> _failedAs = new(StringComparer.Ordinal);

    /// <summary>Follows up the changes of the list that a doorbell names, unless a reading that began after it was rung has done so.</summary>
    /// <exception cref="AggregateException">The service did not answer as it should; the cursor stays, and the doorbell is to be rung again.</exception>
    public async Task ProcessAsync(Doorbell doorbell, CancellationToken cancellationToken)
    {
        // Rung before a site was taken out of the settings: there is nothing to look at any more.
        if (doorbell.Site >= flows.Sites.Count) return;
        var flow = await flows.OpenAsync(doorbell.Site, cancellationToken);
        await flow.Schema.WhileFitAsync(doorbell.List, () => ReadAsync(flow, doorbell, cancellationToken), cancellationToken);
    }

    private async Task ReadAsync(SiteFlow flow, Doorbell doorbell, CancellationToken cancellationToken)
    {
        var list = doorbell.List;
        using var reading = await flows.Readings.BeginAsync(doorbell, cancellationToken);
        if (!reading.Needed) return;
        await flow.Ledger.RememberAsync(cancellationToken);
        var read = await flow.Stores[list].DeltaAsync(await flow.Cursors.LoadAsync(list, cancellationToken), cancellationToken);
#if MUTANTS
        if (Mutant.Is("cursor-before-effects")) await flow.Cursors.SaveAsync(list, read, cancellationToken);
#endif
        var failures = new List<Exception>();
        var touched = new Touched();
        foreach (var item in read.Items) await ChangedAsync(flow, list, item, touched, failures, cancellationToken);
        if (read.Fresh) await MissingAsync(flow, list, read, touched, failures, cancellationToken);
        if (ReferenceLists.Reads(list) && read.Items.Any(item => item.Deleted || list != "Staff" || item.Editor.ApplicationId != options.ClientId)) moves.Forget(flow);
        // Also when a row was deleted, which no case follows.
        if (list == "Staff" && read.Items.Count > 0) await TryAsync(flow, new Undone(list, "", ""), failures, () => flow.Groups.KeepAsync(cancellationToken), cancellationToken);
        await ReconcileAsync(flow, touched, failures, cancellationToken);
        if (failures.Count > 0) throw new AggregateException($"{failures.Count} of the changes of list {list} could not be followed up", failures);
        await flow.Cursors.SaveAsync(list, read, cancellationToken);
        reading.Done();
    }

    private async Task ChangedAsync(SiteFlow flow, string list, Item item, Touched touched, List<Exception> failures, CancellationToken cancellationToken)
    {
        var what = new Undone(list, item.Id, CaseOf(flow, list, item));
        var mark = $"{flow.Site.Key}|{what.Key}";
        // The page is read again because of others: the same item would fail the same way, and its time has not come.
        if (!item.Deleted && flow.Parking.Rests(what) && _failedAs.TryGetValue(mark, out var failedAs) && failedAs == item.ETag) return;
        _failedAs[mark] = item.ETag;
        if (await DoAsync(flow, what, failures, () => FollowAsync(flow, list, item, touched, cancellationToken), cancellationToken)) _failedAs.TryRemove(mark, out _);
    }

    /// <summary>
    /// Everything was read anew: what was there before and is not among it is gone. Also where no cursor is known: a process before this one may have ended before it wrote one down.
    /// </summary>
    private async Task MissingAsync(SiteFlow flow, string list, DeltaRead read, Touched touched, List<Exception> failures, CancellationToken cancellationToken)
    {
        if (CaseMap.Holds(list) && !flow.Map.Whole)
            await DoAsync(flow, new Undone(list, "", ""), failures, async () => touched.Cases.UnionWith(await OpenCases.MapAsync(flow, cancellationToken)), cancellationToken);
        foreach (var id in flow.Map.Items(list).Except(read.Items.Select(item => item.Id)))
            await DoAsync(flow, new Undone(list, id, ""), failures, () => GoneAsync(flow, list, id, touched, cancellationToken), cancellationToken);
    }

    private async Task FollowAsync(SiteFlow flow, string list, Item item, Touched touched, CancellationToken cancellationToken)
    {
        if (item.Deleted)
        {
            await GoneAsync(flow, list, item.Id, touched, cancellationToken);
            return;
        }

        flow.Map.Learn(list, item.Id, ContentWatch.CaseOf(flow, list, item));
        if (flow.Map.CameBack(list, item.Id)) touched.Edited.Add(flow.Map.Of(list, item.Id));
        var ours = item.Editor.ApplicationId == options.ClientId;
        switch (list)
        {
            case "UnitReturns" when ListCommands.AsksToSubmit(item) || ListCommands.AsksToWithdraw(item):
                Stepped(flow, list, item, touched, await returns.FollowAsync(flow, item.Id, cancellationToken));
                break;
            case "CouncilSessions" when SessionSteps.Asks(item):
                Stepped(flow, list, item, touched, await sessions.FollowAsync(flow, item.Id, cancellationToken));
                break;
            case "Submissions" when SubmissionSteps.Asks(item):
                Stepped(flow, list, item, touched, await submissions.FollowAsync(flow, item.Id, cancellationToken));
                break;
            case "Stories":
                if (stories.Concerns(flow, item) && await stories.FollowAsync(flow, item.Id, cancellationToken)) touched.Cases.Add(flow.Map.Of(list, item.Id));
                break;
            case "Petitions":
                if (!ours && AnswerSteps.Replies(item)) await answers.ReplyAsync(flow, item, touched.Cases, cancellationToken);
                break;
            case "UnitReturns" when RegistrationLines.Asked(item):
                await returns.FillAsync(flow, item.Id, cancellationToken);
                Stepped(flow, list, item, touched, recorded: false);
                break;
            case "Requests" when Attention.AsksRetry(item):
                await RetryAsync(flow, item, touched, cancellationToken);
                break;
            case "Requests" when ListCommands.CarriesAnswer(item):
                await answers.AnswerAsync(flow, item, touched.Cases, cancellationToken);
                break;
            case "Requests" when !ours && HandOvers.Asks(item):
                await handOvers.FollowAsync(flow, item, touched.Cases, cancellationToken);
                break;
            case "CaseEvents":
                flow.Stream.Saw(item.Text(CaseEvents.CaseId), item.Count(CaseEvents.Seq));
                // Our own events come back as changes of this list: those that were followed up at once are done.
                if (!flow.Followed.Covers(item.Text(CaseEvents.CaseId), item.Count(CaseEvents.Seq))) touched.Cases.Add(item.Text(CaseEvents.CaseId));
                break;
            case var of when CaseMap.Holds(of):
                // Our own writes come back as changes; only what a person wrote can have made the columns disagree with the events.
                if (!ours && ContentWatch.CaseOf(flow, list, item) is { Length: > 0 } caseId) (list == "Requests" ? touched.Cases : touched.Edited).Add(caseId);
                break;
            // The worker itself writes there nothing but the name of a unit, for the eye: no reason to read eight lists anew. What else is written under its name is known when the lists are next read.
            case "Staff" when ours:
                break;
            default:
                flow.Reference.Forget();
                _openedOn.TryRemove(flow.Site.Key, out _);
                _quietUntil.TryRemove(flow.Site.Key, out _);
                break;
        }
    }

    /// <summary>
    /// A step was taken, and the case is to be reconciled; or it was answered without an event, and what else was written in the same save is looked at: the answer is our own write, so
    /// nothing would lead here again.
    /// </summary>
    private static void Stepped(SiteFlow flow, string list, Item item, Touched touched, bool recorded)
    {
        if (recorded) touched.Cases.Add(flow.Map.Of(list, item.Id));
        else if (ContentWatch.CaseOf(flow, list, item) is { Length: > 0 } caseId) touched.Edited.Add(caseId);
    }

    /// <summary>An item is gone. Only its id is told: the map says which case it belonged to.</summary>
    private static async Task GoneAsync(SiteFlow flow, string list, string id, Touched touched, CancellationToken cancellationToken)
    {
        if (!CaseMap.Holds(list)) return;
        if (flow.Map.Of(list, id).Length == 0 && !flow.Map.Whole) touched.Cases.UnionWith(await OpenCases.MapAsync(flow, cancellationToken));
        var caseId = flow.Map.Of(list, id);
        flow.Map.Gone(list, id);
        if (caseId.Length > 0) (list == "Requests" ? touched.Cases : touched.Edited).Add(caseId);
    }

    private async Task ReconcileAsync(SiteFlow flow, Touched touched, List<Exception> failures, CancellationToken cancellationToken)
    {
        // Once a case, however many of its lines were saved.
        foreach (var caseId in touched.All)
            await TryAsync(flow, Undone.Case(caseId), failures, () => CatchUpAsync(flow, caseId, touched.Edited.Contains(caseId), cancellationToken), cancellationToken);
        // What one case comes to is an event of another (a session's outcome, of its returns): followed up at once, case by case, and what is left with the next round.
        for (var hop = 0; hop < Hops && failures.Count == 0 && flow.Followed.Owing is { Count: > 0 } owing; hop++)
        {
            foreach (var caseId in owing)
                await TryAsync(flow, Undone.Case(caseId), failures, () => flow.Reconciler.ReconcileAsync(caseId, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Makes the world agree with the events of a case; where people edited what it was asked about, that is judged first.</summary>
    /// <returns>Keys of what the case owes.</returns>
    private async Task<IReadOnlySet<string>> CatchUpAsync(SiteFlow flow, string caseId, bool edited, CancellationToken cancellationToken)
    {
        if (edited && !await watch.FollowAsync(flow, caseId, cancellationToken)) return new HashSet<string>();
        return await flow.Reconciler.ReconcileAsync(caseId, cancellationToken);
    }

    /// <summary>Who asked for something of a case that cannot be read is told that nothing was recorded.</summary>
    private Task RefuseAsync(SiteFlow flow, string list, string itemId, CancellationToken cancellationToken) => list switch
    {
        "Requests" => answers.StoppedAsync(flow, itemId, cancellationToken),
        "UnitReturns" => returns.StoppedAsync(flow, itemId, cancellationToken),
        "CouncilSessions" => StepAuthor.StoppedAsync(flow.Stores[list], itemId, SessionSteps.Asks, CouncilSessions.Step, CouncilSessions.SystemNote, cancellationToken),
        "Stories" => StepAuthor.StoppedAsync(flow.Stores[list], itemId, StorySteps.Asks, Stories.Step, Stories.SystemNote, cancellationToken),
        "Submissions" => StepAuthor.StoppedAsync(flow.Stores[list], itemId, SubmissionSteps.Asks, Submissions.Step, Submissions.SystemNote, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static string CaseOf(SiteFlow flow, string list, Item item) =>
        CaseMap.KindOf(list) is null && ContentWatch.CaseOf(flow, list, item) is { Length: > 0 } named ? named : flow.Map.Of(list, item.Id);

    /// <summary>What the changes of a list touched.</summary>
    private sealed class Touched
    {
        /// <summary>Cases to be reconciled.</summary>
        public SortedSet<string> Cases { get; } = new(StringComparer.Ordinal);

        /// <summary>Cases of which people edited, deleted or restored something: whether it is still what the case was asked about is judged first.</summary>
        public SortedSet<string> Edited { get; } = new(StringComparer.Ordinal);

        /// <summary>Both, in order.</summary>
        public IReadOnlyList<string> All => [.. Cases.Union(Edited).Order(StringComparer.Ordinal)];
    }
}
