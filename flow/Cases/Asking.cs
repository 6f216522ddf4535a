namespace EmulationM365.Cases;

/// <summary>Who is asked by each kind of request, and by which answer it is met.</summary>
public static class Asking
{
    /// <summary>Every kind of request: of returns, of council sessions, of submissions.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["confirm", "receive", "appraise", "direct", "record_decision", "council", "sign", "dispatch", "upper_decision"];

    /// <summary>The role that is asked.</summary>
    public static string RoleOf(string kind) => kind switch { "confirm" => "head", "direct" or "sign" => "director", _ => "office" };

    /// <summary>The actor is one who is asked: by role and, for the head's word, by unit.</summary>
    public static bool Asks(string kind, Actor actor, string unitKey) => actor.Is(RoleOf(kind)) && (UnitOf(kind, unitKey) is not { } unit || actor.UnitKey == unit);

    /// <summary>The unit whose people are asked; null when the role alone decides.</summary>
    public static string? UnitOf(string kind, string unitKey) => kind == "confirm" ? unitKey : null;

    /// <summary>The answer that moves a case on.</summary>
    public static string AnswerOf(string kind) => kind switch
    {
        "receive" => "received", "appraise" => "qualified", "record_decision" or "council" or "dispatch" or "upper_decision" => "recorded", _ => "agree",
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
