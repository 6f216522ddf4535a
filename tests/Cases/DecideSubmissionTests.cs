using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Sessions;
using static EmulationM365.Tests.Cases.Submissions;

namespace EmulationM365.Tests.Cases;

/// <summary>The table of decisions on a submission: before the director, dispatch, the upper level's word by line.</summary>
public sealed class DecideSubmissionTests
{
    private static readonly Actor Nominee = Returns.Office with { ObjectId = "o-o2", StaffKey = "nv22" };
    private static readonly SubmissionState Draft = new(Submissions.CaseId);
    private static readonly SubmissionState Waiting = Out().State;

    /// <summary>Every refusal, reached.</summary>
    internal static readonly Dictionary<string, (CaseState State, Command Command, string Refusal)> Refusals = new()
    {
        ["unknown command"] = (Draft, Returns.Submit(), "refuse.unknownCommand"),
        ["made twice"] = (Before().State, Make() with { Id = "m2" }, "refuse.alreadySubmitted"),
        ["made after the dispatch"] = (Waiting, Make() with { Id = "m2" }, "refuse.alreadySubmitted"),
        ["made by a clerk"] = (Draft, Make() with { Actor = Returns.Clerk }, "refuse.notOffice"),
        ["made by the director"] = (Draft, Make() with { Actor = Returns.Director }, "refuse.notOffice"),
        ["made for nobody"] = (Draft, Make() with { Addressee = "  " }, "refuse.noAddressee"),
        ["made empty"] = (Draft, Make() with { Lines = [] }, "refuse.nothingToSubmit"),
        ["signed by the office"] = (Before().State, Sign(Before().State, actor: Returns.Office), "refuse.notAsked"),
        ["signed twice, and differently"] = (Signed().State, Sign(Before().State, "send_back", "g2"), "refuse.answered"),
        ["signed for an earlier sending"] = (Again().State, Sign(Again().State, id: "g9") with { RequestKey = $"{Submissions.CaseId}-03-sign" }, "refuse.requestClosed"),
        ["given back without a word"] = (Before().State, Sign(Before().State, "send_back") with { Comment = "" }, "refuse.commentNeeded"),
        ["a line taken off that is none"] = (Before().State, Sign(Before().State) with { Exceptions = [3] }, "refuse.badException"),
        ["signed for another list"] = (Before().State, Sign(Before().State) with { ContentHash = "other" }, "refuse.contentChanged"),
        ["dispatched before it was signed"] = (Before().State, Dispatch(Before().State), "refuse.requestClosed"),
        ["dispatched by the director"] = (Signed().State, Dispatch(Signed().State) with { Actor = Returns.Director }, "refuse.notAsked"),
        ["dispatched without a paper"] = (Signed().State, Dispatch(Signed().State) with { Paper = null }, "refuse.paperIncomplete"),
        ["dispatched without a number"] = (Signed().State, Dispatch(Signed().State, paper: Sent with { Number = "" }), "refuse.paperIncomplete"),
        ["dispatched tomorrow"] = (Signed().State, Dispatch(Signed().State, paper: Sent with { Date = new DateOnly(2025, 12, 5) }), "refuse.paperInFuture"),
        ["dispatched without the signed PDF"] = (Signed().State, Dispatch(Signed().State, paper: Sent with { File = null }), "refuse.noSignedPdf"),
        ["dispatched all but one"] = (Signed().State, Dispatch(Signed().State) with { Exceptions = [2] }, "refuse.noExceptions"),
        ["dispatch given back"] = (Signed().State, Dispatch(Signed().State) with { Answer = "send_back", Comment = "x" }, "refuse.wrongAnswer"),
        ["decided before the dispatch"] = (Signed().State, Decide(Waiting, "u1", (1, "granted")), "refuse.requestClosed"),
        ["decided without outcomes"] = (Waiting, Decide(Waiting, "u1", part: null), "refuse.wrongAnswer"),
        ["decided with a council's table"] = (Waiting, Decide(Waiting, "u1", Table(9)), "refuse.wrongAnswer"),
        ["decided with an outcome that is none"] = (Waiting, Decide(Waiting, "u1", new OutcomeTable([new LineOutcome(1, "postponed")])), "refuse.wrongAnswer"),
        ["decided without a paper"] = (Waiting, Decide(Waiting, "u1", (1, "granted")) with { Paper = null }, "refuse.paperIncomplete"),
        ["decided without the signed PDF"] = (Waiting, Decide(Waiting, "u1", (1, "granted")) with { Paper = Upper with { File = null } }, "refuse.noSignedPdf"),
        ["decided tomorrow"] = (Waiting, Decide(Waiting, "u1", (1, "granted")) with { Paper = Upper with { Date = new DateOnly(2025, 12, 23) } }, "refuse.paperInFuture"),
        ["decided before it was submitted"] = (Waiting, Decide(Waiting, "u1", (1, "granted")) with { Paper = Upper with { Date = new DateOnly(2025, 12, 3) } }, "refuse.decidedBeforeSubmitted"),
        ["nothing decided"] = (Waiting, Decide(Waiting, "u1"), "refuse.nothingDecided"),
        ["a line that is none"] = (Waiting, Decide(Waiting, "u1", (1, "granted"), (3, "granted")), "refuse.badException"),
        ["line nought"] = (Waiting, Decide(Waiting, "u1", (0, "granted")), "refuse.badException"),
        ["a line decided before"] = (PartlyDecided().State, Decide(PartlyDecided().State, "u2", (1, "refused")), "refuse.badException"),
        ["a line the director took off"] = (WithoutSecond().State, Decide(WithoutSecond().State, "u1", (2, "granted")), "refuse.badException"),
        ["a line twice"] = (Waiting, Decide(Waiting, "u1", (1, "granted"), (1, "refused")), "refuse.outcomeTwice"),
        ["reduced to nothing"] = (Waiting, Decide(Waiting, "u1", new OutcomeTable([new LineOutcome(1, "reduced")])), "refuse.reducedTo"),
        ["reduced to the same"] = (Waiting, Decide(Waiting, "u1", (1, "ldtt")), "refuse.reducedTo"),
        ["cancelled without a ground"] = (Draft, Revoking(revoking => revoking with { Ground = "" }), "refuse.noGround"),
        ["cancelled on a ground that is none"] = (Draft, Revoking(revoking => revoking with { Ground = "đ" }), "refuse.noGround"),
        ["cancelled on a mere letter"] = (Draft, Revoking(revoking => revoking with { Because = " \n" }), "refuse.noFinding"),
        ["cancelled without a row"] = (Draft, Revoke() with { Lines = [] }, "refuse.nothingToRevoke"),
        ["brought in by somebody who is on the list"] = (Draft, Make() with { Actor = Nominee }, "refuse.ownLine"),
        ["brought in again by somebody who is on the list"] = (Back().State, Make() with { Id = "m2", Actor = Nominee }, "refuse.ownLine"),
        ["brought in by somebody who stands in for one who is on it"] = (Draft, Make() with { Actor = Returns.Office with { StandsIn = [new StandIn("nv22", "o-nominee", "Cán bộ mẫu B", "u1", "staff")] } }, "refuse.standsInForInterested"),
        ["cancellation brought in by whom it concerns"] = (Draft, Revoke() with { Actor = Nominee }, "refuse.ownLine"),
        ["cancellation brought in by a clerk"] = (Draft, Revoke() with { Actor = Returns.Clerk }, "refuse.notOffice"),
        ["cancelled by a body that did not give it"] = (Draft, Revoke() with { Addressee = "Chủ tịch Ủy ban nhân dân tỉnh" }, "refuse.otherAuthority"),
        ["decided by a body that did not give it"] = (Fallible().State, Decide(Fallible().State, "u1", (1, "granted")) with { Paper = Upper with { Authority = "Chủ tịch Ủy ban nhân dân tỉnh" } }, "refuse.otherAuthority"),
        ["cancelled before it was given"] = (Fallible().State, Decide(Fallible().State, "u1", (1, "granted")) with { Paper = Upper with { Date = new DateOnly(2025, 11, 19) } }, "refuse.cancelledBeforeGiven"),
        ["a lower award in place of a cancellation"] = (Fallible().State, Decide(Fallible().State, "u1", (1, "giay_khen")), "refuse.revocationReduced"),
        ["nothing came back"] = (Fallen().State, Recover(Fallen().State, notYet: [1, 2]), "refuse.nothingRecovered"),
        ["back, and nobody says how"] = (Fallen().State, Recover(Fallen().State) with { Comment = " " }, "refuse.recoveryComment"),
        ["recovery told by whom it concerns"] = (Fallen().State, Recover(Fallen().State) with { Actor = Nominee }, "refuse.ownLine"),
        ["recovery told by the director"] = (Fallen().State, Recover(Fallen().State) with { Actor = Returns.Director }, "refuse.notAsked"),
        ["recovery of what still stands"] = (Fallible().State, Recover(Fallible().State), "refuse.requestClosed"),
        ["decided by a nominee"] = (Waiting, Decide(Waiting, "u1", (1, "granted")) with { Actor = Nominee }, "refuse.ownLine"),
    };

