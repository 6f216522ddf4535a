using System.Net.Http.Headers;
using EmulationM365.Cases;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The night's work on a site that has lived through most of a year.</summary>
public sealed class NightlyTests : IAsyncLifetime
{
    private const string Keeper = "mau07@mau.example";
    private readonly Support.Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private M365Options Options => _stage.Machine.Host.Services.GetRequiredService<M365Options>();

    public async ValueTask InitializeAsync()
    {
        await _stage.InitializeAsync();
        (Options.AnchorMailbox, Options.AnchorKey) = (Keeper, Convert.ToBase64String(new byte[32]));
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_Night_That_Finds_Everything_As_It_Was_Writes_Only_The_Anchor()
    {
        var first = await _stage.NightAsync();
        Assert.Equal((true, true, true), (first.Compared, first.Anchored, first.Whole));
        Assert.Empty(first.Faults);
        Assert.Empty(first.Failed);
        var before = await AllAsync();
        var sent = (await AnchorsAsync()).Count;

        var second = await _stage.NightAsync();
        Assert.Equal((true, true, true, 0), (second.Compared, second.Anchored, second.Whole, second.Repairs.Count));
        Assert.Equal(before, await AllAsync());
        Assert.Equal(sent + 1, (await AnchorsAsync()).Count);
        // Four units a case, with whatever there is of lists beside the cases.
        Assert.True(second.Units <= 60 + (4 * second.Cases), $"{second.Units} RU for {second.Cases} cases");

        // The same night again: one look, and no second mail.
        var again = await _stage.SameNightAsync();
        Assert.Equal(second.Day, again.Day);
        Assert.Equal(sent + 1, (await AnchorsAsync()).Count);
    }

    [Fact]
    public async Task What_Was_Edited_Or_Deleted_Is_Put_Right_And_Counted()
    {
        await _stage.NightAsync();
        using var worker = Worker();
        var line = (await worker.ItemsAsync(Nominations.List, null, Cancel)).First(item => (string?)item["fields"]!["LineStatus"] == Nominations.LineStatus.Word("granted"));
        var row = (await worker.ItemsAsync(AwardRegister.List, null, Cancel))[0];
        var other = (await worker.ItemsAsync(AwardRegister.List, null, Cancel))[1];
        var session = (await worker.ItemsAsync(CouncilSessions.List, null, Cancel)).First(item => item["fields"]!["CaseId"] is not null);
        await worker.ChangeAsync(Nominations.List, line, new JObject { ["LineStatus"] = Nominations.LineStatus.Word("not_granted") }, Cancel);
        await worker.ChangeAsync(CouncilSessions.List, session, new JObject { ["Stage"] = null }, Cancel);
        await worker.ChangeAsync(AwardRegister.List, other, new JObject { ["DecisionNumber"] = "999/QĐ-MAU" }, Cancel);
        await RemoveAsync(worker, AwardRegister.List, row);

        var report = await _stage.NightAsync();

        Assert.Equal(
            new Dictionary<string, int> { ["AwardRegister"] = 2, ["CouncilSessions"] = 1, ["Nominations"] = 1 }, report.Repairs);
        Assert.Equal(Nominations.LineStatus.Word("granted"), (string?)(await FieldsAsync(Nominations.List, (string)line["id"]!))["LineStatus"]);
        Assert.Contains(await _stage.ItemsAsync(AwardRegister.List), item => (string?)item["AwardKey"] == (string?)row["fields"]!["AwardKey"] && (string?)item["Title"] == (string?)row["fields"]!["Title"]);
        Assert.Equal((string?)other["fields"]!["DecisionNumber"], (string?)(await FieldsAsync(AwardRegister.List, (string)other["id"]!))["DecisionNumber"]);
        Assert.Empty((await _stage.NightAsync()).Repairs);
    }

    [Fact]
    public async Task Lists_Into_Which_People_Enter_The_Key_Of_A_Unit_Stand_Under_Its_Name_By_The_Next_Night()
    {
        using var worker = Worker();
        var unit = (await worker.ItemsAsync(Units.List, null, Cancel))[0];
        var (key, name) = ((string)unit["fields"]!["UnitKey"]!, (string)unit["fields"]!["Title"]!);
        await worker.AddAsync(Registrations.List, new JObject { ["Title"] = "Cán bộ mẫu 98", ["UnitKey"] = key }, Cancel);
        await worker.AddAsync(Registrations.List, new JObject { ["Title"] = "Cán bộ mẫu 99", ["UnitKey"] = "go-sai" }, Cancel);
        await _stage.NightAsync();

        Assert.Equal((name, "go-sai"), (await UnitOfAsync(Registrations.List, "Cán bộ mẫu 98"), await UnitOfAsync(Registrations.List, "Cán bộ mẫu 99")));
        var names = (await worker.ItemsAsync(Units.List, null, Cancel)).ToDictionary(each => (string)each["fields"]!["UnitKey"]!, each => (string)each["fields"]!["Title"]!);
        Assert.All(await _stage.ItemsAsync(Staff.List), member => Assert.Equal(names[(string)member["UnitKey"]!], (string?)member["UnitName"]));

        // A unit that is renamed takes its people with it; a night without news writes nothing.
        await worker.ChangeAsync(Units.List, unit, new JObject { ["Title"] = "Phòng đổi tên (mẫu)" }, Cancel);
        await _stage.NightAsync();
        Assert.Equal("Phòng đổi tên (mẫu)", await UnitOfAsync(Registrations.List, "Cán bộ mẫu 98"));
        Assert.Contains(await _stage.ItemsAsync(Staff.List), member => (string?)member["UnitName"] == "Phòng đổi tên (mẫu)");
        var before = await AllAsync();
        await _stage.NightAsync();
        Assert.Equal(before, await AllAsync());
    }

    [Theory]
    [Trait("Fault", "47")]
    [InlineData("edited", Damage.Altered)]
    [InlineData("deleted", Damage.Missing)]
    [InlineData("cut", Damage.Cut)]
    [InlineData("whole", Damage.Cut)]
    public async Task What_An_Owner_Does_To_The_Events_Is_Shown_To_The_Office_By_The_Next_Night_And_Nothing_Is_Derived_From_It(string act, Damage damage)
    {
        await _stage.NightAsync();
        using var worker = Worker();
        var events = await worker.ItemsAsync(CaseEvents.List, null, Cancel);
        var caseId = (string)events.GroupBy(row => row["fields"]!["CaseId"]).Select(of => of.ToList()).First(of => of.Count >= 4)[0]["fields"]!["CaseId"]!;
        var stream = events.Where(row => (string?)row["fields"]!["CaseId"] == caseId).OrderBy(row => (int)row["fields"]!["Seq"]!).ToList();
        var shown = await AllAsync(UnitReturns.List, Nominations.List);
        if (act == "edited") await worker.ChangeAsync(CaseEvents.List, stream[1], new JObject { ["Actor"] = SamplePeople.Number(9).ObjectId }, Cancel);
        foreach (var row in act switch { "deleted" => [stream[1]], "cut" => stream[^2..], "whole" => stream, _ => Array.Empty<JObject>().ToList() }) await RemoveAsync(worker, CaseEvents.List, row);

        var report = await _stage.NightAsync();

        Assert.Contains(report.Faults, fault => fault.CaseId == caseId && fault.Damage == damage);
        Assert.All(report.Faults, fault => Assert.Equal(caseId, fault.CaseId));
        Assert.Equal(shown, await AllAsync(UnitReturns.List, Nominations.List));
        var trouble = Assert.Single(await TroublesAsync());
        Assert.Contains(caseId, (string?)trouble["Summary"], StringComparison.Ordinal);
        Assert.Equal(Requests.Status.Word("pending"), (string?)trouble["Status"]);
        Assert.StartsWith("CẦN KIỂM TRA", (string?)(await AnchorsAsync())[^1]["subject"], StringComparison.Ordinal);
        // It is found again until it is put right.
        Assert.NotEmpty((await _stage.NightAsync()).Faults);
        Assert.Single(await TroublesAsync());
        if (act != "edited") return;
        await worker.ChangeAsync(CaseEvents.List, (await worker.ItemsAsync(CaseEvents.List, null, Cancel)).Single(row => (string?)row["id"] == (string?)stream[1]["id"]),
            new JObject { ["Actor"] = (string?)stream[1]["fields"]!["Actor"] }, Cancel);
        Assert.Empty((await _stage.NightAsync()).Faults);
        Assert.Equal(Requests.Status.Word("closed"), (string?)Assert.Single(await TroublesAsync())["Status"]);
    }

    [Theory]
    [Trait("Fault", "47")]
    [InlineData("edited")]
    [InlineData("deleted")]
    public async Task An_Anchor_That_The_Site_No_Longer_Remembers_Is_Missed(string act)
    {
        await _stage.NightAsync();
        using var worker = Worker();
        var row = (await worker.ItemsAsync(SystemState.List, null, Cancel)).Single(item => ((string?)item["fields"]!["StateKey"])!.StartsWith("anchor|", StringComparison.Ordinal));
        if (act == "deleted") await RemoveAsync(worker, SystemState.List, row);
        else await worker.ChangeAsync(SystemState.List, row, new JObject { ["Data"] = ((string)row["fields"]!["Data"]!).Replace("events ", "events 1", StringComparison.Ordinal) }, Cancel);

        var report = await _stage.NightAsync();

        Assert.Equal((false, 0), (report.Compared, report.Faults.Count));
        Assert.Contains("anchor --check", (string?)Assert.Single(await TroublesAsync())["Summary"], StringComparison.Ordinal);
        Assert.True((await _stage.NightAsync()).Compared);
    }

    [Fact]
    public async Task Without_A_Mailbox_No_Anchor_Leaves_And_The_Night_Is_Whole_All_The_Same()
    {
        Options.AnchorMailbox = "";
        var report = await _stage.NightAsync();
        Assert.Equal((false, true), (report.Anchored, report.Whole));
        Assert.Empty(await AnchorsAsync());
        Assert.True((await _stage.NightAsync()).Compared);
    }

    [Fact]
    public async Task The_Mail_Says_What_The_Site_Holds_And_Holds_No_Word_About_People()
    {
        await _stage.NightAsync();
        var mail = (await AnchorsAsync())[^1];
        var text = System.Net.WebUtility.HtmlDecode((string)mail["message"]!["body"]!["content"]!);
        var anchor = Anchor.Read(text.Replace("<pre>", "\n", StringComparison.Ordinal).Replace("</pre>", "\n", StringComparison.Ordinal))!;
        Assert.True(anchor.IsSealedBy(new byte[32]));
        Assert.Equal((await _stage.EventsAsync()).Count, anchor.Events);
        Assert.DoesNotContain("NV0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cán bộ", text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "47")]
    public async Task An_Anchor_Mail_Saved_As_Text_Is_Checked_From_The_Console()
    {
        await _stage.NightAsync();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "Kính gửi\n" + System.Net.WebUtility.HtmlDecode((string)(await AnchorsAsync())[^1]["message"]!["body"]!["content"]!).Replace("<", "\n<", StringComparison.Ordinal).Replace(">", ">\n", StringComparison.Ordinal), Cancel);
            var whole = await CheckAsync(file);
            Assert.Equal((0, ""), (whole.Exit, whole.Error));
            Assert.Contains("seal right", whole.Out, StringComparison.Ordinal);
            using var worker = Worker();
            var last = (await worker.ItemsAsync(CaseEvents.List, null, Cancel)).MaxBy(row => (int)row["fields"]!["Seq"]!)!;
            await RemoveAsync(worker, CaseEvents.List, last);
            var cut = await CheckAsync(file);
            Assert.Equal(1, cut.Exit);
            Assert.Contains((string)last["fields"]!["CaseId"]!, cut.Error, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Cancel)).Replace("events ", "events 1", StringComparison.Ordinal), Cancel);
            var broken = await CheckAsync(file);
            Assert.Equal(1, broken.Exit);
            Assert.Contains("no whole anchor", broken.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task<Support.Said> CheckAsync(string file) => Support.Programs.ProvisioningAsync(new Dictionary<string, string>
    {
        ["M365__GraphBaseUrl"] = Options.GraphBaseUrl.ToString(), ["M365__SharePointBaseUrl"] = Options.SharePointBaseUrl.ToString(), ["M365__Authority"] = Options.Authority.ToString(),
        ["M365__TenantId"] = Options.TenantId, ["M365__ClientId"] = Options.ClientId, ["M365__Mailbox"] = Options.Mailbox, ["M365__PublicBaseUrl"] = "http://localhost:1",
        ["M365__AnchorKey"] = Options.AnchorKey, ["Sites__0__Path"] = SamplePeople.Site, ["Sites__0__Year"] = "2025",
    }, Cancel, "anchor", "--check", file);

    private Caller Worker() => Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);

    private async Task<IReadOnlyList<JObject>> AnchorsAsync() =>
        [.. (await _stage.LocalAsync($"_local/mails?to={Keeper}"))["value"]!.OfType<JObject>().Where(mail => ((string?)mail["subject"])!.Contains("ốc", StringComparison.Ordinal) && ((string?)mail["subject"])!.Contains("/sites/", StringComparison.Ordinal))];

    private async Task<IReadOnlyList<JObject>> TroublesAsync() => [.. (await _stage.ItemsAsync(Requests.List)).Where(item => (string?)item["Kind"] == Requests.Kind.Word(Requests.Attend)
        // Until the office of the sample entered the days off they were missing: that was settled in February.
        && !(((string)item["RequestKey"]!).Contains("holidays-", StringComparison.Ordinal) && (string?)item["Status"] == Requests.Status.Word("closed")))];

    private async Task<JObject> FieldsAsync(ListSchema list, string id) => (await _stage.ItemsAsync(list)).Single(item => (string?)item["id"] == id);

    /// <summary>Every item of the site's lists with its version, but for what remembers the anchor and its mail.</summary>
    private async Task<IReadOnlyList<string>> AllAsync(params ListSchema[] lists)
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        var all = new List<string>();
        foreach (var list in (lists.Length > 0 ? lists : SiteSchema.Lists).Where(list => !list.Library && (lists.Length > 0 || (list != SystemState.List && list != EffectLedger.List))))
            all.AddRange((await auditor.ItemsAsync(list, null, Cancel)).Select(item => $"{list.Name} {item["eTag"]}"));
        return all;
    }

    private async Task<string?> UnitOfAsync(ListSchema list, string title) => (string?)(await _stage.ItemsAsync(list)).Single(row => (string?)row["Title"] == title)["UnitName"];

    private async Task RemoveAsync(Caller caller, ListSchema list, JObject item)
    {
        using var http = new HttpClient { BaseAddress = _stage.Machine.TenantAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(http));
        var site = (string)JObject.Parse(await http.GetStringAsync(new Uri($"v1.0/sites/localhost:{SamplePeople.Site}", UriKind.Relative), Cancel))["id"]!;
        using var answer = await http.DeleteAsync(new Uri($"v1.0/sites/{site}/lists/{await caller.ListIdAsync(list, Cancel)}/items/{item["id"]}", UriKind.Relative), Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    private static async Task<string> TokenAsync(HttpClient http)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = SamplePeople.Worker, ["scope"] = "https://graph.microsoft.com/.default" });
        using var answer = await http.PostAsync(new Uri($"openid/{SamplePeople.TenantId}/oauth2/v2.0/token", UriKind.Relative), form, Cancel);
        return (string)JObject.Parse(await answer.Content.ReadAsStringAsync(Cancel))["access_token"]!;
    }
}
