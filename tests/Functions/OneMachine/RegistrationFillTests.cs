using EmulationM365.Functions.Local.Sample;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using Actor = EmulationM365.Cases.Actor;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Lập danh sách từ đăng ký, as a clerk sees it: everything under the clerk's own token, over HTTP.</summary>
public sealed class RegistrationFillTests : IAsyncLifetime
{
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private static readonly SamplePerson OtherClerk = SamplePeople.Number(1);
    private readonly Stage _stage = new();
    private string _unitName = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _stage.InitializeAsync();
        await PassAsync(new DateTimeOffset(2025, 11, 20, 8, 0, 0, TimeSpan.FromHours(7)));
        _unitName = (string)(await _stage.ItemsAsync(Units.List)).Single(unit => (string?)unit["UnitKey"] == Clerk.Unit)["Title"]!;
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Lines_Are_Added_For_What_Is_Registered_And_Lacks_One_And_The_Clerk_Is_Told_How_Many()
    {
        using var clerk = As(Clerk);
        using var head = As(Head);
        await RegisterAsync(clerk, 3, "ldtt");
        await RegisterAsync(head, 4, "ldtt", title: "Viết nhầm tên");
        await RegisterAsync(clerk, 6, "ldtt");
        await RegisterAsync(clerk, 6, "ldtt");
        await RegisterAsync(clerk, 6, "thu_khen");
        await clerk.AddAsync(Registrations.List, new JObject { ["Title"] = _unitName, ["UnitKey"] = Clerk.Unit, ["Award"] = Registrations.Award.Word("ttldtt") }, Cancel);
        using var other = As(OtherClerk);
        await RegisterAsync(other, 1, "ldtt");
        await clerk.AddAsync(StandingLists.Initiatives, new JObject
        {
            ["Title"] = "Sáng kiến mẫu", ["Year"] = 2025, ["StaffKey"] = "NV004", ["UnitKey"] = Clerk.Unit, ["Recognition"] = StandingLists.Initiatives.Column("Recognition").Word("recognised"),
        }, Cancel);
        var item = await ItemAsync(clerk, "cuoi-nam");
        await clerk.AddAsync(Nominations.List, new JObject
        {
            ["Title"] = "Tên gõ tay", ["ReturnLookupId"] = (string?)item["id"], ["StaffKey"] = "nv003", ["Award"] = Nominations.Award.Word("ldtt"), ["Rating"] = Nominations.Rating.Word("tot"),
        }, Cancel);

        await StepAsync(clerk, "cuoi-nam", "fill");

        var filled = await FieldsAsync(clerk, "cuoi-nam");
        Assert.Equal(UnitReturns.Step.Word("draft"), (string?)filled["Step"]);
        Assert.Contains("thêm 3 dòng; 1 đăng ký đã có dòng từ trước", (string?)filled["SystemNote"], StringComparison.Ordinal);
        Assert.Contains("Còn 1 đăng ký chưa thêm được", (string?)filled["SystemNote"], StringComparison.Ordinal);
        Assert.Contains(SamplePeople.Number(6).Name, (string?)filled["SystemNote"], StringComparison.Ordinal);
        var lines = await LinesAsync(item);
        Assert.Equal(
            [
                $"Tên gõ tay|nv003||{Nominations.Award.Word("ldtt")}|1.0",
                $"{Head.Name}|NV004|{Nominations.Subject.Word("individual")}|{Nominations.Award.Word("ldtt")}|1.0",
                $"{SamplePeople.Number(6).Name}|NV006|{Nominations.Subject.Word("individual")}|{Nominations.Award.Word("ldtt")}|1.0",
                $"{_unitName}||{Nominations.Subject.Word("collective")}|{Nominations.Award.Word("ttldtt")}|1.0",
            ], lines.Select(line => $"{line["Title"]}|{line["StaffKey"]}|{line["Subject"]}|{line["Award"]}|{line["_UIVersionString"]}"));
        Assert.Equal("Sáng kiến được công nhận trong năm: Sáng kiến mẫu.", (string?)lines[1]["Achievement"]);
        Assert.Equal(6, (int)lines[3]["MemberCount"]!);
        Assert.All(lines.Skip(1), line => Assert.Null(line["Rating"]));

        await StepAsync(clerk, "cuoi-nam", "fill");
        Assert.Contains("thêm 0 dòng; 4 đăng ký đã có dòng từ trước", (string?)(await FieldsAsync(clerk, "cuoi-nam"))["SystemNote"], StringComparison.Ordinal);
        Assert.Equal(lines, await LinesAsync(item), JToken.EqualityComparer);

        await StepAsync(clerk, "cuoi-nam", "submit");
        Assert.Equal(UnitReturns.Status.Word("awaiting_confirmation"), (string?)(await FieldsAsync(clerk, "cuoi-nam"))["Status"]);
    }

