namespace EmulationM365.Cases;

/// <summary>Who is asked, or the office, gives a request to somebody else by name.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="RequestKey">The request.</param>
/// <param name="Target">To whom, as the Staff list has them now.</param>
/// <param name="Why">The reason.</param>
public sealed record HandOver(string Id, Actor Actor, string Channel, DateTimeOffset At, string RequestKey, Actor Target, string Why) : Command(Id, Actor, Channel, At);

/// <summary>Who is asked opens a request again whose link has ended: the same question under a new link.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="RequestKey">The request.</param>
/// <param name="To">Who is asked now.</param>
/// <param name="Ended">When its link ended.</param>
public sealed record ReopenRequest(string Id, Actor Actor, string Channel, DateTimeOffset At, string RequestKey, IReadOnlyList<Addressee> To, DateTimeOffset Ended) : Command(Id, Actor, Channel, At);

/// <summary>
/// Hands requests from person to person by somebody's will, alike for every kind of case. Handing on is no way round a rule: it goes to people who may be asked, who have no interest in
/// the case, and who are there; and the office chooses nobody who decides in the director's place. Pure.
/// </summary>
public static class Handing
{
    /// <summary>Longest reason.</summary>
    public const int LongestReason = 1000;

    /// <summary>Why it is noted with a request that was opened again.</summary>
    public const string Reopened = "reopened";

    /// <summary>What a handing over comes to.</summary>
    public static Ruling On(CaseState state, HandOver command)
    {
        if (Answering.Standing(state, command.RequestKey) is { } closed) return closed;
        var request = state.Request!;
        if (MayNot(state, request, command.Actor) is { } refused) return refused;
        if (command.Why.Trim().Length == 0) return Ruling.Refuse("refuse.handOverReason");
        if (command.Why.Length > LongestReason) return Ruling.Refuse("refuse.handOverLong", LongestReason.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (command.Target.ObjectId == command.Actor.ObjectId) return Ruling.Refuse("refuse.handOverSelf");
        if (request.Named && request.To is [var only] && only == command.Target.ObjectId) return Ruling.Again;
        return Unfit(state, request, command.Target)
            ?? Ruling.Accept(new RequestMoved(request.Key, [new Addressee(command.Target.ObjectId, command.Target.Name)], null) { Named = true, Why = command.Why.Trim() });
    }

    /// <summary>What opening again comes to: only who is asked may, and only once the link has ended.</summary>
    public static Ruling On(CaseState state, ReopenRequest command)
    {
        if (Answering.Standing(state, command.RequestKey) is { } closed) return closed;
        var request = state.Request!;
        if (MayNot(state, request, command.Actor) is { } refused) return refused;
        if (command.At <= command.Ended) return Ruling.Refuse("refuse.notEnded", Campaigns.VietnamTime.Write(command.Ended));
        return command.To.Count == 0 ? Ruling.Refuse("refuse.nobodyToAsk")
            : Ruling.Accept(new RequestMoved(request.Key, command.To, request.Role) { Named = request.Named ? true : null, Why = Reopened });
    }

    /// <summary>To whom a request could be handed by this actor; nobody where the actor may not.</summary>
    /// <param name="state">The case.</param>
    /// <param name="request">Its request.</param>
    /// <param name="actor">Who would hand it over.</param>
    /// <param name="everybody">The people of the Staff list.</param>
    public static IEnumerable<Actor> Targets(CaseState state, OpenRequest request, Actor actor, IEnumerable<Actor> everybody) => MayNot(state, request, actor) is not null ? []
        : everybody.Where(other => other.ObjectId != actor.ObjectId && !(request.Named && request.To?.Contains(other.ObjectId) == true) && Unfit(state, request, other) is null);

    private static Ruling? MayNot(CaseState state, OpenRequest request, Actor actor)
    {
        if (Conflicts.Of(state, request.Kind, actor) is { } conflict) return conflict;
        return actor.Is("office") && Asking.RoleOf(request) != "director" ? null : Asking.Refusal(state, request, actor);
    }

    /// <summary>Why somebody cannot be given a request; null when they can.</summary>
    private static Ruling? Unfit(CaseState state, OpenRequest request, Actor target)
    {
        if (target.StaffKey is null || !Fits(Asking.RoleOf(request), state.OwnerUnit, target)) return Ruling.Refuse("refuse.handOverRole", target.Name);
        if (target.Deputies.Count > 0) return Ruling.Refuse("refuse.handOverAway", target.Name);
        if (state.Endorsed.Any(one => one.PrincipalId == target.ObjectId)) return Ruling.Refuse("refuse.handOverEndorsed", target.Name);
        return Conflicts.Of(state, request.Kind, target) is null ? null : Ruling.Refuse("refuse.handOverConflict", target.Name);
    }

    /// <summary>A unit's list is confirmed within the unit, by anybody but who sends it; what the office or a director does, another of the office or of the directors can do.</summary>
    private static bool Fits(string role, string ownerUnit, Actor target) => role == "head" ? target.UnitKey == ownerUnit && ownerUnit.Length > 0 && !target.Is("clerk") : target.Is(role);
}
