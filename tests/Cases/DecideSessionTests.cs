using System.Globalization;
using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Sessions;

namespace EmulationM365.Tests.Cases;

/// <summary>The table of decisions on a council session: posting, comments, lines taken off, the outcome.</summary>
public sealed class DecideSessionTests
{
    private static readonly SessionState Open = Posted().State;
    private static readonly SessionState OfOffice = After(Post(Listed("11", staff: "nv03")) with { Actor = Returns.Office with { ObjectId = "o-o2", StaffKey = "nv06" } }).State;
    private static readonly Actor ForNominee = Returns.Office with { StandsIn = [new StandIn("nv22", "o-nominee", "Cán bộ mẫu B", "u1", "staff")] };

    /// <summary>Every refusal, reached.</summary>
    internal static readonly Dictionary<string, (CaseState State, Command Command, string Refusal)> Refusals = new()
    {
        ["unknown command"] = (Open, Returns.Submit(), "refuse.unknownCommand"),
        ["posted twice"] = (Open, Post() with { Id = "p2" }, "refuse.alreadyPosted"),
        ["posted after the sitting"] = (Held().State, Post() with { Id = "p2" }, "refuse.alreadyPosted"),
        ["posted by a clerk"] = (new SessionState(CaseId), Post() with { Actor = Returns.Clerk }, "refuse.notOffice"),
        ["posted by the director"] = (new SessionState(CaseId), Post() with { Actor = Returns.Director }, "refuse.notOffice"),
        ["posted empty"] = (new SessionState(CaseId), Post() with { Lines = [] }, "refuse.nothingToPost"),
        ["a posting that ended yesterday"] = (new SessionState(CaseId), Post() with { To = new DateOnly(2025, 11, 19) }, "refuse.postingEnds"),
        ["the outcome entered by somebody who is on the list"] = (OfOffice, Hold(OfOffice, 8), "refuse.ownLine"),
        ["posted by somebody who is on the list"] = (new SessionState(CaseId), Post(Listed("11", staff: "nv03")), "refuse.ownLine"),
        ["posted by somebody who stands in for one who is on it"] = (new SessionState(CaseId), Post() with { Actor = ForNominee }, "refuse.standsInForInterested"),
        ["a reply by somebody who is on the list"] = (After(Post(), Comment("Ý kiến")).State, Reply(1, "Đã xem", actor: Returns.Office with { StaffKey = "nv22" }), "refuse.ownLine"),
        ["a reply by somebody who was on the list"] = (After(Post(), Comment("Ý kiến"), TakeOff([2])).State, Reply(1, "Đã xem", actor: Returns.Office with { StaffKey = "nv22" }), "refuse.ownLine"),
        ["a reply by somebody who stands in for one who is on it"] = (After(Post(), Comment("Ý kiến")).State, Reply(1, "Đã xem", actor: ForNominee), "refuse.standsInForInterested"),
        ["a reply to the own comment"] = (After(Post(), Comment("Ý kiến", actor: Returns.Office)).State, Reply(1, "Đã xem"), "refuse.ownComment"),
        ["taken off by somebody who is on the list"] = (Open, TakeOff([1], actor: Returns.Office with { StaffKey = "nv22" }), "refuse.ownLine"),
        ["taken off by somebody who stands in for one who is on it"] = (Open, TakeOff([1], actor: ForNominee), "refuse.standsInForInterested"),
        ["a sitting on the last day of the posting"] = (new SessionState(CaseId), Post() with { Day = To }, "refuse.sittingDuringPosting"),
        ["a comment before the posting"] = (new SessionState(CaseId), Comment("Ý kiến"), "refuse.postingOver"),
        ["a comment the instant after the last day"] = (Open, Comment("Ý kiến", at: new DateTimeOffset(2025, 11, 27, 17, 0, 0, TimeSpan.Zero)), "refuse.postingOver"),
        ["a comment after the sitting"] = (Held().State, Comment("Ý kiến"), "refuse.postingOver"),
        ["a comment by a stranger"] = (Open, Comment("Ý kiến", actor: Returns.Stranger), "refuse.notOfUnit"),
        ["a comment of blanks"] = (Open, Comment(" \n\t"), "refuse.commentEmpty"),
        ["a comment too long"] = (Open, Comment(new string('ế', DecideSession.LongestComment + 1)), "refuse.commentLong"),
        ["a reply by a clerk"] = (After(Post(), Comment("Ý kiến")).State, Reply(1, "Đã xem", actor: Returns.Clerk), "refuse.notOffice"),
        ["a reply to nothing"] = (After(Post(), Comment("Ý kiến")).State, Reply(2, "Đã xem"), "refuse.requestClosed"),
        ["an empty reply"] = (After(Post(), Comment("Ý kiến")).State, Reply(1, "  "), "refuse.commentEmpty"),
        ["taken off by a clerk"] = (Open, TakeOff([1], actor: Returns.Clerk), "refuse.notOffice"),
        ["taken off before the posting"] = (new SessionState(CaseId), TakeOff([1]), "refuse.notPosted"),
        ["taken off after the sitting"] = (Held().State, TakeOff([1]), "refuse.notPosted"),
        ["taken off without a reason"] = (Open, TakeOff([1], because: " "), "refuse.takeOffReason"),
        ["a number that is no line"] = (Open, TakeOff([1, 3]), "refuse.badException"),
        ["line nought taken off"] = (Open, TakeOff([0]), "refuse.badException"),
        ["line nought among others"] = (Open, TakeOff([1, 0]), "refuse.badException"),
        ["line nought before a wrong one"] = (Open, TakeOff([0, 9]), "refuse.badException"),
        ["entered by a clerk"] = (Open, Hold(Open, 9, 3) with { Actor = Returns.Clerk }, "refuse.notAsked"),
        ["entered before the posting"] = (new SessionState(CaseId), Hold(Open, 9, 3), "refuse.requestClosed"),
        ["entered twice by others"] = (Held().State, Hold(Open, 9, 3) with { Id = "h2", Actor = Returns.Office with { ObjectId = "o-o2" } }, "refuse.answered"),
        ["entered when no line is left"] = (After(Post(), TakeOff([1, 2])).State, Hold(Open, 9, 3), "refuse.requestClosed"),
        ["entered for another list"] = (Open, Hold(Open, 9, 3) with { ContentHash = "other" }, "refuse.contentChanged"),
        ["given back"] = (Open, Hold(Open, 9, 3) with { Answer = "send_back", Comment = "x" }, "refuse.wrongAnswer"),
        ["agreed to instead of recorded"] = (Open, Hold(Open, 9, 3) with { Answer = "agree" }, "refuse.wrongAnswer"),
        ["entered with an exception"] = (Open, Hold(Open, 9, 3) with { Exceptions = [2] }, "refuse.noExceptions"),
        ["entered without a table"] = (Open, Hold(Open, part: null), "refuse.wrongAnswer"),
        ["entered with another table"] = (Open, Hold(Open, new OutcomeTable([])), "refuse.wrongAnswer"),
        ["entered on the last day of the posting"] = (Open, Hold(Open, 9, 3) with { At = new DateTimeOffset(2025, 11, 27, 16, 59, 59, TimeSpan.Zero) }, "refuse.postingNotOver"),
        ["settings missing"] = (Open, Hold(Open, Table(9, 3) with { Rules = null, MissingSettings = ["council.denominator"] }), "refuse.councilSettings"),
        ["no sitting"] = (Open, Hold(Open, Table(9, 3) with { Sitting = null }), "refuse.sittingIncomplete"),
        ["a sitting without members"] = (Open, Hold(Open, Table(9, 3) with { Sitting = Sitting with { Members = 0, Present = 0, Written = 0 } }), "refuse.sittingIncomplete"),
        ["fewer than nobody in writing"] = (Open, Hold(Open, Table(6, 3) with { Sitting = Sitting with { Written = -2 } }), "refuse.sittingIncomplete"),
        ["fewer than nobody present"] = (Open, Hold(Open, Table(6, 3) with { Sitting = Sitting with { Present = -1 } }), "refuse.sittingIncomplete"),
        ["a sitting on the last day of posting"] = (Open, Hold(Open, Table(9, 3) with { Sitting = Sitting with { Day = To } }), "refuse.sittingDay"),
        ["a sitting of tomorrow"] = (Open, Hold(Open, Table(9, 3) with { Sitting = Sitting with { Day = new DateOnly(2025, 12, 3) } }), "refuse.sittingDay"),
        ["more present than members"] = (Open, Hold(Open, Table(9, 3) with { Sitting = Sitting with { Present = 10, Written = 0 } }), "refuse.tooManyPresent"),
        ["more present and written than members"] = (Open, Hold(Open, Table(9, 3) with { Sitting = Sitting with { Written = 3 } }), "refuse.tooManyPresent"),
        ["written votes against the rules"] = (Open, Hold(Open, Table(7, 3) with { Rules = Regulation with { WrittenVotes = false } }), "refuse.noWrittenVotes"),
        ["six of nine where 67 percent are needed"] = (Open, Hold(Open, Table(6, 3) with { Sitting = Sitting with { Present = 6 } }), "refuse.noQuorum"),
        ["no tally"] = (Open, Hold(Open, Table(9, 3) with { Tally = null }), "refuse.noTally"),
        ["votes missing"] = (Open, Hold(Open, 9), "refuse.votesMissing"),
        ["more votes than there can be"] = (Open, Hold(Open, 10, 3), "refuse.votesTooManyAt"),
        ["fewer votes than none"] = (Open, Hold(Open, -1, 3), "refuse.votesTooManyAt"),
        ["all votes for a member who does not vote"] = (Open, Hold(Open, Table(9, 9) with { CouncilKeys = new HashSet<string> { "nv22" } }), "refuse.votesTooManyAt"),
        ["votes for a stray line"] = (Open, Hold(Open, 9, 3, 5), "refuse.badException"),
        ["votes for a line taken off"] = (After(Post(), TakeOff([2])).State, Hold(Open, 9, 3), "refuse.badException"),
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
    public void A_List_Is_Posted_From_The_Day_Of_The_Act_In_Vietnam()
    {
        // 17:00 UTC is midnight of the next day.
        var posted = Assert.IsType<SessionPosted>(AnyCase.Decide(new SessionState(CaseId), Post() with { At = new DateTimeOffset(2025, 11, 20, 17, 0, 0, TimeSpan.Zero) }).Event);
        Assert.Equal((new DateOnly(2025, 11, 21), To, Day, "Phiên 1", 2), (posted.From, posted.To, posted.Day!.Value, posted.Title, posted.Lines.Count));
    }

    [Theory]
    [InlineData("2025-11-28", true)]
    [InlineData("2025-11-27", false)]
    [InlineData("2025-11-20", false)]
    [InlineData(null, true)]
    public void The_Planned_Sitting_Is_After_The_Posting_Or_Not_Set_Yet(string? day, bool posted) => Assert.Equal(
        posted, AnyCase.Decide(new SessionState(CaseId), Post() with { Day = day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture) }).Event is not null);

