using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>Follows up answers that people write into lists: in the list of requests, and among the petitions to who commented on a posted list.</summary>
public sealed partial class AnswerSteps(TimeProvider time, ILogger<AnswerSteps> logger)
{
    /// <summary>Takes the answer that stands in a request; who gave it is told when it cannot be taken.</summary>
    public async Task AnswerAsync(SiteFlow flow, Item request, SortedSet<string> touched, CancellationToken cancellationToken)
    {
        var caseId = request.Text(Requests.CaseId);
        var version = ListCommands.Answer(await flow.Stores["Requests"].VersionsAsync(request.Id, cancellationToken));
        // Judged now, not when the request was written: role, account and delegation are asked again.
        var reference = await flow.Entitlement.ConfirmAsync(version.Item.Editor.ObjectId, cancellationToken);
        var actor = ListCommands.ActorOf(reference, version.Item.Editor.ObjectId, version.Item.Editor.Name);
        var (refusal, waits) = await TakeAsync(flow, request, version, actor, reference, cancellationToken);
        touched.Add(caseId);
        if (refusal is null)
        {
            if (waits) await FreeAsync(flow, request, cancellationToken);
            return;
        }

        Log.Refused(logger, "answer", request.Id, refusal.Key);
        await TellAsync(flow, request, version, reference, actor, refusal, cancellationToken);
    }

    /// <summary>The case of an answer cannot be read: who answered is told that it was not recorded.</summary>
    public async Task StoppedAsync(SiteFlow flow, string itemId, CancellationToken cancellationToken)
    {
        if (await flow.Stores["Requests"].GetAsync(itemId, cancellationToken) is not { } request || !ListCommands.CarriesAnswer(request)) return;
        var version = ListCommands.Answer(await flow.Stores["Requests"].VersionsAsync(itemId, cancellationToken));
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var actor = ListCommands.ActorOf(reference, version.Item.Editor.ObjectId, version.Item.Editor.Name);
        var refusal = Reason.Of("refuse.caseParked");
        Log.Refused(logger, "answer", itemId, refusal.Key);
        await TellAsync(flow, request, version, reference, actor, refusal, cancellationToken);
    }

    /// <summary>Tells somebody why what they wrote to a request was not taken.</summary>
    internal static async Task TellAsync(SiteFlow flow, Item request, ItemVersion version, Reference reference, Actor actor, Reason refusal, CancellationToken cancellationToken)
    {
        if (reference.Behind(actor.ObjectId) is { } member) await TellAsync(flow, request.Text(Requests.CaseId), new Notice($"refused:{request.Id}:{version.Label}"), member, request.Title, refusal, cancellationToken);
    }

    private static async Task TellAsync(SiteFlow flow, string caseId, Notice notice, StaffMember member, string title, Reason refusal, CancellationToken cancellationToken) =>
        await flow.Ledger.SeeToAsync(caseId, notice, await flow.Ledger.LoadAsync(caseId, cancellationToken),
            () => flow.Mail.RefusedAsync(member, title, refusal, Ledger.KeyOf(caseId, notice.Key), cancellationToken), cancellationToken);

    /// <summary>The office has answered a petition that came from a posted list.</summary>
    public static bool Replies(Item petition) => petition.Text(Petitions.Stage) == "answered" && petition.Text(Petitions.Reply).Trim().Length > 0 && petition.Text(Petitions.CaseId).Length > 0;

    /// <summary>Takes the answer to a petition; it goes to who asked.</summary>
    public async Task ReplyAsync(SiteFlow flow, Item petition, SortedSet<string> touched, CancellationToken cancellationToken)
    {
        var caseId = petition.Text(Petitions.CaseId);
        var version = ListCommands.Changed(await flow.Stores["Petitions"].VersionsAsync(petition.Id, cancellationToken), Petitions.Reply);
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var actor = ListCommands.ActorOf(reference, version.Item.Editor.ObjectId, version.Item.Editor.Name);
        var key = petition.Text(Petitions.PetitionKey);
        if (!key.StartsWith(caseId + "-", StringComparison.Ordinal) || !int.TryParse(key[(caseId.Length + 1)..], out var number)) return;
        var command = new ReplyToComment($"petition:{petition.Id}:{version.Label}", actor, "list", time.GetUtcNow(), number, petition.Text(Petitions.Reply));
        if ((await flow.Commands.TakeAsync(caseId, command, "", cancellationToken)).Refusal is not { } refusal)
        {
            touched.Add(caseId);
            return;
        }

        Log.Refused(logger, "reply", petition.Id, refusal.Key);
        await GiveBackAsync(flow, petition, cancellationToken);
        if (reference.Behind(actor.ObjectId) is { } member) await TellAsync(flow, caseId, new Notice($"refused:petition:{petition.Id}:{version.Label}"), member, petition.Title, refusal, cancellationToken);
    }

