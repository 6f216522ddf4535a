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
