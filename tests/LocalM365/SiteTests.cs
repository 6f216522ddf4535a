using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph-wire §1 and graph §1: every spelling of a site leads to the same triple id.</summary>
public sealed class SiteTests : TenantTests
{
    [Theory]
    [InlineData("localhost:/sites/tdkt")]
    [InlineData("localhost:/sites/tdkt:")]
    [InlineData("localhost%3A%2Fsites%2Ftdkt")]
    [InlineData("localhost%3A%2Fsites%2Ftdkt%3A")]
    [InlineData("localhost/getByPath(path='%2Fsites%2Ftdkt')")]
    public async Task A_Site_Is_Found_In_Every_Spelling(string spelling)
    {
        var site = await Product.GetAsync("/v1.0/sites/" + spelling, Cancel);
        Assert.Equal(200, site.Status);
        Assert.Equal(Site, "/v1.0/sites/" + site.Id);
        Assert.Equal(3, site.Id.Split(',').Length);
    }

    [Theory]
    [InlineData("localhost:/sites/tdkt:/lists")]
    [InlineData("localhost%3A%2Fsites%2Ftdkt%3A/lists")]
    [InlineData("localhost/getByPath(path='%2Fsites%2Ftdkt')/lists")]
    public async Task Lists_Are_Reached_Through_A_Site_Addressed_By_Path(string spelling) =>
        Assert.Equal(200, (await Product.GetAsync("/v1.0/sites/" + spelling, Cancel)).Status);

    // graph-wire §3.10: the SDK closes the path with a colon of its own; without one the path goes on
    [Fact]
    public async Task Without_A_Colon_Behind_It_The_Path_Of_A_Site_Goes_On() =>
        Assert.Equal((404, "itemNotFound"), Said(await Product.GetAsync("/v1.0/sites/localhost%3A%2Fsites%2Ftdkt/lists", Cancel)));

    [Theory]
    [InlineData("localhost:/sites/tdkt:")]
    [InlineData("localhost%3A%2Fsites%2Ftdkt%3A")]
    public async Task The_Links_Of_A_Site_Addressed_By_Path_Can_Be_Followed(string spelling)
    {
        await ListAsync("Rows");
        var changes = await Product.GetAsync($"/v1.0/sites/{spelling}/lists/Rows/items/delta", Cancel);
        Assert.Equal(200, (await Product.GetAsync(changes.Json["@odata.deltaLink"]!.GetValue<string>(), Cancel)).Status);
    }

    [Fact]
    public async Task The_Triple_Id_May_Come_With_Encoded_Commas() =>
        Assert.Equal(200, (await Product.GetAsync(Site.Replace(",", "%2C", StringComparison.Ordinal), Cancel)).Status);

    private static (int Status, string Code) Said(Answer answer) => (answer.Status, answer.Code);

    [Fact]
    public async Task An_Unknown_Site_Is_404_And_An_Unknown_Host_400()
    {
        var site = await Product.GetAsync("/v1.0/sites/localhost:/sites/nowhere", Cancel);
        Assert.Equal((404, "itemNotFound"), (site.Status, site.Code));
        var host = await Product.GetAsync("/v1.0/sites/elsewhere.test:/sites/tdkt", Cancel);
        Assert.Equal((400, "Invalid hostname for this tenancy"), (host.Status, host.Message));
    }

    [Fact]
    public async Task Without_A_Grant_Or_Without_Sites_Selected_A_Site_Is_Refused()
    {
        var other = await Product.GetAsync("/v1.0/sites/localhost:/sites/khac", Cancel);
        Assert.Equal((403, "accessDenied"), (other.Status, other.Code));
        var stranger = await Tenant.AsAppAsync(Cancel, LocalTenant.Stranger);
        Assert.Equal(403, (await stranger.GetAsync(Site, Cancel)).Status);
    }

    /// <summary>What Graph has and localm365 has not is missing here; what nobody has is a mistake (PlantedRequests).</summary>
    [Theory]
    [InlineData("termStore")]
    [InlineData("getApplicableContentTypesForList(listId='x')")]
    [InlineData("lists/x/operations")]
    public async Task What_Is_Not_There_Is_Named_In_A_501(string path)
    {
        var answer = await Product.GetAsync($"{Site}/{path}", Cancel);
        Assert.Equal((501, "notImplemented"), (answer.Status, answer.Code));
        Assert.Contains("does not have GET /v1.0/sites/", answer.Message, StringComparison.Ordinal);
        Assert.Equal(answer.Headers.GetValues("request-id").Single(), answer.Json["error"]!["innerError"]!["request-id"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_Sdk_Addresses_A_Site_By_Path_And_Then_Its_Lists()
    {
        var graph = Tenant.Sdk(Product.Token);
        var site = await graph.Sites["localhost:/sites/tdkt:"].GetAsync(cancellationToken: Cancel);
        var lists = await graph.Sites[site!.Id].Lists.GetAsync(cancellationToken: Cancel);
        Assert.Empty(lists!.Value!);
    }
}
