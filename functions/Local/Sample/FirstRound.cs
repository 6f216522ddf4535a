using static EmulationM365.Functions.Local.Sample.LineFacts;
using static EmulationM365.Functions.Local.Sample.Script;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>The first round: one list goes all the way by June, one comes back once, one comes late, two units propose nobody, one sends nothing.</summary>
internal static class FirstRound
{
    private const string Round = "dot-1";
    private const string Session = "Họp Hội đồng đợt 1";
    private static readonly Place Office = Place.Return(Round, "tchckt");
    private static readonly Place Other = Place.Return(Round, "chuyen-mon-1");
    private static readonly Place Late = Place.Return(Round, "ve-tinh-1");
    private static readonly Place Submission = Place.Submission(Session, Department);
    private static readonly Place Letter = Place.Own("Thư khen: tiết kiệm vật tư (mẫu)");

    public static IEnumerable<ScriptStep> Steps() => [.. OfficeList(), .. UpToTheDecision(), .. OtherUnits(), .. Praise()];

    private static IEnumerable<ScriptStep> OfficeList() =>
    [
        new("r1-office-lines", On(5, 12, 8), async (people, token) =>
        {
            await people.LineAsync(1, Office, 1, "ldtt", Person(), token);
            await people.LineAsync(1, Office, 2, "ldtt", Person("xuat_sac"), token);
            await people.PapersAsync(1, Office, ["Biên bản bình xét.pdf", "Báo cáo thành tích.pdf"], token);
        }),
        new("r1-office-submit", On(5, 12, 9), (people, token) => people.SubmitAsync("r1-office-submit", 1, Office, token)),
        new("r1-office-stranger", On(5, 12, 10), (people, token) => people.OpenAnothersAsync("r1-office-stranger", 2, 3, Office, "01-confirm", token)),
        new("r1-office-confirm", On(5, 12, 14), (people, token) => people.AnswerOnPageAsync("r1-office-confirm", 2, Office, "01-confirm", "ReturnConfirmed", [("answer", "agree")], token)),
        new("r1-office-receive", On(5, 13, 8), (people, token) => people.AnswerInListAsync("r1-office-receive", 5, Office, "01-receive", "ReturnReceived", Answer("received"), token)),
        new("r1-office-appraise", On(5, 13, 10), (people, token) => people.AnswerInListAsync("r1-office-appraise", 5, Office, "01-appraise", "ReturnAppraised", Answer("qualified"), token)),
    ];

    private static IEnumerable<ScriptStep> UpToTheDecision() =>
    [
        new("r1-post", On(5, 13, 14), (people, token) => people.PostAsync("r1-post", 5, Session, new DateOnly(2025, 5, 21), token)),
        new("r1-sit", On(5, 21, 16), (people, token) => people.SitAsync("r1-sit", 5, Session, new DateOnly(2025, 5, 21), _ => 8, "kiem-phieu-dot-1.pdf", token)),
        new("r1-submission", On(5, 22, 8), (people, token) => people.SubmissionAsync("r1-submission", 5, Submission, token)),
        new("r1-sign", On(5, 22, 10), (people, token) => people.AnswerOnPageAsync("r1-sign", 8, Submission, "01-sign", "SubmissionAgreed", [("answer", "agree")], token)),
        new("r1-dispatch", On(5, 23, 9), async (people, token) =>
        {
            await people.PaperAsync(5, "to-trinh-12.pdf", token);
            await people.AnswerInListAsync("r1-dispatch", 5, Submission, "01-dispatch", "SubmissionDispatched", Paper("12/TTr-MAU", "2025-05-23", "to-trinh-12.pdf"), token);
        }),
        new("r1-decision", On(6, 11, 10), async (people, token) =>
        {
            await people.PaperAsync(5, "quyet-dinh-101.pdf", token);
            await people.AnswerOnPageAsync("r1-decision", 5, Submission, "01-upper_decision", "UpperDecided",
                [("answer", "recorded"), ("number", "101/QĐ-MAU"), ("date", "2025-06-10"), ("authority", Department), ("signedBy", "Người ký mẫu"), ("file", "quyet-dinh-101.pdf"),
                 ("outcome-1", "granted"), ("outcome-2", "granted")], token);
        }),
    ];

