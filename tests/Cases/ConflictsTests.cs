using EmulationM365.Campaigns;
using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>Conflicts that a unit may choose: families and heads of units. Clerk nv01 sent, head nv02 of u1, office nv03 and nv06 of u2, head nv04 of u2, director nv05; nv22 of u1 is on the list.</summary>
public sealed class ConflictsTests
{
    private static readonly Holder[] Staff =
    [
        new("nv01", "o-clerk", "Lập", "u1", "clerk", true), new("nv02", "o-head", "Trưởng", "u1", "head", true), new("nv03", "o-office", "Trực", "u2", "office", true),
        new("nv04", "o-head2", "Khác", "u2", "head", true), new("nv05", "o-director", "Giám đốc", "u2", "director", true), new("nv06", "o-office2", "Trực hai", "u2", "office", true),
        new("nv07", "o-deputy", "Phó", "u1", "staff", true),
    ];

    [Theory]
    [InlineData("nobody is related", "", "", "o-office o-office2")]
    [InlineData("of a nominee's family", "nv22-nv03", "", "o-office2")]
    [InlineData("declared by the other", "nv03-nv22", "", "o-office2")]
    [InlineData("of the clerk's family", "nv01-nv03", "", "o-office2")]
    [InlineData("of the family of one who is of the family", "nv22-nv07 nv07-nv03", "", "o-office o-office2")]
    [InlineData("of the own family", "nv03-nv03", "", "o-office o-office2")]
    [InlineData("stands in for one of the family", "nv22-nv07", "nv07>nv03", "o-office2")]
    [InlineData("a deputy of the family", "nv22-nv07", "nv03>nv07", "o-office o-office2")]
    public void Whoever_Is_Of_The_Family_Concludes_No_More_Than_The_Person_Themselves(string what, string families, string delegations, string asked)
    {
        Assert.NotEmpty(what);
        Assert.Equal(asked, Asked(Received().State, Of(families, delegations)));
    }

    [Theory]
    [InlineData("nv22-nv02", "o-head")]
    [InlineData("nv01-nv02", "")]
    public void The_Head_Confirms_As_The_Nominee_Would_And_Not_What_The_Family_Sent(string families, string asked) => Assert.Equal(asked, Asked(Sent().State, Of(families)));

    [Fact]
    public void The_Sentence_Does_Not_Tell_Which_Relation()
    {
        var refusal = Answering.Refusal(Received().State, Answer("appraise", "qualified", Of("nv22-nv03").ActorOf("o-office", "?"), "a5"))!.Refusal!;
        Assert.Equal("refuse.family", refusal.Key);
        Assert.Empty(refusal.Places);
        Assert.All(EmulationM365.Schema.Lists.Kinships.Relation.Choices, choice => Assert.DoesNotContain(EmulationM365.Schema.Lists.Kinships.Relation.Word(choice), refusal.Vi, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("the head of the unit stands in for the office", false, "nv03>nv02", "o-head o-office2")]
    [InlineData("and may not", true, "nv03>nv02", "o-office o-office2")]
    [InlineData("the head of another unit", true, "nv03>nv04", "o-head2 o-office2")]
    [InlineData("the office stands in for the head", true, "nv02>nv03", "o-office2")]
    [InlineData("the office may stand in for the head", false, "nv02>nv03", "o-office o-office2")]
    public void The_Head_Concludes_Nothing_On_The_Own_Unit_Where_The_Setting_Says_So(string what, bool barred, string delegations, string asked)
    {
        Assert.NotEmpty(what);
        Assert.Equal(asked, Asked(Received().State, Of("", delegations, barred)));
    }

    [Fact]
    public void The_Head_Confirms_The_Own_Unit_All_The_Same_And_Receives_In_The_Place_Of_The_Office()
    {
        Assert.Equal("o-head", Asked(Sent().State, Of("", "", true)));
        Assert.Equal("o-head o-office2", Asked(Confirmed().State, Of("", "nv03>nv02", true)));
    }

    [Fact]
    public void To_Whom_It_Falls_Is_Judged_The_Same()
    {
        var state = Received(Line("11", "A", "nv03"), Line("12", "B", "nv06")).State;
        var fallback = Escalation.Fallbacks("office: head");
        Assert.Equal(["o-head2", "o-head"], Of("").AskedOrFallback(state, state.Request!, fallback).People.Select(person => person.ObjectId).OrderDescending());
        Assert.Equal(["o-head2"], Of("", "", true).AskedOrFallback(state, state.Request!, fallback).People.Select(person => person.ObjectId));
        Assert.Equal("refuse.ownUnit", Conflicts.Of(state, "appraise", Of("", "", true).ActorOf("o-head", "?"))?.Refusal?.Key);
    }

    [Fact]
    public void Acts_And_Submissions_Are_Judged_By_Family_Too()
    {
        var related = Of("nv22-nv03").ActorOf("o-office", "?");
        Assert.Equal("refuse.family", Conflicts.OfAct(["nv22", null], related)?.Refusal?.Key);
        Assert.Null(Conflicts.OfAct(["nv07", null], related));
        Assert.Equal("refuse.standsInForInterested", Conflicts.OfAct(["nv22"], Of("nv22-nv07", "nv07>nv03").ActorOf("o-office", "?"))?.Refusal?.Key);
        Assert.Null(Conflicts.OfAct(["nv22"], Actor.System));
    }

    [Fact]
    public void Nothing_Of_It_Is_Recorded()
    {
        var (with, without) = (After(Submit(), Answer("confirm", "agree", Of("nv02-nv07", "", true).ActorOf("o-head", "?"))), After(Submit(), Answer("confirm", "agree", Of("").ActorOf("o-head", "?"))));
        Assert.Equal(without.Events.Select(recorded => recorded.Hash), with.Events.Select(recorded => recorded.Hash));
    }

    private static string Asked(ReturnState state, Roster roster) => string.Join(' ', roster.Asked(state, state.Request!).Select(person => person.ObjectId).Order(StringComparer.Ordinal));

    private static Roster Of(string families, string delegations = "", bool headsBarred = false) => new(
        Staff, delegations.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, index) => new Delegation($"{index}", text.Split('>')[0], text.Split('>')[1], null, null, "12/GUQ")),
        new DateOnly(2025, 12, 31), new Ties(Staff, families.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => new Kinship(text.Split('-')[0], text.Split('-')[1])), headsBarred));
}