    [Fact]
    public void A_Comment_Is_Good_Until_The_Last_Instant_Of_The_Posting_And_As_Long_As_May_Be()
    {
        var text = new string('ế', DecideSession.LongestComment);
        var said = Assert.IsType<PostingCommented>(AnyCase.Decide(Open, Comment(text, at: new DateTimeOffset(2025, 11, 27, 16, 59, 59, TimeSpan.Zero))).Event);
        Assert.Equal(text, said.Text);
    }

    [Fact]
    public void A_Comment_And_Its_Reply_Are_Trimmed()
    {
        var session = After(Post(), Comment(" Sai tên \n"), Comment("Hai", "c2", Returns.Head), Reply(2, " Đã sửa \n"));
        Assert.Equal([(1, "Sai tên", "o-clerk", null), (2, "Hai", "o-head", "Đã sửa")], session.State.Comments.Select(comment => (comment.Number, comment.Text, comment.ActorId, comment.Reply)));
    }

    [Fact]
    public void The_Same_Reply_Again_Is_No_News_And_Another_One_Takes_Its_Place()
    {
        var session = After(Post(), Comment("Một"), Reply(1, "Đã xem"));
        Assert.Same(Ruling.Again, AnyCase.Decide(session.State, Reply(1, "Đã xem ", "y2")));
        Assert.Null(session.Take(Reply(1, "Đã xem lại", "y3")));
        Assert.Equal("Đã xem lại", Assert.Single(session.State.Comments).Reply);
    }

