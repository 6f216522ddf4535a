using System.Globalization;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: what only SharePoint REST can do on lists.</summary>
public sealed class RestTests : TenantTests
{
    private const string Web = "/sites/tdkt/_api/web";
    private static readonly (string, string)[] _merge = [("X-HTTP-Method", "MERGE"), ("If-Match", "*")];

    [Fact]
    public async Task A_New_List_Keeps_Fifty_Versions_And_Settings_Are_Merged()
    {
        var (rest, list, _) = await StartAsync("[]");
        var read = (await rest.GetAsync(list, Cancel)).Json;
        Assert.Equal((true, 50, false), (read["EnableVersioning"]!.GetValue<bool>(), read["MajorVersionLimit"]!.GetValue<int>(), read["HasUniqueRoleAssignments"]!.GetValue<bool>()));
        Assert.Equal(204, (await rest.PostAsync(list, Json("""{"MajorVersionLimit":2,"Hidden":true,"EnableAttachments":false,"ReadSecurity":2,"WriteSecurity":2}"""), Cancel, _merge)).Status);
        var changed = (await rest.GetAsync($"{Web}/lists?$select=Id,Title,Hidden,MajorVersionLimit,WriteSecurity,RootFolder/ServerRelativeUrl&$expand=RootFolder", Cancel)).Rows
            .Single(row => row["Title"]!.GetValue<string>() == "Rows");
        Assert.Equal((true, 2, 2), (changed["Hidden"]!.GetValue<bool>(), changed["MajorVersionLimit"]!.GetValue<int>(), changed["WriteSecurity"]!.GetValue<int>()));
        Assert.Equal("/sites/tdkt/Lists/Rows", changed["RootFolder"]!["ServerRelativeUrl"]!.GetValue<string>());
    }

    [Fact]
    public async Task Versions_Beyond_The_Limit_Are_Trimmed()
    {
        var (rest, list, graph) = await StartAsync("[]");
        await rest.PostAsync(list, Json("""{"MajorVersionLimit":2}"""), Cancel, _merge);
        var id = await ItemAsync(graph, """{"Title":"1"}""");
        for (var number = 2; number <= 4; number++) await Product.PatchAsync($"{graph}/items/{id}/fields", Json("""{"Title":"x"}"""), Cancel);
        var versions = (await Product.GetAsync($"{graph}/items/{id}/versions", Cancel)).Rows;
        Assert.Equal(["4.0", "3.0"], versions.Select(version => version["id"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"ReadSecurity":2}""")]
    [InlineData("""{"WriteSecurity":2}""")]
    public async Task A_Unique_Column_Excludes_Rights_By_Author(string settings)
    {
        var (rest, list, _) = await StartAsync("""[{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true}]""");
        Assert.Equal(400, (await rest.PostAsync(list, Json(settings), Cancel, _merge)).Status);
        var other = await ListAsync("Other");
        await rest.PostAsync($"{Web}/lists(guid'{other[(other.LastIndexOf('/') + 1)..]}')", Json(settings), Cancel, _merge);
        Assert.Equal(400, (await Product.PostAsync($"{other}/columns", Json("""{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true}"""), Cancel)).Status);
    }

    [Fact]
    public async Task With_WriteSecurity_2_People_Edit_Only_Their_Own_Items()
    {
        var (rest, list, graph) = await StartAsync("[]");
        await rest.PostAsync(list, Json("""{"WriteSecurity":2}"""), Cancel, _merge);
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        var own = await ItemAsync(graph, """{"Title":"của An"}""", an);
        var other = await ItemAsync(graph, """{"Title":"của máy"}""");
        Assert.Equal(200, (await an.PatchAsync($"{graph}/items/{own}/fields", Json("""{"Title":"x"}"""), Cancel)).Status);
        Assert.Equal(403, (await an.PatchAsync($"{graph}/items/{other}/fields", Json("""{"Title":"x"}"""), Cancel)).Status);
        Assert.Equal(200, (await an.GetAsync($"{graph}/items/{other}", Cancel)).Status);
    }

    [Fact]
    public async Task A_List_Of_Its_Own_Rights_Is_Closed_Until_Somebody_Is_Let_In()
    {
        var (rest, list, graph) = await StartAsync("[]");
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Assert.Equal(200, (await rest.PostAsync($"{list}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel)).Status);
        Assert.Equal(403, (await an.GetAsync($"{graph}/items", Cancel)).Status);
        Assert.Empty((await an.GetAsync($"{Site}/lists", Cancel)).Rows);
        Assert.Equal(200, (await Product.GetAsync($"{graph}/items", Cancel)).Status);

        var user = (await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"i:0#.f|membership|an@mau.example"}"""), Cancel)).Json;
        Assert.Equal(("Cán bộ mẫu An", "i:0#.f|membership|an@mau.example"), (user["Title"]!.GetValue<string>(), user["LoginName"]!.GetValue<string>()));
        var role = (await rest.GetAsync($"{Web}/roledefinitions/getbyname('Contribute')", Cancel)).Json["Id"]!.GetValue<long>();
        var assign = string.Create(CultureInfo.InvariantCulture, $"{list}/roleassignments/addroleassignment(principalid={user["Id"]},roledefid={role})");
        Assert.Equal(200, (await rest.PostAsync(assign, null, Cancel)).Status);
        await ItemAsync(graph, """{"Title":"x"}""", an);
        Assert.Single((await rest.GetAsync($"{list}/roleassignments", Cancel)).Rows);
    }

    [Fact]
    public async Task Ensuring_A_User_Twice_Gives_The_Same_Row()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var body = """{"logonName":"i:0#.f|membership|binh@mau.example"}""";
        var first = await rest.PostAsync($"{Web}/ensureuser", Json(body), Cancel);
        Assert.Equal(first.Text, (await rest.PostAsync($"{Web}/ensureuser", Json(body), Cancel)).Text);
        var rows = (await Product.GetAsync($"{Site}/lists/User%20Information%20List/items?$expand=fields($select=UserName)&$filter=fields/UserName eq 'binh@mau.example'", Cancel, ("Prefer", "HonorNonIndexedQueriesWarningMayFailRandomly"))).Rows;
        Assert.Equal(first.Json["Id"]!.ToString(), Assert.Single(rows)["id"]!.GetValue<string>());
        Assert.Equal(404, (await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"i:0#.f|membership|nobody@mau.example"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task What_Rest_Does_Not_Have_Is_Named_In_Its_Own_Shape()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var answer = await rest.GetAsync($"{Web}/webinfos", Cancel);
        Assert.Equal(501, answer.Status);
        Assert.Contains("/_api/web/webinfos", answer.Json["odata.error"]!["message"]!["value"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<(LocalTenant.Client SharePoint, string List, string Graph)> StartAsync(string columns)
    {
        var graph = await ListAsync("Rows", columns);
        return (await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin), $"{Web}/lists(guid'{graph[(graph.LastIndexOf('/') + 1)..]}')", graph);
    }
}
