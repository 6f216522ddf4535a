using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>Lines that a session or a submission moves: each from where it can come from, and in nobody else's hands.</summary>
public sealed class AdvanceTests
{
    private const string Session = Sessions.CaseId;
    private const string Submission = Submissions.CaseId;
    private static readonly LineStage[] Fresh = [LineStage.Open, LineStage.Qualified];
    private static readonly string[] Routes = ["round", "sudden"];
    private static readonly LineStage[] Held = [LineStage.Posted, LineStage.BeforeDirector, LineStage.Submitted];

    /// <summary>Every step that is allowed; whatever is not named here is refused.</summary>
    private static readonly HashSet<(string Kind, LineStage From, LineStage To)> Allowed =
    [
        ("round", LineStage.Qualified, LineStage.Posted),
        .. Both(LineStage.Posted, LineStage.CouncilPassed, LineStage.CouncilNotPassed, LineStage.Qualified),
        .. Both(LineStage.CouncilPassed, LineStage.BeforeDirector),
        ("sudden", LineStage.Qualified, LineStage.BeforeDirector),
        ("round", LineStage.BeforeDirector, LineStage.CouncilPassed), ("sudden", LineStage.BeforeDirector, LineStage.Qualified),
        .. Both(LineStage.BeforeDirector, LineStage.NotSigned, LineStage.Submitted),
        .. Both(LineStage.Submitted, LineStage.Granted, LineStage.NotGranted, LineStage.Reduced),
        .. Both(LineStage.Granted, LineStage.Revoked), .. Both(LineStage.Reduced, LineStage.Revoked),
    ];

    /// <summary>Every refusal, reached.</summary>
    internal static readonly Dictionary<string, (CaseState State, Command Command, string Refusal)> Refusals = new()
    {
        ["a line that is not there"] = (Appraised().State, Advance(Session, ("99", LineStage.Posted)), "refuse.lineGone"),
        ["a line of a return never sent"] = (new ReturnState(CaseId), Advance(Session, ("11", LineStage.Posted)), "refuse.lineGone"),
        ["a line that another session has"] = (Moved(("11", LineStage.Posted)).State, Advance("s-2025-000009", ("11", LineStage.Posted)), "refuse.lineElsewhere"),
        ["one free line and one that another session has"] = (Moved(("11", LineStage.Posted)).State, Advance("s-2025-000009", ("12", LineStage.Posted), ("11", LineStage.Posted)), "refuse.lineElsewhere"),
        ["the vote of a session that does not have it"] = (Moved(("11", LineStage.Posted)).State, Advance("s-2025-000009", ("11", LineStage.CouncilPassed)), "refuse.lineElsewhere"),
        ["a line not appraised yet"] = (Received().State, Advance(Session, ("11", LineStage.Posted)), "refuse.lineMoved"),
        ["a line the office did not qualify"] = (After(Submit(), Answer("confirm", "agree", Head), Receive, Answer("appraise", "qualified", Office, "a2") with { Exceptions = [1] }).State,
            Advance(Session, ("11", LineStage.Posted)), "refuse.lineMoved"),
        ["a sudden nomination before the council"] = (Sudden().State, Advance(Session, ("11", LineStage.Posted)), "refuse.lineMoved"),
        ["a letter before the council"] = (Letter().State, Advance(Session, ("11", LineStage.Posted)), "refuse.lineMoved"),
        ["a round past the council"] = (Appraised().State, Advance(Submission, ("11", LineStage.BeforeDirector)), "refuse.lineMoved"),
        ["a count of a line that is not there"] = (Appraised().State, Recount("99", 7), "refuse.lineGone"),
    };

