using EmulationM365.Campaigns;
using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>Who is asked when somebody is away, has an interest, is gone; and what is done when nobody is left. Head nv02 of u1, clerk nv01 who sent, office nv03 and nv06, director nv05.</summary>
public sealed class RosterTests
{
    private static readonly DateOnly Today = new(2025, 12, 31);

    private static readonly Holder[] Staff =
    [
        new("nv01", "o-clerk", "Lập", "u1", "clerk", true), new("nv02", "o-head", "Trưởng", "u1", "head", true), new("nv03", "o-office", "Trực", "u2", "office", true),
        new("nv04", "o-head2", "Khác", "u2", "head", true), new("nv05", "o-director", "Giám đốc", "u2", "director", true), new("nv06", "o-office2", "Trực hai", "u2", "office", true),
        new("nv07", "o-deputy", "Phó", "u1", "staff", true), new("nv08", "o-gone", "Nghỉ", "u1", "staff", false), new("nv22", "o-nominee", "Được đề nghị", "u1", "staff", true),
    ];

    [Theory]
    [Trait("Fault", "48")]
    [Trait("Fault", "49")]
    [Trait("Fault", "50")]
    [InlineData("nobody delegates", "", "o-head", "")]
    [InlineData("the head is away", "nv02>nv07", "o-deputy", "")]
    [InlineData("two stand in", "nv02>nv07 nv02>nv04", "o-head2 o-deputy", "")]
    [InlineData("twice by two papers", "nv02>nv07 nv02>nv07", "o-deputy", "")]
    [InlineData("not yet", "nv02>nv07@2026-01-01..", "o-head", "")]
    [InlineData("the last day", "nv02>nv07@2025-12-01..2025-12-31", "o-deputy", "")]
    [InlineData("no longer", "nv02>nv07@..2025-12-30", "o-head", "")]
    [InlineData("a chain", "nv02>nv07 nv07>nv04", "o-head", "delegation.chain")]
    [InlineData("a circle", "nv02>nv04 nv04>nv02", "o-head", "delegation.chain delegation.chain")]
    [InlineData("to oneself", "nv02>nv02", "o-head", "delegation.self")]
    [InlineData("to somebody disabled", "nv02>nv08", "o-head", "delegation.nobody")]
    [InlineData("to somebody unknown", "nv02>nv99", "o-head", "delegation.nobody")]
    [InlineData("by somebody gone", "nv08>nv07", "o-head", "")]
    [InlineData("to who brought it in", "nv02>nv01", "o-head", "")]
    [InlineData("to a nominee", "nv02>nv22", "o-head", "")]
    [InlineData("to one who stands in for a nominee", "nv02>nv07 nv22>nv07", "o-head", "")]
    [InlineData("to one who stands in for the clerk", "nv02>nv07 nv01>nv07", "o-head", "")]
    [InlineData("one of two has an interest", "nv02>nv22 nv02>nv07", "o-deputy", "")]
    [InlineData("another unit's head is away", "nv04>nv07", "o-head", "")]
    public void Asked_Are_Those_Who_Hold_The_Role_Or_Stand_In_And_Have_No_Interest(string what, string delegations, string asked, string voids)
    {
        Assert.NotEmpty(what);
        var (roster, state) = (Of(delegations), Sent().State);
        Assert.Equal(asked, string.Join(' ', roster.Asked(state, state.Request!).Select(person => person.ObjectId)));
        Assert.Equal(voids, string.Join(' ', roster.Voids.Select(one => one.Why)));
    }

    [Theory]
    [Trait("Fault", "50")]
    [InlineData("o-deputy", "nv02>nv07", null)]
    [InlineData("o-head", "nv02>nv07", "refuse.delegated")]
    [InlineData("o-deputy", "", "refuse.notAsked")]
    [InlineData("o-nominee", "nv02>nv22", "refuse.deputyInterested")]
    [InlineData("o-clerk", "nv02>nv01", "refuse.deputyInterested")]
    [InlineData("o-deputy", "nv02>nv07 nv22>nv07", "refuse.deputyInterested")]
    [InlineData("o-head", "nv02>nv22", null)]
    [InlineData("o-head", "nv01>nv02", "refuse.standsInForInterested")]
    [InlineData("o-head", "nv22>nv02", null)]
    public void An_Answer_Is_Judged_By_Who_Stands_In_For_Whom_When_It_Is_Given(string who, string delegations, string? refusal) =>
        Assert.Equal(refusal, Sent().Take(Answer("confirm", "agree", Of(delegations).ActorOf(who, "?"))) is { } reason ? reason.Key : null);

    [Theory]
    [Trait("Fault", "50")]
    [InlineData("nv22>nv03", "refuse.standsInForInterested")]
    [InlineData("nv01>nv03", "refuse.standsInForInterested")]
    [InlineData("nv07>nv03", null)]
    public void Whoever_Concludes_May_Not_Stand_In_For_Somebody_With_An_Interest(string delegations, string? refusal) =>
        Assert.Equal(refusal, Received().Take(Answer("appraise", "qualified", Of(delegations).ActorOf("o-office", "?"), "a5")) is { } reason ? reason.Key : null);

    [Fact]
    [Trait("Fault", "50")]
    public void When_Everybody_Has_An_Interest_It_Falls_By_Rule_And_To_The_Director_Never_To_An_Approval()
    {
        // Both of the office are on the list.
        var state = Received(Line("11", "A", "nv03"), Line("12", "B", "nv06")).State;
        var fallback = Escalation.Fallbacks("head: office; office: director");
        Assert.Equal(("o-director", "director"), (Of("").AskedOrFallback(state, state.Request!, fallback) is var (people, role) ? (Assert.Single(people).ObjectId, role) : default));
        // A rule that goes round in circles, or that cannot be read, ends with nobody.
        Assert.Empty(Of("", Staff.Where(person => person.Role == "office")).AskedOrFallback(state, state.Request!, Escalation.Fallbacks("office: head; head: office; rác")).People);
        Assert.Empty(Of("", Staff.Where(person => person.Role != "director")).AskedOrFallback(state, state.Request!, fallback).People);
    }

    [Fact]
    [Trait("Fault", "48")]
    public void Identity_Is_The_Object_Id_Whatever_The_Name()
    {
        var renamed = new Roster(Staff.Select(person => person.StaffKey == "nv02" ? person with { Name = "Tên mới" } : person), [], Today);
        Assert.Null(Sent().Take(Answer("confirm", "agree", renamed.ActorOf("O-HEAD", "?") with { ObjectId = "o-head" })));
        Assert.Equal("refuse.notAsked", Sent().Take(Answer("confirm", "agree", renamed.ActorOf("o-other", "Trưởng")))!.Key);
        var disabled = new Roster(Staff.Select(person => person.StaffKey == "nv02" ? person with { Enabled = false } : person), [], Today);
        Assert.Equal("refuse.notAsked", Sent().Take(Answer("confirm", "agree", disabled.ActorOf("o-head", "Trưởng")))!.Key);
    }

    internal static Roster Of(string delegations, IEnumerable<Holder>? staff = null) => new(staff ?? Staff, delegations.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, index) =>
    {
        var parts = text.Split('@');
        var (people, days) = (parts[0].Split('>'), parts.Length > 1 ? parts[1].Split("..") : ["", ""]);
        return new Delegation($"{index + 1}", people[0], people[1], Day(days[0]), Day(days[1]), "12/GUQ");
    }), Today);

    private static DateOnly? Day(string text) => text.Length > 0 ? DateOnly.Parse(text, null) : null;
}
