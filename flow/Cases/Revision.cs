using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>What became of a line by an edit.</summary>
/// <param name="Name">Person or collective.</param>
/// <param name="What"><c>added</c>, <c>removed</c>, <c>changed</c>; of the return itself <c>return</c>.</param>
/// <param name="Columns">Internal names of the columns that changed.</param>
public sealed record LineChange(string Name, string What, IReadOnlyList<string> Columns);

/// <summary>
/// What was sent was edited while it waited for an answer: a new round begins at the first step. Answers of the round before stay in the history and count no
/// more. The actor is who edited last.
/// </summary>
/// <param name="Lines">Lines as they stand now, judged anew.</param>
/// <param name="Changes">What changed, in short.</param>
/// <param name="Editors">Object ids of everybody who had a hand in it: none of them concludes on it.</param>
/// <param name="Kind">Kind of the return, which may have changed with it.</param>
/// <param name="Meeting">The unit's review meeting.</param>
/// <param name="Marks">Hash of what staff wrote, by item; see <see cref="ReturnSubmitted"/>.</param>
public sealed record ReturnRevised(
    IReadOnlyList<Line> Lines, IReadOnlyList<LineChange> Changes, IReadOnlyList<string> Editors, string? Kind = null, Meeting? Meeting = null,
    [property: JsonProperty(NullValueHandling = NullValueHandling.Ignore)] IReadOnlyDictionary<string, string>? Marks = null) : CaseEvent;

/// <summary>The return, or the last of its lines, was deleted while it waited: nothing is asked any more. Its events stay.</summary>
/// <param name="What"><c>item</c> or <c>lines</c>.</param>
public sealed record ReturnRemoved(string What) : CaseEvent;

/// <summary>What was sent was edited, and the list has been quiet since.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">Who edited last; the system where a deletion does not tell who.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Sending">Round of the case that was edited: an edit judged on an older one is not taken.</param>
/// <param name="Lines">Lines as they stand now, judged anew.</param>
/// <param name="ContentHash">Hash of what stands there now.</param>
/// <param name="Changes">What changed, in short.</param>
/// <param name="Editors">Everybody who had a hand in it.</param>
public sealed record ReviseReturn(
    string Id, Actor Actor, string Channel, DateTimeOffset At, int Sending, IReadOnlyList<Line> Lines, string ContentHash, IReadOnlyList<LineChange> Changes,
    IReadOnlyList<Actor> Editors) : Command(Id, Actor, Channel, At)
{
    /// <summary>Kind of the return; null in streams older than the choice.</summary>
    public string? Kind { get; init; }

    /// <summary>The unit proposes nobody.</summary>
    public bool Nothing { get; init; }

    /// <summary>The unit's review meeting.</summary>
    public Meeting? Meeting { get; init; }

    /// <summary>Hash of what staff wrote, by item.</summary>
    public IReadOnlyDictionary<string, string>? Marks { get; init; }
}

/// <summary>The return, or the last of its lines, is gone.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Sending">Round of the case that was deleted.</param>
/// <param name="What"><c>item</c> or <c>lines</c>.</param>
public sealed record RemoveReturn(string Id, Actor Actor, string Channel, DateTimeOffset At, int Sending, string What) : Command(Id, Actor, Channel, At);

/// <summary>The news of the last edit: what the new round is about.</summary>
/// <param name="Seq">Place of the event.</param>
/// <param name="By">Who edited, name as of then.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Changes">What changed.</param>
/// <param name="Editors">Object ids of everybody who had a hand in it.</param>
public sealed record RevisionNews(int Seq, string By, DateTimeOffset At, IReadOnlyList<LineChange> Changes, IReadOnlyList<string> Editors);

/// <summary>The news of a deletion.</summary>
/// <param name="Seq">Place of the event.</param>
/// <param name="What"><c>item</c> or <c>lines</c>.</param>
/// <param name="Asked">Kinds of requests of that round, answered or open: those people are told.</param>
public sealed record RemovalNews(int Seq, string What, IReadOnlyList<string> Asked);

/// <summary>Those who were asked know that there is nothing to answer any more.</summary>
public sealed record MailRemoved(int Sending, IReadOnlyList<string> Asked) : Effect($"mail:removed:{Sending:D2}", EffectClass.MustArrive);

/// <summary>Decides what an edit or a deletion of what was sent comes to, and folds it. Pure.</summary>
public static class Revisions
{
    /// <summary>The return waits for somebody who has not concluded yet: an edit begins a new round. Afterwards an edit changes nothing that was decided.</summary>
    public static bool Open(ReturnState state) => state.Stage is Stage.AwaitingConfirmation or Stage.AwaitingReception or Stage.AwaitingAppraisal or Stage.AwaitingDirector;

