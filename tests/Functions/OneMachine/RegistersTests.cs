using EmulationM365.Functions.Local.Sample;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What the unit's registers do to the advice on a line, in the lists alone.</summary>
public sealed class RegistersTests : IAsyncLifetime
{
    private static readonly SamplePerson Office = SamplePeople.Number(5);
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private static readonly SamplePerson Nominee = SamplePeople.Number(6);
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Former_Titles_And_An_Initiative_Carry_A_Higher_Title_At_Nop()
    {
        _stage.Machine.Clock.MoveTo(new DateTimeOffset(2025, 11, 20, 8, 0, 0, TimeSpan.FromHours(7)));
        await _stage.Machine.SettleAsync(Cancel);
        using var office = As(Office);
        foreach (var year in new[] { 2023, 2024, 2025 }) await office.AddAsync(AwardRegister.List, Awarded(year), Cancel);
        await office.AddAsync(StandingLists.Initiatives, new JObject
        {
            ["Title"] = "Sáng kiến mẫu", ["Year"] = 2024, ["StaffKey"] = Nominee.StaffKey, ["Recognition"] = Word(StandingLists.Initiatives, "Recognition", "recognised"),
            ["Influence"] = Word(StandingLists.Initiatives, "Influence", "province"), ["RecognisedOn"] = "2024-10-01", ["PaperNumber"] = "7/QĐ-MAU",
        }, Cancel);
        using var clerk = As(Clerk);
        var list = (await clerk.ItemsAsync(UnitReturns.List, "fields/RoundKey eq 'cuoi-nam'", Cancel)).Single(item => (string?)item["fields"]!["UnitKey"] == Clerk.Unit);
        var line = LineFacts.Person("xuat_sac");
        (line["Title"], line["StaffKey"], line["ReturnLookupId"], line["Award"]) = (Nominee.Name, Nominee.StaffKey, (string?)list["id"], Nominations.Award.Word("cstd_tinh"));
        await clerk.AddAsync(Nominations.List, line, Cancel);
        // The registers were looked at this morning; what was entered since is read when a minute has gone by.
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow() + ListMemory.KeptFor);
        await clerk.ChangeAsync(UnitReturns.List, list, new JObject { ["Step"] = UnitReturns.Step.Word("submit") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var shown = (await _stage.ItemsAsync(Nominations.List)).Single(row => (string?)row["Award"] == Nominations.Award.Word("cstd_tinh") && (string?)row["StaffKey"] == Nominee.StaffKey);
        Assert.Equal(Nominations.Eligibility.Word("eligible"), (string?)shown["Eligibility"]);
        Assert.Contains("2023, 2024, 2025", (string?)shown["EligibilityReasons"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Restricted_Record_Makes_A_Waiting_Line_A_Question_By_The_Next_Night_And_Is_Not_Told()
    {
        var before = await WaitingAsync();
        Assert.Equal(Nominations.Eligibility.Word("eligible"), (string?)before["Eligibility"]);
        using var office = As(Office);
        await office.AddAsync(StandingLists.YearResults, new JObject
        {
            ["Title"] = "Dòng mẫu", ["ResultKey"] = "mau-1", ["Year"] = 2025, ["StaffKey"] = Clerk.StaffKey, ["Discipline"] = Word(StandingLists.YearResults, "Discipline", "canh_cao"),
        }, Cancel);
        await NightAsync();
        var after = await WaitingAsync();
        Assert.Equal((Nominations.Eligibility.Word("needs_evidence"), (string?)before["LineStatus"]), ((string?)after["Eligibility"], (string?)after["LineStatus"]));
        Assert.Contains("hỏi Thường trực Hội đồng", (string?)after["EligibilityReasons"], StringComparison.Ordinal);
        Assert.DoesNotContain(Word(StandingLists.YearResults, "Discipline", "canh_cao"), (string?)after["EligibilityReasons"], StringComparison.OrdinalIgnoreCase);
        var recorded = (await _stage.EventsAsync()).Count(told => told.EndsWith(" LinesReassessed", StringComparison.Ordinal));
        await NightAsync();
        Assert.Equal((1, 1), (recorded, (await _stage.EventsAsync()).Count(told => told.EndsWith(" LinesReassessed", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_Commendation_Is_Refused_While_Another_Holds_Its_Achievement_And_Free_When_That_Is_Cancelled()
    {
        using var office = As(Office);
        var row = await office.AddAsync(AwardRegister.List, new JObject(Awarded(2024)) { ["Award"] = AwardRegister.Award.Word("bk_tinh"), ["AchievementId"] = "TT-2024-09" }, Cancel);
        Minute();
        var caseId = await LetterAsync(" tt-2024-09 ", "giay_khen", "sudden");
        var refused = await OfCaseAsync(caseId);
        Assert.Equal(Nominations.Eligibility.Word("ineligible"), (string?)refused["Eligibility"]);
        Assert.Contains("đã được khen thưởng bằng Bằng khen cấp tỉnh", (string?)refused["EligibilityReasons"], StringComparison.Ordinal);
        await office.ChangeAsync(AwardRegister.List, row, new JObject { ["Validity"] = AwardRegister.Validity.Word("cancelled") }, Cancel);
        await NightAsync();
        var free = await OfCaseAsync(caseId);
        Assert.Equal(Nominations.Eligibility.Word("needs_evidence"), (string?)free["Eligibility"]);
        Assert.DoesNotContain("đã được khen thưởng bằng", (string?)free["EligibilityReasons"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_Achievement_For_A_Letter_And_A_Title_Is_Asked_About_On_The_Later_Line_Alone()
    {
        // The deed is named and proved by the columns of the line: nothing is missing.
        var letter = await LetterAsync("TT-2025-11", "thu_khen", "letter");
        Assert.Equal(Nominations.Eligibility.Word("eligible"), (string?)(await OfCaseAsync(letter))["Eligibility"]);
        var sudden = await LetterAsync("tt-2025-11", "giay_khen", "sudden");
        var reasons = (string?)(await OfCaseAsync(sudden))["EligibilityReasons"];
        Assert.Contains($"đang được đề nghị Thư khen tại: {letter}", reasons, StringComparison.Ordinal);
        var second = await LetterAsync("TT-2025-11", "thu_khen", "letter");
        Assert.Equal(Nominations.Eligibility.Word("needs_evidence"), (string?)(await OfCaseAsync(second))["Eligibility"]);
        Assert.Contains($"đang được đề nghị Giấy khen tại: {sudden}", (string?)(await OfCaseAsync(second))["EligibilityReasons"], StringComparison.Ordinal);
        // Who came first is not made doubtful by who comes later, and the night says of each what it said.
        await NightAsync();
        Assert.Equal(Nominations.Eligibility.Word("eligible"), (string?)(await OfCaseAsync(letter))["Eligibility"]);
        Assert.Equal(reasons, (string?)(await OfCaseAsync(sudden))["EligibilityReasons"]);
    }

    [Fact]
    public async Task The_Approved_Criteria_Of_The_Unit_Are_Recorded_With_What_It_Sends()
    {
        using var office = As(Office);
        foreach (var (score, approved) in new[] { (40, true), (60, true), (10, false) })
        {
            var row = new JObject { ["Title"] = $"Tiêu chí mẫu {score}", ["UnitKey"] = Clerk.Unit, ["MaximumScore"] = score };
            if (approved) (row["ApprovedVersion"], row["ApprovedOn"]) = (2, "2025-02-10");
            await office.AddAsync(YearLists.Criteria, row, Cancel);
        }

        Minute();
        var caseId = await LetterAsync("TT-2025-12", "thu_khen", "letter");
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        var sent = (await auditor.ItemsAsync(CaseEvents.List, null, Cancel)).Select(item => item["fields"]!).Single(item => (string?)item["StreamKey"] == $"{caseId}:000001");
        var body = JObject.Parse((string)sent["Data"]!)["body"]!;
        Assert.Equal("2 tiêu chí, bản 2, duyệt 10/02/2025, 100 điểm", (string?)body["Used"]![$"criteria.{Clerk.Unit}"]);
        Assert.Equal("TT-2025-12", (string?)body["Lines"]![0]!["AchievementId"]);
    }

    /// <summary>What was entered in a register is read when a minute has gone by.</summary>
    private void Minute() => _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow() + ListMemory.KeptFor);

    /// <summary>The clerk opens a letter or a sudden nomination for one proved deed, and sends it.</summary>
    private async Task<string> LetterAsync(string achievement, string award, string kind)
    {
        using var clerk = As(Clerk);
        var made = await clerk.AddAsync(UnitReturns.List, new JObject { ["Title"] = "Việc tốt (mẫu)", ["Kind"] = UnitReturns.Kind.Word(kind), ["UnitKey"] = Clerk.Unit }, Cancel);
        var line = LineFacts.Person();
        (line["Title"], line["StaffKey"], line["ReturnLookupId"], line["Award"]) = (Nominee.Name, Nominee.StaffKey, (string?)made["id"], Nominations.Award.Word(award));
        (line["AchievementId"], line["Evidence"]) = (achievement, "Biên bản số 05/BB-MAU ngày 15/05/2025");
        await clerk.AddAsync(Nominations.List, line, Cancel);
        await clerk.ChangeAsync(UnitReturns.List, made, new JObject { ["Step"] = UnitReturns.Step.Word("submit") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        return $"r-2025-{int.Parse((string)made["id"]!, System.Globalization.CultureInfo.InvariantCulture):D6}";
    }

    private async Task<JObject> OfCaseAsync(string caseId) => (await _stage.ItemsAsync(Nominations.List)).Single(row => (string?)row["CaseId"] == caseId);

    private static JObject Awarded(int year) => new()
    {
        ["Title"] = Nominee.Name, ["AwardKey"] = $"mau-{year}", ["StaffKey"] = Nominee.StaffKey, ["UnitKey"] = Nominee.Unit, ["Award"] = AwardRegister.Award.Word("cstd_cs"), ["MeritYear"] = year,
        ["DecisionNumber"] = $"{year}/QĐ-MAU", ["DecisionDate"] = year == 2025 ? "2025-11-01" : $"{year}-12-20", ["Validity"] = AwardRegister.Validity.Word("valid"),
    };

    private static string Word(ListSchema list, string column, string key) => list.Column(column).Word(key);

    private async Task<JObject> WaitingAsync() => (await _stage.ItemsAsync(Nominations.List)).Single(row => (string?)row["StaffKey"] == Clerk.StaffKey && (string?)row["Award"] == Nominations.Award.Word("ldtt"));

    private async Task NightAsync()
    {
        await _stage.NightAsync();
        await _stage.Machine.SettleAsync(Cancel);
    }

    private Caller As(SamplePerson person) => Caller.Person(_stage.Machine.TenantAddress, person);
}
