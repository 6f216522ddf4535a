using EmulationM365.Schema.Lists;
using static EmulationM365.Functions.Local.Sample.LineFacts;
using static EmulationM365.Functions.Local.Sample.Script;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>The end of the year: all six units propose people and themselves; posting with a comment, the council's sitting, two submissions.</summary>
internal static class YearEnd
{
    public const string Session = "Họp Hội đồng cuối năm";
    private const string Round = "cuoi-nam";
    private static readonly int[] OfOffice = [5, 8, 11, 12, 13];
    private static readonly int[] OfSecond = [17, 18, 19];
    private static readonly string[] Rare = ["cstd_tq", "cstt", "bk_tinh", "bk_ttg", "hcld_3"];
    private static readonly string[] RareOfCollectives = ["dvtt", "dvqt", "co_tinh"];

    /// <summary>How somebody answers.</summary>
    private delegate Task Answering(Actors people, string step, int who, Place place, string request, string told, string answer, CancellationToken token);

    private static readonly Answering InList = (people, step, who, place, request, told, answer, token) => people.AnswerInListAsync(step, who, place, request, told, Answer(answer), token);
    private static readonly Answering OnPage = (people, step, who, place, request, told, answer, token) => people.AnswerOnPageAsync(step, who, place, request, told, [("answer", answer)], token);
    private static readonly Answering InOutlook = (people, step, who, place, request, told, _, token) => people.AnswerInOutlookAsync(step, who, place, request, told, token);
    private static readonly Answering InTeams = (people, step, who, place, request, told, _, token) => people.AnswerInTeamsAsync(step, who, place, request, told, token);

    /// <summary>A unit's list on its way.</summary>
    /// <param name="Unit">Unit.</param>
    /// <param name="Clerk">Who sends it.</param>
    /// <param name="Head">Who confirms it.</param>
    /// <param name="Office">Who receives and appraises it.</param>
    /// <param name="Later">So many hours after the first list.</param>
    private sealed record Sent(string Unit, int Clerk, int Head, int Office, int Later)
    {
        /// <summary>How it is confirmed.</summary>
        public Answering Confirm { get; init; } = InList;

        /// <summary>How it is received; null = together with others.</summary>
        public Answering? Receive { get; init; } = InList;

        /// <summary>The request that is confirmed.</summary>
        public string Asked { get; init; } = "01-confirm";

        /// <summary>People who do not qualify, and for what.</summary>
        public (int Nominee, string Award)[] Without { get; init; } = [];

        /// <summary>What the collective does not qualify for.</summary>
        public string[] Collectives { get; init; } = [];
    }

    public static IEnumerable<ScriptStep> Steps() => [.. Lists(), .. Judged(), .. Council()];

    private static Place Of(string unit) => Place.Return(Round, unit);

