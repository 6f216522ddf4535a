using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Importing;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning.Importing;

/// <summary>A sheet goes into a register whole or not at all, and a second time writes nothing.</summary>
public sealed class ImporterTests : OnMadeSite, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import-");

    private static readonly object?[] Awards = ["Họ và tên", "Danh hiệu", "Năm", "Số QĐ", "Ngày QĐ", "Cơ quan QĐ", "Mã nhân viên"];
    private static readonly object?[] People = ["Mã nhân viên", "Họ và tên", "Phòng", "Chức vụ", "Email"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_History_Of_Awards_Goes_In_In_One_Step_And_A_Second_Time_Writes_Nothing()
    {
        object?[][] sheet = [Awards, .. Enumerable.Range(1, 30).Select(number => (object?[])[$"Cán bộ mẫu {number:00}", number % 3 == 0 ? "Chiến sĩ thi đua cơ sở" : "Lao động tiên tiến", 2021 + (number % 3), "15/QĐ-MAU", new DateOnly(2024, 1, 5), "Cơ quan mẫu", null])];
        Assert.Equal((30, 30, 0, 0), Counts(await ImportAsync("AwardRegister", sheet, checkOnly: true)));
        Assert.Empty(await RowsAsync("AwardRegister"));
        Assert.Equal((30, 30, 0, 0), Counts(await ImportAsync("AwardRegister", sheet)));
        var rows = await RowsAsync("AwardRegister");
        Assert.Equal(30, rows.Count);
        Assert.All(rows, row => Assert.Equal((new DateOnly(2024, 1, 5), "15/QĐ-MAU"), (row.Day(AwardRegister.DecisionDate), row.Text(AwardRegister.DecisionNumber))));
        var before = _site.Connection.Meter.Total.Writes;
        Assert.Equal((30, 0, 0, 30), Counts(await ImportAsync("AwardRegister", sheet)));
        Assert.Equal(before, _site.Connection.Meter.Total.Writes);
    }

    [Fact]
    public async Task With_One_Fault_Nothing_Is_Written()
    {
        var report = await ImportAsync("AwardRegister", [Awards, ["Cán bộ mẫu 01", "ldtt", 2023, "1/QĐ", new DateOnly(2024, 1, 5), null, null], ["Cán bộ mẫu 02", "ldtt", 2023, "1/QĐ", "hôm qua", null, "NV-404"]]);
        Assert.Equal([("E3", "noDay"), ("G3", "noStaff")], report.Faults.Select(fault => (fault.Cell, fault.Key)));
        Assert.Empty(await RowsAsync("AwardRegister"));
    }

    [Fact]
    public async Task What_The_Register_Says_Otherwise_Is_A_Fault_Until_It_Is_To_Be_Written_Over()
    {
        object?[] Row(string number, string? by) => ["Cán bộ mẫu 01", "ldtt", 2023, number, new DateOnly(2024, 1, 5), by, null];
        await ImportAsync("AwardRegister", [Awards, Row("1/QĐ", "Sở mẫu")]);
        var report = await ImportAsync("AwardRegister", [Awards, Row("1/QĐ", "Bộ mẫu"), Row("2/QĐ", null)]);
        Assert.Equal((2, 1, 1, 0), Counts(report));
        var fault = Assert.Single(report.Faults);
        Assert.Equal("Trong sổ đang ghi “Sở mẫu”, trang tính ghi “Bộ mẫu”. Thêm --update nếu muốn ghi đè.", fault.Vietnamese);
        Assert.Equal("F2", fault.Cell);
        // an empty cell says nothing, and takes nothing away
        Assert.Equal((1, 0, 0, 1), Counts(await ImportAsync("AwardRegister", [Awards, Row("1/QĐ", null)])));
        Assert.Empty((await ImportAsync("AwardRegister", [Awards, Row("1/QĐ", "Bộ mẫu")], update: true)).Faults);
        Assert.Equal("Bộ mẫu", Assert.Single(await RowsAsync("AwardRegister")).Text(AwardRegister.DecisionAuthority));
    }

    [Fact]
    public async Task People_Come_With_Unit_And_Account_And_An_Account_That_Nobody_Has_Is_A_Fault()
    {
        var unit = (await RowsAsync("Units"))[0];
        object?[][] sheet = [People, ["NV-01", "Cán bộ mẫu 01", unit.Title, "Chuyên viên", "binh@mau.example"], [new Workbooks.Padded(2), "Cán bộ mẫu 02", unit.Text(Units.UnitKey), null, null]];
        Assert.Empty((await ImportAsync("Staff", sheet)).Faults);
        var rows = await RowsAsync("Staff");
        Assert.Equal(["00002", "NV-01"], rows.Select(row => row.Text(Staff.StaffKey)).Order());
        Assert.All(rows, row => Assert.Equal((unit.Text(Units.UnitKey), unit.Title), (row.Text(Staff.UnitKey), row.Text(Staff.UnitName))));
        Assert.NotNull(rows.Single(row => row.Text(Staff.StaffKey) == "NV-01").Reference(Staff.Account));
        Assert.Equal((2, 0, 0, 2), Counts(await ImportAsync("Staff", sheet)));
        var report = await ImportAsync("Staff", [People, ["NV-03", "Cán bộ mẫu 03", null, null, "khong.ai@mau.example"]]);
        Assert.Equal(("E2", "nobody"), (Assert.Single(report.Faults).Cell, report.Faults[0].Key));
        Assert.Equal(2, (await RowsAsync("Staff")).Count);
    }

    [Fact]
    [Trait("Fault", "16")]
    public async Task An_Import_That_Was_Cut_Short_Says_So_And_The_Same_Sheet_Goes_On()
    {
        object?[][] sheet = [Awards, .. Enumerable.Range(1, 8).Select(number => (object?[])[$"Cán bộ mẫu {number:00}", "ldtt", 2023, "1/QĐ", new DateOnly(2024, 1, 5), null, null])];
        await _site.Tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[{"route":"POST .*/items$","after":3,"times":1,"kind":"reset","when":"after"}]}""")!, Cancel);
        var failure = await Assert.ThrowsAsync<M365Exception>(() => ImportAsync("AwardRegister", sheet));
        Assert.Contains("of 8 rows are surely written; import the same sheet again, and it goes on", failure.Message, StringComparison.Ordinal);
        var report = await ImportAsync("AwardRegister", sheet);
        Assert.Equal(8, report.Added + report.Same);
        Assert.Equal(8, (await RowsAsync("AwardRegister")).Count);
    }

    private async Task<ImportReport> ImportAsync(string list, object?[][] rows, bool update = false, bool checkOnly = false)
    {
        var sheet = SheetFile.Read(Workbooks.Write(_folder.FullName, rows), null);
        return await new Importer(_site.Connection, Connection.Site).RunAsync(ImportShape.All.Single(shape => shape.List.Name == list), sheet, new ImportAsked([], update, checkOnly), Cancel);
    }

    private static (int Rows, int Added, int Changed, int Same) Counts(ImportReport report) => (report.Rows, report.Added, report.Changed, report.Same);

    private async Task<IReadOnlyList<Item>> RowsAsync(string list)
    {
        var directory = new SiteDirectory(_site.Connection);
        return await (await directory.StoresAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), 2025, Cancel))[list].QueryAsync(null, Cancel);
    }
}
