using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>The table of decisions: each command in each state comes to an event or to a sentence that says why not.</summary>
public sealed class DecideTests
{
    private static readonly Actor HeadInOffice = Head with { Roles = ["head", "office"] };

    /// <summary>Every refusal, reached.</summary>
    internal static readonly Dictionary<string, (Returns Case, Command Command, string Refusal)> Refusals = new()
    {
        ["unknown command"] = (new Returns(), new Unheard(), "refuse.unknownCommand"),
        ["sent twice"] = (Sent(), Submit("s2"), "refuse.alreadySent"),
        ["sent after the decision"] = (Decided(), Submit("s2"), "refuse.alreadySent"),
        ["sent by the head"] = (new Returns(), Submit(actor: Head), "refuse.notClerk"),
        ["sent by a clerk of another unit"] = (new Returns(), Submit(actor: Clerk with { UnitKey = "u2" }), "refuse.notClerk"),
        ["sent by somebody outside the Staff list"] = (new Returns(), Submit(actor: Stranger), "refuse.notClerk"),
        ["sent the second before the first day"] = (new Returns(), Submit(at: Start.AddDays(-4).AddHours(15).AddMinutes(59)), "refuse.notOpen"),
        ["sent empty"] = (new Returns(), Submit() with { Lines = [] }, "refuse.noLines"),
        ["a line without award"] = (new Returns(), Submit(lines: [Line("11"), Line("12", "B", award: "")]), "refuse.noAward"),
        ["a name twice"] = (new Returns(), Submit(lines: [Line("11", "Mẫu Ế"), Line("12", " Mẫu Ế ".Normalize(System.Text.NormalizationForm.FormD))]), "refuse.twice"),
        ["a staff number twice"] = (new Returns(), Submit(lines: [Line("11", "A", "nv1"), Line("12", "B", "nv1")]), "refuse.twice"),
        ["answered twice, and differently"] = (Confirmed(), Answer("confirm", "send_back", Head, "a9"), "refuse.answered"),
        ["answered by another head after the first"] = (Confirmed(), Answer("confirm", "agree", OtherHead, "a9"), "refuse.answered"),
        ["answered before sending"] = (new Returns(), Answer("confirm", "agree", Head), "refuse.requestClosed"),
        ["answered for a later step"] = (Sent(), Answer("appraise", "qualified", Office), "refuse.requestClosed"),
        ["answered for another sending"] = (Sent(), Answer("confirm", "agree", Head, sending: 2), "refuse.requestClosed"),
        ["answered by an old link"] = (Sent(), Answer("confirm", "agree", Head) with { Expires = Start.AddMinutes(59) }, "refuse.linkExpired"),
        ["confirmed by the clerk"] = (Sent(), Answer("confirm", "agree", Clerk), "refuse.notAsked"),
        ["confirmed by another head"] = (Sent(), Answer("confirm", "agree", OtherHead), "refuse.notAsked"),
        ["confirmed by a stranger"] = (Sent(), Answer("confirm", "agree", Stranger), "refuse.notAsked"),
        ["appraised by the head"] = (Received(), Answer("appraise", "qualified", Head), "refuse.notAsked"),
        ["confirmed by whoever sent it"] = (After(Submit(actor: Clerk with { Roles = ["clerk", "head"] })), Answer("confirm", "agree", Clerk with { Roles = ["head"] }), "refuse.ownReturn"),
        ["appraised by whoever sent it"] = (After(Submit(), Answer("confirm", "agree", Head), Receive), Answer("appraise", "qualified", Clerk with { Roles = ["office"] }, "a9"), "refuse.ownReturn"),
        ["appraised by a nominee"] = (Received(Line("11", "P", "nv03")), Answer("appraise", "qualified", Office, "a9"), "refuse.ownLine"),
        ["sent back by a nominee"] = (Received(Line("11", "P", "nv03")), Answer("appraise", "send_back", Office, "a9"), "refuse.ownLine"),
        ["decision entered by a nominee"] = (Directed("nv09"), Answer("record_decision", "recorded", Office with { StaffKey = "nv09" }, "a9"), "refuse.ownLine"),
        ["an exception that is not a line"] = (Sent(), Answer("confirm", "agree", Head) with { Exceptions = [1, 3] }, "refuse.badException"),
        ["exception nought"] = (Sent(), Answer("confirm", "agree", Head) with { Exceptions = [0] }, "refuse.badException"),
        ["exception nought before a wrong one"] = (Sent(), Answer("confirm", "agree", Head) with { Exceptions = [0, 9] }, "refuse.badException"),
        ["an exception to a line that went no further"] = (After(Submit(), Answer("confirm", "agree", Head) with { Exceptions = [1] }, Receive),
            Answer("appraise", "qualified", Office, "a9") with { Exceptions = [1] }, "refuse.badException"),
        ["content changed since"] = (Sent(), Answer("confirm", "agree", Head, content: "other"), "refuse.contentChanged"),
        ["no content seen"] = (Sent(), Answer("confirm", "agree", Head, content: ""), "refuse.contentChanged"),
        ["an answer of another step"] = (Sent(), Answer("confirm", "qualified", Head), "refuse.wrongAnswer"),
        ["no answer"] = (Sent(), Answer("confirm", "", Head), "refuse.wrongAnswer"),
        ["a decision sent back"] = (Directed(), Answer("record_decision", "send_back", Office, "a9"), "refuse.wrongAnswer"),
        ["somebody proposed and nobody"] = (new Returns(), Submit() with { Nothing = true }, "refuse.nothingWithLines"),
        ["two lines at once outside a round"] = (new Returns(), Submit() with { Kind = "sudden" }, "refuse.oneLine"),
        ["a letter of praise within a round"] = (new Returns(), Submit(lines: Line("11", award: "thu_khen")), "refuse.letterAlone"),
        ["a title as a letter of praise"] = (new Returns(), Submit(lines: Line("11")) with { Kind = "letter" }, "refuse.onlyLetter"),
        ["more votes than people"] = (new Returns(), Submit(lines: Line("11") with { Votes = 9 }) with { Meeting = new Meeting(null, 10, 8) }, "refuse.votesTooMany"),
        ["taken back before it was sent"] = (new Returns(), Withdraw(Clerk), "refuse.notClerk"),
        ["taken back by the head"] = (Sent(), Withdraw(Head), "refuse.notClerk"),
        ["taken back twice"] = (After(Submit(), Withdraw(Clerk)), Withdraw(Clerk, "w2"), "refuse.notSent"),
        ["taken back after the appraisal"] = (Appraised(), Withdraw(Clerk), "refuse.tooLateToWithdraw"),
        ["received by the head"] = (Confirmed(), Answer("receive", "received", Head, "a9"), "refuse.notAsked"),
        ["a letter agreed to by the office"] = (Letter(), Answer("direct", "agree", Office, "a9"), "refuse.notAsked"),
        ["a letter sent back by the director"] = (Letter(), Answer("direct", "send_back", Director, "a9"), "refuse.wrongAnswer"),
        ["an answer to what moved"] = (After(Submit(), new MoveRequest("m1", Start, $"{CaseId}-01-confirm", [new Addressee("o-7", "Cán bộ mẫu Thay")], null)), Answer("confirm", "agree", Head, "a9"), "refuse.moved"),
        ["sent back without a word"] = (Sent(), Answer("confirm", "send_back", Head) with { Comment = " \n" }, "refuse.commentNeeded"),
        ["a decision on a round itself"] = (Appraised(), RecordDecision, "refuse.requestClosed"),
        ["a decision without paper"] = (Directed(), Answer("record_decision", "recorded", Office, "a9") with { Paper = null }, "refuse.paperIncomplete"),
        ["a decision without number"] = (Directed(), Answer("record_decision", "recorded", Office, "a9") with { Paper = Paper with { Number = "" } }, "refuse.paperIncomplete"),
        ["a decision without body"] = (Directed(), Answer("record_decision", "recorded", Office, "a9") with { Paper = Paper with { Authority = "" } }, "refuse.paperIncomplete"),
        ["a decision without signer"] = (Directed(), Answer("record_decision", "recorded", Office, "a9") with { Paper = Paper with { SignedBy = "" } }, "refuse.paperIncomplete"),
        ["a decision without its signed PDF"] = (Directed(), RecordDecision with { Paper = Paper with { File = null } }, "refuse.noSignedPdf"),
        ["a decision of tomorrow"] = (Directed(), Answer("record_decision", "recorded", Office, "a9") with { Paper = Paper with { Date = new DateOnly(2025, 11, 21) } }, "refuse.paperInFuture"),
    };