    [Theory]
    [InlineData("after", 0)]
    [InlineData("after", 1)]
    [InlineData("before", 1)]
    [InlineData("after", 2)]
    public async Task Cut_Off_In_The_Middle_And_Taken_Up_Again_Nobody_Is_Listed_Twice(string when, int passed)
    {
        using var clerk = As(Clerk);
        foreach (var number in new[] { 3, 4, 6 }) await RegisterAsync(clerk, number, "ldtt");
        var nominations = await ListIdAsync("Nominations2025");
        await PutFaultsAsync(new JObject
        {
            ["route"] = $"POST .*/lists/{nominations}/items$", ["identity"] = $"app:{SamplePeople.Worker}", ["after"] = passed, ["times"] = 1, ["kind"] = "reset", ["when"] = when,
        });

        await StepAsync(clerk, "cuoi-nam", "fill");

        var item = await ItemAsync(clerk, "cuoi-nam");
        Assert.Equal(UnitReturns.Step.Word("fill"), (string?)item["fields"]!["Step"]);
        Assert.Equal(passed + (when == "after" ? 1 : 0), (await LinesAsync(item)).Count);
        await PassAsync(_stage.Machine.Clock.GetUtcNow().AddMinutes(25));
        Assert.Equal(["NV003", "NV004", "NV006"], (await LinesAsync(item)).Select(line => (string)line["StaffKey"]!));
        Assert.Equal(UnitReturns.Step.Word("draft"), (string?)(await FieldsAsync(clerk, "cuoi-nam"))["Step"]);
    }

