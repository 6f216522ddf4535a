using EmulationM365.Cases;
using EmulationM365.Rules;
using EmulationM365.Texts;
using FsCheck;
using FsCheck.Fluent;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>The 70 percent of a collective by what was granted (Law 06/2022/QH15 Art. 27, 28): in whole numbers, and open as long as decisions wait.</summary>
public sealed class TitleCountTests
{
    private static readonly LineState Collective = Of("ttldtt", 10);

    [Theory]
    [InlineData(7, 0, 10, Standing.Eligible, "recheck.holds")]
    [InlineData(7, 3, 10, Standing.Eligible, "recheck.holds")]
    [InlineData(6, 4, 10, Standing.NeedsEvidence, "recheck.waits")]
    [InlineData(6, 1, 10, Standing.NeedsEvidence, "recheck.waits")]
    [InlineData(6, 0, 10, Standing.Ineligible, "recheck.broken")]
    [InlineData(2, 0, 3, Standing.Ineligible, "recheck.broken")]
    [InlineData(2, 1, 3, Standing.NeedsEvidence, "recheck.waits")]
    [InlineData(5, 0, 7, Standing.Eligible, "recheck.holds")]
    [InlineData(0, 0, 1, Standing.Ineligible, "recheck.broken")]
    public void The_Share_Holds_Is_Broken_Or_Waits(int granted, int waiting, int members, Standing standing, string reason)
    {
        var count = new TitleCount(granted, waiting).Judge(Of("ttldtt", members));
        Assert.Equal((standing, "11", granted, waiting, members), (count.Verdict.Standing, count.LineId, count.Granted, count.Waiting, count.Members));
        Assert.Equal(reason, count.Verdict.Reasons[0].Key);
        Assert.DoesNotContain("{", count.Verdict.Reasons[0].Vi + count.Verdict.Reasons[0].En, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Exactly_Seven_Proposed_One_Refused_Breaks_The_Share_Only_When_Nobody_Waits_Any_More()
    {
        // Ten members, seven proposed: as the decisions come in one after the other.
        var people = Enumerable.Range(1, 7).Select(number => Person($"nv{number}")).ToArray();
        Assert.Equal(Standing.NeedsEvidence, Count(Stages(people, LineStage.Submitted)).Judge(Collective).Verdict.Standing);
        Assert.Equal(Standing.Eligible, Count(Stages(people, LineStage.Granted)).Judge(Collective).Verdict.Standing);
        Assert.Equal(Standing.Ineligible, Count([.. Stages(people[1..], LineStage.Granted), .. Stages(people[..1], LineStage.NotGranted)]).Judge(Collective).Verdict.Standing);
        Assert.Equal(Standing.Ineligible, Count([.. Stages(people[1..], LineStage.Submitted), .. Stages(people[..1], LineStage.NotGranted)]).Judge(Collective).Verdict.Standing);
    }

    [Fact]
    public void A_Member_In_The_Register_And_On_The_Return_Counts_Once()
    {
        Assert.Equal(new TitleCount(1, 0), TitleCount.Of([With(Stages([Person("nv1")], LineStage.Granted))], ["nv1", "nv1"]));
        Assert.Equal(new TitleCount(1, 0), TitleCount.Of([With(Stages([Person("nv1")], LineStage.Submitted))], ["nv1"]));
        Assert.Equal(new TitleCount(2, 1), TitleCount.Of([With(Stages([Person("nv1")], LineStage.Granted)), With(Stages([Person("nv3")], LineStage.Qualified))], ["nv2"]));
    }

    [Fact]
    public void Whoever_Is_Proposed_Twice_Waits_Once() =>
        Assert.Equal(new TitleCount(0, 1), TitleCount.Of([With(Stages([Person("nv1")], LineStage.Posted)), With(Stages([Person("nv1")], LineStage.Qualified))], []));

    [Fact]
    [Trait("Fault", "58")]
    public void People_Without_A_Number_Are_Told_Apart_By_Name_However_It_Was_Typed() => Assert.Equal(new TitleCount(2, 0), Count(Stages(
        [Line("1", "Mẫu Ế"), Line("2", "Mẫu Ế".Normalize(System.Text.NormalizationForm.FormD)), Line("3", "Mẫu Hai", "")], LineStage.Granted)));

    [Fact]
    public void Only_The_Title_Of_Individuals_Counts() => Assert.Equal(new TitleCount(0, 0), Count(Stages(
        [Line("1", award: "giay_khen"), Line("2", "B") with { Collective = true }, Line("3", "C", award: "cstd_cs")], LineStage.Granted)));

    [Theory]
    [InlineData("ttldtt", 10, LineStage.Submitted, true)]
    [InlineData("ttldxs", 10, LineStage.Qualified, true)]
    [InlineData("ttldtt", 10, LineStage.Granted, true)]
    [InlineData("ttldtt", 10, LineStage.NotGranted, false)]
    [InlineData("ttldtt", 10, LineStage.CouncilNotPassed, false)]
    [InlineData("ttldtt", 10, LineStage.NotSigned, false)]
    [InlineData("ttldtt", 0, LineStage.Submitted, false)]
    [InlineData("ttldtt", null, LineStage.Submitted, false)]
    [InlineData("giay_khen", 10, LineStage.Submitted, false)]
    public void A_Count_Is_For_Collectives_That_Stand_On_The_Titles_Of_Their_Members(string award, int? members, LineStage stage, bool applies) =>
        Assert.Equal(applies, TitleCount.Applies(Of(award, members) with { Stage = stage }));

    [Fact]
    public void A_Line_Of_A_Person_Is_Not_Counted_Again() => Assert.False(TitleCount.Applies(Collective with { Line = Collective.Line with { Collective = false } }));

    [Theory]
    [InlineData(Standing.NeedsEvidence)]
    [InlineData(Standing.Ineligible)]
    public void What_The_Proposal_Lacked_Is_Not_Supplied_By_The_Count_Of_Titles_On_Whatever_Way(Standing before)
    {
        // Arrange: tasks not known, or somebody disciplined; then the decisions come in, in two parts.
        var verdict = Collective.Line.Verdict with { Standing = before, Reasons = [Reason.Of("rule.taskRatingUnknown")] };
        var direct = Appraised(Collective.Line with { Verdict = verdict });
        var inParts = Appraised(Collective.Line with { Verdict = verdict });

        // Act
        Recount(direct, 7, 0);
        Recount(inParts, 4, 3);
        var halfway = inParts.State.Lines[0].Line.Verdict;
        Recount(inParts, 7, 0);

        // Assert
        Assert.Equal(before, direct.State.Lines[0].Line.Verdict.Standing);
        Assert.Equal(["recheck.holds", "rule.taskRatingUnknown"], direct.State.Lines[0].Line.Verdict.Reasons.Select(reason => reason.Key));
        Assert.Equal((before, 2), (halfway.Standing, halfway.Reasons.Count));
        Assert.Equal(direct.State.Lines[0].Line.Verdict.Standing, inParts.State.Lines[0].Line.Verdict.Standing);
        Assert.Equal(direct.State.Lines[0].Line.Verdict.Reasons, inParts.State.Lines[0].Line.Verdict.Reasons);
    }

    [Fact]
    public void What_The_Rules_Say_In_The_End_Does_Not_Depend_On_The_Order_In_Which_Decisions_Came() => Prop.ForAll(
        (from before in Gen.Elements(Enum.GetValues<Standing>()) from counts in Gen.ListOf(from granted in Gen.Choose(0, 10) from waiting in Gen.Choose(0, 10 - granted) select (granted, waiting)) select (before, counts)).ToArbitrary(),
        sample =>
        {
            var line = Collective.Line with { Verdict = Collective.Line.Verdict with { Standing = sample.before } };
            var (one, other) = (Appraised(line), Appraised(line));
            foreach (var (granted, waiting) in sample.counts) Recount(one, granted, waiting);
            if (sample.counts.Count > 0) Recount(other, sample.counts[^1].granted, sample.counts[^1].waiting);
            Assert.Equal(other.State.Lines[0].Line.Verdict.Standing, one.State.Lines[0].Line.Verdict.Standing);
            Assert.Equal(other.State.Lines[0].Line.Verdict.Reasons, one.State.Lines[0].Line.Verdict.Reasons);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_A_Broken_Share_Is_Written_About()
    {
        var returns = Appraised(Collective.Line with { Verdict = Collective.Line.Verdict with { Standing = Standing.Ineligible } });
        Recount(returns, 7, 0);
        Assert.Empty(DesiredEffects.Of(returns.State));
        Recount(returns, 6, 0);
        Assert.Equal("mail:recheck:11", Assert.Single(DesiredEffects.Of(returns.State)).Key);
    }

    private static void Recount(Returns returns, int granted, int waiting) => Assert.Null(returns.Take(
        new RecheckCollective($"n{returns.State.Seq}", Actor.System, "case", Start, new TitleCount(granted, waiting).Judge(returns.State.Lines[0]))));

    private static LineState Of(string award, int? members) => new(1, Line("11", "Phòng Một", award: award) with { Collective = true, Members = members }, LineStage.Submitted, false);

    private static Line Person(string staff) => Line(staff, "Cán bộ " + staff, staff);

    private static LineState[] Stages(Line[] lines, LineStage stage) => [.. lines.Select((line, index) => new LineState(index + 1, line, stage, false))];

    private static ReturnState With(IReadOnlyList<LineState> lines) => new(CaseId) { Lines = lines };

    private static TitleCount Count(IReadOnlyList<LineState> lines) => TitleCount.Of([With(lines)], []);
}