    /// <summary>Nothing went out, so the list does not say that it did: somebody else writes an answer of their own. What was typed stays in the versions.</summary>
    private static async Task GiveBackAsync(SiteFlow flow, Item petition, CancellationToken cancellationToken)
    {
        try
        {
            await flow.Stores["Petitions"].UpdateAsync(petition, new Fields { [Petitions.Stage] = "received", [Petitions.Reply] = "" }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Changed)
        {
            // The next change of the item is followed up.
        }
    }

    /// <summary>Several must agree and not all did: the next one finds the field empty. What was typed stays in the versions.</summary>
    private static async Task FreeAsync(SiteFlow flow, Item request, CancellationToken cancellationToken)
    {
        try
        {
            await flow.Stores["Requests"].UpdateAsync(request, new Fields { [Requests.Decision] = null, [Requests.Exceptions] = null, [Requests.Comment] = null }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Changed)
        {
            // The next change of the item is followed up.
        }
    }

    private async Task<(Reason? Refusal, bool Waits)> TakeAsync(SiteFlow flow, Item request, ItemVersion version, Actor actor, Reference reference, CancellationToken cancellationToken)
    {
        var caseId = request.Text(Requests.CaseId);
        try
        {
            var state = AnyCase.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken));
            var command = ListCommands.AnswerIn(version, request.Text(Requests.RequestKey), actor, time.GetUtcNow(), await flow.ContentHashAsync(state, cancellationToken)) with
            {
                Used = Snapshot.Of(reference), Voices = reference.Roster().Voices(state),
            };
            if (command.Answer == "recorded")
            {
                var entered = await EnteredAsync(flow, state, request, version.Item, command, cancellationToken);
                if (entered.Fault is not null) return (entered.Fault, true);
                command = command with { Paper = entered.Paper, Part = entered.Part, Used = Snapshot.Of(reference, entered.Paper, state.Asked) };
            }

            command = command with { Dossier = await AnswerParts.DossierAsync(flow, state, command, cancellationToken) };
            var result = await flow.Commands.TakeAsync(caseId, command, command.ContentHash, cancellationToken, state);
            return (result.Refusal, result.State.Request?.Key == command.RequestKey);
        }
        catch (FormatException unread)
        {
            return (Reason.Of("refuse.exceptionsUnreadable", unread.Message), true);
        }
    }

    private static async Task<Entered> EnteredAsync(SiteFlow flow, CaseState state, Item request, Item version, AnswerRequest command, CancellationToken cancellationToken)
    {
        var kind = request.Text(Requests.Kind);
        CouncilForm? council = null;
        if (kind == "council")
        {
            // The table stands in the item of the session; the request only says that it is complete.
            var session = await flow.Stores["CouncilSessions"].GetAsync(AnyCase.ItemIdOf(state.CaseId), cancellationToken);
            if (session is not null) council = SessionSteps.FormOf(session);
        }

        var outcome = kind == "upper_decision"
            ? new OutcomeForm([.. command.Exceptions], Tables.Reduced(version.Text(Requests.Reduced)), ListCommands.Numbers(version.Text(Requests.Waiting))) : null;
        return await AnswerParts.CompleteAsync(flow, state, kind, command.Paper, version.Text(Requests.SignedFile), council, outcome, cancellationToken);
    }

    /// <summary>A word to somebody whose edit was not taken; lost rather than sent twice.</summary>
    private sealed record Notice(string Key) : Effect(Key, EffectClass.AtMostOnce);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Refused a {Kind} on item {Item}: {Why}")]
        public static partial void Refused(ILogger logger, string kind, string item, string why);
    }
}
