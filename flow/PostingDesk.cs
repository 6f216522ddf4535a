using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>A posted list as its page shows it: name, unit, award, and nothing else of anybody.</summary>
/// <param name="Title">Name of the session.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Lines">Number, name, unit, award.</param>
/// <param name="Open">It can be commented on.</param>
/// <param name="Mine">The visitor's own comments with the answers; nobody sees those of others.</param>
/// <param name="Notice">What came of a comment; null when there is nothing to say.</param>
public sealed record PostingView(
    string Title, DateOnly From, DateOnly To, IReadOnlyList<(int Number, string Name, string Unit, string Award)> Lines, bool Open, IReadOnlyList<PostingComment> Mine, Reason? Notice);

/// <summary>What a visit comes to.</summary>
/// <param name="Status">HTTP status that fits: 200, 400, 403, 404 or 410; 503 when the case is stopped.</param>
/// <param name="View">What is shown; null when there is nothing for this visitor.</param>
/// <param name="Doorbell">List to look at, so that what follows happens at once.</param>
public sealed record PostingPage(int Status, PostingView? View, Doorbell? Doorbell);

/// <summary>Shows posted lists to the people of the unit and takes their comments. After the posting the names are shown no longer.</summary>
public sealed class PostingDesk(SiteFlows flows, TimeProvider time)
{
    private sealed record Found(SiteFlow Flow, int Site, SessionState State, Reference Reference, Actor Actor);

    /// <summary>Shows the list; changes nothing.</summary>
    public Task<PostingPage> ShowAsync(string locator, string objectId, string name, CancellationToken cancellationToken) =>
        UnlessStoppedAsync(() => ShownAsync(locator, objectId, name, cancellationToken));

    /// <summary>Takes a comment; the same text from the same person is one comment, however often it is sent.</summary>
    public Task<PostingPage> CommentAsync(string locator, string objectId, string name, string text, CancellationToken cancellationToken) =>
        UnlessStoppedAsync(() => CommentedAsync(locator, objectId, name, text, cancellationToken));

    /// <summary>A case with an event that this version does not know is not guessed at: the visitor is told that it is stopped.</summary>
    private static async Task<PostingPage> UnlessStoppedAsync(Func<Task<PostingPage>> act)
    {
        try
        {
            return await act();
        }
        catch (UnknownEventException)
        {
            return new PostingPage(503, null, null);
        }
    }

    private async Task<PostingPage> ShownAsync(string locator, string objectId, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(locator, objectId, name, cancellationToken) is not { } found) return new PostingPage(404, null, null);
        if (found.Actor.StaffKey is null) return new PostingPage(403, null, null);
        var view = View(found, found.State, null);
        return new PostingPage(view.Open ? 200 : 410, view, null);
    }

    private async Task<PostingPage> CommentedAsync(string locator, string objectId, string name, string text, CancellationToken cancellationToken)
    {
        if (await FindAsync(locator, objectId, name, cancellationToken) is not { } found) return new PostingPage(404, null, null);
        if (found.Actor.StaffKey is null) return new PostingPage(403, null, null);
        var said = text.ReplaceLineEndings("\n").Normalize().Trim();
        var command = new CommentOnPosting($"comment:{objectId}:{RecordedEvent.Sha256(said)[..16]}", found.Actor, "page", time.GetUtcNow(), said);
        var result = await found.Flow.Commands.TakeAsync(found.State.CaseId, command, found.State.ContentHash, cancellationToken, found.State);
        var notice = result.Refusal ?? Reason.Of(result.Repeated ? "answer.alreadyRecorded" : "answer.commented");
        var status = result.Refusal?.Key switch { null => 200, "refuse.postingOver" => 410, _ => 400 };
        return new PostingPage(status, View(found, (SessionState)result.State, notice), result.Refusal is null ? new Doorbell(found.Site, "CaseEvents") : null);
    }

    private PostingView View(Found found, SessionState state, Reason? notice)
    {
        var open = state.Stage == SessionStage.Posted && VietnamTime.DayOf(time.GetUtcNow()) <= state.To;
        return new PostingView(state.Title, state.From, state.To,
            open ? [.. state.OnList.Select(line => (line.Number, line.Line.Name, found.Reference.UnitName(line.Line.UnitKey), Words.Award(line.Line.Award)))] : [], open,
            [.. state.Comments.Where(comment => comment.ActorId == found.Actor.ObjectId)], notice ?? (open ? null : Reason.Of("refuse.postingOver", VietnamTime.Write(state.To))));
    }

    private async Task<Found?> FindAsync(string locator, string objectId, string name, CancellationToken cancellationToken) => !Locator.IsOne(locator) ? null : await flows.FindAsync(async (site, flow) =>
    {
        if (await flow.Stores["CouncilSessions"].FindAsync(CouncilSessions.Locator, locator, cancellationToken) is not [var item, ..]) return null;
        var caseId = AnyCase.IdOf('s', flow.Site.Year, item.Id);
        // An item that somebody gave a locator by hand was never posted.
        if (AnyCase.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken)) is not SessionState { Seq: > 0 } state) return null;
        var reference = await flow.Reference.GetAsync(cancellationToken);
        Text.Meet(reference.LanguageOf(objectId));
        return new Found(flow, site, state, reference, ListCommands.ActorOf(reference, objectId, name));
    }, cancellationToken);
}
