using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>Follows up what the office does with a council session by its Step column: post the list, take lines off, enter the outcome.</summary>
public sealed class SessionSteps(TimeProvider time)
{
    /// <summary>Somebody asks for a step.</summary>
    public static bool Asks(Item item) => item.Text(CouncilSessions.Step) is "post" or "take_off" or "record";

    /// <summary>Takes the step that stands in an item, if it still does.</summary>
    /// <returns>An event was recorded, now or before: the case is to be reconciled.</returns>
    public async Task<bool> FollowAsync(SiteFlow flow, string itemId, CancellationToken cancellationToken)
    {
        var store = flow.Stores["CouncilSessions"];
        if (await store.GetAsync(itemId, cancellationToken) is not { } item || !Asks(item)) return false;
        var (actor, id) = await StepAuthor.OfAsync(flow, store, item, CouncilSessions.Step, cancellationToken);
        var caseId = AnyCase.IdOf('s', flow.Site.Year, itemId);
        var state = (SessionState)AnyCase.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken));
        // A run that was cut off after the commit finds its own command recorded: what it asked for is done, whatever is asked of the session now.
        var refusal = state.Commands.Contains(id) ? null : item.Text(CouncilSessions.Step) switch
        {
            "post" => await PostAsync(flow, state, item, actor, id, cancellationToken),
            "take_off" => await TakeOffAsync(flow, state, item, actor, id, cancellationToken),
            _ => await RecordAsync(flow, state, item, actor, id, cancellationToken),
        };
        if (refusal is not null) await StepAuthor.SayAsync(store, item, CouncilSessions.Step, CouncilSessions.SystemNote, refusal, cancellationToken);
        if (refusal is not null) return false;
        // What was posted is told to the returns at once, so that another session does not take the same lines.
        await flow.Reconciler.ReconcileAsync(caseId, cancellationToken);
        await StepAuthor.DoneAsync(store, itemId, CouncilSessions.Step, id, cancellationToken);
        return true;
    }

    private async Task<Reason?> PostAsync(SiteFlow flow, SessionState state, Item item, Actor actor, string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var to = item.Day(CouncilSessions.PostingEnds) ?? reference.WorkingDays.Add(VietnamTime.DayOf(now), reference.Days("posting.days", 5));
        var lines = await WaitingAsync(flow, cancellationToken);
        var command = new PostSession(id, actor, "list", now, item.Title.Trim() is { Length: > 0 } title ? title : Text.Vi("session.untitled", VietnamTime.Write(VietnamTime.DayOf(now))), to, item.Day(CouncilSessions.Day), lines)
        {
            Used = Snapshot.Posting(reference),
        };
        return (await flow.Commands.TakeAsync(state.CaseId, command, ListedLine.Hash(lines), cancellationToken, state)).Refusal;
    }

    /// <summary>Lines that wait for the council: found by their column, believed by their events.</summary>
    private static async Task<IReadOnlyList<ListedLine>> WaitingAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var found = await flow.Stores["Nominations"].FindAsync(Nominations.LineStatus, Nominations.LineStatus.Word("awaiting_council"), cancellationToken);
        var lines = new List<ListedLine>();
        foreach (var caseId in found.Select(line => line.Text(Nominations.CaseId)).Where(id => id.Length > 0).Distinct().Order(StringComparer.Ordinal))
        {
            var state = Evolve.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken));
            lines.AddRange(state.Lines.Where(line => line is { Stage: LineStage.Qualified, HeldBy: null } && state.Stage == Stage.AwaitingCouncil).Select(line => ListedLine.Of(state, line)));
        }

        return lines;
    }

    private async Task<Reason?> TakeOffAsync(SiteFlow flow, SessionState state, Item item, Actor actor, string id, CancellationToken cancellationToken)
    {
        try
        {
            var numbers = ListCommands.Numbers(item.Text(CouncilSessions.TakeOff));
            if (numbers.Count == 0) return Reason.Of("refuse.takeOffNumbers");
            var command = new TakeOffLines(id, actor, "list", time.GetUtcNow(), numbers, item.Text(CouncilSessions.Because));
            return (await flow.Commands.TakeAsync(state.CaseId, command, state.ContentHash, cancellationToken, state)).Refusal;
        }
        catch (FormatException)
        {
            return Reason.Of("refuse.exceptionsUnreadable", item.Text(CouncilSessions.TakeOff));
        }
    }

    private async Task<Reason?> RecordAsync(SiteFlow flow, SessionState state, Item item, Actor actor, string id, CancellationToken cancellationToken)
    {
        try
        {
            if (state.Request is not { } request) return Reason.Of(state.Stage == SessionStage.Planned ? "refuse.notPosted" : "refuse.requestClosed");
            var entered = await AnswerParts.CompleteAsync(flow, state, "council", null, "", FormOf(item), null, cancellationToken);
            if (entered.Fault is { } fault) return fault;
            var command = new AnswerRequest(id, actor, "list", time.GetUtcNow(), request.Key, "recorded", [], "", state.ContentHash, null, null, entered.Part)
            {
                Used = Snapshot.Of(await flow.Reference.GetAsync(cancellationToken)),
            };
            return (await flow.Commands.TakeAsync(state.CaseId, command, state.ContentHash, cancellationToken, state)).Refusal;
        }
        catch (FormatException unread)
        {
            return Reason.Of("refuse.votesUnreadable", unread.Message);
        }
    }

    /// <summary>The outcome as it stands in the item.</summary>
    /// <exception cref="FormatException">A row of the table cannot be read.</exception>
    public static CouncilForm FormOf(Item item) => new(
        item.Day(CouncilSessions.Day), (int?)item.Number(CouncilSessions.Members), (int?)item.Number(CouncilSessions.Present), item.Count(CouncilSessions.WrittenBallots),
        Tables.Votes(item.Text(CouncilSessions.Outcome)), item.Text(CouncilSessions.Tally));
}

