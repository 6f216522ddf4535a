using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>
/// Follows up what people do with a story in its list: introduce, publish, edit what readers have, take back, untick the consent, delete. Called once too often it changes nothing.
/// </summary>
/// <remarks>
/// Communications is a group of the site and no role of the Staff list. Who writes to an item that somebody else made could only do so with the right to write every story, which
/// communications and the office have: that is how a reader is told from a writer.
/// </remarks>
public sealed class StorySteps(M365Options options, TimeProvider time)
{
    /// <summary>Key of the setting by which the unit publishes without a second reader.</summary>
    private const string Straight = "story.straight";

    /// <summary>The item belongs to the year of this site: by its case where it has one, else by its year.</summary>
    public static bool IsOf(SiteFlow flow, Item item) => item.Text(Stories.CaseId) is { Length: > 0 } caseId ? AnyCase.YearOf(caseId) == flow.Site.Year : item.Count(Stories.Year) == flow.Site.Year;

    /// <summary>Somebody asks for a step.</summary>
    public static bool Asks(Item item) => item.Text(Stories.Step) is "introduce" or "publish" or "withdraw";

    /// <summary>There is something to look at: a step that is asked for, or a case whose item a person wrote to.</summary>
    public bool Concerns(SiteFlow flow, Item item) => IsOf(flow, item) && (Asks(item) || (item.Text(Stories.CaseId).Length > 0 && item.Editor.ApplicationId != options.ClientId));

    /// <summary>Takes the step that stands in an item, or what was edited in it.</summary>
    /// <returns>The case is to be reconciled.</returns>
    public async Task<bool> FollowAsync(SiteFlow flow, string itemId, CancellationToken cancellationToken)
    {
        var caseId = AnyCase.IdOf('d', flow.Site.Year, itemId);
        var state = (StoryState)AnyCase.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken));
        if (await flow.Stores["Stories"].GetAsync(itemId, cancellationToken) is not { } item) return await GoneAsync(flow, state, cancellationToken);
        if (!IsOf(flow, item)) return false;
        return Asks(item) ? await StepAsync(flow, state, item, cancellationToken) : await EditedAsync(flow, state, item, cancellationToken);
    }

    /// <summary>Its item is gone: nobody can answer for it any more, so readers do not keep it.</summary>
    private async Task<bool> GoneAsync(SiteFlow flow, StoryState state, CancellationToken cancellationToken)
    {
        if (state.Stage is not (StoryStage.Ready or StoryStage.Published)) return state.Seq > 0;
        var command = new WithdrawStory($"story:gone:{state.Seq}", Actor.System, "list", time.GetUtcNow(), Text.Vi("story.gone"));
        await flow.Commands.TakeAsync(state.CaseId, command, "", cancellationToken, state);
        return true;
    }

    private async Task<bool> StepAsync(SiteFlow flow, StoryState state, Item item, CancellationToken cancellationToken)
    {
        var store = flow.Stores["Stories"];
        var (actor, id) = await StepAuthor.OfAsync(flow, store, item, Stories.Step, cancellationToken);
        // A run that was cut off after the commit finds its own command recorded.
        if (state.Commands.Contains(id)) return true;
        // Who takes a story back is asked for nothing of what it says.
        var story = item.Text(Stories.Step) == "withdraw" ? null : await ReadAsync(flow, state, item, actor, item.Text(Stories.Step) == "publish", cancellationToken);
        var refusal = (await flow.Commands.TakeAsync(state.CaseId, Asked(item, story, actor, id), story?.Content.Hash ?? state.ContentHash, cancellationToken, state)).Refusal;
        if (refusal is not null) await StepAuthor.SayAsync(store, item, Stories.Step, Stories.SystemNote, refusal, cancellationToken);
        return refusal is null;
    }

    private Command Asked(Item item, StoryReading? story, Actor actor, string id)
    {
        var now = time.GetUtcNow();
        if (story is null) return new WithdrawStory(id, actor, "list", now, "");
        return item.Text(Stories.Step) == "introduce" ? new IntroduceStory(id, actor, "list", now, story) : new PublishStory(id, actor, "list", now, story);
    }

    /// <summary>What readers have follows what is edited; what must not be published is named in the item, and readers keep what they have.</summary>
    private async Task<bool> EditedAsync(SiteFlow flow, StoryState state, Item item, CancellationToken cancellationToken)
    {
        var ours = item.Editor.ApplicationId == options.ClientId;
        // What we wrote last shows what was decided: nobody has edited it since.
        if (state.Shown is null || (ours && item.Count(Stories.AppliedSeq) == state.Seq)) return state.Seq > 0;
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var actor = ours ? Actor.System : ListCommands.ActorOf(reference, item.Editor.ObjectId, item.Editor.Name);
        var story = await ReadAsync(flow, state, item, actor, false, cancellationToken);
        // What is written down names the content and the consent, so that the same edit found again is the same act.
        var command = new ChangeStory($"story:{state.Showings}:{story.Content.Hash[..16]}:{story.Consent}", actor, "list", time.GetUtcNow(), story);
        var refusal = (await flow.Commands.TakeAsync(state.CaseId, command, story.Content.Hash, cancellationToken, state)).Refusal;
        if (refusal is null) return true;
        var said = Text.Vi("note.refused", refusal.Vi);
        if (item.Text(Stories.SystemNote) != said) await StepAuthor.SayAsync(flow.Stores["Stories"], item, Stories.Step, Stories.SystemNote, refusal, cancellationToken);
        return true;
    }

    /// <param name="flow">The site.</param>
    /// <param name="state">The case.</param>
    /// <param name="item">Its item.</param>
    /// <param name="actor">Whoever acts.</param>
    /// <param name="publishes">They press the button that publishes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private static async Task<StoryReading> ReadAsync(SiteFlow flow, StoryState state, Item item, Actor actor, bool publishes, CancellationToken cancellationToken)
    {
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var (content, fault) = await flow.Stories.ReadAsync(item, state, actor.UnitKey, cancellationToken);
        // What the system began is the story of whoever wrote its text: where nobody did, it says what a decision made public already.
        var own = item.Creator?.ApplicationId is not null ? publishes && await WroteAsync(flow, item, actor, cancellationToken) : item.Creator?.ObjectId is not { } maker || Is(maker, actor);
        return new StoryReading(content, item.YesNo(Stories.Consent) == true, own, reference.Settings.IsYes(Straight, reference.Today), fault);
    }

    private static async Task<bool> WroteAsync(SiteFlow flow, Item item, Actor actor, CancellationToken cancellationToken) =>
        ListCommands.Changed(await flow.Stores["Stories"].VersionsAsync(item.Id, cancellationToken), Stories.Story).Item.Editor.ObjectId is { } writer && Is(writer, actor);

    private static bool Is(string person, Actor actor) => string.Equals(person, actor.ObjectId, StringComparison.OrdinalIgnoreCase);
}
