using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>Who looks at the workbench is chosen, not proved; what they see is what that person may see.</summary>
public sealed class SignInPageTests : TenantTests
{
    [Fact]
    public async Task Whoever_Is_Not_Signed_In_Is_Sent_To_Choose_A_Person_And_Comes_Back()
    {
        using var pages = new Pages(Tenant);
        var first = await pages.GetAsync("/sites/tdkt", Cancel);
        Assert.Equal((302, "/signin?back=%2Fsites%2Ftdkt"), (first.Status, first.Location));
        var choice = await pages.GetAsync(first.Location, Cancel);
        Assert.Contains("Cán bộ mẫu An", choice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cán bộ mẫu Chi", choice.Text, StringComparison.Ordinal);
        var picked = await pages.GetAsync("/signin?as=an@mau.example&back=%2Fsites%2Ftdkt", Cancel);
        Assert.Equal((302, "/sites/tdkt"), (picked.Status, picked.Location));
        Assert.Contains("Thi đua, khen thưởng", (await pages.GetAsync("/sites/tdkt", Cancel)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chi@mau.example")]
    [InlineData("khongco@mau.example")]
    public async Task Somebody_Disabled_Or_Unknown_Cannot_Be_Chosen(string who)
    {
        using var pages = new Pages(Tenant);
        var answer = await pages.GetAsync("/signin?as=" + who, Cancel);
        Assert.Equal(404, answer.Status);
        Assert.Contains(who, answer.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.GetAsync("/", Cancel)).Status);
    }

    [Theory]
    [InlineData("//elsewhere.example/x")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    public async Task Choosing_Never_Leads_Away_From_This_Machine(string back)
    {
        using var pages = new Pages(Tenant);
        Assert.Equal("/", (await pages.GetAsync("/signin?as=an@mau.example&back=" + Uri.EscapeDataString(back), Cancel)).Location);
        Assert.Equal("/", (await pages.GetAsync("/language?to=en&back=" + Uri.EscapeDataString(back), Cancel)).Location);
    }

    [Fact]
    public async Task Choosing_Somebody_Else_Ends_The_Other_Sessions_Of_The_Browser()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin?as=binh@mau.example");
        request.Headers.Add("Cookie", "Some.Session=1; localm365.language=en");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Tenant.App.BaseAddress };
        using var answer = await http.SendAsync(request, Cancel);
        var set = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(set, cookie => cookie.StartsWith("Some.Session=;", StringComparison.Ordinal) && cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
        Assert.DoesNotContain(set, cookie => cookie.StartsWith("localm365.language", StringComparison.Ordinal));
        Assert.Contains(set, cookie => cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase) && cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase) && cookie.StartsWith($"localm365.person={LocalTenant.Binh}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_Speak_Vietnamese_And_English_When_Asked()
    {
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var vietnamese = await pages.GetAsync("/", Cancel);
        Assert.Contains("<html lang=\"vi\">", vietnamese.Html, StringComparison.Ordinal);
        Assert.Contains("Xin chào, Cán bộ mẫu An", vietnamese.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.GetAsync("/language?to=en", Cancel)).Status);
        var english = await pages.GetAsync("/", Cancel);
        Assert.Contains("<html lang=\"en\">", english.Html, StringComparison.Ordinal);
        Assert.Contains("Hello, Cán bộ mẫu An", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_Signed_In_On_The_Workbench_Is_Signed_In_For_Apps_Unless_They_Ask_To_Choose()
    {
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var authorize = $"/openid/{LocalTenant.TenantId}/oauth2/v2.0/authorize?client_id={LocalTenant.Product}&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A7071%2Fback&state=s1";
        var straight = await pages.GetAsync(authorize, Cancel);
        Assert.Equal(302, straight.Status);
        Assert.StartsWith("http://localhost:7071/back?code=", straight.Location, StringComparison.Ordinal);
        var asked = await pages.GetAsync(authorize + "&prompt=select_account", Cancel);
        Assert.Equal(200, asked.Status);
        Assert.Contains("Cán bộ mẫu Bình", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_Load_Nothing_From_Elsewhere_And_Run_Only_Their_Own_Script()
    {
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = await pages.GetAsync("/sites/tdkt", Cancel);
        var policy = page.Headers["Content-Security-Policy"];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Html, StringComparison.Ordinal);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task A_Form_Sent_From_Elsewhere_Is_Refused(string header, string value)
    {
        var list = await ListAsync("Rows", "[]");
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var sent = await pages.PostAsync("/sites/tdkt/Lists/Rows/NewForm.aspx", new Dictionary<string, string> { ["f.Title"] = "Từ nơi khác" }, Cancel, (header, value));
        Assert.Equal(403, sent.Status);
        Assert.Empty((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }
}
