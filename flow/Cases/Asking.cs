namespace EmulationM365.Cases;

/// <summary>Who is asked by each kind of request, and by which answer it is met.</summary>
public static class Asking
{
    /// <summary>Every kind of request: of returns, of council sessions, of submissions.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["confirm", "receive", "appraise", "direct", "record_decision", "council", "sign", "dispatch", "upper_decision", "recover"];

    /// <summary>The role that is asked.</summary>
    public static string RoleOf(string kind) => kind switch { "confirm" => "head", "direct" or "sign" => "director", _ => "office" };

    /// <summary>The actor is one who is asked by such a request in a state of any kind: by role and unit, or in the place of somebody who is.</summary>
    public static bool Asks(string kind, Actor actor, string unitKey) => new OpenRequest("", kind, "", default) is var request
        && (Holds(request, unitKey, actor) || actor.StandsIn.Any(other => Holds(request, unitKey, other)));

    /// <summary>Why the actor is not the one who is asked now; null when they are.</summary>
    public static Ruling? Refusal(CaseState state, OpenRequest request, Actor actor)
    {
        if (Endorsing.IsGiven(state, request, actor)) return Ruling.Refuse("refuse.endorsed");
        if (Holds(request, state.OwnerUnit, actor))
        {
            var inPlace = actor.Deputies.Where(deputy => !Conflicts.BarsDeputy(state, request.Kind, actor.Ties, deputy.StaffKey, deputy.ObjectId, deputy.StandsIn)).ToList();
            return inPlace.Count == 0 ? null : Ruling.Refuse("refuse.delegated", string.Join(", ", inPlace.Select(deputy => deputy.Name)));
        }

        if (Represented(state, request, actor) is null) return Ruling.Refuse("refuse.notAsked");
        return Conflicts.BarsDeputy(state, request.Kind, actor.Ties, actor.StaffKey, actor.ObjectId, actor.StandsIn) ? Ruling.Refuse("refuse.deputyInterested") : null;
    }

    /// <summary>For whom the actor answers; null when in their own right.</summary>
    public static StandIn? ActsFor(CaseState state, OpenRequest request, Actor actor) =>
        Holds(request, state.OwnerUnit, actor) ? null : Represented(state, request, actor);

    /// <summary>The role that this request asks: by its kind, or the one to which it fell because nobody else could be asked.</summary>
    public static string RoleOf(OpenRequest request) => request.Role ?? RoleOf(request.Kind);

    private static StandIn? Represented(CaseState state, OpenRequest request, Actor actor) => actor.StandsIn.FirstOrDefault(other => Holds(request, state.OwnerUnit, other));

    private static bool Holds(OpenRequest request, string ownerUnit, Actor actor) => Holds(request, ownerUnit, actor.ObjectId, actor.Is, actor.UnitKey);

    private static bool Holds(OpenRequest request, string ownerUnit, StandIn other) => Holds(request, ownerUnit, other.ObjectId, other.Role.Equals, other.UnitKey);

    private static bool Holds(OpenRequest request, string ownerUnit, string objectId, Func<string, bool> isRole, string unitKey) => request.Named ? request.To?.Contains(objectId) == true
        : isRole(RoleOf(request)) && (request.Role is not null || UnitOf(request.Kind, ownerUnit) is not { } unit || unit == unitKey);

    /// <summary>The unit whose people are asked; null when the role alone decides.</summary>
    public static string? UnitOf(string kind, string unitKey) => kind == "confirm" ? unitKey : null;

    /// <summary>The answer that moves a case on.</summary>
    public static string AnswerOf(string kind) => kind switch
    {
        "receive" => "received", "appraise" => "qualified", "record_decision" or "council" or "dispatch" or "upper_decision" or "recover" => "recorded", _ => "agree",
    };

    /// <summary>The case can be given back by this request.</summary>
    public static bool MaySendBack(string kind) => kind is "confirm" or "receive" or "appraise" or "sign";

    /// <summary>Lines can be ticked as exceptions to the answer.</summary>
    public static bool TakesExceptions(string kind) => kind is not ("council" or "dispatch");

    /// <summary>A paper is entered with the answer.</summary>
    public static bool WantsPaper(string kind) => kind is "record_decision" or "dispatch" or "upper_decision";

    /// <summary>Waits for others in their own time: there is no day by which it is to be answered.</summary>
    public static bool HasNoDue(string kind) => kind is "record_decision" or "upper_decision";
}
