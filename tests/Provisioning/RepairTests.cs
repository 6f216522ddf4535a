using System.Text.Json.Nodes;

namespace EmulationM365.Tests.Provisioning;

/// <summary>What an owner changed over HTTP is put right by exactly the writes that it takes, and by none afterwards.</summary>
public sealed class RepairTests : OnMadeSite
{
    [Fact]
    public async Task After_Staff_Rename_A_List_And_Delete_A_Column_Over_Http_Apply_Writes_Exactly_The_Repairs()
    {
        var (requests, returns) = (await _site.ListAsync("Requests2025"), await _site.ListAsync("UnitReturns2025"));
        Assert.Equal(200, (await _site.Owner.PatchAsync(requests, new JsonObject { ["displayName"] = "Việc của tôi" }, Cancel)).Status);
        Assert.Equal(204, (await _site.Owner.DeleteAsync(await _site.ColumnAsync(returns, "ReturnKey"), Cancel)).Status);
        Assert.Equal(404, (await _site.Owner.GetAsync($"{returns}/columns/ReturnKey", Cancel)).Status);
        var writes = await _site.WritesOfApplyAsync();
        Assert.Equal([$"POST {Plain(returns)}/columns", $"PATCH {Plain(requests)}"], writes.Take(2));
        // A new column stands in every form until its condition is said.
        Assert.EndsWith("/fields/getbyinternalnameortitle('ReturnKey')", Assert.Single(writes.Skip(2)), StringComparison.Ordinal);
        Assert.Equal("Việc chờ xử lý 2025", (await _site.Owner.GetAsync(requests, Cancel)).Json["displayName"]!.GetValue<string>());
        var column = (await _site.Owner.GetAsync($"{returns}/columns/ReturnKey", Cancel)).Json;
        Assert.True(column["enforceUniqueValues"]!.GetValue<bool>() && column["indexed"]!.GetValue<bool>());
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_Column_Deleted_From_Lines_Comes_Back_Into_The_Forms_It_Belongs_To_And_Into_No_Other()
    {
        var list = await _site.ListAsync("Nominations2025");
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(list, "MemberCount"), Cancel);
        // What its values must meet is REST's to say, and no matter of forms.
        var writes = (await _site.WritesOfApplyAsync()).Where(write => write.Contains(" /v1.0/", StringComparison.Ordinal));
        // The service puts a new column into the default form, which is that of a person.
        var (person, group) = (Plain(await _site.TypeAsync(list, "Cá nhân")), Plain(await _site.TypeAsync(list, "Tập thể")));
        var id = (await _site.Owner.GetAsync($"{list}/columns/MemberCount", Cancel)).Id;
        Assert.Equal([$"POST {Plain(list)}/columns", $"DELETE {person}/columns/{id}", $"POST {group}/columns"], writes);
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task Nobody_But_An_Owner_Changes_The_Site_This_Way()
    {
        var list = await _site.ListAsync("Requests2025");
        var reader = await _site.Tenant.AsPersonAsync(Support.LocalTenant.Binh, Cancel);
        Assert.Equal(403, (await reader.PatchAsync(list, new JsonObject { ["displayName"] = "Của tôi" }, Cancel)).Status);
        Assert.Equal(403, (await reader.DeleteAsync(await _site.ColumnAsync(list, "Due"), Cancel)).Status);
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    private static string Plain(string path) => Uri.UnescapeDataString(path);
}