    private static IEnumerable<ScriptStep> Lists() =>
    [
        new("ye-office-lines", On(11, 24, 9), async (people, token) =>
        {
            foreach (var nominee in OfOffice) await people.LineAsync(1, Of("tchckt"), nominee, "ldtt", Person(), token);
            await people.LineAsync(1, Of("tchckt"), 9, "ldtt", Person(months: 4, recruit: true), token);
            await people.LineAsync(1, Of("tchckt"), 10, "ldtt", Person("hoan_thanh", discipline: "khien_trach"), token);
            await people.LineAsync(1, Of("tchckt"), 2, "cstd_cs", Person("xuat_sac"), token);
            await people.CollectiveAsync(1, Of("tchckt"), "Phòng Tổ chức – Hành chính – Kế toán", "ttldtt", 10, "tot", token);
        }),
        new("ye-1-lines", On(11, 25, 9), async (people, token) =>
        {
            await people.LineAsync(3, Of("chuyen-mon-1"), 14, "ldtt", Person(), token);
            await people.LineAsync(3, Of("chuyen-mon-1"), 3, "cstd_cs", Person("xuat_sac"), token);
            await people.CollectiveAsync(3, Of("chuyen-mon-1"), "Phòng chuyên môn 1", "ttldtt", 6, "tot", token);
        }),
        new("ye-2-lines", On(11, 26, 9), async (people, token) =>
        {
            foreach (var nominee in OfSecond) await people.LineAsync(17, Of("chuyen-mon-2"), nominee, "ldtt", Person(), token);
            await people.LineAsync(17, Of("chuyen-mon-2"), 20, "ldtt", Person(rating: null), token);
            await people.LineAsync(17, Of("chuyen-mon-2"), 17, "cstd_cs", Person("xuat_sac"), token);
            await people.CollectiveAsync(17, Of("chuyen-mon-2"), "Phòng chuyên môn 2", "ttldtt", 4, "tot", token);
            await people.CollectiveAsync(17, Of("chuyen-mon-2"), "Phòng chuyên môn 2", "ttldxs", 4, "xuat_sac", token);
            // All but the reports of the collectives.
            await people.PapersAsync(17, Of("chuyen-mon-2"), ["Biên bản bình xét.pdf", "Báo cáo chung.pdf", "Báo cáo thành tích Cán bộ mẫu 17.pdf"], token);
        }),
        new("ye-3-fill", On(11, 26, 14), (people, token) => people.FillAsync(21, Of("chuyen-mon-3"), token)),
        new("ye-3-lines", On(11, 27, 9), async (people, token) =>
        {
            foreach (var nominee in Registered) await people.LineAsync(21, Of("chuyen-mon-3"), nominee, "ldtt", Person(), token);
            // Moved to another unit in July, and proposed by both.
            await people.LineAsync(21, Of("chuyen-mon-3"), 19, "ldtt", Person(), token);
            await people.LineAsync(21, Of("chuyen-mon-3"), 21, "cstd_cs", Person("xuat_sac"), token);
            await people.LineAsync(21, Of("chuyen-mon-3"), 22, "cstd_tinh", Person("xuat_sac"), token);
            await people.CollectiveAsync(21, Of("chuyen-mon-3"), "Phòng chuyên môn 3", "ttldtt", 4, "tot", token);
            await people.PapersAsync(21, Of("chuyen-mon-3"), ["Biên bản bình xét.pdf", "Báo cáo chung.pdf", "Báo cáo Cán bộ mẫu 21.pdf", "Báo cáo Cán bộ mẫu 22.pdf", "Sáng kiến Cán bộ mẫu 22.pdf", "Báo cáo Phòng chuyên môn 3.pdf"], token);
        }),
        new("ye-4-lines", On(11, 28, 9), async (people, token) =>
        {
            await people.LineAsync(25, Of("ve-tinh-1"), 26, "ldtt", Person(), token);
            await people.CollectiveAsync(25, Of("ve-tinh-1"), "Điểm vệ tinh 1", "ttldtt", 3, "tot", token);
        }),
        new("ye-5-lines", On(11, 28, 10), async (people, token) =>
        {
            await people.CollectiveAsync(28, Of("ve-tinh-2"), "Điểm vệ tinh 2", "ttldtt", 3, "tot", token);
            // What a small unit cannot hope for: so that each award's rule is seen at work.
            foreach (var award in Rare) await people.LineAsync(28, Of("ve-tinh-2"), 30, award, Person("xuat_sac"), token);
            foreach (var award in RareOfCollectives) await people.CollectiveAsync(28, Of("ve-tinh-2"), "Điểm vệ tinh 2", award, 3, "xuat_sac", token);
        }),
    ];

    /// <summary>
    /// Each list is sent, confirmed, received and appraised; the officer who is on the first list leaves it to a colleague, and one head to somebody of the unit. Everybody answers where they like.
    /// </summary>
    private static IEnumerable<ScriptStep> Judged() =>
        Through(new Sent("tchckt", 1, 2, 7, 0) { Receive = InOutlook, Without = [(10, "ldtt"), (9, "ldtt")] })
            .Append(new ScriptStep("ye-chuyen-mon-1-hand", On(12, 1, 16), (people, token) => people.HandOverAsync("ye-chuyen-mon-1-hand", 4, 15, Of("chuyen-mon-1"), "01-confirm", "Đi công tác từ ngày 02/12 (mẫu)", token)))
            .Concat(Through(new Sent("chuyen-mon-1", 3, 15, 5, 0) { Confirm = InTeams, Asked = "01-confirm-m1", Collectives = ["ttldtt"] }))
            .Concat(Through(new Sent("chuyen-mon-2", 17, 18, 5, 1) { Confirm = InOutlook, Receive = InTeams, Without = [(20, "ldtt")] }))
            .Concat(Through(new Sent("chuyen-mon-3", 21, 22, 5, 2) { Confirm = InTeams, Receive = null, Without = [(19, "ldtt")] }))
            .Concat(Through(new Sent("ve-tinh-1", 25, 26, 5, 3) { Receive = null, Collectives = ["ttldtt"] }))
            .Append(new ScriptStep("ye-receive-together", On(12, 3, 11), (people, token) => people.AnswerTogetherAsync("ye-receive-together", 5,
                [(Of("chuyen-mon-3"), "01-receive", "ReturnReceived"), (Of("ve-tinh-1"), "01-receive", "ReturnReceived")], token)))
            .Concat(Through(new Sent("ve-tinh-2", 28, 29, 5, 4) { Confirm = OnPage, Without = [.. Rare.Select(award => (30, award))], Collectives = ["ttldtt", .. RareOfCollectives] }));