/// <summary>Who pressed a button of an item, and how they are told that it was not taken.</summary>
public static class StepAuthor
{
    /// <summary>The person who set a step column to what it says, and an id for that act.</summary>
    public static async Task<(Actor Actor, string CommandId)> OfAsync(SiteFlow flow, ListStore store, Item item, ColumnSchema step, CancellationToken cancellationToken)
    {
        var pressed = ListCommands.Changed(await store.VersionsAsync(item.Id, cancellationToken), step);
        var reference = await flow.Reference.GetAsync(cancellationToken);
        return (ListCommands.ActorOf(reference, pressed.Item.Editor.ObjectId, pressed.Item.Editor.Name), $"step:{item.Id}:{pressed.Label}");
    }

    /// <summary>Puts the step back after it was done, unless somebody has pressed anew since.</summary>
    public static async Task DoneAsync(ListStore store, string itemId, ColumnSchema step, string commandId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await store.GetAsync(itemId, cancellationToken) is not { } item || item.Text(step) == "draft") return;
            var pressed = ListCommands.Changed(await store.VersionsAsync(itemId, cancellationToken), step);
            if ($"step:{itemId}:{pressed.Label}" != commandId) return;
            try
            {
                await store.UpdateAsync(item, new Fields { [step] = "draft" }, cancellationToken);
                return;
            }
            catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.Unknown)
            {
                // Written in between: looked at again.
            }
        }
    }

    /// <summary>The case of an item cannot be read: who asked for a step is told that nothing was recorded.</summary>
    public static async Task StoppedAsync(ListStore store, string itemId, Func<Item, bool> asks, ColumnSchema step, ColumnSchema note, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(itemId, cancellationToken) is { } item && asks(item)) await SayAsync(store, item, step, note, Reason.Of("refuse.caseParked"), cancellationToken);
    }

    /// <summary>Puts the step back and says why, unless somebody wrote in between: then a new change is on its way.</summary>
    public static async Task SayAsync(ListStore store, Item item, ColumnSchema step, ColumnSchema note, Reason refusal, CancellationToken cancellationToken)
    {
        try
        {
            await store.UpdateAsync(item, new Fields { [step] = "draft", [note] = Text.Vi("note.refused", refusal.Vi) }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Changed)
        {
            // The next change of the item is followed up.
        }
    }
}