    [Fact]
    public void Lines_Come_Off_Once_By_The_Office_Or_By_The_System()
    {
        var session = After(Post(), TakeOff([1, 1], actor: Actor.System));
        Assert.Equal(["Có kiến nghị", null], session.State.Lines.Select(line => line.TakenOff));
        Assert.Equal([(2, "posted")], session.State.Asked.Select(line => (line.Number, line.StatusKey)));
        Assert.Same(Ruling.Again, AnyCase.Decide(session.State, TakeOff([1], "o2")));
        Assert.Equal([2], Assert.IsType<LinesTakenOff>(AnyCase.Decide(session.State, TakeOff([1, 2], "o3")).Event).Numbers);
    }

    [Fact]
    public void The_Last_Line_Off_Closes_The_Session()
    {
        var session = After(Post(), TakeOff([1, 2]));
        Assert.Equal(SessionStage.Closed, session.State.Stage);
        Assert.Null(session.State.Request);
    }

    [Theory]
    [InlineData("members", true, 9, 7, 2, 8, "8/9", true)]
    [InlineData("members", true, 9, 7, 2, 7, "7/9", false)]
    [InlineData("members", true, 10, 8, 0, 8, "8/10", true)]
    [InlineData("present", false, 9, 7, 0, 6, "6/7", true)]
    [InlineData("present", false, 9, 7, 0, 5, "5/7", false)]
    [InlineData("present", true, 9, 7, 2, 6, "6/9", false)]
    [InlineData("votes", true, 9, 7, 1, 7, "7/8", true)]
    [InlineData("votes", true, 9, 7, 1, 6, "6/8", false)]
    public void A_Line_Passes_By_The_Share_Of_Its_Award_Out_Of_What_The_Rules_Say(string denominator, bool written, int members, int present, int inWriting, int votes, string shown, bool passed)
    {
        // Arrange: 80 percent for ldtt.
        var rules = Regulation with { Denominator = denominator, WrittenVotes = written };
        var session = Posted(Listed("11"));
        var table = Table(votes) with { Rules = rules, Sitting = new CouncilSitting(Day, members, present, inWriting) };

        // Act
        var held = Assert.IsType<CouncilHeld>(AnyCase.Decide(session.State, Hold(session.State, table)).Event);

        // Assert
        var vote = Assert.Single(held.Votes);
        Assert.Equal((shown, passed), ($"{vote.Votes}/{vote.Of}", vote.Passed));
        Assert.Same(rules, held.Rules);
    }

