using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Cases;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Effects;

/// <summary>Every state has a key in its column and a word for staff.</summary>
public sealed class WordsTests
{
    private static readonly string[] Sentences = ["mail.ask", "request.title", "request.next", "page.except", "page.do", "choice.requestKind"];

    public static TheoryData<Stage> Stages => [.. Enum.GetValues<Stage>()];

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_Stage_Has_A_Key_Of_Its_Own_And_A_Note_For_The_Unit(Stage stage)
    {
        var key = Words.StatusKey(In(stage));
        Assert.Contains(key, UnitReturns.Status.Choices);
        Assert.NotEmpty(Text.Vi($"note.{key}"));
        Assert.Single(Enum.GetValues<Stage>(), other => Words.StatusKey(In(other)) == key);
    }

    [Fact]
    public void A_Return_That_Proposed_Nobody_Says_So_And_One_That_Lost_Every_Line_Is_Over()
    {
        Assert.Equal("none", Words.StatusKey(In(Stage.Closed) with { Lines = [] }));
        Assert.Equal("closed", Words.StatusKey(In(Stage.Closed)));
        Assert.Contains("none", UnitReturns.Status.Choices);
        Assert.NotEmpty(Text.Vi("note.none"));
    }

    [Fact]
    public void A_Session_In_Every_Stage_Has_A_Key_A_Word_And_A_Note()
    {
        Assert.Equal(CouncilSessions.Stage.Choices, Enum.GetValues<SessionStage>().Select(stage => stage.ToString().ToLowerInvariant()));
        Assert.All(CouncilSessions.Stage.Choices, key => Assert.NotEmpty(CouncilSessions.Stage.Word(key)));
        Assert.All(CouncilSessions.Stage.Choices, key => Assert.Contains($"note.session.{key}", Text.All(Text.Vietnamese).Keys));
    }

    [Fact]
    public void A_Submission_In_Every_Stage_Has_A_Key_Of_Its_Own_A_Word_And_A_Note()
    {
        var keys = Enum.GetValues<SubmissionStage>().Select(SubmissionWork.StageKey).ToList();
        Assert.Equal(EmulationM365.Schema.Lists.Submissions.Stage.Choices.Order(), keys.Order());
        Assert.All(keys, key => Assert.NotEmpty(EmulationM365.Schema.Lists.Submissions.Stage.Word(key)));
        Assert.All(keys, key => Assert.Contains($"note.submission.{key}", Text.All(Text.Vietnamese).Keys));
    }

    [Fact]
    public void A_Line_Of_A_Session_Or_Submission_Is_Shown_By_A_Word() => Assert.All(
        new CaseState[]
        {
            Sessions.Posted().State, Sessions.Held().State, Sessions.After(Sessions.Post(), Sessions.TakeOff([1])).State,
            Cases.Submissions.Before().State, Cases.Submissions.Back().State, Cases.Submissions.Out().State, Cases.Submissions.Settled().State,
        }.SelectMany(state => state.Asked),
        line => Assert.NotEmpty(Text.Vi($"choice.lineStatus.{line.StatusKey}")));

    [Fact]
    public void Every_Line_In_Every_Stage_Has_A_Key_Of_Its_Column() => Assert.All(
        from stage in Enum.GetValues<Stage>() from line in Enum.GetValues<LineStage>() select LineWords.StatusKey(new LineState(1, Returns.Line("11"), line, false), stage),
        key => Assert.Contains(key, Nominations.LineStatus.Choices));

    [Theory]
    [InlineData(LineStage.Open, Stage.AwaitingConfirmation, "awaiting_confirmation")]
    [InlineData(LineStage.Open, Stage.AwaitingAppraisal, "awaiting_appraisal")]
    [InlineData(LineStage.Open, Stage.SentBack, "sent_back")]
    [InlineData(LineStage.NotConfirmed, Stage.SentBack, "not_confirmed")]
    [InlineData(LineStage.NotConfirmed, Stage.Decided, "not_confirmed")]
    [InlineData(LineStage.Qualified, Stage.AwaitingDecision, "qualified")]
    [InlineData(LineStage.NotQualified, Stage.AwaitingDecision, "not_qualified")]
    [InlineData(LineStage.Qualified, Stage.AwaitingCouncil, "awaiting_council")]
    [InlineData(LineStage.Posted, Stage.AwaitingCouncil, "posted")]
    [InlineData(LineStage.CouncilPassed, Stage.AwaitingCouncil, "council_passed")]
    [InlineData(LineStage.CouncilNotPassed, Stage.Closed, "council_not_passed")]
    [InlineData(LineStage.BeforeDirector, Stage.AwaitingSubmission, "before_director")]
    [InlineData(LineStage.NotSigned, Stage.Closed, "not_signed")]
    [InlineData(LineStage.Submitted, Stage.AwaitingDecision, "submitted")]
    [InlineData(LineStage.Reduced, Stage.Decided, "reduced")]
    [InlineData(LineStage.Granted, Stage.Decided, "granted")]
    [InlineData(LineStage.NotGranted, Stage.Decided, "not_granted")]
    public void A_Line_Is_Shown_Where_It_Stands(LineStage line, Stage stage, string key) =>
        Assert.Equal(key, LineWords.StatusKey(new LineState(1, Returns.Line("11"), line, false), stage));

