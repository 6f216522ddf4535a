using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: the navigation of a site. Adding is not idempotent: whoever adds looks first.</summary>
public sealed class NavigationTests : RestListTests
{
    private const string Quick = Web + "/navigation/quicklaunch";

    [Fact]
    public async Task A_Fresh_Site_Has_Home_And_Adding_Twice_Gives_Two()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        Assert.Equal(("Home", "/sites/tdkt"), (Text((await rest.GetAsync(Quick, Cancel)).Rows.Single(), "Title"), Text((await rest.GetAsync(Quick, Cancel)).Rows.Single(), "Url")));
        Assert.Empty((await rest.GetAsync($"{Web}/navigation/TopNavigationBar", Cancel)).Rows);
        var first = await AddAsync(rest, Quick, """{"Title":"Đề nghị","Url":"/sites/tdkt/Lists/Rows","IsExternal":false,"AudienceIds":null}""");
        Assert.NotEqual(first, await AddAsync(rest, Quick, """{"Title":"Đề nghị","Url":"/sites/tdkt/Lists/Rows"}"""));
        Assert.Equal(["Home", "Đề nghị", "Đề nghị"], await TitlesAsync(rest, Quick));
        await AddAsync(rest, $"{Web}/navigation/topnavigationbar", """{"Title":"Trên"}""");
        Assert.Equal(["Trên"], await TitlesAsync(rest, $"{Web}/navigation/topnavigationbar"));
        Assert.Equal(["Home", "Đề nghị", "Đề nghị"], await TitlesAsync(rest, Quick));
    }

    [Fact]
    public async Task Links_Stand_Below_Links_And_Go_With_Them()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var parent = await AddAsync(rest, Quick, """{"Title":"Việc"}""");
        var node = $"{Web}/navigation/GetNodeById({parent})";
        var child = await AddAsync(rest, $"{node}/Children", """{"Title":"Mở","Url":"/x"}""");
        Assert.Equal("http://linkless.header/", Text(Ok(await rest.GetAsync(node, Cancel)), "Url"));
        var whole = Ok(await rest.GetAsync($"{node}?$expand=Children", Cancel));
        Assert.Equal("Mở", Text(whole["Children"]!.AsArray().Single()!.AsObject(), "Title"));
        Assert.Equal(["Mở"], await TitlesAsync(rest, $"{node}/children"));
        Assert.Equal(204, (await rest.PostAsync(node, null, Cancel, ("X-HTTP-Method", "DELETE"))).Status);
        Assert.Equal(404, (await rest.GetAsync($"{Web}/navigation/GetNodeById({child})", Cancel)).Status);
    }

    [Fact]
    public async Task A_Link_Is_Changed_Moved_And_Deleted_And_Home_Does_Not_Come_Back()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var home = Text((await rest.GetAsync(Quick, Cancel)).Rows.Single(), "Id");
        Assert.Equal(204, (await rest.PostAsync($"{Web}/navigation/GetNodeById({home})", Json("""{"Title":"Trang chủ"}"""), Cancel, Merge)).Status);
        var one = await AddAsync(rest, Quick, """{"Title":"Một","Url":"/1"}""");
        var two = await AddAsync(rest, Quick, """{"Title":"Hai","Url":"/2"}""");
        Ok(await rest.PostAsync($"{Quick}/MoveAfter", new JsonObject { ["nodeId"] = two, ["previousNodeId"] = 0 }, Cancel));
        Assert.Equal(["Hai", "Trang chủ", "Một"], await TitlesAsync(rest, Quick));
        Ok(await rest.PostAsync($"{Quick}/MoveAfter", new JsonObject { ["nodeId"] = two, ["previousNodeId"] = long.Parse(home!, System.Globalization.CultureInfo.InvariantCulture) }, Cancel));
        Assert.Equal(["Trang chủ", "Hai", "Một"], await TitlesAsync(rest, Quick));
        Assert.Equal(400, (await rest.PostAsync($"{Quick}/MoveAfter", new JsonObject { ["nodeId"] = one, ["previousNodeId"] = 999 }, Cancel)).Status);
        foreach (var id in new[] { home, $"{one}", $"{two}" }) Assert.Equal(204, (await rest.DeleteAsync($"{Web}/navigation/GetNodeById({id})", Cancel)).Status);
        Assert.Empty((await rest.GetAsync(Quick, Cancel)).Rows);
    }

    [Theory]
    [InlineData("""{"Url":"/x"}""")]
    [InlineData("""{"Title":"x","Url":"https://elsewhere.example/","IsExternal":false}""")]
    [InlineData("""{"Title":"x","AudienceIds":["nobody"]}""")]
    [InlineData("""{"Title":"x","Colour":"red"}""")]
    public async Task A_Link_That_Would_Be_Wrong_Is_Refused(string link)
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        Assert.Equal(400, (await rest.PostAsync(Quick, Json(link), Cancel)).Status);
        Assert.Single((await rest.GetAsync(Quick, Cancel)).Rows);
    }

    [Fact]
    public async Task Audiences_Are_Kept_And_Only_Full_Control_Changes_Links()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var id = await AddAsync(rest, Quick, $$"""{"Title":"Ngoài","Url":"https://elsewhere.example/","IsExternal":true,"AudienceIds":["{{LocalTenant.TenantId}}"]}""");
        Assert.Equal(LocalTenant.TenantId, Ok(await rest.GetAsync($"{Web}/navigation/GetNodeById({id})", Cancel))["AudienceIds"]![0]!.GetValue<string>());
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin);
        Assert.Equal(2, (await an.GetAsync(Quick, Cancel)).Rows.Length);
        Assert.Equal(403, (await an.PostAsync(Quick, Json("""{"Title":"x"}"""), Cancel)).Status);
    }

    private static async Task<long> AddAsync(LocalTenant.Client rest, string to, string link) => Ok(await rest.PostAsync(to, Json(link), Cancel))["Id"]!.GetValue<long>();

    private static async Task<string[]> TitlesAsync(LocalTenant.Client rest, string of) => [.. (await rest.GetAsync(of, Cancel)).Rows.Select(row => Text(row, "Title")!)];
}
