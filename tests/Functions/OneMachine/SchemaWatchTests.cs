using System.Net.Http.Headers;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>An owner changes a list under the running system: only the work that rests on it stops, the office reads what is wrong, nothing is lost, and it goes on by itself.</summary>
[Trait("Fault", "46")]
public sealed class SchemaWatchTests : IAsyncLifetime
{
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private readonly Support.Stage _stage = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _stage.InitializeAsync();
        _http.BaseAddress = _stage.Machine.TenantAddress;
        await SignInAsync();
    }

    /// <summary>A token lives an hour.</summary>
    private async Task SignInAsync()
    {
        _http.DefaultRequestHeaders.Authorization = null;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = SamplePeople.Worker, ["scope"] = "https://graph.microsoft.com/.default" });
        using var answer = await _http.PostAsync(new Uri($"openid/{SamplePeople.TenantId}/oauth2/v2.0/token", UriKind.Relative), form, Cancel);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)JObject.Parse(await answer.Content.ReadAsStringAsync(Cancel))["access_token"]!);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stage.DisposeAsync();
    }

    [Theory]
    [InlineData("Reason", "deleted", "không thấy cột")]
    [InlineData("Report", "retyped", "đúng ra phải chứa nhiều dòng chữ")]
    [InlineData("Report", "required", "bắt buộc")]
    [InlineData("Step", "choice", "Nộp")]
    [Trait("Fault", "25")]
    [InlineData("UnitKey", "index", "chỉ mục")]
    public async Task Only_The_Work_That_Rests_On_The_List_Stops_And_It_Goes_On_By_Itself(string column, string act, string said)
    {
        if (column == "Reason") column = "SystemNote";
        await SpoilAsync("UnitReturns2025", column, act);
        await LeapAsync(61);
        var trouble = Assert.Single(await TroublesAsync());
        Assert.Contains(said, (string?)trouble["Summary"], StringComparison.Ordinal);
        Assert.Contains(column, (string?)trouble["Summary"], StringComparison.Ordinal);
        Assert.Equal(Requests.Status.Word("pending"), (string?)trouble["Status"]);

        // A clerk takes the return back meanwhile: it waits. The news of another list is followed.
        var events = await _stage.EventsAsync();
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        var item = (await clerk.ItemsAsync(UnitReturns.List, "fields/RoundKey eq 'dot-1'", Cancel)).Single(each => (string?)each["fields"]!["UnitKey"] == Clerk.Unit);
        await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word("withdraw") }, Cancel);
        await LiveAsync(25);
        Assert.Equal(events, await _stage.EventsAsync());

        await MendAsync("UnitReturns2025", column, act);
        await LiveAsync(25);
        Assert.Equal(events.Count + 1, (await _stage.EventsAsync()).Count);
        Assert.Equal(Requests.Status.Word("closed"), (string?)Assert.Single(await TroublesAsync())["Status"]);
    }

    [Fact]
    public async Task A_List_That_Nobody_Needs_For_Answers_May_Be_Gone_While_Answers_Are_Taken()
    {
        using (var gone = await _http.DeleteAsync(await ListAsync("Submissions2025"), Cancel)) Assert.True(gone.IsSuccessStatusCode);
        await LeapAsync(61);
        Assert.Contains("không thấy danh sách", (string?)Assert.Single(await TroublesAsync())["Summary"], StringComparison.Ordinal);
        var events = await _stage.EventsAsync();
        using var head = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(4));
        var request = (await head.ItemsAsync(Requests.List, null, Cancel)).Single(item => (string?)item["fields"]!["UnitKey"] == Clerk.Unit && (string?)item["fields"]!["Status"] == Requests.Status.Word("pending"));
        await head.ChangeAsync(Requests.List, request, new JObject { ["Decision"] = Requests.Decision.Word("agree") }, Cancel);
        await LeapAsync(2);
        Assert.True((await _stage.EventsAsync()).Count > events.Count);
        await ApplyAsync();
        await LeapAsync(25);
        // The list is back and its trouble over; the submission that stood in it is not, and the office is told to restore it.
        var troubles = (await TroublesAsync()).ToDictionary(trouble => (string)trouble["RequestKey"]!, trouble => (string?)trouble["Status"]);
        Assert.Equal(Requests.Status.Word("closed"), troubles["attend-schema-Submissions2025"]);
        Assert.Equal(["attend-gone-t-2025-000001", "attend-schema-Submissions2025"], troubles.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Fault", "45")]
    public async Task A_List_That_Is_Renamed_Goes_On()
    {
        using (var renamed = await _http.PatchAsync(await ListAsync("UnitReturns2025"), Json(new JObject { ["displayName"] = "Báo cáo (tên mới)" }), Cancel)) Assert.True(renamed.IsSuccessStatusCode);
        await LeapAsync(61);
        var events = await _stage.EventsAsync();
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        var item = (await clerk.ItemsAsync(UnitReturns.List, "fields/RoundKey eq 'dot-1'", Cancel)).Single(each => (string?)each["fields"]!["UnitKey"] == Clerk.Unit);
        await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word("withdraw") }, Cancel);
        await LeapAsync(2);
        Assert.Equal(events.Count + 1, (await _stage.EventsAsync()).Count);
        Assert.Empty(await TroublesAsync());
    }

    private async Task SpoilAsync(string list, string column, string act)
    {
        var address = await ColumnAsync(list, column);
        if (act is "deleted" or "retyped")
        {
            using var gone = await _http.DeleteAsync(address, Cancel);
            Assert.True(gone.IsSuccessStatusCode);
        }

        using var answer = act switch
        {
            "retyped" => await _http.PostAsync($"{await ListAsync(list)}/columns", Json(new JObject { ["name"] = column, ["text"] = new JObject() }), Cancel),
            "required" => await _http.PatchAsync(address, Json(new JObject { ["required"] = true }), Cancel),
            "index" => await _http.PatchAsync(address, Json(new JObject { ["indexed"] = false }), Cancel),
            "choice" => await _http.PatchAsync(address, Json(new JObject { ["choice"] = new JObject { ["choices"] = new JArray("Khác"), ["displayAs"] = "dropDownMenu", ["allowTextEntry"] = true } }), Cancel),
            _ => new HttpResponseMessage(),
        };
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task MendAsync(string list, string column, string act)
    {
        if (act == "retyped") using (var gone = await _http.DeleteAsync(await ColumnAsync(list, column), Cancel)) Assert.True(gone.IsSuccessStatusCode);
        if (act == "required") using (var mended = await _http.PatchAsync(await ColumnAsync(list, column), Json(new JObject { ["required"] = false }), Cancel)) Assert.True(mended.IsSuccessStatusCode);
        await ApplyAsync();
    }

    private async Task ApplyAsync()
    {
        var services = _stage.Machine.Host.Services;
        await new Provisioner(services.GetRequiredService<Tenancy>(), services.GetRequiredService<SiteFlows>().Sites[0]).ApplyAsync(CampaignFiles.Load(2025), Cancel);
    }

    private async Task LeapAsync(int minutes)
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(minutes));
        await _stage.Machine.SettleAsync(Cancel);
        await SignInAsync();
    }

    /// <summary>A list that is subscribed to is looked at each 20 minutes.</summary>
    private async Task LiveAsync(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(1));
            await _stage.Machine.SettleAsync(Cancel);
        }
    }

    private async Task<string> ListAsync(string name)
    {
        var site = (string)JObject.Parse(await _http.GetStringAsync(new Uri($"v1.0/sites/localhost:{SamplePeople.Site}", UriKind.Relative), Cancel))["id"]!;
        var lists = JObject.Parse(await _http.GetStringAsync(new Uri($"v1.0/sites/{site}/lists", UriKind.Relative), Cancel))["value"]!;
        return $"v1.0/sites/{site}/lists/{lists.Single(list => (string?)list["name"] == name)["id"]}";
    }

    private async Task<string> ColumnAsync(string list, string column)
    {
        var address = await ListAsync(list);
        var columns = JObject.Parse(await _http.GetStringAsync(new Uri($"{address}/columns", UriKind.Relative), Cancel))["value"]!;
        return $"{address}/columns/{columns.Single(each => (string?)each["name"] == column)["id"]}";
    }

    private static StringContent Json(JObject body) => new(body.ToString(), System.Text.Encoding.UTF8, "application/json");

    private async Task<IReadOnlyList<JObject>> TroublesAsync() => [.. (await _stage.ItemsAsync(Requests.List)).Where(item => (string?)item["Kind"] == Requests.Kind.Word(Requests.Attend)
        // Until the office of the sample entered the days off they were missing: that was settled in February.
        && !(((string)item["RequestKey"]!).Contains("holidays-", StringComparison.Ordinal) && (string?)item["Status"] == Requests.Status.Word("closed")))];
}
