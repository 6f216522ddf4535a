namespace EmulationM365.Cases;

/// <summary>The steps a return goes through, by its kind.</summary>
public static class ReturnRoute
{
    /// <summary>
    /// Requests one after the other. A round: head, reception, appraisal, decision. A sudden nomination comes any day and needs no list of the head's. A letter
    /// of praise is the director's own (Law 06/2022/QH15 Art. 81). Streams older than the choice have no kind and knew no reception.
    /// </summary>
    public static IReadOnlyList<string> Steps(string? kind) => kind switch
    {
        "sudden" => ["receive", "appraise", "record_decision"],
        "letter" => ["appraise", "direct", "record_decision"],
        "round" => ["confirm", "receive", "appraise", "record_decision"],
        _ => ["confirm", "appraise", "record_decision"],
    };

    /// <summary>The request after one that was answered; null after the last.</summary>
    public static string? After(string? kind, string step)
    {
        var steps = Steps(kind).ToList();
        var place = steps.IndexOf(step);
        return place >= 0 && place + 1 < steps.Count ? steps[place + 1] : null;
    }

    /// <summary>Where a return stands while a request of this kind waits.</summary>
    public static Stage StageOf(string step) => step switch
    {
        "confirm" => Stage.AwaitingConfirmation,
        "receive" => Stage.AwaitingReception,
        "appraise" => Stage.AwaitingAppraisal,
        "direct" => Stage.AwaitingDirector,
        _ => Stage.AwaitingDecision,
    };

    /// <summary>The role that is asked.</summary>
    public static string RoleOf(string step) => step switch { "confirm" => "head", "direct" => "director", _ => "office" };

    /// <summary>The actor is one who is asked: by role and, for the head's word, by unit.</summary>
    public static bool Asks(string step, Actor actor, string unitKey) => actor.Is(RoleOf(step)) && (UnitOf(step, unitKey) is not { } unit || actor.UnitKey == unit);

    /// <summary>The unit whose people are asked; null when the role alone decides.</summary>
    public static string? UnitOf(string step, string unitKey) => step == "confirm" ? unitKey : null;

    /// <summary>The answer that moves a return on.</summary>
    public static string AnswerOf(string step) => step switch { "receive" => "received", "appraise" => "qualified", "record_decision" => "recorded", _ => "agree" };
}