    /// <summary>Whose edits count: the unit's clerk and head, and the standing office; and who stands in for one of them.</summary>
    public static bool MayEdit(Actor actor, string unitKey) =>
        actor.Roles.Any(role => Edits(role, actor.UnitKey, unitKey)) || actor.StandsIn.Any(other => Edits(other.Role, other.UnitKey, unitKey));

    private static bool Edits(string role, string ofUnit, string unitKey) => role == "office" || (role is "clerk" or "head" && ofUnit == unitKey);

    /// <summary>What an edit comes to.</summary>
    public static Ruling On(ReturnState state, ReviseReturn command)
    {
        if (Overtaken(state, command.Sending) is { } overtaken) return overtaken;
        if (command.ContentHash == state.ContentHash) return Ruling.Again;
        if (command.Editors.Append(command.Actor).Any(editor => editor != Actor.System && !MayEdit(editor, state.UnitKey))) return Ruling.Refuse("refuse.notEditor");
        return Decide.Content(command.Kind ?? state.Kind ?? "round", command.Nothing, command.Lines, command.Meeting) is { } fault ? fault : Ruling.Accept(new ReturnRevised(
            command.Lines, command.Changes, [.. command.Editors.Select(editor => editor.ObjectId).Distinct()], command.Kind, command.Meeting, command.Marks));
    }

    /// <summary>What a deletion comes to.</summary>
    public static Ruling On(ReturnState state, RemoveReturn command) => Overtaken(state, command.Sending) ?? Ruling.Accept(new ReturnRemoved(command.What));

    private static Ruling? Overtaken(ReturnState state, int sending)
    {
        if (state.Sendings != sending) return Ruling.Refuse("refuse.overtaken");
        return Open(state) ? null : Ruling.Refuse(state.Stage is Stage.Draft or Stage.SentBack or Stage.Withdrawn ? "refuse.notSent" : "refuse.tooLateToEdit");
    }

    /// <summary>The return after an edit: its first step is asked again, under new keys.</summary>
    internal static ReturnState Revised(ReturnState state, ReturnRevised revised, RecordedEvent recorded) => state with
    {
        Sendings = state.Sendings + 1,
        Kind = revised.Kind ?? state.Kind,
        Meeting = revised.Meeting,
        Lines = [.. revised.Lines.Select((line, index) => new LineState(index + 1, line, LineStage.Open, false))],
        ContentHash = recorded.ContentHash,
        Answers = Voided(state, recorded.At),
        Marks = revised.Marks ?? new Dictionary<string, string>(),
        // Who was on the list then may not be now: the office looks into it when it receives.
        Dossier = null,
        Revision = new RevisionNews(recorded.Seq, recorded.ActorName, recorded.At, revised.Changes, [.. (state.Revision?.Editors ?? []).Concat(revised.Editors).Distinct()]),
    };

    /// <summary>The return after it was deleted.</summary>
    internal static ReturnState Removed(ReturnState state, ReturnRemoved removed, RecordedEvent recorded) => state with
    {
        Stage = Stage.Withdrawn,
        Request = null,
        Answers = Voided(state, recorded.At),
        Removal = new RemovalNews(recorded.Seq, removed.What, [.. ThisRound(state).Select(answer => KindOf(state, answer.Key)).Append(state.Request?.Kind ?? "").Where(kind => kind.Length > 0).Distinct()]),
    };

    /// <summary>Answers of the round that ends count no more; they stay in the history.</summary>
    private static Dictionary<string, GivenAnswer> Voided(ReturnState state, DateTimeOffset at)
    {
        var ended = ThisRound(state).Select(answer => answer.Key).ToHashSet();
        return state.Answers.ToDictionary(pair => pair.Key, pair => ended.Contains(pair.Key) ? pair.Value with { VoidSince = at } : pair.Value);
    }

    private static IEnumerable<GivenAnswer> ThisRound(ReturnState state) =>
        state.Answers.Values.Where(answer => answer.Key.StartsWith($"{state.CaseId}-{state.Sendings:D2}-", StringComparison.Ordinal)).OrderBy(answer => answer.At).ThenBy(answer => answer.Key, StringComparer.Ordinal);

    /// <summary>What a request of this round asked, whoever it moved to meanwhile.</summary>
    private static string KindOf(ReturnState state, string requestKey) => requestKey[$"{state.CaseId}-{state.Sendings:D2}-".Length..].Split('-')[0];
}
