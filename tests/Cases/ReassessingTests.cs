using EmulationM365.Cases;
using EmulationM365.Rules;
using EmulationM365.Texts;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>A return that waits is judged again when the registers have changed: its advice changes, nothing else.</summary>
public sealed class ReassessingTests
{
    private static readonly Verdict Asked = Line("11").Verdict with { Standing = Standing.NeedsEvidence, Reasons = [Reason.Of("rule.noRule")] };

    [Fact]
    public void Only_Lines_Of_Which_Something_Else_Is_Said_Are_Recorded_And_The_Round_Goes_On()
    {
        var returns = Sent();
        var again = Assert.IsType<LinesReassessed>(AnyCase.Decide(returns.State, Again(returns, Asked)).Event);
        Assert.Equal(["11"], again.Verdicts.Select(verdict => verdict.LineId));
        var before = returns.State;
        returns.Take(Again(returns, Asked));
        Assert.Equal((Standing.NeedsEvidence, Standing.Eligible), (returns.State.Lines[0].Line.Verdict.Standing, returns.State.Lines[1].Line.Verdict.Standing));
        Assert.Equal((before.Stage, before.Sendings, before.Request!.Key, before.ContentHash), (returns.State.Stage, returns.State.Sendings, returns.State.Request!.Key, returns.State.ContentHash));
    }

    [Fact]
    public void The_Same_Again_Is_No_News()
    {
        var returns = Sent();
        Assert.True(AnyCase.Decide(returns.State, Again(returns, Line("11").Verdict)).Repeat);
        returns.Take(Again(returns, Asked));
        Assert.True(AnyCase.Decide(returns.State, Again(returns, Asked)).Repeat);
    }

    [Fact]
    public void A_Round_That_Is_Over_And_A_Return_That_Is_Concluded_Keep_Their_Advice()
    {
        var returns = Sent();
        Assert.Equal("refuse.overtaken", AnyCase.Decide(returns.State, Again(returns, Asked) with { Sending = 7 }).Refusal?.Key);
        returns.Take(new WithdrawReturn("w", Clerk, "list", Start.AddHours(1)));
        Assert.Equal("refuse.tooLateToEdit", AnyCase.Decide(returns.State, Again(returns, Asked)).Refusal?.Key);
    }

    [Fact]
    public void A_Count_Of_Titles_After_A_Decision_Stands()
    {
        var returns = new Returns();
        returns.Take(Submit("s", lines: [Line("11", "Phòng mẫu", award: "ttldtt") with { Collective = true, Members = 10 }]));
        returns.Take(new RecheckCollective("c", Actor.System, "case", Start, new TitleCount(6, 0).Judge(returns.State.Lines[0])));
        Assert.True(AnyCase.Decide(returns.State, Again(returns, Asked)).Repeat);
    }

    private static Returns Sent()
    {
        var returns = new Returns();
        returns.Take(Submit("s", lines: [Line("11"), Line("12", "Cán bộ mẫu B", "nv22")]));
        return returns;
    }

    private static ReassessLines Again(Returns returns, Verdict first) => new(
        $"again:{returns.State.Seq}", Actor.System, "case", Start.AddHours(9), returns.State.Sendings,
        [.. returns.State.Lines.Select((line, at) => new LineVerdict(line.Line.Id, at == 0 ? first : line.Line.Verdict))]);
}
