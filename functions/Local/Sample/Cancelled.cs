using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;
using static EmulationM365.Functions.Local.Sample.LineFacts;
using static EmulationM365.Functions.Local.Sample.Script;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>
/// An inspection finds that a declaration was false, and the Sở cancels a title. The title above it and the unit's own title rest on it: the system drafts their cancellation, people
/// bring it before the director, the Sở decides, and what was given comes back.
/// </summary>
internal static class Cancelled
{
    private const int Whose = 17;
    private const string Title = "Hủy bỏ danh hiệu theo kết luận thanh tra (mẫu)";
    private static readonly Place First = Place.Own(Submissions.List, Title);
    private static readonly Place Dependent = Place.Own(Submissions.List, Texts.Text.Vi("submission.dependents", Script.Department));

    public static IEnumerable<ScriptStep> Steps() =>
    [
        new("rv-record", On(2, 12, 9, 2026), RecordAsync),
        new("rv-cancel", On(2, 12, 10, 2026), (people, token) => DecideAsync(people, "rv-cancel", First, "58/QĐ-MAU", "2026-02-11", token)),
        new("rv-dependent", On(2, 12, 14, 2026), (people, token) => people.SubmissionAsync("rv-dependent", 5, Dependent, token)),
        new("rv-sign", On(2, 12, 15, 2026), (people, token) => people.AnswerOnPageAsync("rv-sign", 8, Dependent, "01-sign", "SubmissionAgreed", [("answer", "agree")], token)),
        new("rv-dispatch", On(2, 13, 9, 2026), async (people, token) =>
        {
            await people.PaperAsync(7, "to-trinh-44.pdf", token);
            await people.AnswerInListAsync("rv-dispatch", 7, Dependent, "01-dispatch", "SubmissionDispatched", Paper("44/TTr-MAU", "2026-02-13", "to-trinh-44.pdf"), token);
        }),
        new("rv-decide", On(3, 3, 9, 2026), (people, token) => DecideAsync(people, "rv-decide", Dependent, "66/QĐ-MAU", "2026-03-02", token)),
        new("rv-recover", On(3, 5, 9, 2026), (people, token) => RecoverAsync(people, "rv-recover", First, token)),
        new("rv-recover-dependent", On(3, 5, 10, 2026), (people, token) => RecoverAsync(people, "rv-recover-dependent", Dependent, token)),
    ];

    /// <summary>The office looks the row up in the register, and enters that it was cancelled above.</summary>
    private static async Task RecordAsync(Actors people, CancellationToken token)
    {
        var row = (await people.As(5).ItemsAsync(AwardRegister.List, null, token)).Single(item =>
            (string?)item["fields"]!["StaffKey"] == SamplePeople.Number(Whose).StaffKey && (string?)item["fields"]!["Award"] == AwardRegister.Award.Word("ldtt"));
        if ((await people.As(5).ItemsAsync(Submissions.List, null, token)).All(item => (string?)item["fields"]!["Title"] != Title))
        {
            await people.As(5).AddAsync(Submissions.List, new JObject
            {
                ["Title"] = Title, ["Kind"] = Submissions.Kind.Word("revoke"), ["Addressee"] = Script.Department, ["AwardRows"] = (string)row["id"]!, ["Ground"] = Submissions.Ground.Word("a"),
                ["Finding"] = "Kết luận thanh tra số 05/KL-MAU ngày 06/02/2026: kê khai thành tích không đúng (mẫu).",
            }, token);
        }

        await people.SubmissionAsync("rv-record", 5, First, token, "record");
    }

    private static async Task DecideAsync(Actors people, string step, Place place, string number, string day, CancellationToken token)
    {
        var file = $"{step}.pdf";
        await people.PaperAsync(7, file, token);
        await people.AnswerInListAsync(step, 7, place, "01-upper_decision", "UpperDecided", Paper(number, day, file), token);
    }

    private static Task RecoverAsync(Actors people, string step, Place place, CancellationToken token) =>
        people.AnswerInListAsync(step, 7, place, "01-recover", "AwardsRecovered", Answer("recorded", comment: "Đã nộp lại giấy chứng nhận và tiền thưởng, phiếu thu số 01-MAU."), token);
}
