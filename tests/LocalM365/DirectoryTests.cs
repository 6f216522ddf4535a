using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §8: people in pages, advanced queries, the chain of managers, <c>/me</c>.</summary>
public sealed class DirectoryTests : TenantTests
{
    private static readonly (string, string) _eventual = ("ConsistencyLevel", "eventual");

    [Fact]
    public async Task People_Come_In_Pages_Of_A_Hundred()
    {
        var people = Enumerable.Range(1, 150).Select(number => (JsonNode)new JsonObject
        {
            ["id"] = $"cccccccc-0000-0000-0000-{number:D12}", ["displayName"] = $"Cán bộ mẫu {number:D3}", ["userPrincipalName"] = $"cb{number:D3}@mau.example", ["mail"] = $"cb{number:D3}@mau.example",
        });
        await Tenant.PutAsync("/_local/people", new JsonObject { ["people"] = new JsonArray([.. people]) }, Cancel);
        var first = await Product.GetAsync("/v1.0/users?$select=id,mail", Cancel);
        Assert.Equal(100, first.Rows.Length);
        Assert.Null(first.Json["@odata.count"]);
        var second = await Product.GetAsync(first.Json["@odata.nextLink"]!.GetValue<string>(), Cancel);
        Assert.Equal((53, null), (second.Rows.Length, second.Json["@odata.nextLink"]));
        Assert.Equal(["mail", "id"], second.Rows[0].Select(member => member.Key).OrderByDescending(name => name));
        Assert.Equal(153, first.Rows.Concat(second.Rows).Select(row => row["id"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(153, (await Product.GetAsync("/v1.0/users?$top=999", Cancel)).Rows.Length);
        Assert.Equal((400, "Request_UnsupportedQuery"), Said(await Product.GetAsync("/v1.0/users?$top=1000", Cancel)));
        Assert.Equal("153", (await Product.GetAsync("/v1.0/users/$count", Cancel, _eventual)).Text);

        var graph = Tenant.Sdk(Product.Token);
        var page = await graph.Users.GetAsync(r => r.QueryParameters.Top = 60, Cancel);
        var seen = 0;
        await PageIterator<User, UserCollectionResponse>.CreatePageIterator(graph, page!, _ => ++seen > 0).IterateAsync(Cancel);
        Assert.Equal(153, seen);
    }

    [Theory]
    [InlineData("$filter=department ne 'Phòng A'", 2)]
    [InlineData("$filter=not startsWith(displayName,'Cán bộ mẫu A')", 2)]
    [InlineData("$filter=endsWith(mail,'binh@mau.example')", 1)]
    [InlineData("$search=\"displayName:bình\"", 1)]
    [InlineData("$filter=accountEnabled eq true&$orderby=displayName desc", 2)]
    public async Task Advanced_Queries_Need_The_Header_And_The_Count(string query, int found)
    {
        Assert.Equal((400, "Request_UnsupportedQuery"), Said(await Product.GetAsync($"/v1.0/users?{query}", Cancel)));
        Assert.Equal((400, "Request_UnsupportedQuery"), Said(await Product.GetAsync($"/v1.0/users?{query}&$count=true", Cancel)));
        var answer = await Product.GetAsync($"/v1.0/users?{query}&$count=true", Cancel, _eventual);
        Assert.Equal((200, found, found), (answer.Status, answer.Rows.Length, answer.Json["@odata.count"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("startswith(displayName,'Cán bộ mẫu A')", 1)]
    [InlineData("startsWith(displayName,'Cán bộ mẫu A')", 1)]
    [InlineData("displayName eq 'ne not'", 0)]
    [InlineData("mail eq 'an@mau.example' or mail eq 'binh@mau.example'", 2)]
    public async Task Plain_Filters_Do_Not_Need_Them(string filter, int found) =>
        Assert.Equal(found, (await Product.GetAsync($"/v1.0/users?$filter={filter}", Cancel)).Rows.Length);

    [Fact]
    public async Task A_Property_That_People_Do_Not_Have_Is_Refused() =>
        Assert.Equal((400, "BadRequest"), Said(await Product.GetAsync("/v1.0/users?$filter=shoeSize eq 42", Cancel)));

    [Fact]
    public async Task The_Chain_Of_Managers_Comes_Inside_One_Another()
    {
        var people = LocalTenant.Directory()["people"]!.DeepClone().AsArray();
        people[1]!["manager"] = LocalTenant.An;
        people[2]!["manager"] = LocalTenant.Binh;
        // a circle ends where it began
        people[0]!["manager"] = LocalTenant.Chi;
        await Tenant.PutAsync("/_local/people", new JsonObject { ["people"] = people }, Cancel);
        var one = await Product.GetAsync($"/v1.0/users/{LocalTenant.Chi}?$expand=manager", Cancel);
        Assert.Equal((LocalTenant.Binh, null), (one.Json["manager"]!["id"]!.GetValue<string>(), one.Json["manager"]!["manager"]));
        var path = $"/v1.0/users/{LocalTenant.Chi}?$select=id&$expand=manager($levels=max;$select=id,displayName)";
        Assert.Equal((400, "Request_UnsupportedQuery"), Said(await Product.GetAsync(path, Cancel)));
        var chain = await Product.GetAsync(path + "&$count=true", Cancel, _eventual);
        Assert.Equal(LocalTenant.An, chain.Json["manager"]!["manager"]!["id"]!.GetValue<string>());
        Assert.Null(chain.Json["manager"]!["manager"]!["manager"]);
        Assert.Equal(["@odata.type", "id", "displayName", "manager"], chain.Json["manager"]!.AsObject().Select(member => member.Key));
        Assert.Equal(LocalTenant.An, (await Product.GetAsync($"/v1.0/users/{LocalTenant.Binh}/manager?$select=id", Cancel)).Id);
    }

    [Fact]
    public async Task Only_A_Person_Is_Me()
    {
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Assert.Equal(LocalTenant.An, (await an.GetAsync("/v1.0/me", Cancel)).Id);
        Assert.Equal("Cán bộ mẫu An", (await Tenant.Sdk(an.Token).Me.GetAsync(cancellationToken: Cancel))!.DisplayName);
        Assert.Equal((400, "BadRequest"), Said(await Product.GetAsync("/v1.0/me", Cancel)));
    }

    private static (int, string) Said(Answer answer) => (answer.Status, answer.Code);
}
