namespace EmulationM365.Cases;

/// <summary>A story as it stands in its item, with what is known of whoever wrote it there.</summary>
/// <param name="Content">What it would make public.</param>
/// <param name="Consent">Its item says that the person agreed.</param>
/// <param name="Own">The actor made the item: others could write to it only with the right to write every story.</param>
/// <param name="Straight">The unit publishes without a second reader.</param>
/// <param name="Fault">What is wrong with it that only its files and lists tell; null = nothing.</param>
public sealed record StoryReading(StoryContent Content, bool Consent, bool Own, bool Straight, Texts.Reason? Fault = null);

/// <summary>Giới thiệu: somebody introduces a story.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Story">The story as it stands.</param>
public sealed record IntroduceStory(string Id, Actor Actor, string Channel, DateTimeOffset At, StoryReading Story) : Command(Id, Actor, Channel, At);

/// <summary>Đăng tin: somebody who read a story publishes it.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Story">The story as it stands.</param>
public sealed record PublishStory(string Id, Actor Actor, string Channel, DateTimeOffset At, StoryReading Story) : Command(Id, Actor, Channel, At);

/// <summary>Somebody edited a story that readers have.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Story">The story as it stands.</param>
public sealed record ChangeStory(string Id, Actor Actor, string Channel, DateTimeOffset At, StoryReading Story) : Command(Id, Actor, Channel, At);

/// <summary>Rút tin: a story is taken back.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Because">Why, for people; empty where nobody said.</param>
public sealed record WithdrawStory(string Id, Actor Actor, string Channel, DateTimeOffset At, string Because) : Command(Id, Actor, Channel, At);
