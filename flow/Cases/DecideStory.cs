using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Cases;

/// <summary>Decides on commands to a story. Pure.</summary>
public static class DecideStory
{
    /// <summary>The longest text of a story, in UTF-16 units; a page of news has a tenth of it.</summary>
    public const int LongestText = 30_000;

    /// <summary>Pictures of one story, at most.</summary>
    public const int MostImages = 6;

    /// <summary>What the command comes to in this state.</summary>
    public static Ruling On(StoryState state, Command command) => command switch
    {
        IntroduceStory introduce => Introduce(state, introduce),
        PublishStory publish => Publish(state, publish),
        ChangeStory change => Change(state, change),
        WithdrawStory withdraw => Withdraw(state, withdraw),
        _ => Ruling.Refuse("refuse.unknownCommand"),
    };

    private static Ruling Introduce(StoryState state, IntroduceStory command)
    {
        if (state.Stage is StoryStage.Ready) return Ruling.Refuse("refuse.storyReady");
        if (state.Stage is StoryStage.Published) return Ruling.Refuse("refuse.storyPublished");
        if (Stranger(command.Actor, command.Story) is { } stranger) return stranger;
        if (Fault(command.Story, command.At, command.Story.Straight) is { } fault) return new Ruling(null, fault);
        return Ruling.Accept(command.Story.Straight ? new StoryPublished(command.Story.Content) : new StoryIntroduced(command.Story.Content));
    }

    private static Ruling Publish(StoryState state, PublishStory command)
    {
        if (state.Stage is StoryStage.Published) return Ruling.Refuse("refuse.storyPublished");
        // Two pairs of eyes: who wrote it is not who reads it.
        if (!MayPublish(command.Actor, command.Story)) return Ruling.Refuse("refuse.storyOwn");
        if (Fault(command.Story, command.At, true) is { } fault) return new Ruling(null, fault);
        return Ruling.Accept(new StoryPublished(command.Story.Content));
    }

    private static Ruling Change(StoryState state, ChangeStory command)
    {
        if (state.Shown is null) return Ruling.Refuse("refuse.storyNotPublished");
        if (state.Shown.NeedsConsent && !command.Story.Consent) return Ruling.Accept(new ConsentTakenBack());
        // What waits to be read is read as it stands when the button is pressed.
        if (state.Stage == StoryStage.Ready || command.Story.Content.Hash == state.Content!.Hash) return Ruling.Again;
        if (Fault(command.Story, command.At, true) is { } fault) return new Ruling(null, fault);
        return Ruling.Accept(MayPublish(command.Actor, command.Story) ? new StoryChanged(command.Story.Content) : new StoryIntroduced(command.Story.Content));
    }

    private static Ruling Withdraw(StoryState state, WithdrawStory command) => state.Stage is StoryStage.Ready or StoryStage.Published
        ? Ruling.Accept(new StoryWithdrawn(command.Because.Trim())) : Ruling.Refuse("refuse.storyNotPublished");

    private static bool MayPublish(Actor actor, StoryReading story) => story.Straight || !story.Own || actor.Is("office");

    /// <summary>A department introduces its own people: what it introduces counts for it.</summary>
    private static Ruling? Stranger(Actor actor, StoryReading story) =>
        story.Own && !actor.Is("office") && actor.UnitKey != story.Content.UnitKey ? Ruling.Refuse("refuse.storyOtherUnit") : null;

    /// <summary>What a story lacks, or must not say.</summary>
    /// <param name="story">The story as it stands.</param>
    /// <param name="at">The present.</param>
    /// <param name="publicly">It is about to be published.</param>
    public static Reason? Fault(StoryReading story, DateTimeOffset at, bool publicly)
    {
        var content = story.Content;
        if (story.Fault is { } found) return found;
        if (content.Title.Length == 0) return Reason.Of("refuse.storyNoTitle");
        if (content.Kind.Length == 0) return Reason.Of("refuse.storyNoKind");
        if (content.UnitKey.Length == 0) return Reason.Of("refuse.storyNoUnit");
        if (content.Text.Trim().Length == 0) return Reason.Of("refuse.storyNoText");
        if (content.Text.Length > LongestText) return Reason.Of("refuse.storyTooLong", $"{LongestText}");
        if (content.NeedsIntroduction && (content.IntroductionNumber is null || content.IntroductionDate is null)) return Reason.Of("refuse.storyNoIntroduction");
        if (content.IntroductionDate is { } day && day > VietnamTime.DayOf(at)) return Reason.Of("refuse.storyIntroductionAhead", VietnamTime.Write(day));
        if (content.Images?.Count > MostImages) return Reason.Of("refuse.storyManyImages", $"{MostImages}");
        if (content.Images?.FirstOrDefault(image => image.Alt.Length == 0) is { } silent) return Reason.Of("refuse.storyNoAlt", silent.File);
        if (PrivateData.In($"{content.Title}\n{content.Text}\n{string.Join('\n', (content.Images ?? []).Select(image => image.Alt))}") is { } hidden) return hidden;
        return publicly && content.NeedsConsent && !story.Consent ? Reason.Of("refuse.storyNoConsent") : null;
    }
}