    private static IEnumerable<ScriptStep> OtherUnits() =>
    [
        new("r1-none-2", On(5, 16, 9), (people, token) => people.NothingAsync("r1-none-2", 17, Place.Return(Round, "chuyen-mon-2"), token)),
        new("r1-none-3", On(5, 16, 10), (people, token) => people.NothingAsync("r1-none-3", 21, Place.Return(Round, "chuyen-mon-3"), token)),
        new("r1-other-lines", On(5, 19, 14), async (people, token) =>
        {
            await people.LineAsync(3, Other, 3, "ldtt", Person(), token);
            await people.LineAsync(3, Other, 4, "ldtt", Person("hoan_thanh"), token);
            await people.LineAsync(3, Other, 6, "ldtt", Person(months: null, pending: null), token);
        }),
        new("r1-other-submit", On(5, 19, 15), (people, token) => people.SubmitAsync("r1-other-submit", 3, Other, token)),
        new("r1-late-lines", On(5, 21, 8), (people, token) => people.LineAsync(25, Late, 25, "ldtt", Person(), token)),
        new("r1-late-submit", On(5, 21, 9), (people, token) => people.SubmitAsync("r1-late-submit", 25, Late, token)),
        new("r1-late-confirm", On(5, 22, 9), (people, token) => people.AnswerInListAsync("r1-late-confirm", 26, Late, "01-confirm", "ReturnConfirmed", Answer("agree"), token)),
        new("r1-late-receive", On(5, 23, 14), (people, token) => people.AnswerInListAsync("r1-late-receive", 7, Late, "01-receive", "ReturnReceived", Answer("received"), token)),
        new("r1-late-appraise", On(5, 23, 15), (people, token) => people.AnswerOnPageAsync("r1-late-appraise", 5, Late, "01-appraise", "ReturnAppraised", [("answer", "qualified")], token)),
        new("r1-other-confirm", On(6, 13, 9), (people, token) => people.AnswerInListAsync("r1-other-confirm", 4, Other, "01-confirm", "ReturnConfirmed", Answer("agree"), token)),
        new("r1-other-receive", On(6, 13, 14), (people, token) => people.AnswerOnPageAsync("r1-other-receive", 5, Other, "01-receive", "ReturnReceived", [("answer", "received")], token)),
        new("r1-other-back", On(6, 16, 8), (people, token) => people.AnswerOnPageAsync("r1-other-back", 5, Other, "01-appraise", "ReturnSentBack",
            [("answer", "send_back"), ("comment", "Thiếu số tháng công tác của Cán bộ mẫu 06. Bổ sung rồi nộp lại.")], token)),
        new("r1-other-complete", On(6, 17, 8), (people, token) => people.LineAsync(3, Other, 6, "ldtt", Person(), token)),
        new("r1-other-again", On(6, 17, 9), (people, token) => people.SubmitAsync("r1-other-again", 3, Other, token)),
        new("r1-other-confirm-again", On(6, 18, 8), (people, token) => people.AnswerOnPageAsync("r1-other-confirm-again", 4, Other, "02-confirm", "ReturnConfirmed", [("answer", "agree")], token)),
        new("r1-other-receive-again", On(6, 18, 14), (people, token) => people.AnswerInListAsync("r1-other-receive-again", 5, Other, "02-receive", "ReturnReceived", Answer("received"), token)),
        new("r1-other-appraise", On(6, 19, 8), (people, token) => people.AnswerOnPageAsync("r1-other-appraise", 5, Other, "02-appraise", "ReturnAppraised",
            [("answer", "qualified"), ("except", "2"), ("comment", "Cán bộ mẫu 04 chưa đạt mức xếp loại.")], token)),
    ];

    private static IEnumerable<ScriptStep> Praise() =>
    [
        Proposed("praise-1", Letter, 1, 13, On(6, 2, 9)),
        new("praise-1-appraise", On(6, 3, 9), (people, token) => people.AnswerInListAsync("praise-1-appraise", 5, Letter, "01-appraise", "ReturnAppraised", Answer("qualified"), token)),
        new("praise-1-direct", On(6, 4, 9), (people, token) => people.AnswerOnPageAsync("praise-1-direct", 8, Letter, "01-direct", "DirectorAgreed", [("answer", "agree")], token)),
        Written("praise-1", Letter, On(6, 5, 9), "05/TK-MAU"),
    ];

    /// <summary>A letter of praise is proposed.</summary>
    /// <param name="id">Begin of the steps' names.</param>
    /// <param name="letter">The clerk's item.</param>
    /// <param name="clerk">Who proposes.</param>
    /// <param name="nominee">Who is proposed.</param>
    /// <param name="at">When.</param>
    public static ScriptStep Proposed(string id, Place letter, int clerk, int nominee, DateTimeOffset at) => new($"{id}-submit", at, async (people, token) =>
    {
        await people.OpenAsync(clerk, "letter", letter.Value, token);
        await people.LineAsync(clerk, letter, nominee, "thu_khen", Person(), token);
        await people.SubmitAsync($"{id}-submit", clerk, letter, token);
    });

    /// <summary>A letter of praise that was written and signed is entered, by the office on the day that it bears.</summary>
    public static ScriptStep Written(string id, Place letter, DateTimeOffset at, string number) => new($"{id}-record", at, async (people, token) =>
    {
        await people.PaperAsync(7, $"{id}.pdf", token);
        await people.AnswerInListAsync($"{id}-record", 7, letter, "01-record_decision", "DecisionRecorded", Paper(number, at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), $"{id}.pdf"), token);
    });
}
