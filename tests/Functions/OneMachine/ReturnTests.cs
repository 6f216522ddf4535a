using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What a unit's clerk can do with a return, by the lists alone.</summary>
public sealed class ReturnTests : IAsyncLifetime
{
    private static readonly SamplePerson ClerkOffice = SamplePeople.Number(1);
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_Return_Taken_Back_Is_Closed_Everywhere_And_Sent_Again_As_A_New_Round_Of_The_Case()
    {
        using var clerk = As(Clerk);
        await StepAsync(clerk, Clerk, "dot-1", "withdraw");
        var item = await ReturnAsync(clerk, Clerk, "dot-1");
        Assert.Equal((UnitReturns.Status.Word("withdrawn"), UnitReturns.Step.Word("draft")), ((string?)item["Status"], (string?)item["Step"]));
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        Assert.False(page.HasForm);
        Assert.Contains("Việc này đã đóng", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        await StepAsync(clerk, Clerk, "dot-1", "submit");
        Assert.Equal(UnitReturns.Status.Word("awaiting_confirmation"), (string?)(await ReturnAsync(clerk, Clerk, "dot-1"))["Status"]);
        Assert.Equal(["01-confirm Đã đóng", "02-confirm Chờ xử lý"], (await _stage.ItemsAsync(Requests.List)).Where(request => (string?)request["UnitKey"] == Clerk.Unit)
            .Select(request => $"{((string)request["RequestKey"]!)[^10..]} {request["Status"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_Decided_Return_Cannot_Be_Taken_Back_And_Says_Why()
    {
        using var clerk = As(ClerkOffice);
        var events = await _stage.EventsAsync();
        await StepAsync(clerk, ClerkOffice, "dot-1", "withdraw");
        var item = await ReturnAsync(clerk, ClerkOffice, "dot-1");
        Assert.Equal(UnitReturns.Status.Word("decided"), (string?)item["Status"]);
        Assert.Contains("không rút được", (string?)item["SystemNote"], StringComparison.Ordinal);
        Assert.Equal(events, await _stage.EventsAsync());
    }

    [Fact]
    public async Task Nobody_Proposed_Is_An_Answer()
    {
        await OpenYearEndAsync();
        using var clerk = As(Clerk);
        var item = await ItemAsync(clerk, Clerk, "cuoi-nam");
        await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Nothing"] = true, ["Step"] = UnitReturns.Step.Word("submit") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(UnitReturns.Status.Word("none"), (string?)(await ReturnAsync(clerk, Clerk, "cuoi-nam"))["Status"]);
    }

    [Fact]
    public async Task An_Empty_Return_Is_Not_Taken_And_Says_What_To_Do()
    {
        await OpenYearEndAsync();
        using var clerk = As(Clerk);
        await StepAsync(clerk, Clerk, "cuoi-nam", "submit");
        var item = await ReturnAsync(clerk, Clerk, "cuoi-nam");
        Assert.Equal((UnitReturns.Status.Word("draft"), UnitReturns.Step.Word("draft")), ((string?)item["Status"], (string?)item["Step"]));
        Assert.Contains("Nhập ít nhất một dòng", (string?)item["SystemNote"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Sudden_Nomination_Comes_Any_Day_And_Waits_For_Reception()
    {
        using var clerk = As(Clerk);
        var made = await clerk.AddAsync(UnitReturns.List, new JObject { ["Title"] = "Đột xuất: cứu tài sản (mẫu)", ["Kind"] = UnitReturns.Kind.Word("sudden"), ["UnitKey"] = Clerk.Unit }, Cancel);
        await LineAsync(clerk, made, 6, "giay_khen");
        await clerk.ChangeAsync(UnitReturns.List, made, new JObject { ["Step"] = UnitReturns.Step.Word("submit") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var line = (await _stage.ItemsAsync(Nominations.List)).Single(row => (string?)row["Award"] == Nominations.Award.Word("giay_khen"));
        Assert.Equal(Nominations.LineStatus.Word("awaiting_reception"), (string?)line["LineStatus"]);
        Assert.Contains("quy định của tỉnh chưa được nạp", (string?)line["EligibilityReasons"], StringComparison.Ordinal);
        Assert.Contains((await _stage.ItemsAsync(Requests.List)), request => ((string)request["RequestKey"]!).EndsWith("-01-receive", StringComparison.Ordinal)
            && ((string)request["Title"]!).Contains("Đột xuất", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_Same_Person_For_The_Same_Award_Is_Found_On_Another_Return_And_In_The_Register()
    {
        await OpenYearEndAsync();
        using var clerk = As(Clerk);
        var item = await ItemAsync(clerk, Clerk, "cuoi-nam");
        await LineAsync(clerk, item, 3, "ldtt");
        await LineAsync(clerk, item, 1, "ldtt");
        await StepAsync(clerk, Clerk, "cuoi-nam", "submit");
        var mine = (await _stage.ItemsAsync(Nominations.List)).Where(row => (string?)row["ReturnLookupId"] == (string?)item["id"]).ToDictionary(row => (string)row["StaffKey"]!);
        Assert.Contains("Đã được đề nghị cùng danh hiệu", (string?)mine["NV003"]["EligibilityReasons"], StringComparison.Ordinal);
        Assert.Contains("Đã được tặng cùng danh hiệu, hình thức trong năm theo Quyết định số 101/QĐ-MAU", (string?)mine["NV001"]["EligibilityReasons"], StringComparison.Ordinal);
        Assert.All(mine.Values, row => Assert.Equal(Nominations.Eligibility.Word("needs_evidence"), (string?)row["Eligibility"]));
    }

    [Theory]
    [InlineData(4, "eligible")]
    [InlineData(5, "ineligible")]
    public async Task A_Collective_Stands_On_The_Titles_Proposed_With_It(int members, string standing)
    {
        await OpenYearEndAsync();
        using var clerk = As(ClerkOffice);
        var item = await ItemAsync(clerk, ClerkOffice, "cuoi-nam");
        await LineAsync(clerk, item, 5, "ldtt");
        await clerk.AddAsync(Nominations.List, new JObject
        {
            ["Title"] = "Phòng Tổ chức – Hành chính – Kế toán", ["ReturnLookupId"] = (string?)item["id"], ["Subject"] = Nominations.Subject.Word("collective"),
            ["Award"] = Nominations.Award.Word("ttldtt"), ["MemberCount"] = members, ["TaskRating"] = Nominations.TaskRating.Word("tot"),
            ["Participation"] = Nominations.Participation.Word("yes"), ["United"] = Nominations.United.Word("yes"), ["DisciplinedMembers"] = 0,
        }, Cancel);
        await StepAsync(clerk, ClerkOffice, "cuoi-nam", "submit");
        var collective = (await _stage.ItemsAsync(Nominations.List)).Single(row => (string?)row["Award"] == Nominations.Award.Word("ttldtt"));
        // Two were granted in the first round and one is proposed now: 3 of 4 is 75 %, 3 of 5 is 60 %.
        Assert.Equal(Nominations.Eligibility.Word(standing), (string?)collective["Eligibility"]);
        Assert.Contains($"3/{members}", (string?)collective["EligibilityReasons"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Draft_Is_Never_Touched()
    {
        await OpenYearEndAsync();
        using var clerk = As(Clerk);
        var item = await ItemAsync(clerk, Clerk, "cuoi-nam");
        await LineAsync(clerk, item, 6, "ldtt");
        await _stage.Machine.SettleAsync(Cancel);
        var line = (await _stage.ItemsAsync(Nominations.List)).Single(row => (string?)row["ReturnLookupId"] == (string?)item["id"]);
        Assert.Equal("1.0", (string?)line["_UIVersionString"]);
        Assert.Equal("1.0", (string?)(await ReturnAsync(clerk, Clerk, "cuoi-nam"))["_UIVersionString"]);
    }

    private Caller As(SamplePerson person) => Caller.Person(_stage.Machine.TenantAddress, person);

    private async Task OpenYearEndAsync()
    {
        _stage.Machine.Clock.MoveTo(new DateTimeOffset(2025, 11, 20, 8, 0, 0, TimeSpan.FromHours(7)));
        await _stage.Machine.SettleAsync(Cancel);
    }

    private static async Task<JObject> ItemAsync(Caller caller, SamplePerson clerk, string round) =>
        (await caller.ItemsAsync(UnitReturns.List, $"fields/RoundKey eq '{round}'", Cancel)).Single(item => (string?)item["fields"]!["UnitKey"] == clerk.Unit);

    private static async Task<JObject> ReturnAsync(Caller caller, SamplePerson clerk, string round) => (JObject)(await ItemAsync(caller, clerk, round))["fields"]!;

    private async Task StepAsync(Caller caller, SamplePerson clerk, string round, string step)
    {
        await caller.ChangeAsync(UnitReturns.List, await ItemAsync(caller, clerk, round), new JObject { ["Step"] = UnitReturns.Step.Word(step) }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private static async Task LineAsync(Caller caller, JObject item, int nominee, string award)
    {
        var person = SamplePeople.Number(nominee);
        await caller.AddAsync(Nominations.List, new JObject
        {
            ["Title"] = person.Name, ["ReturnLookupId"] = (string?)item["id"], ["StaffKey"] = person.StaffKey, ["Award"] = Nominations.Award.Word(award),
            ["Subject"] = Nominations.Subject.Word("individual"), ["Rating"] = Nominations.Rating.Word("tot"), ["MonthsServed"] = 12,
            ["Participation"] = Nominations.Participation.Word("yes"), ["Discipline"] = Nominations.Discipline.Word("none"), ["PendingCase"] = Nominations.PendingCase.Word("no"),
        }, Cancel);
    }
}
