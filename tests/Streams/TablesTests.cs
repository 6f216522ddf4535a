using System.Text;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;
using Submissions = EmulationM365.Tests.Cases.Submissions;

namespace EmulationM365.Tests.Streams;

/// <summary>Small tables as people write or paste them into a cell: what is read is what was meant, and what cannot be read is named.</summary>
public sealed class TablesTests
{
    private static readonly string[] Pieces = ["Mẫu", " ", ": ", "3", "12", ".", ";", "\t", "–", "Tổ 5", "ế", "e\u0302\u0301", "\u00a0", "(", "/9", "-1"];

    private static readonly Arbitrary<List<(string Name, int Votes)>> Lists = Gen.ListOf(
        from name in Gen.NonEmptyListOf(Gen.Elements(Pieces)).Select(string.Concat)
        from votes in Gen.Choose(0, 30)
        select (name, votes)).Select(list => list.ToList()).ToArbitrary();

    [Theory]
    [InlineData("1. Cán bộ mẫu A – Lao động tiên tiến: 8", 1, 8)]
    [InlineData("1. Cán bộ mẫu A – Lao động tiên tiến:8", 1, 8)]
    [InlineData("  12. Tổ 5: đội 3 – Giấy khen :  0  ", 12, 0)]
    [InlineData("3; 8", 3, 8)]
    [InlineData("3: 8", 3, 8)]
    [InlineData("3 8", 3, 8)]
    [InlineData("3\t8", 3, 8)]
    [InlineData("3\tCán bộ mẫu A\tLao động tiên tiến\t8", 3, 8)]
    [InlineData("3. A; 8\r", 3, 8)]
    [InlineData("3.\u00a0A: 8", 3, 8)]
    public void A_Row_Begins_With_Its_Number_And_Ends_With_The_Votes(string row, int number, int votes) => Assert.Equal([(number, votes)], Read(row));

    [Fact]
    public void Rows_Are_Read_One_A_Line_In_Whatever_Order_And_Blank_Lines_Mean_Nothing() => Assert.Equal([(1, 8), (2, 0), (10, 9)], Read("10. C: 9\n\n1. A: 8\r\n 2; 0\n"));

    [Fact]
    public void Nothing_Is_No_Vote() => Assert.Empty(Tables.Votes(" \n\t\n"));

    [Theory]
    [InlineData("1. Cán bộ mẫu A – Lao động tiên tiến:")]
    [InlineData("1. Cán bộ mẫu 5")]
    [InlineData("1. A: tám")]
    [InlineData("1. A: 8/9")]
    [InlineData("1. A: -1")]
    [InlineData("1. A: 8.5 phiếu")]
    [InlineData("18")]
    [InlineData("A: 8")]
    [InlineData("STT Họ tên Số phiếu")]
    [InlineData("12345: 8")]
    [InlineData("1: 12345")]
    [InlineData("١: ٨")]
    public void A_Row_That_Cannot_Be_Read_Is_Named(string row) => Assert.Equal(row, Assert.Throws<FormatException>(() => Tables.Votes($"9. X: 7\n{row}\n8. Y: 7")).Message);

    [Fact]
    public void A_Line_That_Stands_There_Twice_Is_Named() => Assert.Equal("1; 7", Assert.Throws<FormatException>(() => Tables.Votes("1. A: 8\n2. B: 8\n1; 7")).Message);

