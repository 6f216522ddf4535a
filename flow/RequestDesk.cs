using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>What a person filled in on a request page.</summary>
/// <param name="Answer">What is answered; see <see cref="Asking.AnswerOf"/>, or <c>send_back</c>.</param>
/// <param name="Exceptions">Numbers of the ticked lines.</param>
/// <param name="Comment">Reasons.</param>
/// <param name="ContentHash">Hash of what the page showed.</param>
/// <param name="Paper">The decision document, where one is asked for.</param>
/// <param name="SignedFile">Name or link of the signed file; empty when none was named.</param>
/// <param name="Council">The council's table, where one is asked for.</param>
/// <param name="Outcome">The upper level's outcomes, where they are asked for.</param>
public sealed record RequestForm(
    string Answer, IReadOnlyList<int> Exceptions, string Comment, string ContentHash, DecisionPaper? Paper, string SignedFile = "", CouncilForm? Council = null, OutcomeForm? Outcome = null)
{
    /// <summary>Says that the request goes to somebody else.</summary>
    public const string HandOver = "hand_over";

    /// <summary>Says that the request is opened again.</summary>
    public const string Reopen = "reopen";

    /// <summary>Staff number of the person to whom it goes; empty when it goes to nobody.</summary>
    public string To { get; init; } = "";

    /// <summary>Under which the call is found in the logs; null when nobody knows.</summary>
    public string? Trace { get; init; }
}

/// <summary>What a request page comes to.</summary>
/// <param name="Status">HTTP status that fits: 200, 403, 404, 409 or 410; 503 when the case is stopped, and nobody can say more of it.</param>
/// <param name="View">What is shown; null when the visitor may not see it.</param>
/// <param name="Doorbell">List to look at, so that what follows from an answer happens at once.</param>
public sealed record RequestPage(int Status, RequestView? View, Doorbell? Doorbell);

/// <summary>Shows and takes requests, on a page and by cards. The address only locates: the person is whoever signed in, judged at this moment.</summary>
public sealed class RequestDesk(SiteFlows flows, TimeProvider time)
{
    private sealed record Found(SiteFlow Flow, int Site, string CaseId, string Key, string Kind);

    /// <summary>Shows a request; changes nothing of the case, whoever or whatever asks. That it was shown to somebody who may see it is noted.</summary>
    /// <param name="locator">The request.</param>
    /// <param name="objectId">Who asks.</param>
    /// <param name="name">Their name, as the door was told; it decides nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="channel">The way: <c>page</c>, <c>outlook</c>, <c>teams</c>.</param>
    /// <param name="trace">Under which the call is found in the logs; null when nobody knows.</param>
    public Task<RequestPage> ShowAsync(string locator, string objectId, string name, CancellationToken cancellationToken, string channel = "page", string? trace = null) =>
        UnlessStoppedAsync(() => ShownAsync(locator, objectId, name, channel, trace, cancellationToken));

    /// <summary>Takes an answer, whatever the way it came. Who gives it is known by then: tenant and object id were proved at the door.</summary>
    /// <param name="locator">The request.</param>
    /// <param name="objectId">Who answers.</param>
    /// <param name="name">Their name, as the door was told; it decides nothing.</param>
    /// <param name="form">What was filled in.</param>
    /// <param name="channel">The way: <c>page</c>, <c>outlook</c>, <c>teams</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<RequestPage> AnswerAsync(string locator, string objectId, string name, RequestForm form, string channel, CancellationToken cancellationToken) =>
        UnlessStoppedAsync(() => AnsweredAsync(locator, objectId, name, form, channel, cancellationToken));

    /// <summary>A case with an event that this version does not know is not guessed at: the visitor is told that it is stopped.</summary>
    private static async Task<RequestPage> UnlessStoppedAsync(Func<Task<RequestPage>> act)
    {
        try
        {
            return await act();
        }
        catch (UnknownEventException)
        {
            return new RequestPage(503, null, null);
        }
    }

