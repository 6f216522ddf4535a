using System.Net.Http.Headers;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Who is moved, promoted or taken out in the Staff list may do the other thing as soon as the worker has seen it, without an apply.</summary>
public sealed class GroupsFollowStaffTests : IAsyncLifetime
{
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Who_Moves_To_Another_Unit_Writes_Into_Its_Folder_And_No_More_Into_The_Old()
    {
        Assert.Equal((true, false), (await UploadsAsync(1, "tchckt"), await UploadsAsync(1, "chuyen-mon-1")));
        await ChangeAsync(1, new JObject { ["UnitKey"] = "chuyen-mon-1" });
        Assert.Equal((false, true), (await UploadsAsync(1, "tchckt"), await UploadsAsync(1, "chuyen-mon-1")));
    }

    [Fact]
    public async Task Who_Changes_Role_Does_At_Once_What_The_New_Role_May()
    {
        Assert.Equal((true, false), (await SeesAsync(1, UnitReturns.List), await SeesAsync(1, CouncilSessions.List)));
        await ChangeAsync(1, new JObject { ["Role"] = Staff.Role.Word("director") });
        Assert.Equal((true, true), (await SeesAsync(1, UnitReturns.List), await SeesAsync(1, CouncilSessions.List)));
        await ChangeAsync(1, new JObject { ["Role"] = Staff.Role.Word("staff") });
        Assert.Equal((false, false), (await SeesAsync(1, UnitReturns.List), await SeesAsync(1, CouncilSessions.List)));
    }

    [Fact]
    public async Task Whose_Row_Is_Deleted_Does_Nothing_Any_More()
    {
        Assert.True(await SeesAsync(1, UnitReturns.List));
        using var office = await ClientAsync(5);
        using var answer = await office.DeleteAsync(new Uri($"{await ListAsync(office, Staff.List)}/items/{(await RowAsync(1))["id"]}", UriKind.Relative), Cancel);
        Assert.True(answer.IsSuccessStatusCode);
        await SettleAsync();
        Assert.False(await SeesAsync(1, UnitReturns.List));
        Assert.False(await UploadsAsync(1, "tchckt"));
    }

    [Fact]
    public async Task A_Change_That_Moves_Nobody_Writes_Nothing_To_The_Groups()
    {
        var before = await RestAsync();
        await ChangeAsync(1, new JObject { ["Position"] = "Chuyên viên chính" });
        // One reading of the groups.
        Assert.Equal((before.Requests + 1, before.Writes), await RestAsync());
    }

    private async Task ChangeAsync(int person, JObject fields)
    {
        using var office = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(5));
        await office.ChangeAsync(Staff.List, await RowAsync(person), fields, Cancel);
        await SettleAsync();
    }

    /// <summary>A minute passes, in which the worker is told or looks by itself.</summary>
    private async Task SettleAsync()
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(1));
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task<JObject> RowAsync(int person)
    {
        using var office = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(5));
        return (await office.ItemsAsync(Staff.List, null, Cancel)).Single(row => (string?)row["fields"]!["StaffKey"] == SamplePeople.Number(person).StaffKey);
    }

    private async Task<bool> UploadsAsync(int person, string folder)
    {
        using var office = await ClientAsync(5);
        var drive = (string)(await ReadAsync(office, $"{await ListAsync(office, YearLists.Dossiers)}/drive"))["id"]!;
        using var http = await ClientAsync(person);
        using var content = new StringContent("mẫu");
        using var answer = await http.PutAsync(new Uri($"v1.0/drives/{drive}/root:/{folder}/{Guid.NewGuid():N}.txt:/content", UriKind.Relative), content, Cancel);
        return answer.IsSuccessStatusCode;
    }

    private async Task<bool> SeesAsync(int person, ListSchema list)
    {
        using var http = await ClientAsync(person);
        var found = await ReadAsync(http, $"v1.0/sites/localhost:{SamplePeople.Site}:/lists?$select=id,name");
        return found["value"]!.Any(each => (string?)each["name"] == list.SiteName(2025));
    }

    /// <summary>What the worker asked of SharePoint REST, where groups are, and how much of it could change something.</summary>
    private async Task<(int Requests, int Writes)> RestAsync()
    {
        var rest = (await _stage.LocalAsync("_local/meter"))["identities"]![$"app:{SamplePeople.Worker}"]!["rest"]!;
        return ((int)rest["requests"]!, (int)rest["writes"]!);
    }

    private static async Task<string> ListAsync(HttpClient http, ListSchema list)
    {
        var site = (string)(await ReadAsync(http, $"v1.0/sites/localhost:{SamplePeople.Site}"))["id"]!;
        var found = await ReadAsync(http, $"v1.0/sites/{site}/lists?$select=id,name");
        return $"v1.0/sites/{site}/lists/{found["value"]!.Single(each => (string?)each["name"] == list.SiteName(2025))["id"]}";
    }

    private static async Task<JObject> ReadAsync(HttpClient http, string path) => JObject.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));

    private async Task<HttpClient> ClientAsync(int person)
    {
        var http = new HttpClient { BaseAddress = _stage.Machine.TenantAddress };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password", ["client_id"] = SamplePeople.Worker, ["username"] = SamplePeople.Number(person).UserPrincipalName, ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var answer = await http.PostAsync(new Uri($"openid/{SamplePeople.TenantId}/oauth2/v2.0/token", UriKind.Relative), form, Cancel);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)JObject.Parse(await answer.Content.ReadAsStringAsync(Cancel))["access_token"]!);
        return http;
    }
}
