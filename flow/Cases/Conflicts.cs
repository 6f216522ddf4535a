namespace EmulationM365.Cases;

/// <summary>
/// Conflict of interest, judged at the moment of the act and not when the request went out. The one rule for every kind of case, for who is asked, for who answers and for who
/// acts otherwise, and for those who stand in (docs/decisions/conflicts.md). Family and head of a unit count where the unit's settings say so; see <see cref="Ties"/>.
/// </summary>
public static class Conflicts
{
    /// <summary>Why this actor may not answer; null when there is no conflict.</summary>
    /// <param name="state">The case.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="actor">Who.</param>
    public static Ruling? Of(CaseState state, string kind, Actor actor)
    {
        if (Why(state, kind, actor.Ties, actor.StaffKey, actor.ObjectId) is { } why) return Ruling.Refuse(why);
        // Whoever stands in for somebody speaks with that person's voice, whatever right they have of their own.
        return actor.StandsIn.FirstOrDefault(other => Why(state, kind, actor.Ties, other.StaffKey, other.ObjectId) is not null) is { } represented
            ? Ruling.Refuse("refuse.standsInForInterested", represented.Name) : null;
    }

    /// <summary>
    /// Why this actor may not act on a list of people otherwise than by answering: post it, take lines off it, answer comments on it, bring it before the director; null
    /// when there is no conflict. Sending and taking back a unit's return are no such acts: the unit's meeting concluded, and the clerk passes on what it concluded.
    /// </summary>
    /// <param name="people">Staff numbers on the list; nothing where a line has none.</param>
    /// <param name="actor">Who; the system has no interest.</param>
    public static Ruling? OfAct(IEnumerable<string?> people, Actor actor)
    {
        var listed = people.Where(key => key is { Length: > 0 }).ToHashSet();
        if (listed.Contains(actor.StaffKey)) return Ruling.Refuse("refuse.ownLine");
        if (listed.Any(key => actor.Ties.AreKin(actor.StaffKey, key))) return Ruling.Refuse("refuse.family");
        return actor.StandsIn.FirstOrDefault(other => listed.Any(key => key == other.StaffKey || actor.Ties.AreKin(other.StaffKey, key))) is { } represented
            ? Ruling.Refuse("refuse.standsInForInterested", represented.Name) : null;
    }

    /// <summary>Somebody who stands in must have no interest at all: neither their own nor that of anybody for whom they stand in.</summary>
    /// <param name="state">The case.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="ties">Family and heads.</param>
    /// <param name="staffKey">Staff number of who stands in.</param>
    /// <param name="objectId">Their object id.</param>
    /// <param name="standsIn">Everybody for whom they stand in.</param>
    public static bool BarsDeputy(CaseState state, string kind, Ties ties, string? staffKey, string objectId, IReadOnlyList<StandIn> standsIn) =>
        Touches(state, kind, ties, staffKey, objectId) || standsIn.Any(other => Touches(state, kind, ties, other.StaffKey, other.ObjectId));

    private static bool Touches(CaseState state, string kind, Ties ties, string? staffKey, string objectId) =>
        BroughtIn(state, objectId) || IsNominee(state, staffKey) || HeadsUnit(state, kind, ties, objectId) || KinBroughtIn(state, ties, staffKey) || KinIsNominee(state, ties, staffKey);

    private static string? Why(CaseState state, string kind, Ties ties, string? staffKey, string objectId)
    {
        if (BroughtIn(state, objectId) || (Concludes(kind) && Edited(state, objectId))) return "refuse.ownReturn";
        if (Concludes(kind) && IsNominee(state, staffKey)) return "refuse.ownLine";
        if (HeadsUnit(state, kind, ties, objectId)) return "refuse.ownUnit";
        return KinBroughtIn(state, ties, staffKey) || (Concludes(kind) && KinIsNominee(state, ties, staffKey)) ? "refuse.family" : null;
    }

    /// <summary>The office that posts a session or brings a submission before the director enters what came of it; a unit's return is judged by others.</summary>
    private static bool BroughtIn(CaseState state, string objectId) => state is ReturnState && objectId.Length > 0 && objectId == state.SubmittedBy;

    /// <summary>Whoever edited what was sent concludes nothing on it; the head's word on the new round covers the head's own edit, and reception concludes nothing.</summary>
    private static bool Edited(CaseState state, string objectId) => state is ReturnState { Revision: { } news } && news.Editors.Contains(objectId);

    private static bool IsNominee(CaseState state, string? staffKey) => staffKey is { Length: > 0 } && state.Asked.Any(line => line.Alive && line.StaffKey == staffKey);

    /// <summary>To confirm the own unit's list is the head's very task; what others conclude on it is not, and the word to submit it counts among that.</summary>
    private static bool HeadsUnit(CaseState state, string kind, Ties ties, string objectId) =>
        (Concludes(kind) || kind == "sign") && ties.HeadedBy(objectId) is { } unit && state.Asked.Any(line => line.Alive && line.UnitKey == unit);

    private static bool KinBroughtIn(CaseState state, Ties ties, string? staffKey) => ties.AnyKin && state is ReturnState && ties.AreKin(staffKey, ties.KeyOf(state.SubmittedBy));

    private static bool KinIsNominee(CaseState state, Ties ties, string? staffKey) => ties.AnyKin && state.Asked.Any(line => line.Alive && ties.AreKin(staffKey, line.StaffKey));

    /// <summary>The head's and the director's own line goes on without their word, reception and dispatch conclude nothing; whoever concludes may not be on the list.</summary>
    private static bool Concludes(string kind) => kind is "appraise" or "direct" or "record_decision" or "council" or "upper_decision" or "recover";
}
