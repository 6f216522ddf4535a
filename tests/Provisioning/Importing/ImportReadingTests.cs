using EmulationM365.Provisioning.Importing;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Provisioning.Importing;

/// <summary>What a sheet says for a register, and every fault of it by its cell.</summary>
public sealed class ImportReadingTests
{
    private static readonly Dictionary<string, string> Units = new(Letters.Reader) { ["Phòng mẫu"] = "mau", ["mau"] = "mau" };
    private static readonly object[] Headings = ["STT", "Họ và tên", "Danh hiệu", "Năm", "Số QĐ", "Ngày QĐ", "Mã nhân viên", "Phòng ban"];

    [Fact]
    public void Rows_Are_Read_Below_Titles_And_Running_Numbers()
    {
        var read = Read(
            ["DANH SÁCH KHEN THƯỞNG"], ["(Kèm theo công văn)"], Headings, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
            [1m, "Cán bộ  mẫu 01", "lao động tiên tiến", 2023m, "15/QĐ", new DateOnly(2024, 1, 5), "NV-1", "phòng  MẪU"],
            [2m, "Cán bộ mẫu 02", "cstd_cs", "2023", "15/QĐ", "5/1/2024", null, null]);
        Assert.Empty(read.Faults);
        Assert.Equal([5, 6], read.Rows.Select(row => row.Number));
        var (one, other) = (read.Rows[0], read.Rows[1]);
        Assert.Equal("Cán bộ mẫu 01", one.Title);
        Assert.Equal(("ldtt", 2023m, "15/QĐ", new DateOnly(2024, 1, 5), "NV-1", "mau"), (one.Values[AwardRegister.Award], one.Values[AwardRegister.MeritYear], one.Values[AwardRegister.DecisionNumber], one.Values[AwardRegister.DecisionDate], one.Values[AwardRegister.StaffKey], one.Values[AwardRegister.UnitKey]));
        Assert.Equal(("cstd_cs", 2023m, new DateOnly(2024, 1, 5)), (other.Values[AwardRegister.Award], other.Values[AwardRegister.MeritYear], other.Values[AwardRegister.DecisionDate]));
        Assert.DoesNotContain(AwardRegister.StaffKey, other.Values.Keys);
    }

    [Theory]
    [InlineData("Họ và tên", "", "B2", "empty")]
    [InlineData("Danh hiệu", "Anh hùng vũ trụ", "C2", "noChoice")]
    [InlineData("Năm", "hai nghìn", "D2", "noNumber")]
    [InlineData("Năm", "2.023", "D2", "noNumber")]
    [InlineData("Năm", "1899", "D2", "fails")]
    [InlineData("Số QĐ", "", "E2", "empty")]
    [InlineData("Ngày QĐ", "31/02/2024", "F2", "noDay")]
    [InlineData("Ngày QĐ", "45296", "F2", "noDay")]
    [InlineData("Phòng ban", "Phòng lạ", "H2", "noUnit")]
    [InlineData("Mã nhân viên", "#long", "G2", "tooLong")]
    public void A_Fault_Is_Named_By_Its_Cell(string heading, string said, string cell, string key)
    {
        object?[] row = [1m, "Cán bộ mẫu 01", "Lao động tiên tiến", 2023m, "15/QĐ", new DateOnly(2024, 1, 5), "NV-1", "mau"];
        row[Array.IndexOf(Headings, heading)] = said.Length == 0 ? null : said == "#long" ? new string('a', 256) : said;
        var fault = Assert.Single(Read(Headings, row).Faults);
        Assert.Equal((cell, key), (fault.Cell, fault.Key));
        Assert.DoesNotContain("{", fault.Vietnamese + fault.English, StringComparison.Ordinal);
    }

    [Fact]
    public void All_Faults_Are_Said_At_Once_From_The_Top()
    {
        var read = Read(Headings, [1m, "Cán bộ mẫu 01", "?", "?", "15/QĐ", "?", null, "?"], [2m, null, new SheetError("#REF!"), 2023m, "15/QĐ", new DateOnly(2024, 1, 5), null, null]);
        Assert.Equal(["C2", "D2", "F2", "H2", "B3", "C3"], read.Faults.Select(fault => fault.Cell).OrderBy(cell => cell[1]).ThenBy(cell => cell));
        Assert.Equal("error", read.Faults.Single(fault => fault.Cell == "C3").Key);
    }

    [Fact]
    public void Headings_Must_Be_Known_Stand_Once_And_Be_All_There()
    {
        Assert.Equal([("", "noHeading")], Faults(Read(["Kính gửi"], ["xin gửi danh sách"])));
        Assert.Equal([("D1", "unknownHeading"), ("1:1", "noColumn"), ("1:1", "noColumn")], Faults(Read(["Họ và tên", "Danh hiệu", "Năm", "Ngày sinh"])).OrderByDescending(fault => fault.Cell));
        Assert.Contains(("C1", "headingTwice"), Faults(Read(["Họ và tên", "Danh hiệu", "Họ tên", "Năm", "Số QĐ", "Ngày QĐ"])));
        Assert.Equal([("", "noRows")], Faults(Read(Headings)));
        var ignoring = new ImportReading(Shape, Units, ["Ngày sinh"]).Read(Sheet(["Họ và tên", "Danh hiệu", "Năm", "Số QĐ", "Ngày QĐ", "ngày sinh"], ["Cán bộ mẫu 01", "ldtt", 2023m, "1/QĐ", "05/01/2024", "?"]));
        Assert.Empty(ignoring.Faults);
    }

    [Fact]
    public void Two_Rows_Of_The_Same_Are_A_Fault_And_Two_Awards_Of_One_Person_Are_Not()
    {
        object?[] One(string award) => [null, "Cán bộ mẫu 01", award, 2023m, "15/QĐ", "05/01/2024", "NV-1", null];
        Assert.Equal([("B4", "twice")], Faults(Read(Headings, One("ldtt"), One("cstd_cs"), One("Lao động tiên tiến"))));
        Assert.Empty(Read(Headings, One("ldtt"), One("cstd_cs")).Faults);
    }

    [Fact]
    public void Every_Register_Is_Read_By_The_Headings_That_Its_List_Shows()
    {
        Assert.All(ImportShape.All, shape =>
        {
            var headings = shape.Columns.Select(column => (object?)column.DisplayName(shape.List.Name)).Prepend(shape.List.TitleName).ToArray();
            Assert.Equal(["noRows"], new ImportReading(shape, Units, []).Read(Sheet(headings)).Faults.Select(fault => fault.Key));
        });
    }

    private static ImportShape Shape => ImportShape.All.Single(shape => shape.List == AwardRegister.List);

    private static IEnumerable<(string Cell, string Key)> Faults(ImportRead read) => read.Faults.Select(fault => (fault.Cell, fault.Key));

    private static ImportRead Read(params object?[][] rows) => new ImportReading(Shape, Units, []).Read(Sheet(rows));

    private static Sheet Sheet(params object?[][] rows) => new("Trang1", [.. rows.Select((row, at) => new SheetRow(at + 1,
        [.. row.Select((value, place) => (value, place)).Where(pair => pair.value is not null).Select(pair => new SheetCell($"{(char)('A' + pair.place)}{at + 1}", pair.value!))]))]);
}
