using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Doctoring;
using EmulationM365.Schema;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning.Doctoring;

/// <summary>Each check finds what is broken, calls it by its name with what to do and who does it, and calls nothing broken that is not.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private static readonly string[] Order =
        ["roles", "token.graph", "token.sharepoint", "site", "rights", "region", "ensureuser", "hidden", "unique", "ifmatch", "subscriptions", "mailbox", "news", "clock", "teams", "outlook"];

    private readonly OwnedSite _site = new();
    private int _ids;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        // Somebody has opened the site.
        var person = await _site.Tenant.AsPersonAsync(LocalTenant.An, Cancel, _site.Tenant.Origin);
        Assert.Equal(200, (await person.GetAsync("/sites/tdkt/_api/web/currentuser", Cancel)).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_Site_That_Was_Set_Up_Is_Well_And_The_Doctor_Leaves_Nothing_Behind()
    {
        await _site.ApplyAsync();
        var before = await EverythingAsync();
        var report = await RunAsync();
        Assert.Equal(Order, report.Checks.Select(check => check.Check));
        Assert.All(report.Checks, check => Assert.True(check.Verdict == Verdicts.Ok, $"{check.Check}: {check.SentenceEn}"));
        Assert.False(report.Failed);
        Assert.Equal(before, await EverythingAsync());
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        Assert.Equal(0, await MailsAsync());
    }

    [Fact]
    public async Task Before_Set_Up_It_Tries_A_List_Of_Its_Own_And_Removes_It()
    {
        var before = await EverythingAsync();
        var report = await RunAsync();
        Assert.False(report.Failed);
        Assert.Equal(["hidden"], report.Checks.Where(check => check.Verdict == Verdicts.Skipped).Select(check => check.Check));
        Assert.Equal((Verdicts.Ok, Verdicts.Ok), (Of(report, "unique").Verdict, Of(report, "ifmatch").Verdict));
        Assert.Equal(before, await EverythingAsync());
    }

    [Fact]
    public async Task Read_Only_Writes_Nothing_At_All()
    {
        var writes = _site.Connection.Meter.Writes;
        var report = await RunAsync(readOnly: true);
        Assert.Equal(["ensureuser", "unique", "ifmatch", "mailbox"], report.Checks.Where(check => check is { Verdict: Verdicts.Skipped, Check: not "hidden" }).Select(check => check.Check));
        Assert.Equal(writes, _site.Connection.Meter.Writes);
    }

    [Theory]
    [InlineData("unknown application", "token.graph", Verdicts.Failed, "global")]
    [InlineData("no role for people", "roles", Verdicts.Failed, "global")]
    [InlineData("no role for mail", "roles", Verdicts.Warning, "exchange")]
    [InlineData("no role for mail", "mailbox", Verdicts.Failed, "exchange")]
    [InlineData("another mailbox", "mailbox", Verdicts.Failed, "exchange")]
    [InlineData("no site", "site", Verdicts.Failed, "sharepoint")]
    [InlineData("no grant", "site", Verdicts.Failed, "sharepoint")]
    [InlineData("read alone", "rights", Verdicts.Failed, "sharepoint")]
    [InlineData("write alone", "rights", Verdicts.Failed, "sharepoint")]
    [InlineData("read alone", "unique", Verdicts.Failed, "sharepoint")]
    [InlineData("read alone", "news", Verdicts.Failed, "sharepoint")]
    [InlineData("read alone", "ensureuser", Verdicts.Failed, "sharepoint")]
    [InlineData("a news site without a grant", "news", Verdicts.Failed, "sharepoint")]
    [InlineData("another time zone", "region", Verdicts.Failed, "sharepoint")]
    [InlineData("another locale", "region", Verdicts.Warning, "sharepoint")]
    [InlineData("nobody was there", "ensureuser", Verdicts.Warning, "office")]
    [InlineData("a clock two minutes slow", "clock", Verdicts.Warning, "operator")]
    [InlineData("a clock ten minutes fast", "clock", Verdicts.Failed, "operator")]
    [InlineData("a busy service", "rights", Verdicts.Failed, "operator")]
    public async Task What_Is_Broken_Is_Found_And_Says_Who_Mends_It(string what, string check, string verdict, string who)
    {
        var (options, site, time) = await BreakAsync(what);
        using var tenancy = new Tenancy(options, Credentials.For(options, _site.Tenant.Clock), time);
        var report = await new Doctor(tenancy, site, time, false, NewId).RunAsync(Cancel);
        Holds(report, check, verdict, who);
        // Whatever is wrong, all is said that can be said.
        Assert.Equal(Order.Except(what == "unknown application" ? ["roles"] : []).Order(StringComparer.Ordinal), report.Checks.Select(each => each.Check).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null, Verdicts.Ok, null, "đang tắt")]
    [InlineData("", Verdicts.Warning, "exchange", "đủ thiết lập")]
    [InlineData("Outlook:Originator is missing", Verdicts.Failed, "exchange", "Outlook:Originator.")]
    [InlineData("Outlook:Scope is missing", Verdicts.Failed, "global", "Outlook:Scope.")]
    public async Task The_Outlook_Channel_Is_Off_Or_Set_Up_Or_Says_What_Is_Missing(string? faults, string verdict, string? who, string said)
    {
        var report = await new Doctor(_site.Connection, Connection.Site, _site.Tenant.Clock, true, NewId, faults is null ? null : faults.Length == 0 ? [] : [faults]).RunAsync(Cancel);
        var check = Of(report, "outlook");
        Assert.Equal((verdict, who), (check.Verdict, check.Who));
        Assert.Contains(said, check.Sentence, StringComparison.Ordinal);
        Assert.Equal(verdict != Verdicts.Ok, check.Do is not null);
    }

    [Theory]
    [InlineData("a hidden list deleted", "hidden")]
    [InlineData("a key that is not unique", "hidden")]
    [InlineData("the memory's key is not unique", "unique")]
    [InlineData("an old version is written over", "ifmatch")]
    [InlineData("hidden lists may not be read", "hidden")]
    public async Task What_Staff_Or_The_Service_Broke_After_Set_Up_Is_Found(string what, string check)
    {
        await _site.ApplyAsync();
        switch (what)
        {
            case "a hidden list deleted":
                Assert.Equal(204, (await _site.Owner.DeleteAsync(await _site.ListAsync("Ballots2025"), Cancel)).Status);
                break;
            case "a key that is not unique":
                Assert.Equal(200, (await _site.Owner.PatchAsync(await _site.ColumnAsync(await _site.ListAsync("CaseEvents2025"), "StreamKey"), JsonNode.Parse("""{"enforceUniqueValues":false}"""), Cancel)).Status);
                break;
            case "the memory's key is not unique":
                Assert.Equal(200, (await _site.Owner.PatchAsync(await _site.ColumnAsync(await _site.ListAsync("SystemState"), "StateKey"), JsonNode.Parse("""{"enforceUniqueValues":false}"""), Cancel)).Status);
                break;
            case "an old version is written over":
                await FaultAsync("""{"route":"PATCH .*/items/[0-9]+/fields$","kind":"status","status":200,"body":{}}""");
                break;
            default:
                await FaultAsync("""{"route":"GET .*/items/1$","kind":"status","status":403}""");
                break;
        }

        var report = await RunAsync();
        Assert.Equal(Verdicts.Failed, Of(report, check).Verdict);
        Assert.NotNull(Of(report, check).DoEn);
        await FaultAsync("");
        // Two rows under one key are both removed.
        Assert.DoesNotContain(await EverythingAsync(), row => row.Contains("doctor:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Cannot_Be_Removed_Is_Named()
    {
        await _site.ApplyAsync();
        await FaultAsync("""{"route":"DELETE .*/items/","kind":"status","status":403}""");
        var left = Of(await RunAsync(), "cleanup");
        Assert.Equal(Verdicts.Failed, left.Verdict);
        Assert.Contains("doctor:probe1", left.DoEn!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before", Verdicts.Failed)]
    [InlineData("after", Verdicts.Ok)]
    public async Task What_The_List_Holds_Decides_Where_Answers_Are_Lost_And_Nothing_Is_Left(string when, string verdict)
    {
        await _site.ApplyAsync();
        var before = await EverythingAsync();
        await FaultAsync($$"""{"route":"POST .*/items$","kind":"reset","when":"{{when}}"}""");
        Assert.Equal(verdict, Of(await RunAsync(), "unique").Verdict);
        await FaultAsync("");
        Assert.Equal(before, await EverythingAsync());
    }

    [Theory]
    [InlineData("none", "missing", Verdicts.Warning)]
    [InlineData("elsewhere", "another address", Verdicts.Warning)]
    [InlineData("well", "tells of changes", Verdicts.Ok)]
    [InlineData("ending", "about to end", Verdicts.Warning)]
    public async Task Subscriptions_Are_There_Lead_Here_And_Live_On(string what, string says, string verdict)
    {
        await _site.ApplyAsync();
        await using var receiver = await Receiver.StartAsync(Cancel);
        _site.Tenant.App.DeliverTo(new Uri("https://functions.test"), receiver.Address);
        if (what != "none")
        {
            var directory = new SiteDirectory(_site.Connection);
            var stores = await directory.StoresAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), 2025, Cancel);
            var door = new Uri(what == "elsewhere" ? "https://functions.test/old/api/notifications" : "https://functions.test/now/api/notifications");
            foreach (var store in stores.Values.Where(store => store.Address.Schema.Watch == Watch.Subscribe))
                await new SubscriptionCalls(_site.Connection).CreateAsync(store.Address, door, "s", _site.Tenant.Clock.Now.AddDays(what == "ending" ? 1 : 20), Cancel);
        }

        var options = Connection.Options(_site.Tenant);
        options.NotificationBaseUrl = new Uri("https://functions.test/now");
        using var tenancy = new Tenancy(options, Credentials.For(options, _site.Tenant.Clock), _site.Tenant.Clock);
        var found = Of(await new Doctor(tenancy, Connection.Site, _site.Tenant.Clock, true, NewId).RunAsync(Cancel), "subscriptions");
        Assert.Equal(verdict, found.Verdict);
        if (what != "none") Assert.Contains(says, found.SentenceEn, StringComparison.Ordinal);
    }

    private static CheckResult Of(DoctorReport report, string check) => report.Checks.Single(each => each.Check == check);

    private static void Holds(DoctorReport report, string check, string verdict, string who)
    {
        var found = Of(report, check);
        Assert.True((found.Verdict, found.Who) == (verdict, who), $"{check}: {found.Verdict} {found.Who} {found.SentenceEn}");
        Assert.Equal(verdict == Verdicts.Failed || report.Checks.Any(each => each.Verdict == Verdicts.Failed), report.Failed);
        Assert.True(found is { Sentence.Length: > 0, Do.Length: > 0, DoEn.Length: > 0 });
    }

    private string NewId() => $"probe{++_ids}";

    private Task<DoctorReport> RunAsync(bool readOnly = false) => new Doctor(_site.Connection, Connection.Site, _site.Tenant.Clock, readOnly, NewId).RunAsync(Cancel);

    private async Task FaultAsync(string rule) => Assert.Equal(200, (await _site.Tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""{"rules":[{{rule}}]}""")!, Cancel)).Status);

    private async Task<(M365Options Options, SiteOptions Site, TimeProvider Time)> BreakAsync(string what)
    {
        var (options, site, time) = (Connection.Options(_site.Tenant), new SiteOptions { Path = "/sites/tdkt", Year = 2025 }, _site.Tenant.Clock);
        var directory = LocalTenant.Directory();
        var (app, grants) = (directory["apps"]![0]!, directory["sites"]![0]!["grants"]![0]!);
        switch (what)
        {
            case "unknown application": options.ClientId = "00000000-0000-0000-0000-000000000000"; break;
            case "no role for people": app["roles"] = new JsonArray("Sites.Selected", "Mail.Send"); break;
            case "no role for mail": app["roles"] = new JsonArray("Sites.Selected", "User.Read.All"); break;
            case "another mailbox": options.Mailbox = "khac@mau.example"; break;
            case "no site": site.Path = "/sites/khongco"; break;
            case "no grant": site.Path = "/sites/khac"; break;
            case "read alone": grants["role"] = "read"; break;
            case "write alone": grants["role"] = "write"; break;
            case "a news site without a grant": site.NewsSite = "/sites/khac"; break;
            case "another time zone": await FaultAsync(Region(13, 480, "(UTC-08:00) Pacific Time (US and Canada)", 1066)); break;
            case "another locale": await FaultAsync(Region(22, -420, "(UTC+07:00) Bangkok, Hanoi, Jakarta", 1033)); break;
            case "nobody was there": await FaultAsync("""{"route":"GET .*/siteusers","kind":"status","status":200,"body":{"value":[]}}"""); break;
            case "a clock two minutes slow": time = new TestClock(time.Now.AddMinutes(-2)); break;
            case "a clock ten minutes fast": time = new TestClock(time.Now.AddMinutes(10)); break;
            case "a busy service": await FaultAsync("""{"route":"GET .*/effectivebasepermissions","kind":"status","status":500}"""); break;
        }

        await _site.Tenant.PutAsync("/_local/people", directory, Cancel);
        return (options, site, time);
    }

    private static string Region(int id, int bias, string zone, int locale) => new JsonObject
    {
        ["route"] = "GET .*/regionalsettings", ["kind"] = "status", ["status"] = 200,
        ["body"] = new JsonObject { ["LocaleId"] = locale, ["TimeZone"] = new JsonObject { ["Id"] = id, ["Description"] = zone, ["Information"] = new JsonObject { ["Bias"] = bias } } },
    }.ToJsonString();

    /// <summary>Every list and item of the site, and everybody it knows.</summary>
    private async Task<List<string>> EverythingAsync()
    {
        var app = await _site.Tenant.AsAppAsync(Cancel);
        var rest = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
        var rows = (await rest.GetAsync("/sites/tdkt/_api/web/siteusers", Cancel)).Rows.Select(row => row.ToJsonString()).Where(row => row.Contains("membership", StringComparison.Ordinal)).ToList();
        foreach (var list in (await app.GetAsync($"{_site.Site}/lists?$select=id,name,list", Cancel)).Rows)
        {
            rows.Add(list["name"]!.GetValue<string>());
            for (var next = $"{_site.Site}/lists/{list["id"]}/items?$expand=fields"; next is not null;)
            {
                var page = await app.GetAsync(next, Cancel);
                rows.AddRange(page.Rows.Select(row => $"{list["name"]} {row.ToJsonString()}"));
                next = page.Json["@odata.nextLink"]?.GetValue<string>();
            }
        }

        return rows;
    }

    private async Task<int> MailsAsync() => (await new LocalTenant.Client(_site.Tenant, null).GetAsync("/_local/mails", Cancel)).Rows.Length;
}