    [Theory]
    [InlineData(Standing.Eligible, "Đủ điều kiện")]
    [InlineData(Standing.Ineligible, "Không đủ điều kiện")]
    [InlineData(Standing.NeedsEvidence, "Cần minh chứng")]
    public void A_Standing_Is_Said_In_Vietnamese(Standing standing, string word) => Assert.Equal(word, Words.Of(standing));

    [Fact]
    public void What_Is_Asked_Has_All_Its_Sentences() =>
        Assert.All(from kind in Asking.Kinds from sentence in Sentences select $"{sentence}.{kind}", key => Assert.Contains(key, Text.All(Text.Vietnamese).Keys));

    [Fact]
    public void What_Is_Asked_Is_A_Choice_Of_The_List_Of_Requests_And_So_Is_Its_Answer()
    {
        Assert.Equal(Requests.Kind.Choices.Order(), Asking.Kinds.Append(Requests.Attend).Order());
        Assert.All(Asking.Kinds, kind => Assert.Contains(Asking.AnswerOf(kind), Requests.Decision.Choices));
        Assert.All(Requests.Decision.Choices, answer => Assert.True(answer is "send_back" or Requests.Retry || Asking.Kinds.Any(kind => Asking.AnswerOf(kind) == answer)));
    }

    [Fact]
    public void Every_Step_Of_Every_Route_Is_A_Kind_That_Is_Asked() => Assert.All(
        new[] { "round", "sudden", "letter", null }.SelectMany(ReturnRoute.Steps), step => Assert.Contains(step, Asking.Kinds));

    [Fact]
    public void An_Award_Without_A_Word_Is_Shown_As_It_Is()
    {
        Assert.Equal("Lao động tiên tiến", Words.Award("ldtt"));
        Assert.Equal("<lạ>", Words.Award("<lạ>"));
    }

    [Theory]
    [InlineData(true, "Căn cứ: Điều 24; bộ quy tắc RP-2025.")]
    [InlineData(false, "Căn cứ: Điều 24; bộ quy tắc RP-2025; có văn bản chưa được kiểm tra bản gốc.")]
    public void Reasons_Stand_One_A_Line_With_Their_Source_Last(bool verified, string source)
    {
        var verdict = new Verdict(Standing.NeedsEvidence, "R", "Điều 24", "RP-2025", verified, [Reason.Of("rule.ratingUnknown"), Reason.Of("rule.pendingUnknown")]);
        Assert.Equal([Text.Vi("rule.ratingUnknown"), Text.Vi("rule.pendingUnknown"), source], Words.Reasons(verdict).Split('\n'));
    }

    [Fact]
    public void The_Summary_Numbers_The_Lines_That_Are_Still_On_Their_Way()
    {
        var state = Returns.After(Returns.Submit(lines: [Returns.Line("11", "A"), Returns.Line("12", "T", "nv02")]), Returns.Answer("confirm", "agree", Returns.Head) with { Exceptions = [1] }).State;
        Assert.Equal("2. T – Lao động tiên tiến – Đủ điều kiện (tham khảo); trưởng phòng không tự xác nhận cho mình", Words.Summary(state));
    }

    [Fact]
    public void The_Summary_Of_A_Session_Has_No_Votes_Yet_And_Leaves_Out_What_Was_Taken_Off() => Assert.Equal(
        "1. Cán bộ mẫu A – Lao động tiên tiến – Đủ điều kiện (tham khảo)", Words.Summary(Sessions.After(Sessions.Post(), Sessions.TakeOff([2])).State));

    [Theory]
    [InlineData("page", "A, lúc 08:00 20/11/2025, qua trang trả lời")]
    [InlineData("list", "A, lúc 08:00 20/11/2025, qua danh sách Việc chờ xử lý")]
    public void An_Answer_Says_Who_When_And_How(string channel, string said) => Assert.Equal(said, Words.Answered(new GivenAnswer("k", "o", "A", Returns.Start, channel, "agree")));

    private static ReturnState In(Stage stage) => new(Returns.CaseId) { Stage = stage, Lines = [new LineState(1, Returns.Line("11"), LineStage.Open, false)] };
}