    private async Task<RequestPage> ShownAsync(string locator, string objectId, string name, string channel, string? trace, CancellationToken cancellationToken)
    {
        if (await FindAsync(locator, cancellationToken) is not { } found) return new RequestPage(404, null, null);
        if (await StateAsync(found, cancellationToken) is not { } state) return new RequestPage(404, null, null);
        var reference = await found.Flow.Reference.GetAsync(cancellationToken);
        Text.Meet(reference.LanguageOf(objectId));
        if (!RequestPages.MaySee(state, found.Kind, found.Key, ListCommands.ActorOf(reference, objectId, name))) return new RequestPage(403, null, null);
        var view = Seen(found, state, reference, ListCommands.ActorOf(reference, objectId, name), null);
        await found.Flow.Seen.NoteAsync(found.CaseId, found.Key, objectId, view.ContentHash, channel, trace, cancellationToken);
        if (view.Open) view = view.With(await AnswerParts.LyingAsync(found.Flow, state, cancellationToken), (state as ReturnState)?.Dossier);
        return new RequestPage(view.Notice?.Key == "refuse.linkExpired" ? 410 : 200, view, null);
    }

    private async Task<RequestPage> AnsweredAsync(string locator, string objectId, string name, RequestForm form, string channel, CancellationToken cancellationToken)
    {
        if (await FindAsync(locator, cancellationToken) is not { } found || await StateAsync(found, cancellationToken) is not { } before) return new RequestPage(404, null, null);
        // Judged now, not when the mail went out: role, account and delegation are asked again.
        var reference = await found.Flow.Entitlement.ConfirmAsync(objectId, cancellationToken);
        Text.Meet(reference.LanguageOf(objectId));
        var actor = ListCommands.ActorOf(reference, objectId, name);
        if (!RequestPages.MaySee(before, found.Kind, found.Key, actor)) return new RequestPage(403, null, null);
        var (refusal, result) = await TakeAsync(found, before, reference, actor, form, channel, cancellationToken);
        if (result is null) return new RequestPage(StatusOf(refusal), Seen(found, before, reference, actor, refusal), null);
        var notice = result.Refusal ?? Reason.Of(result.Repeated ? "answer.alreadyRecorded" : Said(form.Answer, result.State, found.Key));
        return new RequestPage(StatusOf(result.Refusal), Seen(found, result.State, reference, actor, notice), result.Refusal is null ? new Doorbell(found.Site, "CaseEvents") : null);
    }

    private static string Said(string answer, CaseState after, string key) => answer switch
    {
        RequestForm.HandOver => "answer.handedOver",
        RequestForm.Reopen => "answer.reopened",
        _ => after.Request?.Key == key ? "answer.endorsed" : "answer.recorded",
    };

    /// <summary>The view as this person sees it: with those to whom it can be handed, and the way to open it again.</summary>
    private RequestView Seen(Found found, CaseState state, Reference reference, Actor actor, Reason? notice)
    {
        var view = RequestPages.View(state, found.Kind, found.Key, reference, time.GetUtcNow(), notice);
        view = view with { History = actor.Is("office") || actor.Is("director") };
        if (state.Request is not { } request || request.Key != found.Key) return view;
        var refusal = Asking.Refusal(state, request, actor)?.Refusal;
        var may = refusal is null;
        return view with
        {
            Open = view.Open && may,
            // Who may see it and is not asked now is told why: they have delegated, or have agreed already.
            Notice = view.Notice ?? (view.Open ? refusal : null),
            Reopens = may && !view.Open && Headings.LinkEnds(request, reference) < time.GetUtcNow(),
            Others = view.Open ? [.. Handing.Targets(state, request, actor, reference.Roster().Everybody).OrderBy(other => other.Name, StringComparer.Ordinal).Select(other => (other.StaffKey!, other.Name))] : [],
        };
    }

