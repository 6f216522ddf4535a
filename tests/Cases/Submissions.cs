using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>A submission with people around it, for tests: before the director on 3 December, out on the 4th, decided by a paper of the 20th.</summary>
internal sealed class Submissions() : Played<SubmissionState>(new SubmissionState(CaseId))
{
    public const string CaseId = "t-2025-000005";
    public static readonly DateTimeOffset Begun = new(2025, 12, 3, 2, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Decided = new(2025, 12, 22, 2, 0, 0, TimeSpan.Zero);
    public static readonly DecisionPaper Sent = new("45/TTr", new DateOnly(2025, 12, 4), "Cơ sở mẫu", "Cán bộ mẫu Giám đốc", new SignedFile("45-TTr.pdf", 1024, "5e47"));
    public static readonly DecisionPaper Upper = new("99/QĐ-SNV", new DateOnly(2025, 12, 20), "Sở mẫu", "Cán bộ mẫu ký", new SignedFile("99-QD.pdf", 2048, "99dd"));

    public static MakeSubmission Make(params ListedLine[] lines) => new(
        "m1", Returns.Office, "list", Begun, "Tờ trình 1", "Sở mẫu", Sessions.CaseId, lines.Length > 0 ? lines : [Sessions.Listed("11"), Sessions.Listed("12", "Cán bộ mẫu B", "nv22", "giay_khen")]);

    /// <summary>A submission that cancels a title of last year's decision and a commendation with it.</summary>
    public static MakeSubmission Revoke(bool decided = false) => Make() with
    {
        Source = "", Revoking = new Revoking("a", "Kết luận số 05/KL-MAU của Sở mẫu", decided,
        [
            new GivenAward(AwardKey.Of(Returns.CaseId, "11"), 2025, "88/QĐ-SNV", new DateOnly(2025, 11, 20), "Sở mẫu", "t-2025-000004"),
            new GivenAward(AwardKey.Of(Returns.CaseId, "12"), 2025, "88/QĐ-SNV", new DateOnly(2025, 11, 20), "Sở mẫu", "t-2025-000004"),
        ]),
    };

    public static AnswerRequest Recover(SubmissionState state, string id = "v1", params int[] notYet) => new(
        id, Returns.Office, "page", Decided.AddDays(2), $"{CaseId}-{state.Recoveries + 1:D2}-recover", "recorded", notYet, "Phiếu thu 01-MAU", state.ContentHash, null, null);

    public static AnswerRequest Sign(SubmissionState state, string answer = "agree", string id = "g1", Actor? actor = null) => new(
        id, actor ?? Returns.Director, "page", Begun.AddHours(1), $"{CaseId}-{state.Sendings:D2}-sign", answer, [], answer == "send_back" ? "Sai nơi nhận" : "", state.ContentHash, null, null);

    public static AnswerRequest Dispatch(SubmissionState state, string id = "d1", DecisionPaper? paper = null) => new(
        id, Returns.Office, "page", Begun.AddDays(1), $"{CaseId}-{state.Sendings:D2}-dispatch", "recorded", [], "", state.ContentHash, null, paper ?? Sent);

    /// <summary>The upper level's decision; results as "granted", "refused", or the award granted instead.</summary>
    public static AnswerRequest Decide(SubmissionState state, string id, params (int Number, string Result)[] results) => Decide(state, id, new OutcomeTable([.. results.Select(Outcome)]));

    public static AnswerRequest Decide(SubmissionState state, string id, AnswerPart? part) => new(
        id, Returns.Office, "page", Decided, $"{CaseId}-{state.Decisions.Count + 1:D2}-upper_decision", "recorded", [], "", state.ContentHash, null, Upper, part);

    public static LineOutcome Outcome((int Number, string Result) result) => result.Result is "granted" or "refused"
        ? new LineOutcome(result.Number, result.Result) : new LineOutcome(result.Number, "reduced", result.Result);

    /// <summary>A submission that lies before the director.</summary>
    public static Submissions Before(params ListedLine[] lines)
    {
        var submission = new Submissions();
        submission.TakeAll([Make(lines)]);
        return submission;
    }

    /// <summary>One to which the director agreed.</summary>
    public static Submissions Signed(params ListedLine[] lines)
    {
        var submission = Before(lines);
        submission.TakeAll([Sign(submission.State)]);
        return submission;
    }

    /// <summary>One that the director gave back.</summary>
    public static Submissions Back()
    {
        var submission = Before();
        submission.TakeAll([Sign(submission.State, "send_back")]);
        return submission;
    }

    /// <summary>One that waits for the upper level.</summary>
    public static Submissions Out(params ListedLine[] lines)
    {
        var submission = Signed(lines);
        submission.TakeAll([Dispatch(submission.State)]);
        return submission;
    }

    /// <summary>One whose first line was granted and whose second was refused.</summary>
    public static Submissions Settled()
    {
        var submission = Out();
        submission.TakeAll([Decide(submission.State, "u1", (1, "granted"), (2, "refused"))]);
        return submission;
    }
}
