using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>
/// What requests cost. graph §10: one for a single thing, delta with a token and a download; two for collections, delta without a token and writes; five for
/// anything on permissions. A batch costs what is in it. What is not SharePoint's costs nothing. A request costs the same whatever becomes of it.
/// </summary>
public sealed class CostTests : TenantTests
{
    [Theory]
    [InlineData(1, "GET", "{site}")]
    [InlineData(2, "GET", "/v1.0/sites")]
    [InlineData(2, "GET", "{site}/lists")]
    [InlineData(2, "POST", "{site}/lists")]
    [InlineData(1, "GET", "{list}")]
    [InlineData(2, "GET", "{list}/columns")]
    [InlineData(2, "PATCH", "{list}/columns/Title")]
    [InlineData(2, "GET", "{list}/items?$expand=fields")]
    [InlineData(2, "POST", "{list}/items")]
    [InlineData(1, "GET", "{list}/items/1?$expand=fields")]
    [InlineData(1, "GET", "{list}/items/1/fields")]
    [InlineData(2, "PATCH", "{list}/items/1/fields")]
    [InlineData(2, "DELETE", "{list}/items/1")]
    [InlineData(2, "GET", "{list}/items/1/versions")]
    [InlineData(2, "GET", "{list}/items/delta")]
    [InlineData(1, "GET", "{list}/items/delta?token=latest")]
    [InlineData(1, "GET", "{list}/items/delta(token='latest')")]
    [InlineData(5, "GET", "{list}/items/1?$expand=permissions")]
    [InlineData(5, "GET", "{list}/items?%24expand=fields%28%24select%3DTitle%29%2Cpermissions")]
    [InlineData(5, "GET", "{list}/items/1?expand=permissions($select=id)")]
    [InlineData(1, "GET", "{list}/items/1?$expand=fields($select=permissions,Title)")]
    [InlineData(2, "GET", "{list}/items?$filter=fields/permissions eq 'x'")]
    [InlineData(2, "GET", "{list}/subscriptions")]
    [InlineData(2, "GET", "{site}/pages")]
    [InlineData(1, "GET", "{site}/pages/x/microsoft.graph.sitePage")]
    [InlineData(2, "GET", "{site}/pages/microsoft.graph.sitePage")]
    [InlineData(2, "POST", "{site}/pages/x/microsoft.graph.sitePage/publish")]
    [InlineData(1, "GET", "/v1.0/drives/d/items/i/content")]
    [InlineData(2, "PUT", "/v1.0/drives/d/root:/a.txt:/content")]
    [InlineData(2, "POST", "/v1.0/drives/d/root:/a.txt:/createUploadSession")]
    [InlineData(2, "PUT", "/v1.0/drives/d/items/i/uploadSession")]
    [InlineData(2, "GET", "/v1.0/drives/d/items/i/children")]
    [InlineData(2, "GET", "/v1.0/drives/d/root/delta")]
    [InlineData(1, "GET", "/v1.0/drives/d/root/delta?token=x")]
    [InlineData(5, "GET", "/v1.0/drives/d/items/i/permissions")]
    [InlineData(5, "POST", "/v1.0/drives/d/items/i/invite")]
    [InlineData(5, "POST", "/v1.0/drives/d/items/i/createLink")]
    [InlineData(5, "POST", "{site}/permissions")]
    [InlineData(2, "GET", "/v1.0/subscriptions")]
    [InlineData(2, "POST", "/v1.0/subscriptions")]
    [InlineData(0, "GET", "/v1.0/users")]
    [InlineData(0, "GET", "/v1.0/users/x/manager")]
    [InlineData(0, "POST", "/v1.0/users/x/sendMail")]
    [InlineData(0, "GET", "/v1.0/me")]
    [InlineData(0, "GET", "/v1.0/groups/x/transitiveMembers")]
    [InlineData(1, "GET", "/v1.0/users/x/drive/root")]
    [InlineData(1, "GET", "/v1.0/groups/x/sites/root")]
    [InlineData(2, "GET", "/sites/tdkt/_api/web/lists")]
    [InlineData(2, "GET", "/sites/tdkt/_api/web/lists(guid'x')/items(1)")]
    [InlineData(2, "POST", "/sites/tdkt/_api/web/lists(guid'x')")]
    [InlineData(5, "GET", "/sites/tdkt/_api/web/lists(guid'x')?$expand=RoleAssignments/Member")]
    [InlineData(5, "GET", "/sites/tdkt/_api/web/lists(guid'x')/roleassignments")]
    [InlineData(5, "POST", "/sites/tdkt/_api/web/lists(guid'x')/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)")]
    [InlineData(5, "GET", "/sites/tdkt/_api/web/sitegroups")]
    [InlineData(5, "GET", "/sites/tdkt/_api/web/siteusers")]
    [InlineData(5, "GET", "/sites/tdkt/_api/web/roledefinitions")]
    public async Task A_Request_Costs(int units, string method, string target)
    {
        var list = target.Contains("{list}", StringComparison.Ordinal) ? await ListAsync("Rows") : "";
        await Product.SendAsync(new HttpMethod(method), target.Replace("{list}", list, StringComparison.Ordinal).Replace("{site}", Site, StringComparison.Ordinal), null, Cancel);
        Assert.Equal(units, (await LastAsync()).Units);
    }

    [Fact]
    public async Task A_Batch_Costs_What_Is_In_It_And_Signing_In_Nothing()
    {
        var list = await ListAsync("Rows");
        var meter = new LocalTenant.Client(Tenant, null);
        await meter.DeleteAsync("/_local/meter", Cancel);
        await Product.PostAsync("/v1.0/$batch", BatchBody.Batch(BatchBody.Item(list, "1", "a"), BatchBody.Get("2", list[5..] + "/items/1"), BatchBody.Get("3", "/users")), Cancel);
        Assert.Equal(0, (await LastAsync()).Units);
        await Tenant.AsAppAsync(Cancel);
        Assert.Equal(0, (await LastAsync()).Units);
        Assert.Equal(3, (await meter.GetAsync("/_local/meter", Cancel)).Json["identities"]![$"app:{LocalTenant.Product}"]!["resourceUnits"]!.GetValue<int>());
    }

    private async Task<(string Line, int Units)> LastAsync()
    {
        var line = (await Tenant.Http.GetStringAsync(new Uri("/_local/requests", UriKind.Relative), Cancel)).TrimEnd('\n').Split('\n')[^1];
        return (line, int.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