    private async Task<(Reason? Refusal, CommandResult? Result)> TakeAsync(Found found, CaseState before, Reference reference, Actor actor, RequestForm form, string channel, CancellationToken cancellationToken)
    {
        if (form.Answer is RequestForm.HandOver or RequestForm.Reopen) return await HandedAsync(found, before, reference, actor, form, channel, cancellationToken);
        // The answer is to what the page showed: a list that has changed since, or a page made by somebody else, shows another hash.
        var hash = await found.Flow.ContentHashAsync(before, cancellationToken) == form.ContentHash ? form.ContentHash : "";
        var command = new AnswerRequest($"{channel}:{found.Key}:{actor.ObjectId}:{form.Answer}", actor, channel, time.GetUtcNow(), found.Key, form.Answer, form.Exceptions, form.Comment,
            hash, before.Request is { } request ? Headings.LinkEnds(request, reference) : null, form.Paper) { Used = Snapshot.Of(reference), Trace = form.Trace, Voices = reference.Roster().Voices(before) };
        // What was answered before needs no file looked up again.
        if (form.Answer == "recorded" && before.Request?.Key == found.Key)
        {
            var entered = await AnswerParts.CompleteAsync(found.Flow, before, found.Kind, form.Paper, form.SignedFile, form.Council, form.Outcome, cancellationToken);
            if (entered.Fault is not null) return (entered.Fault, null);
            command = command with { Paper = entered.Paper, Part = entered.Part, Used = Snapshot.Of(reference, entered.Paper, before.Asked) };
        }

        command = command with { Dossier = await AnswerParts.DossierAsync(found.Flow, before, command, cancellationToken) };
        return (null, await found.Flow.Commands.TakeAsync(found.CaseId, command, hash, cancellationToken, before));
    }

    private async Task<(Reason? Refusal, CommandResult? Result)> HandedAsync(
        Found found, CaseState before, Reference reference, Actor actor, RequestForm form, string channel, CancellationToken cancellationToken)
    {
        var (now, roster) = (time.GetUtcNow(), reference.Roster());
        var ends = before.Request is { } request ? Headings.LinkEnds(request, reference) : now;
        if (form.Answer == RequestForm.Reopen)
        {
            var asked = before.Request is null ? [] : roster.Asked(before, before.Request);
            return (null, await TakenAsync(new ReopenRequest($"reopen:{found.Key}", actor, channel, now, found.Key, asked, ends) { Trace = form.Trace }));
        }

        if (now > ends) return (Reason.Of("refuse.linkExpired", VietnamTime.Write(ends)), null);
        if (roster.Everybody.FirstOrDefault(other => other.StaffKey == form.To && form.To.Length > 0) is not { } target) return (Reason.Of("refuse.handOverNobody"), null);
        return (null, await TakenAsync(new HandOver($"{channel}:{found.Key}:{actor.ObjectId}:to:{target.ObjectId}", actor, channel, now, found.Key, target, form.Comment) { Trace = form.Trace }));

        Task<CommandResult> TakenAsync(Command command) => found.Flow.Commands.TakeAsync(found.CaseId, command, before.ContentHash, cancellationToken, before);
    }

    private static int StatusOf(Reason? refusal) => refusal?.Key switch
    {
        null => 200,
        "refuse.notAsked" or "refuse.ownReturn" or "refuse.ownLine" or "refuse.delegated" or "refuse.deputyInterested" or "refuse.standsInForInterested" or "refuse.family" or "refuse.ownUnit" or "refuse.endorsed" => 403,
        "refuse.answered" or "refuse.requestClosed" or "refuse.moved" or "refuse.contentChanged" => 409,
        "refuse.linkExpired" => 410,
        _ => 400,
    };

    /// <summary>The case of a request; null when it was never begun or is of no kind: an item that somebody made by hand asks nobody anything.</summary>
    private static async Task<CaseState?> StateAsync(Found found, CancellationToken cancellationToken) =>
        AnyCase.IsId(found.CaseId) && AnyCase.Fold(found.CaseId, await found.Flow.Stream.LoadAsync(found.CaseId, cancellationToken)) is { Seq: > 0 } state ? state : null;

    private async Task<Found?> FindAsync(string locator, CancellationToken cancellationToken) => !Locator.IsOne(locator) ? null : await flows.FindAsync(async (site, flow) =>
    {
        var items = await flow.Stores["Requests"].FindAsync(Requests.Locator, locator, cancellationToken);
        return items is [var item, ..] ? new Found(flow, site, item.Text(Requests.CaseId), item.Text(Requests.RequestKey), item.Text(Requests.Kind)) : null;
    }, cancellationToken);
}
