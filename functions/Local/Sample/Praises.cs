using static EmulationM365.Functions.Local.Sample.Script;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>Two letters of praise in autumn: one is judged by whoever stands in for the director, of the other the director hears only when the link has ended.</summary>
internal static class Praises
{
    private const int Director = 8;
    private const int Deputy = 2;
    private static readonly Place Lesson = Place.Own("Thư khen: hội giảng (mẫu)");
    private static readonly Place Guard = Place.Own("Thư khen: giữ gìn an ninh (mẫu)");

    public static IEnumerable<ScriptStep> Steps() => [.. WhileAway(), .. AfterTheLinkEnded()];

    /// <summary>The question lies before the director when the delegation begins: it moves, and the one who stands in does not agree.</summary>
    private static IEnumerable<ScriptStep> WhileAway() =>
    [
        FirstRound.Proposed("praise-2", Lesson, 21, 24, On(9, 15, 9)),
        new("praise-2-away", On(9, 15, 14), (people, token) => people.DelegateAsync(5, Director, Deputy, new DateOnly(2025, 9, 17), new DateOnly(2025, 9, 19), token)),
        new("praise-2-appraise", On(9, 16, 9), (people, token) => people.AnswerInListAsync("praise-2-appraise", 5, Lesson, "01-appraise", "ReturnAppraised", LineFacts.Answer("qualified"), token)),
        new("praise-2-moved", On(9, 17, 8), (people, token) => people.SeeMovedAsync("praise-2-moved", Director, Deputy, Lesson, "01-direct", token)),
        new("praise-2-direct", On(9, 17, 9), (people, token) => people.AnswerOnPageAsync("praise-2-direct", Deputy, Lesson, "01-direct-m1", "DirectorAgreed",
            [("answer", "agree"), ("except", "1"), ("comment", "Đề nghị xét vào dịp khác.")], token, " (thay ")),
    ];

    /// <summary>The director comes to it after more than thirty days: the link says that it has ended, and is opened again.</summary>
    private static IEnumerable<ScriptStep> AfterTheLinkEnded() =>
    [
        FirstRound.Proposed("praise-3", Guard, 28, 30, On(10, 6, 9)),
        new("praise-3-appraise", On(10, 7, 9), (people, token) => people.AnswerInOutlookAsync("praise-3-appraise", 5, Guard, "01-appraise", "ReturnAppraised", token)),
        new("praise-3-again", On(11, 10, 9), (people, token) => people.ReopenAsync("praise-3-again", Director, Guard, "01-direct", token)),
        new("praise-3-direct", On(11, 10, 10), (people, token) => people.AnswerInTeamsAsync("praise-3-direct", Director, Guard, "01-direct-m1", "DirectorAgreed", token)),
        FirstRound.Written("praise-3", Guard, On(11, 11, 9), "09/TK-MAU"),
    ];
}
