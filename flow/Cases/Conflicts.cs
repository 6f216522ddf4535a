namespace EmulationM365.Cases;

/// <summary>
/// Conflict of interest, judged at the moment of the decision and not when the request went out. The one rule for every kind of case, for who is asked and for who
/// answers, and for those who stand in.
/// </summary>
public static class Conflicts
{
    /// <summary>Why this actor may not answer; null when there is no conflict.</summary>
    /// <param name="state">The case.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="actor">Who.</param>
    public static Ruling? Of(CaseState state, string kind, Actor actor)
    {
        if (BroughtIn(state, actor.ObjectId)) return Ruling.Refuse("refuse.ownReturn");
        if (Concludes(kind) && Edited(state, actor.ObjectId)) return Ruling.Refuse("refuse.ownReturn");
        if (Concludes(kind) && IsNominee(state, actor.StaffKey)) return Ruling.Refuse("refuse.ownLine");
        // Whoever stands in for somebody speaks with that person's voice, whatever right they have of their own.
        return actor.StandsIn.FirstOrDefault(other => BroughtIn(state, other.ObjectId) || (Concludes(kind) && (Edited(state, other.ObjectId) || IsNominee(state, other.StaffKey)))) is { } other
            ? Ruling.Refuse("refuse.standsInForInterested", other.Name) : null;
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
        return actor.StandsIn.FirstOrDefault(other => listed.Contains(other.StaffKey)) is { } represented ? Ruling.Refuse("refuse.standsInForInterested", represented.Name) : null;
    }

    /// <summary>Somebody who stands in must have no interest at all: neither their own nor that of anybody for whom they stand in.</summary>
    public static bool BarsDeputy(CaseState state, string? staffKey, string objectId, IReadOnlyList<StandIn> standsIn) =>
        Touches(state, staffKey, objectId) || standsIn.Any(other => Touches(state, other.StaffKey, other.ObjectId));

    private static bool Touches(CaseState state, string? staffKey, string objectId) => BroughtIn(state, objectId) || IsNominee(state, staffKey);

    /// <summary>The office that posts a session or brings a submission before the director enters what came of it; a unit's return is judged by others.</summary>
    private static bool BroughtIn(CaseState state, string objectId) => state is ReturnState && objectId.Length > 0 && objectId == state.SubmittedBy;

    /// <summary>Whoever edited what was sent concludes nothing on it; the head's word on the new round covers the head's own edit, and reception concludes nothing.</summary>
    private static bool Edited(CaseState state, string objectId) => state is ReturnState { Revision: { } news } && news.Editors.Contains(objectId);

    private static bool IsNominee(CaseState state, string? staffKey) => staffKey is { Length: > 0 } && state.Asked.Any(line => line.Alive && line.StaffKey == staffKey);

    /// <summary>The head's and the director's own line goes on without their word, reception and dispatch conclude nothing; whoever concludes may not be on the list.</summary>
    private static bool Concludes(string kind) => kind is "appraise" or "direct" or "record_decision" or "council" or "upper_decision" or "recover";
}
