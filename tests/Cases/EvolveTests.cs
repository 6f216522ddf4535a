using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>What each event makes of a case.</summary>
public sealed class EvolveTests
{
    [Fact]
    public void Without_Events_A_Case_Is_A_Draft_That_Asks_Nobody()
    {
        var state = Evolve.Fold(CaseId, []);
        Assert.Equal((Stage.Draft, 0, ""), (state.Stage, state.Seq, state.Head));
        Assert.Null(state.Request);
    }

    [Fact]
    public void A_Sent_Return_Waits_For_The_Head_With_Numbered_Lines()
    {
        var sent = Sent();
        Assert.Equal(Stage.AwaitingConfirmation, sent.State.Stage);
        Assert.Equal(new OpenRequest($"{CaseId}-01-confirm", "confirm", sent.Events[0].Hash, Start), sent.State.Request);
        Assert.Equal([(1, "11", LineStage.Open), (2, "12", LineStage.Open)], sent.State.Lines.Select(line => (line.Number, line.Line.Id, line.Stage)));
        Assert.Equal(("u1", "r1", Content, "o-clerk", 1), (sent.State.UnitKey, sent.State.RoundKey, sent.State.ContentHash, sent.State.SubmittedBy, sent.State.Sendings));
    }

    [Fact]
    public void A_Confirmed_Return_Waits_For_The_Office_And_Keeps_What_The_Head_Said()
    {
        var sent = After(Submit(lines: [Line("11"), Line("12", "T", "nv02")]), Answer("confirm", "agree", Head) with { Exceptions = [1] });
        Assert.Equal((Stage.AwaitingReception, "receive"), (sent.State.Stage, sent.State.Request!.Kind));
        Assert.Equal([(LineStage.NotConfirmed, false), (LineStage.Open, true)], sent.State.Lines.Select(line => (line.Stage, line.WithoutHead)));
        Assert.Equal("agree", sent.State.Answers[$"{CaseId}-01-confirm"].Answer);
    }

    [Fact]
    public void An_Appraised_Return_Waits_For_The_Council_Asks_Nobody_And_Lines_Already_Out_Stay_Out()
    {
        var sent = After(Submit(lines: [Line("11"), Line("12", "B"), Line("13", "C")]), Answer("confirm", "agree", Head) with { Exceptions = [1] }, Receive,
            Answer("appraise", "qualified", Office, "a2") with { Exceptions = [2] });
        Assert.Equal(Stage.AwaitingCouncil, sent.State.Stage);
        Assert.Null(sent.State.Request);
        Assert.Equal([LineStage.NotConfirmed, LineStage.NotQualified, LineStage.Qualified], sent.State.Lines.Select(line => line.Stage));
    }

    [Fact]
    public void A_Letter_That_The_Director_Agreed_To_Waits_For_Its_Decision() =>
        Assert.Equal((Stage.AwaitingDecision, "record_decision"), (Directed().State.Stage, Directed().State.Request!.Kind));

    [Fact]
    public void A_Sudden_Nomination_Waits_For_A_Submission_And_Sees_No_Council()
    {
        var state = Sudden().State;
        Assert.Equal((Stage.AwaitingSubmission, LineStage.Qualified), (state.Stage, Assert.Single(state.Lines).Stage));
        Assert.Null(state.Request);
    }

    [Theory]
    [InlineData(true, LineStage.Granted)]
    [InlineData(false, LineStage.NotGranted)]
    public void A_Decided_Letter_Asks_Nobody_And_Grants_Only_What_The_Paper_Names(bool named, LineStage stage)
    {
        var sent = Directed();
        Assert.Null(sent.Take(RecordDecision with { Exceptions = named ? [] : [1] }));
        Assert.Equal((Stage.Decided, Paper), (sent.State.Stage, sent.State.Decision));
        Assert.Equal(stage, Assert.Single(sent.State.Lines).Stage);
        Assert.Equal(sent.Events[^1].At, sent.State.DecidedAt);
        Assert.Null(sent.State.Request);
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("appraise")]
    public void When_No_Line_Is_Left_The_Case_Is_Closed(string kind)
    {
        var sent = kind == "confirm"
            ? After(Submit(), Answer("confirm", "agree", Head) with { Exceptions = [1, 2] })
            : After(Submit(), Answer("confirm", "agree", Head), Receive, Answer("appraise", "qualified", Office, "a2") with { Exceptions = [1, 2] });
        Assert.Equal(Stage.Closed, sent.State.Stage);
        Assert.Null(sent.State.Request);
    }

    [Fact]
    public void A_Return_Sent_Back_Can_Be_Sent_Again_And_Opens_A_New_Request()
    {
        var back = After(Submit(), Answer("confirm", "send_back", Head));
        Assert.Equal((Stage.SentBack, "Thiếu biên bản"), (back.State.Stage, back.State.SentBackBecause));
        Assert.Null(back.State.Request);

        Assert.Null(back.Take(Submit("s2", lines: [Line("14", "D")])));
        Assert.Equal((2, $"{CaseId}-02-confirm"), (back.State.Sendings, back.State.Request!.Key));
        Assert.Equal([(1, "14")], back.State.Lines.Select(line => (line.Number, line.Line.Id)));
        Assert.Null(back.State.SentBackBecause);
        Assert.Equal("send_back", back.State.Answers[$"{CaseId}-01-confirm"].Answer);
    }

    [Fact]
    public void A_Command_Seen_Before_Is_Known()
    {
        var decided = Decided();
        Assert.Equal(["s1", "a2", "ad", "a3"], decided.State.Commands);
        Assert.Null(decided.Take(Submit()));
        Assert.Equal(4, decided.State.Seq);
    }

    [Fact]
    public void Folding_At_Once_And_One_By_One_Come_To_The_Same()
    {
        var decided = Decided();
        var folded = Evolve.Fold(CaseId, decided.Events);
        Assert.Equal(decided.State.Head, folded.Head);
        Assert.Equal(decided.State.Lines, folded.Lines);
        Assert.Equal(decided.State.Answers, folded.Answers);
    }

    [Fact]
    public void An_Event_Has_A_Meaning_In_Whatever_State_It_Comes() => Assert.All(Decided().Events, recorded =>
        Assert.All(new[] { new ReturnState(CaseId), Sent().State, Confirmed().State, Decided().State }, state => Assert.Equal(recorded.Seq, Evolve.Next(state, recorded).Seq)));
}
