using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>The machine's own pages turn the same switches as <c>/_local</c>.</summary>
public sealed class MachineTests : TenantTests
{
    private LocalTenant.Client Local => new(Tenant, null);

    [Theory]
    [InlineData("jump", "hour", "2025-05-12T02:00:00")]
    [InlineData("jump", "day", "2025-05-13T01:00:00")]
    [InlineData("jump", "week", "2025-05-19T01:00:00")]
    [InlineData("moment", "2025-12-31T07:30", "2025-12-31T00:30:00")]
    public async Task The_Clock_Jumps_And_Is_Set_In_Vietnams_Time(string field, string value, string now)
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Contains("12/05/2025 08:00:00", await an.ReadAsync("/machine", Cancel), StringComparison.Ordinal);
        Assert.Equal("/machine", (await an.SendAsync("/machine/clock", Cancel, (field, value))).Location);
        Assert.StartsWith(now, (await Local.GetAsync("/_local/clock", Cancel)).Json["now"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("Về giờ nguồn", await an.ReadAsync("/machine", Cancel), StringComparison.Ordinal);
        await an.SendAsync("/machine/clock", Cancel, ("jump", "back"));
        Assert.Equal(0, (await Local.GetAsync("/_local/clock", Cancel)).Json["offsetSeconds"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_Moment_That_Is_None_Is_Not_Taken_And_Stays_In_The_Form()
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var refused = await an.SendAsync("/machine/clock", Cancel, ("moment", "hôm qua"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("Chưa đọc được ngày giờ", refused.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"hôm qua\"", refused.Resolved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Clock_Of_Another_Program_Says_That_Only_The_Tenants_Moves()
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Contains("chạy bên trong một chương trình khác", (await an.GetAsync("/machine", Cancel)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Meter_Names_Who_Cost_What_And_Is_Cleared_And_Given_A_Quota()
    {
        await Product.GetAsync($"{Site}/lists", Cancel);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Contains("Thi đua<small>Ứng dụng</small>", await an.ReadAsync("/machine", Cancel), StringComparison.Ordinal);
        await an.SendAsync("/machine/meter", Cancel, ("clear", "1"));
        Assert.Empty((await Local.GetAsync("/_local/meter", Cancel)).Json["identities"]!.AsObject());
        await an.SendAsync("/machine/meter", Cancel, ("quota", "6"));
        Assert.Equal(6, (await Local.GetAsync("/_local/meter", Cancel)).Json["unitsPerMinute"]!.GetValue<int>());
        for (var number = 0; number < 4; number++) await Product.GetAsync($"{Site}/lists", Cancel);
        Assert.Contains("Hạn mức 6 đơn vị một phút cho mỗi ứng dụng; đã từ chối 1 lần gọi", (await an.GetAsync("/machine", Cancel)).Text, StringComparison.Ordinal);
        var refused = await an.SendAsync("/machine/meter", Cancel, ("quota", "2"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("2 is no quota", refused.Text, StringComparison.Ordinal);
        await an.SendAsync("/machine/meter", Cancel, ("quota", ""));
        Assert.Null((await Local.GetAsync("/_local/meter", Cancel)).Json["unitsPerMinute"]);
    }

    [Fact]
    public async Task A_Script_Of_Faults_Is_Put_In_Force_Shown_And_Cleared_And_A_Wrong_One_Comes_Back_With_The_Sentence()
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Equal(302, (await an.SendAsync("/machine/faults", Cancel, ("script", """[{"route":"GET .*<lists>","status":503,"times":2}]"""))).Status);
        Assert.Equal("GET .*<lists>", (await Local.GetAsync("/_local/faults", Cancel)).Json["rules"]![0]!["route"]!.GetValue<string>());
        Assert.Contains("<code>GET .*&lt;lists&gt;</code>", await an.ReadAsync("/machine", Cancel), StringComparison.Ordinal);
        foreach (var wrong in new[] { "{\"rules\": [", """{"rules":[{"route":"(","status":503}]}""" })
        {
            var refused = await an.SendAsync("/machine/faults", Cancel, ("script", wrong));
            Assert.Equal(422, refused.Status);
            Assert.Contains("Hệ thống không nhận", refused.Text, StringComparison.Ordinal);
            Assert.Contains(wrong + "</textarea>", refused.Resolved, StringComparison.Ordinal);
        }
        await an.SendAsync("/machine/faults", Cancel, ("clear", "1"));
        Assert.Empty((await Local.GetAsync("/_local/faults", Cancel)).Json["rules"]!.AsArray());
    }

    [Fact]
    public async Task A_Person_Is_Disabled_And_Enabled_And_Keeps_Everything_Else()
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = await an.ReadAsync("/machine/people", Cancel);
        Assert.All(["Cán bộ mẫu Bình", "Trưởng phòng", "Phòng B", "binh@mau.example", "Đã khóa"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        var before = Person(await Local.GetAsync("/_local/people", Cancel), LocalTenant.Binh);
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        Assert.Equal(302, (await an.SendAsync("/machine/people", Cancel, ("id", LocalTenant.Binh), ("enabled", "0"))).Status);
        Assert.StartsWith("/signin", (await binh.GetAsync("/", Cancel)).Location, StringComparison.Ordinal);
        var disabled = Person(await Local.GetAsync("/_local/people", Cancel), LocalTenant.Binh);
        Assert.False(disabled["accountEnabled"]!.GetValue<bool>());
        await an.SendAsync("/machine/people", Cancel, ("id", LocalTenant.Binh), ("enabled", "1"));
        Assert.True(JsonNode.DeepEquals(before, Person(await Local.GetAsync("/_local/people", Cancel), LocalTenant.Binh)));
        Assert.Equal(404, (await an.SendAsync("/machine/people", Cancel, ("id", "nobody"), ("enabled", "0"))).Status);
    }

    [Fact]
    public async Task Sites_Show_Who_Was_Granted_What()
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = (await an.GetAsync("/machine/sites", Cancel)).Text;
        Assert.All(["Thi đua, khen thưởng", "Cán bộ mẫu Bình", "Toàn quyền", "Người đọc", "Nơi khác", "Chưa ai có quyền", "tdkt@mau.example"], text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Form_From_Another_Origin_Changes_Nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Tenant.Origin + "/machine/clock") { Content = new FormUrlEncodedContent([KeyValuePair.Create("jump", "day")]) };
        request.Headers.Add("Cookie", "localm365.person=" + LocalTenant.An);
        request.Headers.Add("Origin", "http://elsewhere.example");
        using var answer = await Tenant.Http.SendAsync(request, Cancel);
        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal(0, (await Local.GetAsync("/_local/clock", Cancel)).Json["offsetSeconds"]!.GetValue<double>());
    }

    private static JsonNode Person(Answer people, string id) => people.Json["people"]!.AsArray().Single(person => person!["id"]!.GetValue<string>() == id)!;
}
