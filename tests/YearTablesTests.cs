using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Reports;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Tests;

/// <summary>What the lists hold, turned into what the tables count.</summary>
public sealed class YearTablesTests
{
    private static readonly DateOnly Today = new(2025, 12, 1);
    private readonly Dictionary<string, List<Item>> _lists = new() { ["Nominations"] = [], ["UnitReturns"] = [], ["AwardRegister"] = [], ["Stories"] = [] };

    [Fact]
    public void What_The_Register_Tells_Is_Not_Counted_Again_On_The_Line_And_What_Came_To_An_End_Is_Not_Counted_At_All()
    {
        Line("1", "giay_khen", "granted", "NS01");
        Line("2", "giay_khen", "awaiting_council", "NS02");
        Line("3", "giay_khen", "not_granted", "NS03");
        Line("4", "giay_khen", "withdrawn", "NS04");
        Register("r-2025-1-line-1", "giay_khen", "NS01", 2025);
        Register("", "giay_khen", "NS09", 2024);
        var rows = Tables().Budget.Rows;
        Assert.Equal((1, 1), (rows.Sum(row => row.Granted), rows.Sum(row => row.Expected)));
    }

    [Fact]
    public void A_Person_Without_A_Staff_Number_Is_No_Collective_And_An_Imported_Row_Without_One_Is()
    {
        Line("1", "giay_khen", "granted", "");
        Line("2", "giay_khen", "granted", "", collective: true);
        Register("r-2025-1-line-1", "giay_khen", "", 2025);
        Register("r-2025-1-line-2", "giay_khen", "", 2025);
        Register("imported-7", "giay_khen", "", 2025);
        Assert.Equal([(false, 1), (true, 2)], Tables().Budget.Rows.Select(row => (row.Collective, row.Granted)).Order());
    }

    [Fact]
    public void Shares_Are_Counted_By_The_Round_Of_The_Return_And_The_Group_Of_The_Person()
    {
        Line("1", "ldtt", "granted", "NS01");
        Line("2", "ldtt", "not_confirmed", "NS02");
        Line("3", "ttldtt", "posted", "", collective: true, members: 8);
        Line("4", "ldtt", "sent_back", "NS01");
        var tables = Tables();
        Assert.Equal(["dot-1", ""], tables.Shares.Select(row => row.Round));
        Assert.Equal(new ShareCount(new Part(1, 1, 2), new Part(1, 0, 1), new Part(3, 0, 3)), tables.Shares[0].Proposed);
        Assert.Equal(new ShareCount(new Part(1, 0, 1), new Part(0, 0, 0), new Part(1, 0, 1)), tables.Shares[0].Granted);
        Assert.Equal((70m, 10), (tables.DirectTarget, tables.SmallMembers));
    }

    private void Line(string id, string award, string status, string staffKey, bool collective = false, int? members = null)
    {
        var values = new Dictionary<ColumnSchema, object>
        {
            [Nominations.Return] = 7, [Nominations.Award] = award, [Nominations.LineStatus] = status, [Nominations.CaseId] = "r-2025-7", [Nominations.Subject] = collective ? "collective" : "individual",
        };
        if (staffKey.Length > 0) values[Nominations.StaffKey] = staffKey;
        if (members is { } number) values[Nominations.MemberCount] = (decimal)number;
        _lists["Nominations"].Add(Of(id, $"Dòng {id}", values));
    }

    private void Register(string key, string award, string staffKey, int year)
    {
        var values = new Dictionary<ColumnSchema, object>
        {
            [AwardRegister.AwardKey] = key, [AwardRegister.Award] = award, [AwardRegister.MeritYear] = (decimal)year, [AwardRegister.Validity] = "valid", [AwardRegister.DecisionDate] = Today,
            [AwardRegister.DecisionAuthority] = "Giám đốc Sở", [AwardRegister.UnitKey] = "mot",
        };
        if (staffKey.Length > 0) values[AwardRegister.StaffKey] = staffKey;
        _lists["AwardRegister"].Add(Of($"{_lists["AwardRegister"].Count + 1}", $"Hàng {_lists["AwardRegister"].Count + 1}", values));
    }

    private YearTables Tables()
    {
        _lists["UnitReturns"] = [Of("7", "Báo cáo", new Dictionary<ColumnSchema, object> { [UnitReturns.UnitKey] = "mot", [UnitReturns.RoundKey] = "dot-1" })];
        Setting Row(string key, string value) => new(key, key, value, "nguồn", true, null, null, null);
        return YearTables.Of(list => _lists[list], new Reference(
            new Dictionary<string, Unit> { ["mot"] = new Unit("mot", "Phòng mẫu 1", "department", []) { HardArea = "yes" } },
            new Dictionary<string, Round> { ["dot-1"] = new Round("dot-1", "Đợt 1", new DateOnly(2025, 5, 1), new DateOnly(2025, 5, 20)) },
            [new StaffMember("NS01", "Cán bộ mẫu 01", "mot", "staff", null) { Category = "direct" }, new StaffMember("NS02", "Cán bộ mẫu 02", "mot", "staff", null)],
            new DatedSettings([Row("bonus.base", "1.000"), Row("bonus.factor.giay_khen", "1"), Row("bonus.factor.ldtt", "1"), Row("bonus.factor.ttldtt", "1"), Row("bonus.collectiveMultiplier", "2"), Row("share.directPercent", "70")]),
            Today), 2025);
    }

    private static Item Of(string id, string title, Dictionary<ColumnSchema, object> values) => new(id, "", title, values, new Editor(null, "", null), default, false);
}