    public static TheoryData<string> Refused => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_May_Not_Be_Is_Refused_With_Its_Sentence(string what)
    {
        var (state, command, refusal) = Refusals[what];
        var ruling = AnyCase.Decide(state, command);
        Assert.Equal((null, refusal), (ruling.Event, ruling.Refusal?.Key));
        Assert.DoesNotContain("{", ruling.Refusal!.Vi + ruling.Refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_Step_Is_Allowed_Or_Refused_As_The_Table_Says() => Assert.All(
        from kind in Routes from origin in Enum.GetValues<LineStage>() from to in Enum.GetValues<LineStage>() select (Kind: kind, From: origin, To: to),
        step => Assert.Equal(Allowed.Contains(step), ReturnRoute.May(step.Kind, step.From, step.To)));

    [Theory]
    [InlineData("letter")]
    [InlineData(null)]
    public void What_Is_Decided_On_The_Return_Itself_Goes_On_No_List(string? kind) => Assert.All(
        Enum.GetValues<LineStage>(), to => Assert.DoesNotContain(Fresh, origin => ReturnRoute.May(kind, origin, to)));

    [Fact]
    public void No_Step_Leads_Out_Of_An_End_But_The_Cancellation_Of_What_Was_Given() => Assert.All(
        Enum.GetValues<LineStage>().Where(stage => !new LineState(1, Line("11"), stage, false).Alive),
        ended => Assert.DoesNotContain(Enum.GetValues<LineStage>().Where(to => to != LineStage.Revoked || ended is not (LineStage.Granted or LineStage.Reduced)), to => ReturnRoute.May("round", ended, to) || ReturnRoute.May("sudden", ended, to)));

    [Fact]
    public void Whoever_Moved_A_Line_Has_It_In_Hand_Until_It_Is_Settled_Or_Given_Back()
    {
        LineStage[] way = [LineStage.Posted, LineStage.CouncilPassed, LineStage.BeforeDirector, LineStage.Submitted, LineStage.Granted];
        var returns = Appraised(Line("11"));
        foreach (var stage in way)
        {
            var by = stage is LineStage.Posted or LineStage.CouncilPassed ? Session : Submission;
            Assert.Null(returns.Take(Advance(by, ("11", stage)) with { Paper = stage == LineStage.Granted ? Submissions.Upper : null }));
            Assert.Equal((stage, Held.Contains(stage) ? by : null), (returns.State.Lines[0].Stage, returns.State.Lines[0].HeldBy));
        }

        Assert.Equal(Stage.Decided, returns.State.Stage);
    }

    [Theory]
    [InlineData(LineStage.Qualified, LineStage.Qualified, Stage.AwaitingCouncil)]
    [InlineData(LineStage.Posted, LineStage.Posted, Stage.AwaitingCouncil)]
    [InlineData(LineStage.CouncilPassed, LineStage.Posted, Stage.AwaitingCouncil)]
    [InlineData(LineStage.CouncilPassed, LineStage.CouncilNotPassed, Stage.AwaitingSubmission)]
    [InlineData(LineStage.BeforeDirector, LineStage.CouncilNotPassed, Stage.AwaitingSubmission)]
    [InlineData(LineStage.Submitted, LineStage.CouncilPassed, Stage.AwaitingSubmission)]
    [InlineData(LineStage.Submitted, LineStage.NotSigned, Stage.AwaitingDecision)]
    [InlineData(LineStage.CouncilNotPassed, LineStage.NotSigned, Stage.Closed)]
    public void A_Return_Stands_Where_Its_Last_Line_Stands(LineStage first, LineStage second, Stage stage) => Assert.Equal(
        stage, ReturnRoute.StageOf("round", [new LineState(1, Line("11"), first, false), new LineState(2, Line("12"), second, false)]));

    [Fact]
    public void A_Repeat_Is_No_News_And_What_Is_New_In_It_Is()
    {
        var returns = Moved(("11", LineStage.Posted));
        Assert.Same(Ruling.Again, AnyCase.Decide(returns.State, Advance(Session, ("11", LineStage.Posted))));
        Assert.Equal(["12"], Assert.IsType<LinesAdvanced>(AnyCase.Decide(returns.State, Advance(Session, ("11", LineStage.Posted), ("12", LineStage.Posted))).Event).Moves.Select(move => move.LineId));
    }

    [Fact]
    public void A_Sudden_Nomination_That_The_Director_Gave_Back_Stands_Where_It_Came_From()
    {
        var returns = Sudden();
        Assert.Null(returns.Take(Advance(Submission, ("11", LineStage.BeforeDirector))));
        Assert.Equal((Stage.AwaitingSubmission, Submission), (returns.State.Stage, returns.State.Lines[0].HeldBy));
        Assert.Null(returns.Take(Advance(Submission, ("11", LineStage.CouncilPassed)) with { Id = "back" }));
        Assert.Equal((LineStage.Qualified, null), (returns.State.Lines[0].Stage, returns.State.Lines[0].HeldBy));
    }

    [Fact]
    public void The_Decision_And_A_Lower_Award_Stand_With_The_Line()
    {
        var returns = Moved(("11", LineStage.Posted));
        foreach (var stage in new[] { LineStage.CouncilPassed, LineStage.BeforeDirector, LineStage.Submitted }) Assert.Null(returns.Take(Advance(Session, ("11", stage))));
        var command = new AdvanceLines("x", Actor.System, "case", Start, Session, [new LineMove("11", LineStage.Reduced, "giay_khen")], Submissions.Upper);
        Assert.Null(returns.Take(command));
        Assert.Equal((LineStage.Reduced, "giay_khen", Submissions.Upper, false), (returns.State.Lines[0].Stage, returns.State.Lines[0].GrantedAward, returns.State.Lines[0].Decision, returns.State.Lines[0].Alive));
        Assert.Equal(Stage.AwaitingCouncil, returns.State.Stage);
    }

    [Fact]
    public void A_Recount_Is_News_Once_And_Changes_What_The_Rules_Say()
    {
        var returns = Appraised(Line("11") with { Collective = true, Award = "ttldtt", Members = 10 });
        Assert.Null(returns.Take(Recount("11", 5)));
        Assert.Equal(EmulationM365.Rules.Standing.Ineligible, returns.State.Lines[0].Line.Verdict.Standing);
        Assert.Same(Ruling.Again, AnyCase.Decide(returns.State, Recount("11", 5) with { Id = "again" }));
        Assert.IsType<CollectiveRechecked>(AnyCase.Decide(returns.State, Recount("11", 6) with { Id = "again" }).Event);
    }

    [Theory]
    [InlineData(LineStage.Open)]
    [InlineData(LineStage.Qualified)]
    [InlineData(LineStage.Posted)]
    [InlineData(LineStage.CouncilPassed)]
    [InlineData(LineStage.BeforeDirector)]
    [InlineData(LineStage.Submitted)]
    public void These_Stages_Are_On_The_Way(LineStage stage) => Assert.True(new LineState(1, Line("11"), stage, false).Alive);

    private static RecheckCollective Recount(string line, int granted) => new("n1", Actor.System, "case", Start,
        new TitleCount(granted, 0).Judge(new LineState(1, Line(line) with { Members = 10 }, LineStage.Qualified, false)));

    private static Returns Moved(params (string LineId, LineStage To)[] moves)
    {
        var returns = Appraised();
        Assert.Null(returns.Take(Advance(Session, moves)));
        return returns;
    }

    private static AdvanceLines Advance(string by, params (string LineId, LineStage To)[] moves) =>
        new($"{by}:{string.Join(',', moves)}", Actor.System, "case", Start, by, [.. moves.Select(move => new LineMove(move.LineId, move.To))], null);

    private static IEnumerable<(string Kind, LineStage From, LineStage To)> Both(LineStage from, params LineStage[] to) => to.SelectMany(stage => new[] { ("round", from, stage), ("sudden", from, stage) });
}