    public static TheoryData<string> Refused => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_May_Not_Be_Is_Refused_With_Its_Sentence(string what)
    {
        // Arrange
        var (state, command, refusal) = Refusals[what];

        // Act
        var ruling = AnyCase.Decide(state, command);

        // Assert
        Assert.Null(ruling.Event);
        Assert.Equal(refusal, ruling.Refusal?.Key);
        Assert.DoesNotContain("{", ruling.Refusal!.Vi + ruling.Refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_Step_Asks_The_Next_One()
    {
        Assert.Equal((SubmissionStage.AwaitingSignature, "t-2025-000005-01-sign"), Stands(Before()));
        Assert.Equal((SubmissionStage.AwaitingDispatch, "t-2025-000005-01-dispatch"), Stands(Signed()));
        Assert.Equal((SubmissionStage.AwaitingUpper, "t-2025-000005-01-upper_decision"), Stands(Out()));
        Assert.Equal((SubmissionStage.AwaitingUpper, "t-2025-000005-02-upper_decision"), Stands(PartlyDecided()));
        Assert.Equal((SubmissionStage.Decided, null), Stands(Settled()));
        Assert.Equal((SubmissionStage.SentBack, null), Stands(Back()));
    }

    [Fact]
    public void The_Addressee_Is_Trimmed() => Assert.Equal("Sở", Assert.IsType<SubmissionMade>(AnyCase.Decide(Draft, Make() with { Addressee = " Sở " }).Event).Addressee);

    [Fact]
    public void The_Director_Gives_No_Word_On_An_Own_Line_And_Takes_Others_Off()
    {
        var submission = Before(Listed("11"), Listed("12", "Giám đốc", "nv05"), Listed("13", "C"));
        Assert.Null(submission.Take(Sign(submission.State) with { Exceptions = [3] }));
        Assert.Equal(
            [(LineStage.BeforeDirector, false), (LineStage.BeforeDirector, true), (LineStage.NotSigned, false)], submission.State.Lines.Select(line => (line.Stage, line.WithoutDirector)));
        Assert.Equal([true, true, false], submission.State.Asked.Select(line => line.Alive));
    }

    [Fact]
    public void The_Director_May_Take_The_Own_Line_Off()
    {
        var state = Before(Listed("11", "Giám đốc", "nv05"), Listed("12")).State;
        var agreed = Assert.IsType<SubmissionAgreed>(AnyCase.Decide(state, Sign(state) with { Exceptions = [1] }).Event);
        Assert.Equal([1], agreed.NotAgreed);
        Assert.Empty(agreed.Recused);
    }

    [Fact]
    public void Without_A_Line_Left_The_Submission_Is_Over()
    {
        var submission = Before();
        Assert.Null(submission.Take(Sign(submission.State) with { Exceptions = [1, 2] }));
        Assert.Equal((SubmissionStage.Closed, null), Stands(submission));
    }

    [Fact]
    public void Sent_Back_It_Can_Be_Sent_Again_With_Other_Lines()
    {
        var back = Back();
        Assert.Equal("Sai nơi nhận", back.State.SentBackBecause);
        Assert.All(back.State.Lines, line => Assert.Equal(LineStage.CouncilPassed, line.Stage));

        Assert.Null(back.Take(Make(Listed("12", "B")) with { Id = "m2", Addressee = "Nơi khác" }));
        Assert.Equal((SubmissionStage.AwaitingSignature, "t-2025-000005-02-sign"), Stands(back));
        Assert.Equal(("Nơi khác", "12", null), (back.State.Addressee, Assert.Single(back.State.Lines).Line.LineId, back.State.SentBackBecause));
        Assert.Equal("send_back", back.State.Answers["t-2025-000005-01-sign"].Answer);
    }

    [Fact]
    public void The_Same_Answer_Of_The_Director_Again_Is_No_News() => Assert.Same(Ruling.Again, AnyCase.Decide(Signed().State, Sign(Before().State, id: "g2")));

    [Fact]
    public void The_Page_Of_A_Dispatch_Asks_For_No_Body_Because_It_Is_The_Units_Own_Paper() =>
        Assert.IsType<SubmissionDispatched>(AnyCase.Decide(Signed().State, Dispatch(Signed().State, paper: Sent with { Authority = "" })).Event);

    [Fact]
    public void The_Upper_Level_Decides_In_Parts_And_May_Grant_Less()
    {
        var submission = Out(Listed("11"), Listed("12", "B"), Listed("13", "C", award: "cstd_cs"));
        Assert.Null(submission.Take(Decide(submission.State, "u1", (3, "ldtt"), (1, "granted"))));
        Assert.Equal((SubmissionStage.AwaitingUpper, 1), (submission.State.Stage, submission.State.Decisions.Count));
        Assert.Null(submission.Take(Decide(submission.State, "u2", (2, "refused"))));

        Assert.Equal(SubmissionStage.Decided, submission.State.Stage);
        Assert.Equal(
            [(LineStage.Granted, "ldtt", 1), (LineStage.NotGranted, null, 2), (LineStage.Reduced, "ldtt", 1)], submission.State.Lines.Select(line => (line.Stage, line.Granted, line.Decision)));
        Assert.Equal([1, 3], submission.State.Decisions[0].Outcomes.Select(outcome => outcome.Number));
    }

    [Fact]
    public void A_Decision_May_Be_Of_The_Day_Of_The_Submission_And_Of_Today()
    {
        Assert.NotNull(AnyCase.Decide(Waiting, Decide(Waiting, "u1", (1, "granted")) with { Paper = Upper with { Date = Sent.Date } }).Event);
        Assert.NotNull(AnyCase.Decide(Waiting, Decide(Waiting, "u1", (1, "granted")) with { Paper = Upper with { Date = new DateOnly(2025, 12, 22) } }).Event);
    }

    [Fact]
    public void A_Nominee_Whose_Line_Is_Settled_May_Enter_What_Was_Decided_On_Others()
    {
        var submission = Out();
        Assert.Null(submission.Take(Decide(submission.State, "u1", (2, "granted"))));
        Assert.Null(submission.Take(Decide(submission.State, "u2", (1, "granted")) with { Actor = Nominee }));
    }

    private static Submissions PartlyDecided()
    {
        var submission = Out();
        Assert.Null(submission.Take(Decide(submission.State, "u1", (1, "granted"))));
        return submission;
    }

    private static Submissions WithoutSecond()
    {
        var submission = Before();
        Assert.Null(submission.Take(Sign(submission.State) with { Exceptions = [2] }));
        Assert.Null(submission.Take(Dispatch(submission.State)));
        return submission;
    }

    private static Submissions Again()
    {
        var submission = Back();
        Assert.Null(submission.Take(Make() with { Id = "m2" }));
        return submission;
    }

    private static (SubmissionStage Stage, string? Request) Stands(Submissions submission) => (submission.State.Stage, submission.State.Request?.Key);

    [Fact]
    public void A_Cancellation_Goes_Before_The_Director_Or_Straight_To_The_Decision_And_Ends_When_All_Is_Back()
    {
        var asked = new Submissions();
        Assert.Null(asked.Take(Revoke()));
        Assert.Equal((SubmissionStage.AwaitingSignature, "t-2025-000005-01-sign"), Stands(asked));
        Assert.Null(asked.Take(Sign(asked.State, "send_back")));
        Assert.All(asked.State.Lines, line => Assert.Equal(LineStage.Granted, line.Stage));
        Assert.Equal((SubmissionStage.AwaitingUpper, "t-2025-000005-01-upper_decision"), Stands(Fallible()));
        var fallen = Fallen();
        Assert.Equal((SubmissionStage.AwaitingRecovery, "t-2025-000005-01-recover"), Stands(fallen));
        Assert.Null(fallen.Take(Recover(fallen.State, notYet: [2])));
        Assert.Equal((SubmissionStage.AwaitingRecovery, "t-2025-000005-02-recover"), Stands(fallen));
        Assert.Equal([LineStage.Recovered, LineStage.Revoked], fallen.State.Lines.Select(line => line.Stage));
        Assert.Null(fallen.Take(Recover(fallen.State, "v2")));
        Assert.Equal((SubmissionStage.Decided, null), Stands(fallen));
    }

    [Fact]
    public void What_A_Decision_Does_Not_Cancel_Stands_And_Asks_For_Nothing_Back()
    {
        var kept = Fallible();
        Assert.Null(kept.Take(Decide(kept.State, "u1", (1, "refused"), (2, "refused"))));
        Assert.Equal((SubmissionStage.Decided, null), Stands(kept));
        Assert.All(kept.State.Lines, line => Assert.Equal((LineStage.Kept, null), (line.Stage, line.Granted)));
        Assert.Empty(AnyCase.Duties(kept.State));
    }

    [Theory]
    [InlineData("Sở Nội vụ tỉnh mẫu", "Giám đốc Sở Lao động – Thương binh và Xã hội", true)]
    [InlineData("Chủ tịch Ủy ban nhân dân tỉnh", "UBND tỉnh", true)]
    [InlineData("Chủ tịch Ủy ban nhân dân tỉnh", "Sở Nội vụ", false)]
    [InlineData("", "Sở Nội vụ", true)]
    [InlineData("Giám đốc", "Giám đốc", true)]
    public void The_Body_That_Gave_It_Cancels_It_Also_When_It_Bears_Another_Name(string gave, string cancels, bool may)
    {
        var command = Revoking(revoking => revoking with { Awards = [.. revoking.Awards.Select(award => award with { Authority = gave })] }) with { Addressee = cancels };
        Assert.Equal(may ? null : "refuse.otherAuthority", AnyCase.Decide(Draft, command).Refusal?.Key);
    }

    private static MakeSubmission Revoking(Func<Revoking, Revoking> change) => Revoke() with { Revoking = change(Revoke().Revoking!) };

    /// <summary>Cancelled above already; the decision is to be entered.</summary>
    private static Submissions Fallible()
    {
        var submission = new Submissions();
        Assert.Null(submission.Take(Revoke(decided: true)));
        return submission;
    }

    private static Submissions Fallen()
    {
        var submission = Fallible();
        Assert.Null(submission.Take(Decide(submission.State, "u1", (1, "granted"), (2, "granted"))));
        return submission;
    }
}
