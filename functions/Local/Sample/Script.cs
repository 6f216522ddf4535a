using EmulationM365.Campaigns;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>A step of the script.</summary>
/// <param name="Id">Its name in the journal.</param>
/// <param name="At">When it happens.</param>
/// <param name="InDemo">Also part of the sample that the one command loads.</param>
/// <param name="Play">What people do.</param>
internal sealed record ScriptStep(string Id, DateTimeOffset At, bool InDemo, Func<Actors, CancellationToken, Task> Play);

/// <summary>What the invented people do in their year: six people, two units, one list that comes back once.</summary>
internal static class Script
{
    private const string Office = "tchckt";
    private const string Other = "chuyen-mon-1";
    private const string Round = "dot-1";

    public static DateTimeOffset Begin { get; } = On(2, 4, 8);

    public static DateTimeOffset End { get; } = On(7, 15, 8);

    /// <summary>Where the sample stops, with something decided and something waiting.</summary>
    public static DateTimeOffset DemoEnd { get; } = On(6, 20, 9);

    public static IReadOnlyList<ScriptStep> Steps { get; } =
    [
        new("staff", On(2, 5, 9), true, (people, token) => people.EnterStaffAsync(5, token)),
        new("office-lines", On(5, 12, 8), true, async (people, token) =>
        {
            await people.EnterLineAsync(1, Round, 1, Facts("tot", 12, "yes", "none", "no"), token);
            await people.EnterLineAsync(1, Round, 2, Facts("xuat_sac", 12, "yes", "none", "no"), token);
        }),
        new("office-submit", On(5, 12, 9), true, (people, token) => people.SubmitAsync("office-submit", 1, Round, token)),
        new("office-stranger", On(5, 12, 10), true, (people, token) => people.OpenAnothersAsync("office-stranger", 2, 3, "01-confirm", token)),
        new("office-confirm", On(5, 13, 8), true, (people, token) =>
            people.AnswerOnPageAsync("office-confirm", 2, Office, "01-confirm", "ReturnConfirmed", [("answer", "agree")], token)),
        new("office-receive", On(5, 14, 9), true, (people, token) =>
            people.AnswerInListAsync("office-receive", 5, Office, "01-receive", "ReturnReceived", InList("received"), token)),
        new("office-appraise", On(5, 15, 14), true, (people, token) =>
            people.AnswerInListAsync("office-appraise", 5, Office, "01-appraise", "ReturnAppraised", InList("qualified"), token)),
        new("office-decision", On(6, 19, 10), true, (people, token) => people.AnswerOnPageAsync("office-decision", 5, Office, "01-record_decision", "DecisionRecorded",
            [("answer", "recorded"), ("number", "101/QĐ-MAU"), ("date", "2025-06-18"), ("authority", "Sở mẫu"), ("signedBy", "Người ký mẫu")], token)),
        new("other-lines", On(6, 19, 14), true, async (people, token) =>
        {
            await people.EnterLineAsync(3, Round, 3, Facts("tot", 12, "yes", "none", "no"), token);
            await people.EnterLineAsync(3, Round, 4, Facts("hoan_thanh", 12, "yes", "none", "no"), token);
            await people.EnterLineAsync(3, Round, 6, Facts("tot", null, "yes", "none", null), token);
        }),
        new("other-submit", On(6, 19, 15), true, (people, token) => people.SubmitAsync("other-submit", 3, Round, token)),
        new("other-confirm", On(6, 20, 10), false, (people, token) =>
            people.AnswerInListAsync("other-confirm", 4, Other, "01-confirm", "ReturnConfirmed", InList("agree"), token)),
        new("other-receive", On(6, 20, 14), false, (people, token) =>
            people.AnswerOnPageAsync("other-receive", 5, Other, "01-receive", "ReturnReceived", [("answer", "received")], token)),
        new("other-back", On(6, 21, 8), false, (people, token) => people.AnswerOnPageAsync("other-back", 5, Other, "01-appraise", "ReturnSentBack",
            [("answer", "send_back"), ("comment", "Thiếu số tháng công tác của Cán bộ mẫu 06. Bổ sung rồi nộp lại.")], token)),
        new("other-complete", On(6, 22, 8), false, (people, token) => people.EnterLineAsync(3, Round, 6, new JObject { ["MonthsServed"] = 12 }, token)),
        new("other-again", On(6, 22, 9), false, (people, token) => people.SubmitAsync("other-again", 3, Round, token)),
        new("other-confirm-again", On(6, 23, 8), false, (people, token) =>
            people.AnswerOnPageAsync("other-confirm-again", 4, Other, "02-confirm", "ReturnConfirmed", [("answer", "agree")], token)),
        new("other-receive-again", On(6, 23, 14), false, (people, token) =>
            people.AnswerInListAsync("other-receive-again", 5, Other, "02-receive", "ReturnReceived", InList("received"), token)),
        new("other-appraise", On(6, 24, 8), false, (people, token) => people.AnswerOnPageAsync("other-appraise", 5, Other, "02-appraise", "ReturnAppraised",
            [("answer", "qualified"), ("except", "2"), ("except", "3"), ("comment", "Cán bộ mẫu 04 chưa đạt mức xếp loại; Cán bộ mẫu 06 còn thiếu xác nhận.")], token)),
        new("other-decision", On(7, 10, 8), false, (people, token) => people.AnswerInListAsync("other-decision", 5, Other, "02-record_decision", "DecisionRecorded", Decision(), token)),
    ];

    private static DateTimeOffset On(int month, int day, int hour) => new(2025, month, day, hour, 0, 0, VietnamTime.Offset);

    private static JObject Facts(string rating, int? months, string participation, string discipline, string? pending)
    {
        var facts = new JObject
        {
            ["Achievement"] = "Hoàn thành nhiệm vụ được giao (số liệu mẫu).",
            ["PersonType"] = Nominations.PersonType.Word("vien_chuc"),
            ["Rating"] = Nominations.Rating.Word(rating),
            ["Participation"] = Nominations.Participation.Word(participation),
            ["Discipline"] = Nominations.Discipline.Word(discipline),
            ["NewRecruit"] = Nominations.NewRecruit.Word("no"),
        };
        if (months is not null) facts["MonthsServed"] = months;
        if (pending is not null) facts["PendingCase"] = Nominations.PendingCase.Word(pending);
        return facts;
    }

    private static JObject InList(string answer) => new() { ["Decision"] = Requests.Decision.Word(answer) };

    private static JObject Decision() => new()
    {
        ["Decision"] = Requests.Decision.Word("recorded"),
        ["DecisionNumber"] = "115/QĐ-MAU",
        ["DecisionDate"] = "2025-07-08T00:00:00Z",
        ["DecisionAuthority"] = "Sở mẫu",
        ["SignedBy"] = "Người ký mẫu",
    };
}