    private static IEnumerable<ScriptStep> Through(Sent sent)
    {
        var (id, place) = ($"ye-{sent.Unit}", Of(sent.Unit));
        yield return new($"{id}-submit", On(12, 1, 8 + sent.Later), (people, token) => people.SubmitAsync($"{id}-submit", sent.Clerk, place, token));
        yield return new($"{id}-confirm", On(12, 2, 8 + sent.Later), (people, token) => sent.Confirm(people, $"{id}-confirm", sent.Head, place, sent.Asked, "ReturnConfirmed", "agree", token));
        if (sent.Receive is { } receive) yield return new($"{id}-receive", On(12, 3, 8 + sent.Later), (people, token) => receive(people, $"{id}-receive", sent.Office, place, "01-receive", "ReturnReceived", "received", token));
        yield return new($"{id}-appraise", On(12, 5, 8 + sent.Later), async (people, token) =>
        {
            var lines = await people.LinesAsync(sent.Office, place, token);
            var numbers = sent.Without.Select(line => Number(lines, SamplePeople.Number(line.Nominee).Name, line.Award)).Concat(sent.Collectives.Select(award => Number(lines, null, award))).Order();
            await people.AnswerInListAsync($"{id}-appraise", sent.Office, place, "01-appraise", "ReturnAppraised",
                Answer("qualified", string.Join("; ", numbers), "Không đủ điều kiện theo kết quả kiểm tra (số liệu mẫu)."), token);
        });
    }

    /// <summary>Number of a line on its return: its place in the order of entry.</summary>
    private static int Number(IReadOnlyList<(string Name, string Award)> lines, string? name, string award) =>
        1 + Enumerable.Range(0, lines.Count).First(place => lines[place].Award == Nominations.Award.Word(award) && (name is null || lines[place].Name == name));

    private static IEnumerable<ScriptStep> Council() =>
    [
        new("ye-post", On(12, 10, 9), (people, token) => people.PostAsync("ye-post", 7, Session, new DateOnly(2025, 12, 19), token)),
        new("ye-comment", On(12, 12, 10), (people, token) => people.CommentAsync("ye-comment", 23, 5, Place.Session(Session), "Đề nghị kiểm tra lại số người của Phòng chuyên môn 2 (ý kiến mẫu).", token)),
        new("ye-reply", On(12, 15, 9), (people, token) => people.ReplyAsync("ye-reply", 7, Session, "Đã kiểm tra: phòng có 4 người, ba người được đề nghị (trả lời mẫu).", token)),
        new("ye-sit", On(12, 19, 16), (people, token) => people.SitAsync("ye-sit", 7, Session, new DateOnly(2025, 12, 19), Votes, "kiem-phieu-cuoi-nam.pdf", token)),
        new("ye-submission", On(12, 22, 8), (people, token) => people.SubmissionAsync("ye-submission", 7, Above.Department, token)),
        new("ye-submission-province", On(12, 22, 9), (people, token) => people.SubmissionAsync("ye-submission-province", 5, Above.Province, token)),
        new("ye-sign", On(12, 22, 14), (people, token) => people.AnswerOnPageAsync("ye-sign", 8, Above.Department, "01-sign", "SubmissionAgreed", [("answer", "agree")], token)),
        new("ye-sign-province", On(12, 22, 15), (people, token) => people.AnswerInTeamsAsync("ye-sign-province", 8, Above.Province, "01-sign", "SubmissionAgreed", token)),
    ];

    /// <summary>Eight in favour of everybody, who are all of a member's own line; all nine of the excellent collective; too few of one proposal for Chiến sĩ thi đua.</summary>
    private static int Votes(string row) =>
        row.Contains(Nominations.Award.Word("ttldxs"), StringComparison.Ordinal) ? 9
        : row.Contains(SamplePeople.Number(21).Name, StringComparison.Ordinal) && row.Contains(Nominations.Award.Word("cstd_cs"), StringComparison.Ordinal) ? 5 : 8;
}
