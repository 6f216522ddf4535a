using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Cases;

namespace EmulationM365.Tests.Effects;

/// <summary>The number of the achievement goes with a line to the register, by whatever way its decision comes, and leaves no trace where there is none.</summary>
public sealed class AwardRowTests
{
    private static readonly AwardWriter Writer = new(null!, 2025, name => new Uri($"https://mau.example/{name}"));

    [Theory]
    [InlineData("TT-1")]
    [InlineData(null)]
    public void From_A_Return_That_Was_Decided_On_Itself(string? number)
    {
        var returns = Returns.After(
            Returns.Submit(lines: Returns.Line("11", award: "thu_khen") with { AchievementId = number }) with { Kind = "letter" }, Returns.Answer("appraise", "qualified", Returns.Office, "a2"), Returns.Direct);
        Assert.Null(returns.Take(Returns.RecordDecision));
        Holds(number, Assert.Single(AwardWriter.Rows(returns.State)));
    }

    [Theory]
    [InlineData("TT-1")]
    [InlineData(null)]
    public void From_A_Submission_Whose_Lines_Came_From_Returns(string? number)
    {
        var returns = Returns.Sent(Returns.Line("11", award: "giay_khen") with { AchievementId = number });
        var listed = ListedLine.Of(returns.State, returns.State.Lines[0]);
        var state = new SubmissionState("t-2025-000005")
        {
            Lines = [new SubmissionLine(1, listed, LineStage.Granted, Decision: 1)], Decisions = [new UpperDecided(Returns.Paper, [new LineOutcome(1, "granted")], "")],
        };
        Holds(number, Assert.Single(AwardWriter.Rows(state, 1)));
    }

    [Fact]
    public void A_Line_Without_One_Is_Recorded_As_Before_And_One_With_It_Reads_Back()
    {
        CaseEvent Sent(string? number) => new ReturnSubmitted("u1", "r1", [Returns.Line("11") with { AchievementId = number }], false);
        RecordedEvent Of(CaseEvent happened) => new(Returns.CaseId, 1, happened, "c", "o", "A", "list", Returns.Start, "", "");
        Assert.DoesNotContain("AchievementId", Of(Sent(null)).Data, StringComparison.Ordinal);
        var (read, _, _) = RecordedEvent.Read(nameof(ReturnSubmitted), Of(Sent("TT-1")).Data)!.Value;
        Assert.Equal("TT-1", ((ReturnSubmitted)read).Lines[0].AchievementId);
        Assert.DoesNotContain("AchievementId", Of(new SessionPosted("P", Returns.Opens, Returns.Due, null, [Sessions.Listed("11")])).Data, StringComparison.Ordinal);
    }

    /// <summary>Without a number nothing is written there: one that the office wrote beside stays.</summary>
    private static void Holds(string? number, AwardRow row)
    {
        Assert.Equal(number, row.AchievementId);
        Assert.Equal($"https://mau.example/{row.News}", Writer.Facts("c", row).Values[AwardRegister.NewsLink]);
        Assert.True(row.News is Returns.CaseId or "t-2025-000005-01", row.News);
        foreach (var fields in new[] { Writer.Fields("c", row), Writer.Facts("c", row) })
        {
            Assert.Equal(number is not null, fields.Values.TryGetValue(AwardRegister.AchievementId, out var written));
            Assert.Equal(number, written);
        }
    }
}
