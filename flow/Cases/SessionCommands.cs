namespace EmulationM365.Cases;

/// <summary>Niêm yết: the office posts the list of a session.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Title">Name of the session.</param>
/// <param name="To">Last day of the posting.</param>
/// <param name="Day">Day of the sitting; null when it is not set yet.</param>
/// <param name="Lines">Lines that wait for the council.</param>
public sealed record PostSession(string Id, Actor Actor, string Channel, DateTimeOffset At, string Title, DateOnly To, DateOnly? Day, IReadOnlyList<ListedLine> Lines) : Command(Id, Actor, Channel, At);

/// <summary>Somebody of the unit comments on the posted list.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Text">What is said.</param>
public sealed record CommentOnPosting(string Id, Actor Actor, string Channel, DateTimeOffset At, string Text) : Command(Id, Actor, Channel, At);

/// <summary>Lines are taken off the list: by the office after a comment, or because their return does not give them.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Numbers">Lines.</param>
/// <param name="Because">Why.</param>
public sealed record TakeOffLines(string Id, Actor Actor, string Channel, DateTimeOffset At, IReadOnlyList<int> Numbers, string Because) : Command(Id, Actor, Channel, At);

/// <summary>The office answered a comment.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Number">The comment.</param>
/// <param name="Reply">What is answered.</param>
public sealed record ReplyToComment(string Id, Actor Actor, string Channel, DateTimeOffset At, int Number, string Reply) : Command(Id, Actor, Channel, At);

/// <summary>What is entered with an answer beside the answer itself.</summary>
public abstract record AnswerPart;

/// <summary>The outcome of a sitting, as one table.</summary>
/// <param name="Sitting">Day and attendance; null when it was not filled in.</param>
/// <param name="Votes">Votes in favour by line.</param>
/// <param name="Rules">The council's rules; null when a setting is missing.</param>
/// <param name="MissingSettings">Those settings.</param>
/// <param name="CouncilKeys">Staff numbers of the members.</param>
/// <param name="Tally">The scanned tally; null when it was not found.</param>
public sealed record CouncilTable(
    CouncilSitting? Sitting, IReadOnlyDictionary<int, int> Votes, CouncilRules? Rules, IReadOnlyList<string> MissingSettings, IReadOnlySet<string> CouncilKeys, SignedFile? Tally) : AnswerPart;

/// <summary>What the upper level decided, by line; lines that are not named here still wait.</summary>
/// <param name="Outcomes">Outcomes.</param>
public sealed record OutcomeTable(IReadOnlyList<LineOutcome> Outcomes) : AnswerPart;

/// <summary>What the upper level decided on a line.</summary>
/// <param name="Number">Line.</param>
/// <param name="Result"><c>granted</c>, <c>refused</c> or <c>reduced</c>.</param>
/// <param name="Award">The lower award, when reduced.</param>
public sealed record LineOutcome(int Number, string Result, string? Award = null);
