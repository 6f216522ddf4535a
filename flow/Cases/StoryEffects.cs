namespace EmulationM365.Cases;

/// <summary>Readers have the story as it was last published.</summary>
public sealed record ShowStory(int Number) : Effect($"story:{Number:D2}", EffectClass.Keyed);

/// <summary>Readers no longer have the story: a notice in its place, or nothing.</summary>
public sealed record HideStory(int Number) : Effect($"story:hidden:{Number:D2}", EffectClass.Keyed);

/// <summary>The page of exemplars lists what readers have.</summary>
public sealed record ListStories(int Number) : Effect($"story:list:{Number:D2}", EffectClass.Keyed);

/// <summary>The office knows that a story waits to be read.</summary>
public sealed record MailStory(int Number) : Effect($"mail:story:{Number:D2}", EffectClass.MustArrive);

/// <summary>Derives the duties of a story: what readers are to have now, never what they were to have before.</summary>
public static class StoryEffects
{
    /// <summary>What must be so now.</summary>
    public static IReadOnlyList<Effect> Of(StoryState state) => [.. Duties(state)];

    private static IEnumerable<Effect> Duties(StoryState state)
    {
        if (state.Shown is not null) yield return new ShowStory(state.Showings);
        else if (state.Hidings > 0) yield return new HideStory(state.Hidings);
        if (state.Shown is not null || state.Hidings > 0) yield return new ListStories(state.Showings + state.Hidings);
        if (state.Stage == StoryStage.Ready) yield return new MailStory(state.Introductions);
    }
}