    [Fact]
    public async Task Whoever_Is_Not_The_Units_Clerk_Is_Refused_And_Nothing_Is_Added()
    {
        using var clerk = As(Clerk);
        await RegisterAsync(clerk, 6, "ldtt");
        foreach (var person in new[] { Head, OtherClerk })
        {
            using var stranger = As(person);
            await StepAsync(stranger, "cuoi-nam", "fill");
            await AssertRefusedAsync(clerk, "cuoi-nam", "draft", "Chỉ cán bộ lập báo cáo của chính phòng này");
        }

        // The clerk wrote last, but the step was set by somebody else.
        await clerk.ChangeAsync(UnitReturns.List, await ItemAsync(clerk, "cuoi-nam"), new JObject { ["Report"] = "x" }, Cancel);
        using var head = As(Head);
        await head.ChangeAsync(UnitReturns.List, await ItemAsync(clerk, "cuoi-nam"), new JObject { ["Step"] = UnitReturns.Step.Word("fill") }, Cancel);
        await clerk.ChangeAsync(UnitReturns.List, await ItemAsync(clerk, "cuoi-nam"), new JObject { ["Report"] = "y" }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        await AssertRefusedAsync(clerk, "cuoi-nam", "draft", "Chỉ cán bộ lập báo cáo của chính phòng này");
    }

    [Fact]
    public async Task Without_Registrations_After_Nop_And_Outside_A_Round_The_Clerk_Is_Told_Why_Nothing_Was_Added()
    {
        using var clerk = As(Clerk);
        await StepAsync(clerk, "cuoi-nam", "fill");
        await AssertRefusedAsync(clerk, "cuoi-nam", "draft", "chưa có đăng ký nào của phòng này");

        await RegisterAsync(clerk, 6, "cstd_cs");
        await StepAsync(clerk, "dot-1", "fill");
        await AssertRefusedAsync(clerk, "dot-1", "submit", "Báo cáo đã nộp nên không thêm dòng được", lines: 3);
        // The status is a column like others: setting it by hand does not bring a return back.
        await clerk.ChangeAsync(UnitReturns.List, await ItemAsync(clerk, "dot-1"),
            new JObject { ["Step"] = UnitReturns.Step.Word("fill"), ["Status"] = UnitReturns.Status.Word("draft") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        await AssertRefusedAsync(clerk, "dot-1", "draft", "Báo cáo đã nộp nên không thêm dòng được", lines: 3);

        var made = await clerk.AddAsync(UnitReturns.List, new JObject
        {
            ["Title"] = "Đột xuất (mẫu)", ["Kind"] = UnitReturns.Kind.Word("sudden"), ["UnitKey"] = Clerk.Unit, ["Step"] = UnitReturns.Step.Word("fill"),
        }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Empty(await LinesAsync(made));
        Assert.Contains("chỉ gồm một dòng", (string?)(await _stage.ItemsAsync(UnitReturns.List)).Single(row => (string?)row["id"] == (string?)made["id"])["SystemNote"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_Two_Workers_And_A_Person_Who_Add_The_Same_Line_One_Line_Stays()
    {
        using var clerk = As(Clerk);
        foreach (var number in new[] { 3, 4, 6 }) await RegisterAsync(clerk, number, "ldtt");
        var item = await ItemAsync(clerk, "cuoi-nam");
        var (one, another) = (await WorkerAsync(), await WorkerAsync());
        // Both read before either writes: neither knows of the other's lines, nor of the one that the clerk enters now.
        var before = (await one.Reader.ReadAsync((string)item["id"]!, Cancel))!;
        await clerk.AddAsync(Nominations.List, new JObject
        {
            ["Title"] = "Tên gõ tay", ["ReturnLookupId"] = (string?)item["id"], ["StaffKey"] = "NV006", ["Award"] = Nominations.Award.Word("ldtt"),
        }, Cancel);
        var reference = await one.Reference.GetAsync(Cancel);
        var actor = new Actor(Clerk.ObjectId, Clerk.Name, Clerk.StaffKey, Clerk.Unit, ["clerk"]);

        var answers = await Task.WhenAll(new[] { one, another }.Select(worker => new RegistrationLines(worker).FillAsync(before, actor, reference, Cancel)));
        // And one that comes when all is over, with what it read long ago.
        var late = await new RegistrationLines(another).FillAsync(before, actor, reference, Cancel);

        var lines = await LinesAsync(item);
        Assert.Equal(["NV003", "NV004", "NV006"], lines.Select(line => (string)line["StaffKey"]!).Order(StringComparer.Ordinal));
        Assert.Equal("Tên gõ tay 1.0", lines.Where(line => (string?)line["StaffKey"] == "NV006").Select(line => $"{line["Title"]} {line["_UIVersionString"]}").Single());
        Assert.All(answers.Append(late), answer => Assert.Null(answer.Refusal));
        Assert.Contains("thêm 0 dòng; 3 đăng ký đã có dòng", late.Note, StringComparison.Ordinal);

        // Read afresh, there is nothing to do, and nothing is written.
        var meter = _stage.Machine.Host.Services.GetRequiredService<Tenancy>().Meter;
        var (requests, writes) = (meter.Requests, meter.Writes);
        var fresh = (await one.Reader.ReadAsync((string)item["id"]!, Cancel))!;
        await new RegistrationLines(one).FillAsync(fresh, actor, reference, Cancel);
        // The return, its lines, its events, the registrations.
        Assert.Equal((4L, 0L), (meter.Requests - requests, meter.Writes - writes));
    }

    private Caller As(SamplePerson person) => Caller.Person(_stage.Machine.TenantAddress, person);

    private Task<SiteFlow> WorkerAsync()
    {
        var services = _stage.Machine.Host.Services;
        return SiteFlow.OpenAsync(services.GetRequiredService<Tenancy>(), services.GetRequiredService<SiteFlows>().Sites[0], services.GetRequiredService<FlowParts>(), Cancel);
    }

    private async Task PassAsync(DateTimeOffset until)
    {
        _stage.Machine.Clock.MoveTo(until);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private static async Task RegisterAsync(Caller caller, int number, string award, string? title = null)
    {
        var person = SamplePeople.Number(number);
        await caller.AddAsync(Registrations.List, new JObject
        {
            ["Title"] = title ?? person.Name, ["UnitKey"] = person.Unit, ["StaffKey"] = person.StaffKey, ["Award"] = Registrations.Award.Word(award),
        }, Cancel);
    }

    private async Task StepAsync(Caller caller, string round, string step)
    {
        await caller.ChangeAsync(UnitReturns.List, await ItemAsync(caller, round), new JObject { ["Step"] = UnitReturns.Step.Word(step) }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task AssertRefusedAsync(Caller caller, string round, string step, string why, int lines = 0)
    {
        var item = await ItemAsync(caller, round);
        Assert.Equal(UnitReturns.Step.Word(step), (string?)item["fields"]!["Step"]);
        Assert.StartsWith("Chưa thực hiện được: ", (string?)item["fields"]!["SystemNote"], StringComparison.Ordinal);
        Assert.Contains(why, (string?)item["fields"]!["SystemNote"], StringComparison.Ordinal);
        Assert.Equal(lines, (await LinesAsync(item)).Count);
    }

    private static async Task<JObject> ItemAsync(Caller caller, string round) =>
        (await caller.ItemsAsync(UnitReturns.List, $"fields/RoundKey eq '{round}'", Cancel)).Single(item => (string?)item["fields"]!["UnitKey"] == Clerk.Unit);

    private static async Task<JObject> FieldsAsync(Caller caller, string round) => (JObject)(await ItemAsync(caller, round))["fields"]!;

    private async Task<IReadOnlyList<JObject>> LinesAsync(JObject unitReturn) =>
        [.. (await _stage.ItemsAsync(Nominations.List)).Where(line => (string?)line["ReturnLookupId"] == (string?)unitReturn["id"])];

    private async Task<string> ListIdAsync(string name)
    {
        var flow = await WorkerAsync();
        return flow.Stores.Values.Single(store => store.Address.Schema.SiteName(2025) == name).Address.ListId;
    }

    private async Task PutFaultsAsync(JObject rule)
    {
        using var http = new HttpClient();
        using var body = new StringContent(new JObject { ["rules"] = new JArray(rule) }.ToString());
        (await http.PutAsync(new Uri(_stage.Machine.TenantAddress, "_local/faults"), body, Cancel)).EnsureSuccessStatusCode();
    }
}
