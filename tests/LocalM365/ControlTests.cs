using System.Text.Json.Nodes;
using EmulationM365.LocalM365;
using EmulationM365.Tests.LocalM365.Workbench;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>docs/localm365.md, Control routes: directory, clock, meter and faults; and how the tenant starts.</summary>
public sealed class ControlTests : TenantTests
{
    private LocalTenant.Client Nobody => new(Tenant, null);

    [Fact]
    public async Task Putting_The_Same_People_Twice_Changes_Nothing()
    {
        var first = await Nobody.GetAsync("/_local/people", Cancel);
        var second = await Tenant.PutAsync("/_local/people", LocalTenant.Directory(), Cancel);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(3, second.Json["people"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_Wrong_Control_Request_Is_400_With_A_Sentence()
    {
        var role = await Tenant.PutAsync("/_local/people", Json("""{"sites":[{"path":"/sites/x","grants":[{"app":"a","role":"boss"}]}]}"""), Cancel);
        Assert.Equal((400, "'boss' is not a role: read, write, manage, owner or fullcontrol."), (role.Status, role.Text));
        Assert.Equal(400, (await Tenant.PutAsync("/_local/clock", Json("""{"now":"morgen"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task The_Clock_Can_Be_Moved_And_Runs_On()
    {
        await Tenant.PutAsync("/_local/clock", Json("""{"now":"2026-01-02T03:04:05Z"}"""), Cancel);
        Tenant.Clock.Advance(TimeSpan.FromSeconds(5));
        var product = await Tenant.AsAppAsync(Cancel);
        var made = await product.PostAsync($"{Site}/lists", Json("""{"displayName":"Later"}"""), Cancel);
        Assert.Equal("2026-01-02T03:04:10Z", made.Json["createdDateTime"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_Meter_Counts_Units_By_Identity_And_Api()
    {
        var list = await ListAsync("Rows");
        var link = (await Product.GetAsync($"{list}/items/delta?token=latest", Cancel)).Json["@odata.deltaLink"]!.GetValue<string>();
        await Nobody.SendAsync(HttpMethod.Delete, "/_local/meter", null, Cancel);
        var id = await ItemAsync(list, """{"Title":"x"}""");
        await Product.GetAsync($"{list}/items/{id}", Cancel);
        await Product.GetAsync($"{list}/items", Cancel);
        await Product.GetAsync(link, Cancel);
        await Product.GetAsync($"{list}/items/delta", Cancel);
        await Product.GetAsync("/v1.0/users", Cancel);
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        await rest.GetAsync("/sites/tdkt/_api/web/lists", Cancel);
        await rest.PostAsync($"/sites/tdkt/_api/web/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        var meter = (await Nobody.GetAsync("/_local/meter", Cancel)).Json["identities"]![$"app:{LocalTenant.Product}"]!;
        Assert.Equal("""{"requests":6,"resourceUnits":8,"writes":1}""", meter["graph"]!.ToJsonString());
        Assert.Equal("""{"requests":2,"resourceUnits":7,"writes":1}""", meter["rest"]!.ToJsonString());
        Assert.Equal(8, meter["requests"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_Fault_Before_Refuses_And_One_After_Loses_Only_The_Answer()
    {
        var list = await ListAsync("Rows");
        await FaultAsync("""{"route":"POST /v1.0/sites/.*/items$","kind":"status","status":503,"retryAfter":"7","times":1,"body":"<html>busy</html>","contentType":"text/html"}""");
        var refused = await Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"một"}}"""), Cancel);
        Assert.Equal((503, "<html>busy</html>", "7"), (refused.Status, refused.Text, refused.Headers.GetValues("Retry-After").Single()));
        Assert.Empty((await Product.GetAsync($"{list}/items", Cancel)).Rows);
        await FaultAsync("""{"route":"POST /v1.0/sites/.*/items$","kind":"status","status":504,"when":"after","after":1,"times":1}""");
        Assert.Equal(201, (await Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"một"}}"""), Cancel)).Status);
        Assert.Equal(504, (await Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"hai"}}"""), Cancel)).Status);
        Assert.Equal(2, (await Product.GetAsync($"{list}/items", Cancel)).Rows.Length);
    }

    [Fact]
    public async Task A_Reset_After_The_Effect_Leaves_The_Effect()
    {
        var list = await ListAsync("Rows");
        await FaultAsync($$"""{"route":"POST .*/items$","identity":"app:{{LocalTenant.Product}}","kind":"reset","when":"after"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"một"}}"""), Cancel));
        Assert.Single((await Product.GetAsync($"{list}/items", Cancel)).Rows);
        Assert.Equal(204, (await Nobody.DeleteAsync("/_local/faults", Cancel)).Status);
    }

    [Fact]
    public async Task A_Taken_Port_Is_An_IOException_With_A_Sentence()
    {
        var folder = Directory.CreateTempSubdirectory("localm365-");
        var settings = new LocalM365Settings { Port = Tenant.App.BaseAddress.Port, DataFolder = folder.FullName, Quiet = true };
        var failure = await Assert.ThrowsAsync<IOException>(() => LocalM365App.StartAsync(settings, Cancel));
        Assert.Equal($"Port {Tenant.App.BaseAddress.Port} on localhost is taken by another program. Stop that program, or choose another port.", failure.Message);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_Tenant_Is_Resumed_With_Its_Key_Its_Lists_And_Its_Meter()
    {
        var folder = Directory.CreateTempSubdirectory("localm365-");
        var before = await LocalTenant.StartAsync(Cancel, folder.FullName);
        var product = await before.AsAppAsync(Cancel);
        var site = (await product.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
        await product.PostAsync($"/v1.0/sites/{site}/lists", Json("""{"displayName":"Kept"}"""), Cancel);
        await before.DisposeAsync();
        await using (var after = await LocalTenant.StartAsync(Cancel, folder.FullName))
        {
            var again = new LocalTenant.Client(after, product.Token);
            Assert.Equal("Kept", (await again.GetAsync($"/v1.0/sites/{site}/lists/Kept", Cancel)).Json["displayName"]!.GetValue<string>());
            var meter = await new LocalTenant.Client(after, null).GetAsync("/_local/meter", Cancel);
            Assert.Equal(3, meter.Json["identities"]![$"app:{LocalTenant.Product}"]!["requests"]!.GetValue<int>());
        }
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/", "Thi đua, khen thưởng")]
    [InlineData("/machine/people", "Cán bộ mẫu Bình")]
    [InlineData("/machine/mails", "Thư")]
    [InlineData("/sites/tdkt", "Tin")]
    public async Task The_Workbench_Shows_The_Tenant(string page, string text)
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Contains(text, await an.ReadAsync(page, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Workbench_Encodes_What_People_Wrote()
    {
        await ListAsync("<script>alert(1)</script>");
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var contents = await an.ReadAsync("/sites/tdkt/_layouts/15/viewlsts.aspx", Cancel);
        Assert.Contains("&lt;script&gt;", contents, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", contents, StringComparison.Ordinal);
    }

    private Task<Answer> FaultAsync(string rule) => Tenant.PutAsync("/_local/faults", new JsonObject { ["rules"] = new JsonArray(JsonNode.Parse(rule)) }, Cancel);
}
