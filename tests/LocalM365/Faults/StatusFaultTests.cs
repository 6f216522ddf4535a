using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>Kind <c>status</c>: throttling, a busy service, a gateway that gave up. reliability §2 rows 14-16; graph §10: both 429 and 503 carry Retry-After.</summary>
public sealed class StatusFaultTests : FaultTests
{
    [Theory]
    [InlineData("5", "5")]
    [InlineData("\"1.5\"", "1.5")]
    [InlineData("1.5", "1.5")]
    [InlineData("0", "0")]
    [InlineData("900", "900")]
    [InlineData("\"Mon, 12 May 2025 01:01:30 GMT\"", "Mon, 12 May 2025 01:01:30 GMT")]
    public async Task Status_429_Says_Retry_After_In_Every_Form(string asked, string header)
    {
        await ScriptAsync($$"""{"route":"GET /v1.0/users","status":429,"retryAfter":{{asked}}}""");
        var refused = await Product.GetAsync("/v1.0/users", Cancel);
        Assert.Equal((429, header, "activityLimitReached"), (refused.Status, Header(refused, "Retry-After"), refused.Code));
        Assert.Equal("2025-05-12T01:00:00", refused.Json["error"]!["innerError"]!["date"]!.GetValue<string>());
        Assert.Equal(200, (await Product.GetAsync("/v1.0/users", Cancel)).Status);
    }

    [Fact]
    public async Task Status_429_Can_Say_Retry_After_As_A_Date_Of_The_Tenant()
    {
        await Tenant.PutAsync("/_local/clock", Json("""{"now":"2026-02-01T00:00:00Z"}"""), Cancel);
        var product = await Tenant.AsAppAsync(Cancel);
        await ScriptAsync("""{"route":"GET /v1.0/users","status":429,"retryAfterDate":90}""");
        Assert.Equal("Sun, 01 Feb 2026 00:01:30 GMT", Header(await product.GetAsync("/v1.0/users", Cancel), "Retry-After"));
    }

    [Fact]
    public async Task Status_429_Can_Come_Without_A_Body()
    {
        await ScriptAsync("""{"route":"GET /v1.0/users","status":429,"retryAfter":900,"body":""}""");
        var refused = await Product.GetAsync("/v1.0/users", Cancel);
        Assert.Equal((429, "900", ""), (refused.Status, Header(refused, "Retry-After"), refused.Text));
    }

    // graph §0: real 503 pages are HTML
    [Fact]
    public async Task Status_503_Comes_As_An_Html_Page_Before_The_Effect()
    {
        var list = await ListAsync("Rows");
        await ScriptAsync("""{"route":"POST .*/items$","status":503,"body":"<html><body>Service unavailable</body></html>","contentType":"text/html"}""");
        var refused = await AddAsync(list, "một");
        Assert.Equal((503, "<html><body>Service unavailable</body></html>"), (refused.Status, refused.Text));
        Assert.Empty(await TitlesAsync(list));
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task Status_504_Comes_Before_Or_After_The_Effect(string when, int rows)
    {
        var list = await ListAsync("Rows");
        await ScriptAsync($$"""{"route":"POST .*/items$","status":504,"when":"{{when}}"}""");
        var refused = await AddAsync(list, "một");
        Assert.Equal((504, "gatewayTimeout", null), (refused.Status, refused.Code, Header(refused, "Location")));
        Assert.Equal(rows, (await TitlesAsync(list)).Length);
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task Reset_Cuts_The_Connection_Before_Or_After_The_Effect(string when, int rows)
    {
        var list = await ListAsync("Rows");
        await ScriptAsync($$"""{"route":"POST .*/items$","kind":"reset","when":"{{when}}"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => AddAsync(list, "một"));
        Assert.Equal(rows, (await TitlesAsync(list)).Length);
    }

    // reliability §2 row 22: a unique column that is violated is reported as 400, 409 or 500; the last two come by script
    [Theory]
    [InlineData(409)]
    [InlineData(500)]
    public async Task Status_Gives_A_Unique_Violation_The_Shape_Of_Another_Report(int status)
    {
        var list = await ListAsync("Rows");
        await ScriptAsync($$"""{"route":"POST .*/items$","status":{{status}},"body":{"error":{"code":"generalException","message":"0x810200BF"} } }""");
        var refused = await AddAsync(list, "một");
        Assert.Equal((status, "0x810200BF"), (refused.Status, refused.Message));
    }
}