    [Theory]
    [InlineData(true, 8, 8)]
    [InlineData(false, 9, 9)]
    public void A_Member_Does_Not_Vote_On_The_Own_Line_Where_The_Rules_Bar_It(bool barred, int of, int possible)
    {
        var table = Table(9, possible) with { CouncilKeys = new HashSet<string> { "nv22" }, Rules = Regulation with { OwnLineBarred = barred } };
        var held = Assert.IsType<CouncilHeld>(AnyCase.Decide(Open, Hold(Open, table)).Event);
        Assert.Equal([new CouncilVote(1, 9, 9, true), new CouncilVote(2, possible, of, true)], held.Votes);
    }

    [Fact]
    public void Nobody_Without_A_Staff_Number_Is_Taken_For_A_Member() => Assert.Equal(
        9, Assert.IsType<CouncilHeld>(AnyCase.Decide(Open, Hold(Open, Table(9, 3) with { CouncilKeys = new HashSet<string> { "" } })).Event).Votes[0].Of);

    [Fact]
    public void A_Held_Session_Shows_The_Votes_And_Asks_Nobody()
    {
        var state = Held().State;
        Assert.Equal((SessionStage.Held, Sitting, Tally), (state.Stage, state.Outcome!.Sitting, state.Outcome.Tally));
        Assert.Equal(["council_passed", "council_not_passed"], state.Asked.Select(line => line.StatusKey));
        Assert.Null(state.Request);
        Assert.Equal("recorded", Assert.Single(state.Answers).Value.Answer);
    }

    [Fact]
    public void The_Same_Outcome_Again_By_The_Same_Person_Is_No_News() => Assert.Same(Ruling.Again, AnyCase.Decide(Held().State, Hold(Open, 9, 3) with { Id = "h2" }));
}
