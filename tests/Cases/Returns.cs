using EmulationM365.Cases;
using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Cases;

/// <summary>A return of unit u1 with people around it, for tests: commands are decided, recorded and folded as the product does it, without the wire.</summary>
internal sealed class Returns
{
    public const string CaseId = "r-2025-000007";
    public const string Content = "c0ffee";
    public static readonly DateTimeOffset Start = new(2025, 11, 20, 1, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Opens = new(2025, 11, 17);
    public static readonly DateOnly Due = new(2025, 12, 5);

    public static readonly Actor Clerk = new("o-clerk", "Cán bộ mẫu Lập", "nv01", "u1", ["clerk"]);
    public static readonly Actor Head = new("o-head", "Cán bộ mẫu Trưởng", "nv02", "u1", ["head"]);
    public static readonly Actor Office = new("o-office", "Cán bộ mẫu Trực", "nv03", "u2", ["office"]);
    public static readonly Actor OtherHead = new("o-head2", "Cán bộ mẫu Khác", "nv04", "u2", ["head"]);
    public static readonly Actor Director = new("o-director", "Cán bộ mẫu Giám đốc", "nv05", "u2", ["director"]);
    public static readonly Actor Stranger = new("o-x", "Người lạ", null, "", []);
    public static readonly SignedFile Pdf = new("12-QD-SLD.pdf", 2048, "d1ce");
    public static readonly DecisionPaper Paper = new("12/QĐ-SLĐ", new DateOnly(2025, 11, 19), "Sở", "Cán bộ mẫu ký", Pdf);

    /// <summary>Events so far.</summary>
    public List<RecordedEvent> Events { get; } = [];

    /// <summary>Their fold.</summary>
    public ReturnState State { get; private set; } = new(CaseId);

    public static Line Line(string id, string name = "Cán bộ mẫu A", string? staff = null, string award = "ldtt") => new(
        id, name, staff, award, "Thành tích", new Verdict(Standing.Eligible, "LaoDongTienTien", "Điều 24", "RP-2025", true, [Reason.Of("rule.newRecruit", "4", "6")]));

    public static SubmitReturn Submit(string id = "s1", Actor? actor = null, DateTimeOffset? at = null, params Line[] lines) =>
        new(id, actor ?? Clerk, "list", at ?? Start, "u1", "r1", Opens, Due, lines.Length > 0 ? lines : [Line("11"), Line("12", "Cán bộ mẫu B", "nv22")], Content);

    public static AnswerRequest Answer(string kind, string answer, Actor actor, string id = "a1", int sending = 1, string content = Content) => new(
        id, actor, "page", Start.AddHours(1), $"{CaseId}-{sending:D2}-{kind}", answer, [], answer == "send_back" ? "Thiếu biên bản" : "", content, null,
        answer == "recorded" ? Paper : null);

    /// <summary>A return on which these commands were taken, one after the other; each must be accepted.</summary>
    public static Returns After(params Command[] commands)
    {
        var returns = new Returns();
        foreach (var command in commands) Assert.Null(returns.Take(command));
        return returns;
    }

    public static Returns Sent(params Line[] lines) => After(Submit(lines: lines));

    public static Returns Confirmed(params Line[] lines) => After(Submit(lines: lines), Answer("confirm", "agree", Head, "a1"));

    public static WithdrawReturn Withdraw(Actor actor, string id = "w1") => new(id, actor, "list", Start.AddHours(2));

    /// <summary>A letter of praise that the office appraised and the director has before them.</summary>
    public static Returns Letter(string? staff = null) => After(LetterOf(staff), Answer("appraise", "qualified", Office, "a2"));

    /// <summary>A letter of praise to which the director agreed: its decision is entered on the return itself.</summary>
    public static Returns Directed(string? staff = null) => After(LetterOf(staff), Answer("appraise", "qualified", Office, "a2"), Direct);

    /// <summary>A sudden nomination that the office appraised: it goes straight to a submission.</summary>
    public static Returns Sudden(params Line[] lines) => After(
        Submit(lines: lines.Length > 0 ? lines : [Line("11", award: "giay_khen")]) with { Kind = "sudden" }, Answer("receive", "received", Office, "ar"), Answer("appraise", "qualified", Office, "a2"));

    private static SubmitReturn LetterOf(string? staff) => Submit(lines: Line("11", staff: staff, award: "thu_khen")) with { Kind = "letter" };

    /// <summary>The director agrees to a letter.</summary>
    public static AnswerRequest Direct => Answer("direct", "agree", Director, "ad");

    /// <summary>The decision is entered.</summary>
    public static AnswerRequest RecordDecision => Answer("record_decision", "recorded", Office, "a3");

    /// <summary>The office receives what the head agreed to.</summary>
    public static AnswerRequest Receive => Answer("receive", "received", Office, "ar");

    public static Returns Received(params Line[] lines) => After(Submit(lines: lines), Answer("confirm", "agree", Head, "a1"), Receive);

    public static Returns Appraised(params Line[] lines) =>
        After(Submit(lines: lines), Answer("confirm", "agree", Head, "a1"), Receive, Answer("appraise", "qualified", Office, "a2"));

    /// <summary>A letter of praise with its decision.</summary>
    public static Returns Decided() => After(LetterOf(null), Answer("appraise", "qualified", Office, "a2"), Direct, RecordDecision);

    /// <summary>Decides on a command and records what it comes to.</summary>
    /// <returns>The refusal; null when recorded, now or before.</returns>
    public Reason? Take(Command command)
    {
        if (State.Commands.Contains(command.Id)) return null;
        var ruling = AnyCase.Decide(State, command);
        if (ruling.Event is not { } happened) return ruling.Refusal;
        var content = command switch { SubmitReturn submit => submit.ContentHash, AnswerRequest answer => answer.ContentHash, ReviseReturn revise => revise.ContentHash, _ => Content };
        Events.Add(new RecordedEvent(CaseId, State.Seq + 1, happened, command.Id, command.Actor.ObjectId, command.Actor.Name, command.Channel, command.At, content, State.Head, Moving.ActsFor(State, command)));
        State = Evolve.Next(State, Events[^1]);
        return null;
    }
}
