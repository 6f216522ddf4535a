using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>Where a story stands.</summary>
public enum StoryStage
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Introduced; waits for somebody to read it and to publish it.</summary>
    Ready,

    /// <summary>Readers have it.</summary>
    Published,

    /// <summary>Readers no longer have it.</summary>
    Withdrawn,
}

/// <summary>A picture of a story.</summary>
/// <param name="File">Name of the file as people attached it.</param>
/// <param name="Alt">What it shows, for those who cannot see it.</param>
/// <param name="Sha256">Hash of what is shown: the picture without what a camera writes into it.</param>
/// <param name="Kind"><c>jpg</c> or <c>png</c>.</param>
public sealed record StoryImage(string File, string Alt, string Sha256, string Kind);

/// <summary>The award that a story tells of, as the register has it.</summary>
/// <param name="Key">Its key in the register.</param>
/// <param name="Award">Title or commendation.</param>
/// <param name="Number">Number of the decision.</param>
/// <param name="Date">Its date.</param>
/// <param name="Authority">Body that decided.</param>
/// <param name="News">Where the news of the decision stands; empty where there is none.</param>
public sealed record StoryAward(string Key, string Award, string Number, DateOnly? Date, string Authority, string News);

/// <summary>
/// What a story makes public, and nothing beside it: each field is here because readers may have it. It is kept with the events, so that what was published can be told from what stands in
/// the list later.
/// </summary>
/// <param name="Title">Name of the exemplar.</param>
/// <param name="Kind"><c>person</c>, <c>collective</c>, <c>model</c>, <c>deed</c> (a sudden brave act) or <c>movement</c>.</param>
/// <param name="UnitKey">Unit.</param>
/// <param name="Text">What is told, as it was written.</param>
public sealed record StoryContent(string Title, string Kind, string UnitKey, string Text)
{
    /// <summary>Number of the written introduction; null where none is needed and none was given.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? IntroductionNumber { get; init; }

    /// <summary>Its date.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public DateOnly? IntroductionDate { get; init; }

    /// <summary>Staff number of the person; null when it is none of ours.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? StaffKey { get; init; }

    /// <summary>The award it tells of; null when it tells of none.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public StoryAward? Award { get; init; }

    /// <summary>Name of the movement it belongs to; null when it belongs to none.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? Movement { get; init; }

    /// <summary>Where the news of the movement stands; null where there is none.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? MovementNews { get; init; }

    /// <summary>Pictures, in the order in which they were attached; null when there are none.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<StoryImage>? Images { get; init; }

    /// <summary>Hash over all of it.</summary>
    [JsonIgnore]
    public string Hash => RecordedEvent.Sha256(JsonConvert.SerializeObject(this));

    /// <summary>It names a person, who has to agree.</summary>
    [JsonIgnore]
    public bool NeedsConsent => Kind != "movement";

    /// <summary>A department introduces it in writing: that is what its yearly score counts.</summary>
    [JsonIgnore]
    public bool NeedsIntroduction => Kind is "person" or "collective" or "model";
}

/// <summary>Somebody introduced a story; it waits to be read. One that readers already have stays with them as it was.</summary>
/// <param name="Content">What it says.</param>
public sealed record StoryIntroduced(StoryContent Content) : CaseEvent;

/// <summary>The story was published.</summary>
/// <param name="Content">What it says.</param>
public sealed record StoryPublished(StoryContent Content) : CaseEvent;

/// <summary>Readers get another text in place of the one they have.</summary>
/// <param name="Content">What it says now.</param>
public sealed record StoryChanged(StoryContent Content) : CaseEvent;

/// <summary>The story was withdrawn: by those who wrote it, because its item is gone, or because the award was cancelled.</summary>
/// <param name="Because">Why, for people; empty where nobody said.</param>
public sealed record StoryWithdrawn(string Because) : CaseEvent;

/// <summary>The person no longer agrees to be published: nothing of it stays with readers.</summary>
public sealed record ConsentTakenBack() : CaseEvent;

/// <summary>A story, folded from its events.</summary>
/// <param name="CaseId">Case, <c>d-2025-000012</c>.</param>
public sealed record StoryState(string CaseId) : CaseState(CaseId)
{
    /// <summary>Where it stands.</summary>
    public StoryStage Stage { get; init; }

    /// <summary>What it says, as it was last introduced or published; null before that.</summary>
    public StoryContent? Content { get; init; }

    /// <summary>What readers have; null when they have nothing.</summary>
    public StoryContent? Shown { get; init; }

    /// <summary>How often it was introduced.</summary>
    public int Introductions { get; init; }

    /// <summary>How often readers got a text.</summary>
    public int Showings { get; init; }

    /// <summary>How often it was taken from readers.</summary>
    public int Hidings { get; init; }

    /// <summary>It was taken away whole and not replaced by a notice.</summary>
    public bool Erased { get; init; }

    /// <summary>Why it was last withdrawn; empty where nobody said.</summary>
    public string WithdrawnBecause { get; init; } = "";

    /// <inheritdoc />
    public override string OwnerUnit => Content?.UnitKey ?? "";

    /// <inheritdoc />
    public override IReadOnlyList<AskedLine> Asked => [];

    /// <summary>Whoever reads a story presses a button in its own list.</summary>
    [JsonIgnore]
    public override bool AsksNobody => true;
}

/// <summary>Folds events into the state of a story. Total, as every fold.</summary>
public static class EvolveStory
{
    /// <summary>The state after one more event.</summary>
    public static StoryState Next(StoryState state, RecordedEvent recorded) => state.Marked(recorded.Event switch
    {
        StoryIntroduced introduced => state with
        {
            Stage = StoryStage.Ready, Content = introduced.Content, ContentHash = recorded.ContentHash, SubmittedBy = recorded.ActorId, Introductions = state.Introductions + 1, WithdrawnBecause = "",
        },
        StoryPublished published => Shown(state, published.Content, recorded),
        StoryChanged changed => Shown(state, changed.Content, recorded),
        StoryWithdrawn withdrawn => Hidden(state, false) with { WithdrawnBecause = withdrawn.Because },
        ConsentTakenBack => Hidden(state, true) with { WithdrawnBecause = "" },
        _ => state,
    }, recorded);

    private static StoryState Shown(StoryState state, StoryContent content, RecordedEvent recorded) => state with
    {
        Stage = StoryStage.Published, Content = content, Shown = content, ContentHash = recorded.ContentHash, Showings = state.Showings + 1, WithdrawnBecause = "", Erased = false,
    };

    /// <summary>What readers never had is only taken back.</summary>
    private static StoryState Hidden(StoryState state, bool erased) => state.Shown is null
        ? state with { Stage = state.Hidings > 0 ? StoryStage.Withdrawn : StoryStage.Draft }
        : state with { Stage = StoryStage.Withdrawn, Shown = null, Hidings = state.Hidings + 1, Erased = erased };
}
