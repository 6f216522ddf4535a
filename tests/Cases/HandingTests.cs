using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>A request is handed on by who is asked or by the office, to people who may be asked; and opened again when its link has ended.</summary>
public sealed class HandingTests
{
    private static readonly Actor Deputy = new("o-deputy", "Cán bộ mẫu Phó", "nv07", "u1", ["staff"]);
    private static readonly Actor OtherOffice = new("o-office2", "Cán bộ mẫu Trực hai", "nv10", "u2", ["office"]);

    [Fact]
    public void Who_Is_Named_Is_Asked_And_Who_Holds_The_Role_No_More()
    {
        var returns = Sent();
        Assert.Null(returns.Take(Over(returns, Head, Deputy)));
        var moved = Assert.IsType<RequestMoved>(returns.Events[^1].Event);
        Assert.Equal((true, "Đi công tác"), (moved.Named, moved.Why));
        var key = returns.State.Request!.Key;
        Assert.Equal("refuse.moved", returns.Take(Answer("confirm", "agree", Head, "a1"))!.Key);
        Assert.Equal("refuse.notAsked", returns.Take(Answer("confirm", "agree", Head, "a2") with { RequestKey = key })!.Key);
        Assert.Null(returns.Take(Answer("confirm", "agree", Deputy, "a3") with { RequestKey = key }));
        Assert.Equal(Stage.AwaitingReception, returns.State.Stage);
        // The next step is asked of whom it always is.
        Assert.False(returns.State.Request!.Named);
    }

    [Fact]
    public void The_Office_Hands_On_What_Waits_In_A_Unit_And_Nothing_That_A_Director_Decides()
    {
        var returns = Sent();
        Assert.Null(returns.Take(Over(returns, Office, Deputy)));
        var letter = Letter();
        Assert.Equal("refuse.notAsked", letter.Take(Over(letter, Office, Director with { ObjectId = "o-director2", StaffKey = "nv11" }))!.Key);
        Assert.Null(letter.Take(Over(letter, Director, Director with { ObjectId = "o-director2", StaffKey = "nv11" })));
    }

    [Theory]
    [InlineData("stranger", "refuse.handOverRole")]
    [InlineData("other-unit", "refuse.handOverRole")]
    [InlineData("clerk", "refuse.handOverRole")]
    [InlineData("away", "refuse.handOverAway")]
    public void It_Goes_To_Nobody_Who_Could_Not_Be_Asked(string whom, string refusal)
    {
        var returns = Sent();
        var target = whom switch
        {
            "stranger" => Stranger, "other-unit" => OtherHead, "clerk" => Clerk,
            _ => Deputy with { Deputies = [new Deputy("nv12", "o-12", "Cán bộ mẫu thay", [])] },
        };
        Assert.Equal(refusal, returns.Take(Over(returns, Head, target))!.Key);
    }

    [Fact]
    public void It_Is_No_Way_Round_A_Conflict()
    {
        var returns = Received(Line("11", staff: "nv10"), Line("12", "Cán bộ mẫu B", "nv22"));
        Assert.Equal("refuse.handOverConflict", returns.Take(Over(returns, Office, OtherOffice))!.Key);
        Assert.Equal("refuse.ownLine", returns.Take(Over(returns, OtherOffice, Office))!.Key);
    }

    [Fact]
    public void It_Needs_A_Reason_And_Somebody_Who_Is_Asked()
    {
        var returns = Sent();
        Assert.Equal("refuse.handOverReason", returns.Take(Over(returns, Head, Deputy) with { Why = "  " })!.Key);
        Assert.Equal("refuse.handOverLong", returns.Take(Over(returns, Head, Deputy) with { Why = new string('a', Handing.LongestReason + 1) })!.Key);
        Assert.Equal("refuse.handOverSelf", returns.Take(Over(returns, Head, Head))!.Key);
        foreach (var actor in new[] { OtherHead, Stranger, Office with { Roles = ["staff"] } }) Assert.Equal("refuse.notAsked", returns.Take(Over(returns, actor, Deputy))!.Key);
        Assert.Null(returns.Take(Answer("confirm", "agree", Head, "a1")));
        Assert.Equal("refuse.answered", returns.Take(Over(returns, Head, Deputy) with { RequestKey = $"{CaseId}-01-confirm" })!.Key);
    }

    [Fact]
    public void Handed_To_The_Same_Person_Twice_It_Is_Handed_Once()
    {
        var returns = Sent();
        Assert.Null(returns.Take(Over(returns, Head, Deputy)));
        var events = returns.Events.Count;
        Assert.Null(returns.Take(Over(returns, Office, Deputy)));
        Assert.Equal(events, returns.Events.Count);
    }

    [Fact]
    public void When_Who_Was_Named_Can_No_Longer_Be_Asked_It_Goes_Back_To_The_Role()
    {
        var returns = Sent();
        Assert.Null(returns.Take(Over(returns, Head, Deputy)));
        var roster = RosterTests.Of("");
        Assert.Equal(["o-deputy"], roster.AskedOrFallback(returns.State, returns.State.Request!, _ => null).People.Select(person => person.ObjectId));
        var gone = new Roster([new Holder("nv02", "o-head", "Trưởng", "u1", "head", true)], [], new DateOnly(2025, 11, 20));
        Assert.Equal(["o-head"], gone.AskedOrFallback(returns.State, returns.State.Request!, _ => null).People.Select(person => person.ObjectId));
    }

    [Fact]
    public void What_Has_Ended_Is_Opened_Again_Under_A_New_Link_And_Nothing_That_Has_Not()
    {
        var returns = Sent();
        var old = returns.State.Request!;
        var early = new ReopenRequest("o1", Head, "page", Start.AddDays(2), old.Key, [new("o-head", "Trưởng")], Start.AddDays(30));
        Assert.Equal("refuse.notEnded", returns.Take(early)!.Key);
        Assert.Equal("refuse.notAsked", returns.Take(early with { At = Start.AddDays(31), Actor = OtherHead })!.Key);
        Assert.Null(returns.Take(early with { At = Start.AddDays(31) }));
        Assert.NotEqual(old.Key, returns.State.Request!.Key);
        Assert.NotEqual(old.OpenedBy, returns.State.Request.OpenedBy);
        Assert.Equal(Handing.Reopened, Assert.IsType<RequestMoved>(returns.Events[^1].Event).Why);
    }

    private static HandOver Over(Returns returns, Actor actor, Actor target) =>
        new($"h:{actor.ObjectId}:{target.ObjectId}", actor, "page", Start.AddHours(2), returns.State.Request!.Key, target, "Đi công tác");
}