    public static TheoryData<string> Refused => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_May_Not_Be_Is_Refused_With_Its_Sentence(string what)
    {
        // Arrange
        var (before, command, refusal) = Refusals[what];

        // Act
        var ruling = Decide.On(before.State, command);

        // Assert
        Assert.Null(ruling.Event);
        Assert.Equal(refusal, ruling.Refusal?.Key);
        Assert.DoesNotContain("{", ruling.Refusal!.Vi, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Decide.cs", "returns")]
    [InlineData("Answering.cs", "any")]
    [InlineData("Advance.cs", "lines")]
    [InlineData("DecideSession.cs", "sessions")]
    [InlineData("DecideSubmission.cs", "submissions")]
    public void Every_Refusal_Of_The_Code_Is_Reached_By_The_Table(string file, string table)
    {
        var returns = Refusals.Values.Select(row => row.Refusal);
        var reached = table switch
        {
            "lines" => AdvanceTests.Refusals.Values.Select(row => row.Refusal),
            "sessions" => DecideSessionTests.Refusals.Values.Select(row => row.Refusal),
            "submissions" => DecideSubmissionTests.Refusals.Values.Select(row => row.Refusal),
            "any" => returns.Concat(DecideSessionTests.Refusals.Values.Select(row => row.Refusal)),
            _ => returns,
        };
        var source = File.ReadAllText(Path.Combine(HouseTests.Root, "flow", "Cases", file));
        var keys = System.Text.RegularExpressions.Regex.Matches(source, @"""(refuse\.\w+)""").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(keys);
        Assert.Empty(keys.Except(reached));
    }

    [Theory]
    [InlineData("2025-11-16T17:00:00Z", false)]
    [InlineData("2025-12-05T16:59:59Z", false)]
    [InlineData("2025-12-05T17:00:00Z", true)]
    public void A_Return_Is_Taken_From_Its_First_Day_And_Marked_Late_After_Its_Last(string at, bool late)
    {
        var sent = Assert.IsType<ReturnSubmitted>(Decide.On(new ReturnState(CaseId), Submit(at: DateTimeOffset.Parse(at, null))).Event);
        Assert.Equal((late, "u1", "r1", 2), (sent.Late, sent.UnitKey, sent.RoundKey, sent.Lines.Count));
    }

    [Fact]
    public void The_Same_Person_May_Be_Proposed_For_Two_Awards() =>
        Assert.NotNull(Decide.On(new ReturnState(CaseId), Submit(lines: [Line("11", "A", "nv1"), Line("12", "A", "nv1", "giay_khen")])).Event);

    [Fact]
    public void Two_People_Of_One_Name_Are_Told_Apart_By_Staff_Number() =>
        Assert.NotNull(Decide.On(new ReturnState(CaseId), Submit(lines: [Line("11", "A", "nv1"), Line("12", "A", "nv2")])).Event);

    [Fact]
    public void The_Head_Agrees_Names_Exceptions_And_Gives_No_Word_On_An_Own_Line()
    {
        var sent = Sent(Line("11"), Line("12", "T", "nv02"), Line("13", "C"));
        var agreed = Assert.IsType<ReturnConfirmed>(Decide.On(sent.State, Answer("confirm", "agree", Head) with { Exceptions = [3, 3], Comment = "ok" }).Event);
        Assert.Equal(["13"], agreed.NotAgreed);
        Assert.Equal(["12"], agreed.Recused);
        Assert.Equal("ok", agreed.Comment);
    }

    [Fact]
    public void Without_A_Staff_Number_Nobody_Is_Taken_For_A_Nominee() =>
        Assert.Empty(Assert.IsType<ReturnConfirmed>(Decide.On(Sent(Line("11", staff: null), Line("12", "B", "")).State, Answer("confirm", "agree", Head with { StaffKey = "" })).Event).Recused);

    [Fact]
    public void The_Office_Qualifies_With_Exceptions() => Assert.Equal(["12"],
        Assert.IsType<ReturnAppraised>(Decide.On(Received().State, Answer("appraise", "qualified", Office, "a2") with { Exceptions = [2] }).Event).NotQualified);

    [Fact]
    public void The_Decision_Is_Recorded_With_Its_Paper_On_Its_Very_Day()
    {
        var paper = Paper with { Date = new DateOnly(2025, 11, 20) };
        var decided = Assert.IsType<DecisionRecorded>(Decide.On(Directed().State, RecordDecision with { Paper = paper, Exceptions = [1] }).Event);
        Assert.Equal(paper, decided.Paper);
        Assert.Equal(["11"], decided.NotGranted);
    }

    [Fact]
    public void A_Changed_List_Can_Still_Be_Sent_Back_And_The_Reason_Is_Trimmed()
    {
        var back = Assert.IsType<ReturnSentBack>(Decide.On(Sent().State, Answer("confirm", "send_back", Head, content: "other") with { Comment = " Thiếu \n" }).Event);
        Assert.Equal(("r-2025-000007-01-confirm", "Thiếu"), (back.RequestKey, back.Comment));
    }

    [Fact]
    public void A_Link_Is_Good_Until_Its_Last_Instant() =>
        Assert.NotNull(Decide.On(Sent().State, Answer("confirm", "agree", Head) with { Expires = Start.AddHours(1) }).Event);

    [Fact]
    public void Somebody_With_Two_Roles_Is_Judged_By_The_One_That_Is_Asked() =>
        Assert.NotNull(Decide.On(Received().State, Answer("appraise", "qualified", HeadInOffice, "a2")).Event);

    [Fact]
    public void Who_Answered_When_And_How_Stands_In_The_Refusal_Of_A_Second_Answer() => Assert.Equal(
        "Việc này đã được Cán bộ mẫu Trưởng trả lời lúc 09:00 20/11/2025, qua trang trả lời.", Decide.On(Confirmed().State, Answer("confirm", "send_back", Head, "a9")).Refusal!.Vi);

    [Fact]
    public void The_Same_Answer_Of_The_Same_Person_Again_Is_No_News_By_Whatever_Way()
    {
        var again = Decide.On(Confirmed().State, Answer("confirm", "agree", Head, "request:7:3.0") with { Channel = "list" });
        Assert.Equal((true, true, true), (again.Repeat, again.Event is null, again.Refusal is null));
    }

    private sealed record Unheard() : Command("x", Clerk, "list", Start);
}
