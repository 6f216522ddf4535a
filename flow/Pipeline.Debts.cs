using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>What is done when something cannot be done: tell the failure of one case from that of the service, write it down, and take it up again.</summary>
public sealed partial class Pipeline
{
    /// <summary>Does a thing unless it was written down and its time has not come.</summary>
    private async Task TryAsync(SiteFlow flow, Undone what, List<Exception> failures, Func<Task> act, CancellationToken cancellationToken)
    {
        if (!flow.Parking.Rests(what)) await DoAsync(flow, what, failures, act, cancellationToken);
    }

    /// <summary>
    /// Does a thing. One that fails for a reason of its own becomes a debt, and others go on; any other failure joins <paramref name="failures"/>, and all is done
    /// again.
    /// </summary>
    /// <returns>It was done.</returns>
    private async Task<bool> DoAsync(SiteFlow flow, Undone what, List<Exception> failures, Func<Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act();
            await flow.Parking.SettleAsync(what, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, what.Key, failure.Message);
            flow.Schema.Suspect(failure);
            if (!Parking.IsOfTheCase(failure)) failures.Add(failure);
            else await OweAsync(flow, what, failure, failures, cancellationToken);
            return false;
        }
    }

    private async Task OweAsync(SiteFlow flow, Undone what, Exception failure, List<Exception> failures, CancellationToken cancellationToken)
    {
        try
        {
            if (failure is UnknownEventException unknown && what != Undone.Case(unknown.CaseId))
            {
                // The case that cannot be read is what is parked; who asked for something of it is told. What only needed that case waits by itself.
                if (!flow.Parking.IsParked(unknown.CaseId)) await flow.Parking.MeetAsync(Undone.Case(unknown.CaseId), failure, cancellationToken);
                if (what.List.Length > 0 && what.CaseId == unknown.CaseId)
                {
                    await RefuseAsync(flow, what.List, what.Id, cancellationToken);
                    return;
                }
            }

            await flow.Parking.MeetAsync(what, failure, cancellationToken);
        }
        catch (Exception unwritten) when (unwritten is not OperationCanceledException)
        {
            // Neither done nor written down: nothing may move on.
            failures.Add(unwritten);
        }
    }

    /// <summary>Takes up what was written down: the item as it is now, or the case with the answers that came meanwhile.</summary>
    private async Task RedoAsync(SiteFlow flow, Undone what, List<Exception> failures, CancellationToken cancellationToken)
    {
        var touched = new Touched();
        await DoAsync(flow, what, failures, () => AgainAsync(flow, what, touched, cancellationToken), cancellationToken);
        touched.Cases.Remove(what.CaseId.Length > 0 && what.List.Length == 0 ? what.CaseId : "");
        await ReconcileAsync(flow, touched, failures, cancellationToken);
    }

    private async Task AgainAsync(SiteFlow flow, Undone what, Touched touched, CancellationToken cancellationToken)
    {
        if (what is { List: "Staff", Id.Length: 0 })
        {
            await flow.Groups.KeepAsync(cancellationToken);
        }
        else if (what.List.Length > 0)
        {
            // Gone meanwhile: nothing is owed for it any more.
            if (what.Id.Length > 0 && await flow.Stores[what.List].GetAsync(what.Id, cancellationToken) is { } item) await FollowAsync(flow, what.List, item, touched, cancellationToken);
        }
        else
        {
            // What people edited while it waited was not judged either.
            await CatchUpAsync(flow, what.Id, edited: true, cancellationToken);
            var waiting = (await flow.Stores["Requests"].FindAsync(Requests.CaseId, what.Id, cancellationToken)).Where(ListCommands.CarriesAnswer).ToList();
            foreach (var request in waiting) await answers.AnswerAsync(flow, request, touched.Cases, cancellationToken);
            if (waiting.Count > 0) await flow.Reconciler.ReconcileAsync(what.Id, cancellationToken);
        }
    }

    /// <summary>The office says that a cause is mended: what waited for it is done now.</summary>
    private async Task RetryAsync(SiteFlow flow, Item request, Touched touched, CancellationToken cancellationToken)
    {
        if (await flow.Parking.ShownAsync(request, cancellationToken) is not { } debt)
        {
            // A trouble that is no debt is looked into with the case it names.
            if (request.Text(Requests.CaseId) is { Length: > 0 } named) touched.Cases.Add(named);
            return;
        }

        var failures = new List<Exception>();
        await RedoAsync(flow, debt.What, failures, cancellationToken);
        if (failures.Count > 0) throw new AggregateException($"{debt.What.Key} could not be tried again", failures);
    }

    /// <summary>Takes up what is owed by now. What fails stops nothing else.</summary>
    private async Task PayAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var due = await flow.Ledger.DueAsync(cancellationToken);
        var failures = new List<Exception>();
        foreach (var debt in due.Where(Debts.IsDebt).Select(Debts.Read)) await RedoAsync(flow, debt.What, failures, cancellationToken);
        await TogetherAsync(flow, due, cancellationToken);
        foreach (var caseId in due.Where(row => !Debts.IsDebt(row)).Select(row => row.Text(EffectLedger.CaseId)).Distinct().Order(StringComparer.Ordinal))
        {
            // An effect is to be looked at again, or a wait until a list is quiet is over.
            await TryAsync(flow, Undone.Case(caseId), failures, async () =>
                await flow.Ledger.GiveUpAsync(caseId, await CatchUpAsync(flow, caseId, edited: true, cancellationToken), cancellationToken), cancellationToken);
        }

        // Written by this process and not followed up: it was cut off in between.
        await ReconcileAsync(flow, new Touched(), failures, cancellationToken);
    }

    /// <summary>Mails that were kept back go out together where they go to the same people. Where that fails, each goes by itself, with its case.</summary>
    private async Task TogetherAsync(SiteFlow flow, IReadOnlyList<Microsoft365.Item> due, CancellationToken cancellationToken)
    {
        try
        {
            await flow.FirstMails.TogetherAsync(due, flow.Reference, cancellationToken);
        }
        catch (M365Exception failure)
        {
            Log.Failed(logger, "mails that were kept back", failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Could not follow up {What}: {Why}")]
        public static partial void Failed(ILogger logger, string what, string why);

        [LoggerMessage(LogLevel.Error, "Could not work on site {Path}: {Why}")]
        public static partial void SiteFailed(ILogger logger, string path, string why);
    }
}
