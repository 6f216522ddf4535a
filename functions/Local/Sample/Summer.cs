using static EmulationM365.Functions.Local.Sample.LineFacts;
using static EmulationM365.Functions.Local.Sample.Script;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>Between the rounds: a transfer, a session for what came later, a submission that the director gives back once, a sudden nomination that two must appraise, one taken back, a round without proposals.</summary>
internal static class Summer
{
    private const string Session = "Họp Hội đồng bổ sung đợt 1";
    private static readonly Place Submission = Place.Submission(Session, Department);
    private static readonly Place Sudden = Place.Own("Đột xuất: cứu tài sản khi mưa lũ (mẫu)");
    private static readonly Place SuddenSubmission = Place.Submission("Đột xuất – Điểm vệ tinh 1", Department);
    private static readonly Place TakenBack = Place.Own("Đột xuất: trả lại của rơi (mẫu)");

    public static IEnumerable<ScriptStep> Steps() =>
    [
        new("transfer", On(7, 1, 9), (people, token) => people.TransferAsync(5, 19, token)),
        .. SecondSession(), .. SuddenOne(), .. OneTakenBack(), .. SecondRound(),
    ];

    private static IEnumerable<ScriptStep> SecondSession() =>
    [
        new("s2-post", On(7, 2, 9), (people, token) => people.PostAsync("s2-post", 5, Session, new DateOnly(2025, 7, 10), token)),
        new("s2-sit", On(7, 10, 16), (people, token) => people.SitAsync("s2-sit", 7, Session, new DateOnly(2025, 7, 10), _ => 8, "kiem-phieu-bo-sung.pdf", token)),
        new("s2-submission", On(7, 11, 8), (people, token) => people.SubmissionAsync("s2-submission", 5, Submission, token)),
        new("s2-back", On(7, 11, 14), (people, token) => people.AnswerOnPageAsync("s2-back", 8, Submission, "01-sign", "SubmissionSentBack",
            [("answer", "send_back"), ("comment", "Bổ sung căn cứ của tỉnh rồi trình lại.")], token)),
        new("s2-submission-again", On(7, 14, 8), (people, token) => people.SubmissionAsync("s2-submission-again", 5, Submission, token)),
        new("s2-sign", On(7, 14, 14), (people, token) => people.AnswerInOutlookAsync("s2-sign", 8, Submission, "02-sign", "SubmissionAgreed", token)),
        new("s2-dispatch", On(7, 15, 9), async (people, token) =>
        {
            await people.PaperAsync(7, "to-trinh-21.pdf", token);
            await people.AnswerOnPageAsync("s2-dispatch", 7, Submission, "02-dispatch", "SubmissionDispatched",
                [("answer", "recorded"), ("number", "21/TTr-MAU"), ("date", "2025-07-15"), ("signedBy", "Người ký mẫu"), ("file", "to-trinh-21.pdf")], token);
        }),
        new("s2-decision", On(8, 11, 9), async (people, token) =>
        {
            await people.PaperAsync(7, "quyet-dinh-164.pdf", token);
            await people.AnswerInListAsync("s2-decision", 7, Submission, "01-upper_decision", "UpperDecided", Paper("164/QĐ-MAU", "2025-08-08", "quyet-dinh-164.pdf"), token);
        }),
    ];

    private static IEnumerable<ScriptStep> SuddenOne() =>
    [
        new("sudden-submit", On(7, 16, 9), async (people, token) =>
        {
            await people.OpenAsync(25, "sudden", Sudden.Value, token);
            var line = Person();
            (line["AchievementId"], line["Evidence"]) = ("TT-2025-01", "Biên bản xác nhận số 05/BB-MAU ngày 15/07/2025 (mẫu)");
            await people.LineAsync(25, Sudden, 27, "giay_khen", line, token);
            await people.SubmitAsync("sudden-submit", 25, Sudden, token);
        }),
        // For what is sudden the office wants a second pair of eyes; afterwards one is enough again.
        new("two-appraise", On(7, 16, 10), (people, token) => people.SetAsync(5, "request.needs.appraise", "2", token)),
        new("sudden-receive", On(7, 16, 14), (people, token) => people.AnswerInTeamsAsync("sudden-receive", 5, Sudden, "01-receive", "ReturnReceived", token)),
        new("sudden-appraise", On(7, 17, 9), (people, token) => people.AnswerOnPageAsync("sudden-appraise", 5, Sudden, "01-appraise", "RequestEndorsed", [("answer", "qualified")], token, " (")),
        new("sudden-appraise-second", On(7, 17, 11), (people, token) => people.AnswerInOutlookAsync("sudden-appraise-second", 7, Sudden, "01-appraise", "ReturnAppraised", token)),
        new("sudden-submission", On(7, 17, 14), (people, token) => people.SubmissionAsync("sudden-submission", 5, SuddenSubmission, token)),
        new("sudden-sign", On(7, 18, 9), (people, token) => people.AnswerOnPageAsync("sudden-sign", 8, SuddenSubmission, "01-sign", "SubmissionAgreed", [("answer", "agree")], token)),
        new("sudden-dispatch", On(7, 18, 14), async (people, token) =>
        {
            await people.PaperAsync(7, "to-trinh-22.pdf", token);
            await people.AnswerInListAsync("sudden-dispatch", 7, SuddenSubmission, "01-dispatch", "SubmissionDispatched", Paper("22/TTr-MAU", "2025-07-18", "to-trinh-22.pdf"), token);
        }),
        new("sudden-decision", On(7, 31, 9), async (people, token) =>
        {
            await people.PaperAsync(7, "quyet-dinh-158.pdf", token);
            await people.AnswerInListAsync("sudden-decision", 7, SuddenSubmission, "01-upper_decision", "UpperDecided", Paper("158/QĐ-MAU", "2025-07-30", "quyet-dinh-158.pdf"), token);
        }),
    ];

    private static IEnumerable<ScriptStep> OneTakenBack() =>
    [
        new("taken-submit", On(7, 21, 9), async (people, token) =>
        {
            await people.OpenAsync(28, "sudden", TakenBack.Value, token);
            await people.LineAsync(28, TakenBack, 29, "giay_khen", Person(), token);
            await people.SubmitAsync("taken-submit", 28, TakenBack, token);
        }),
        new("one-appraises", On(7, 22, 8), (people, token) => people.SetAsync(5, "request.needs.appraise", "1", token)),
        new("taken-back", On(7, 22, 9), (people, token) => people.WithdrawAsync("taken-back", 28, TakenBack, token)),
    ];

    private static IEnumerable<ScriptStep> SecondRound() => new (int Clerk, string Unit)[] { (1, "tchckt"), (3, "chuyen-mon-1"), (17, "chuyen-mon-2"), (21, "chuyen-mon-3"), (25, "ve-tinh-1") }
        .Select((sent, index) => new ScriptStep($"r2-none-{sent.Unit}", On(9, 1 + (index / 2), 9 + index), (people, token) =>
            people.NothingAsync($"r2-none-{sent.Unit}", sent.Clerk, Place.Return("dot-2", sent.Unit), token)));
}
