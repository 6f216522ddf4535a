using EmulationM365.Schema.Lists;
using static EmulationM365.Functions.Local.Sample.LineFacts;
using static EmulationM365.Functions.Local.Sample.Script;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>The upper level decides months later and in parts: one title refused, which breaks a collective's share; one award reduced; one still waiting.</summary>
internal static class Above
{
    public static readonly Place Department = Place.Submission(YearEnd.Session, Script.Department);
    public static readonly Place Province = Place.Submission(YearEnd.Session, Script.Province);

    public static IEnumerable<ScriptStep> Steps() =>
    [
        new("ab-dispatch", On(12, 24, 9), async (people, token) =>
        {
            await people.PaperAsync(7, "to-trinh-40.pdf", token);
            await people.AnswerInListAsync("ab-dispatch", 7, Department, "01-dispatch", "SubmissionDispatched", Paper("40/TTr-MAU", "2025-12-23", "to-trinh-40.pdf"), token);
        }),
        new("ab-dispatch-province", On(12, 24, 10), async (people, token) =>
        {
            await people.PaperAsync(7, "to-trinh-41.pdf", token);
            await people.AnswerInListAsync("ab-dispatch-province", 7, Province, "01-dispatch", "SubmissionDispatched", Paper("41/TTr-MAU", "2025-12-23", "to-trinh-41.pdf"), token);
        }),
        new("ab-people", On(1, 21, 9, 2026), PeopleAsync),
        new("ab-collectives", On(2, 11, 9, 2026), CollectivesAsync),
        new("ab-province", On(2, 26, 9, 2026), async (people, token) =>
        {
            await people.PaperAsync(7, "quyet-dinh-377.pdf", token);
            var (reduced, waiting) = (await people.NumberAsync(7, Province, SamplePeople.Number(22).Name, "cstd_tinh", token), await people.NumberAsync(7, Province, "Phòng chuyên môn 2", "ttldxs", token));
            var answer = Paper("377/QĐ-MAU", "2026-02-25", "quyet-dinh-377.pdf");
            (answer["Reduced"], answer["Waiting"]) = ($"{reduced}: {Nominations.Award.Word("bk_tinh")}", waiting);
            await people.AnswerInListAsync("ab-province", 7, Province, "01-upper_decision", "UpperDecided", answer, token);
        }),
    ];

    /// <summary>On people, by the page: one driver is refused, the collectives wait.</summary>
    private static async Task PeopleAsync(Actors people, CancellationToken token)
    {
        await people.PaperAsync(7, "quyet-dinh-12.pdf", token);
        var answer = new List<(string, string)>
        {
            ("answer", "recorded"), ("number", "12/QĐ-MAU"), ("date", "2026-01-20"), ("authority", Script.Department), ("signedBy", "Người ký mẫu"), ("file", "quyet-dinh-12.pdf"),
            ($"outcome-{await people.NumberAsync(7, Department, SamplePeople.Number(12).Name, "ldtt", token)}", "refused"),
        };
        foreach (var unit in new[] { "Phòng Tổ chức", "Phòng chuyên môn 2", "Phòng chuyên môn 3" }) answer.Add(($"outcome-{await people.NumberAsync(7, Department, unit, "ttldtt", token)}", "waiting"));
        await people.AnswerOnPageAsync("ab-people", 7, Department, "01-upper_decision", "UpperDecided", answer, token);
    }

    /// <summary>On collectives, by the list: the one that lost its share is refused.</summary>
    private static async Task CollectivesAsync(Actors people, CancellationToken token)
    {
        await people.PaperAsync(7, "quyet-dinh-30.pdf", token);
        var answer = Paper("30/QĐ-MAU", "2026-02-10", "quyet-dinh-30.pdf");
        answer["Exceptions"] = await people.NumberAsync(7, Department, "Phòng Tổ chức", "ttldtt", token);
        await people.AnswerInListAsync("ab-collectives", 7, Department, "02-upper_decision", "UpperDecided", answer, token);
    }
}