    [Fact]
    public void What_The_System_Writes_After_The_Sitting_Is_Read_Back_As_It_Was() => Prop.ForAll(Lists, list =>
    {
        var state = Listed(list) with { Stage = SessionStage.Held };
        state = state with { Lines = [.. state.Lines.Select(line => line with { Vote = new CouncilVote(line.Number, list[line.Number - 1].Votes, 30, true) })] };
        Assert.Equal(list.Select((line, index) => (index + 1, line.Votes)), Read(SessionWork.Table(state)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_Table_Into_Which_Nobody_Wrote_Is_Never_Read_As_Votes() => Prop.ForAll(Lists, list =>
    {
        if (list.Count > 0) Assert.Throws<FormatException>(() => Tables.Votes(SessionWork.Table(Listed(list))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Votes_Written_At_The_End_Of_Each_Row_Are_Read() => Prop.ForAll(Lists, list =>
    {
        var rows = SessionWork.Table(Listed(list)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(list.Count, rows.Length);
        Assert.Equal(list.Select((line, index) => (index + 1, line.Votes)), Read(string.Join("\r\n", rows.Select((row, index) => row + list[index].Votes))));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("3: Giấy khen", 3, "giay_khen")]
    [InlineData("3. giấy khen", 3, "giay_khen")]
    [InlineData("3\tGiấy khen", 3, "giay_khen")]
    [InlineData(" 3 : giay_khen ;", 3, "giay_khen")]
    [InlineData("12: Lao động tiên tiến", 12, "ldtt")]
    public void A_Lower_Award_Is_Read_By_Word_And_By_Key(string text, int number, string award)
    {
        Assert.Equal([(number, award)], Tables.Reduced(text).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([(number, award)], Tables.Reduced(text.Normalize(NormalizationForm.FormD)).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Lower_Awards_Stand_One_After_The_Other() => Assert.Equal(
        [(3, "giay_khen"), (7, "ldtt")], Tables.Reduced("3: Giấy khen; 7: Lao động tiên tiến").Concat(Tables.Reduced("")).Select(pair => (pair.Key, pair.Value)));

    [Theory]
    [InlineData("3: Giấy gì đó")]
    [InlineData("3")]
    [InlineData("Giấy khen")]
    [InlineData("3 Giấy khen")]
    [InlineData("3: ")]
    [InlineData("99999: Giấy khen")]
    public void A_Lower_Award_That_Cannot_Be_Read_Is_Named(string part) => Assert.Equal(part.Trim(), Assert.Throws<FormatException>(() => Tables.Reduced($"1: ldtt; {part}")).Message);

    [Fact]
    public void A_Line_Reduced_Twice_Is_Named() => Assert.Equal("3: ldtt", Assert.Throws<FormatException>(() => Tables.Reduced("3: Giấy khen\n3: ldtt")).Message);

    [Fact]
    public void Every_Award_Is_Found_By_Its_Word_In_Whatever_Letters() => Assert.All(Awards.All, award =>
    {
        Assert.Equal(award, Tables.AwardOf($" {Nominations.Award.Word(award).ToUpperInvariant()} "));
        Assert.Equal(award, Tables.AwardOf(Nominations.Award.Word(award).Normalize(NormalizationForm.FormD)));
        Assert.Equal(award, Tables.AwardOf(award));
    });

    [Fact]
    public void Who_Is_Not_Named_Is_Granted_What_Was_Asked_And_Who_Waits_Is_Left_Out() => Assert.Equal(
        [new LineOutcome(1, "granted"), new LineOutcome(2, "refused"), new LineOutcome(3, "reduced", "giay_khen")],
        Tables.Outcomes([3, 1, 4, 2], [2], new Dictionary<int, string> { [3] = "giay_khen" }, [4]).Outcomes);

    [Fact]
    public void All_May_Still_Wait() => Assert.Empty(Tables.Outcomes([1, 2], [], new Dictionary<int, string>(), [2, 1]).Outcomes);

    [Theory]
    [InlineData("refused")]
    [InlineData("reduced")]
    [InlineData("later")]
    public void A_Number_That_Is_No_Line_Is_Passed_On_And_Refused(string where)
    {
        // Arrange
        var state = Submissions.Out().State;
        int[] none = [];

        // Act
        var table = Tables.Outcomes([1, 2], where == "refused" ? [5] : none, where == "reduced" ? new() { [5] = "giay_khen" } : new Dictionary<int, string>(), where == "later" ? [5] : none);

        // Assert
        Assert.Equal(("refuse.badException", "5"), Refused(state, table));
    }

    [Theory]
    [InlineData("2", "", "2")]
    [InlineData("2", "2", "")]
    [InlineData("", "2", "2")]
    [InlineData("2", "2", "2")]
    public void A_Line_Named_In_Two_Ways_Is_Not_Settled_By_Chance(string refused, string reduced, string later)
    {
        var table = Tables.Outcomes([1, 2], ListCommands.Numbers(refused), reduced.Length > 0 ? new() { [2] = "giay_khen" } : new Dictionary<int, string>(), ListCommands.Numbers(later));
        Assert.Equal(("refuse.outcomeTwice", "2"), Refused(Submissions.Out().State, table));
    }

    [Fact]
    public void A_Number_Written_Twice_In_One_Cell_Is_One_Number() => Assert.Equal(
        [new LineOutcome(1, "granted"), new LineOutcome(2, "refused")], Tables.Outcomes([1, 2], ListCommands.Numbers("2; 2"), new Dictionary<int, string>(), []).Outcomes);

    private static (string? Key, string? Place) Refused(SubmissionState state, OutcomeTable table)
    {
        var refusal = AnyCase.Decide(state, Submissions.Decide(state, "u1", table)).Refusal;
        return (refusal?.Key, refusal?.Places[0]);
    }

    private static IEnumerable<(int Number, int Votes)> Read(string text) => Tables.Votes(text).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));

    private static SessionState Listed(List<(string Name, int Votes)> list) => new(Sessions.CaseId)
    {
        Lines = [.. list.Select((line, index) => new SessionLine(index + 1, Sessions.Listed($"{index}", line.Name) with { Standing = Standing.Eligible }, null, null))],
    };
}
