using System.Net;

namespace EmulationM365.Tests.Functions.Local;

public sealed class SignInTests
{
    [Fact]
    public async Task Who_Is_Not_Signed_In_Is_Sent_To_The_Provider()
    {
        await using var visit = await SignInVisit.StartAsync();
        using var answer = await visit.GetAsync("/api/requests/abc");
        Assert.StartsWith(visit.Authority.Address + "/tenant/oauth2/v2.0/authorize?", answer.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        var asked = await visit.StartSigningInAsync();
        Assert.Equal(("client", "code", "openid profile"), (asked["client_id"], asked["response_type"], asked["scope"]));
        Assert.Equal(visit.Address + ".auth/login/aad/callback", asked["redirect_uri"]);
    }

    [Fact]
    public async Task Who_Is_Not_Signed_In_Cannot_Post()
    {
        await using var visit = await SignInVisit.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(visit.Address, "/API/Requests/abc"));
        using var answer = await visit.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Other_Routes_Need_No_Sign_In_And_Get_No_Token()
    {
        await using var visit = await SignInVisit.StartAsync();
        await visit.SignInAsync();
        using var answer = await visit.GetAsync("/api/open/door");
        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(HostRun.Token)));
    }

    [Fact]
    public async Task The_Function_Sees_The_Token_And_Nothing_A_Caller_Forged()
    {
        await using var visit = await SignInVisit.StartAsync();
        var token = await visit.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(visit.Address, "/api/requests/abc"));
        request.Headers.Add("X-MS-TOKEN-AAD-ID-TOKEN", "forged");
        request.Headers.Add("x-ms-client-principal-id", "forged");
        using var answer = await visit.SendAsync(request);
        Assert.Equal($"Page abc X-MS-TOKEN-AAD-ID-TOKEN={token}", await answer.Content.ReadAsStringAsync(HostRun.Token));
        Assert.Equal(["client_id", "code", "grant_type", "redirect_uri"], visit.Authority.LastForm.Keys.Order());
    }

    [Fact]
    public async Task A_Session_Ends_With_Its_Token()
    {
        await using var visit = await SignInVisit.StartAsync();
        await visit.SignInAsync();
        visit.Clock.Advance(TimeSpan.FromHours(1));
        using var answer = await visit.GetAsync("/api/requests/abc");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_State_Works_Once_And_Only_In_Its_Browser_And_For_Ten_Minutes()
    {
        await using var visit = await SignInVisit.StartAsync();
        using var stranger = SignInVisit.NewBrowser();
        var expires = visit.Clock.GetUtcNow().AddHours(1);

        var asked = await visit.StartSigningInAsync();
        using var stolen = await visit.ComeBackAsync(asked["state"], visit.Authority.Lay(asked["nonce"], expires), stranger);
        using var spent = await visit.ComeBackAsync(asked["state"], visit.Authority.Lay(asked["nonce"], expires));
        asked = await visit.StartSigningInAsync();
        visit.Clock.Advance(TimeSpan.FromMinutes(10));
        using var late = await visit.ComeBackAsync(asked["state"], visit.Authority.Lay(asked["nonce"], expires));
        using var invented = await visit.ComeBackAsync("invented", "code");

        Assert.All([stolen, spent, late, invented], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("expired")]
    [InlineData("code")]
    public async Task A_Token_That_Does_Not_Answer_This_Request_Is_Refused(string wrong)
    {
        await using var visit = await SignInVisit.StartAsync();
        var asked = await visit.StartSigningInAsync();
        var code = visit.Authority.Lay(
            wrong == "nonce" ? "another" : asked["nonce"],
            visit.Clock.GetUtcNow().AddHours(wrong == "expired" ? -1 : 1),
            wrong == "audience" ? "another" : "client");
        using var answer = await visit.ComeBackAsync(asked["state"], wrong == "code" ? "unknown" : code);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using var page = await visit.GetAsync("/api/requests/abc");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("//evil.test/")]
    [InlineData("/\\evil.test/")]
    [InlineData("/\t/evil.test/")]
    [InlineData("evil")]
    public async Task Nobody_Is_Led_To_Another_Host(string target)
    {
        await using var visit = await SignInVisit.StartAsync();
        using var enter = await visit.GetAsync("/.auth/login/aad?post_login_redirect_uri=" + Uri.EscapeDataString(target));
        using var leave = await visit.GetAsync("/.auth/logout?post_logout_redirect_uri=" + Uri.EscapeDataString(target));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (enter.StatusCode, leave.StatusCode));
    }

    [Fact]
    public async Task Me_Gives_The_Claims_Until_Logout()
    {
        await using var visit = await SignInVisit.StartAsync();
        using var before = await visit.GetAsync("/.auth/me");
        await visit.SignInAsync();
        using var me = await visit.GetAsync("/.auth/me");
        using var leave = await visit.GetAsync("/.auth/logout?post_logout_redirect_uri=/bye");
        using var after = await visit.GetAsync("/.auth/me");

        var claims = await me.Content.ReadAsStringAsync(HostRun.Token);
        Assert.Contains("""{"typ":"oid","val":"oid-1"}""", claims, StringComparison.Ordinal);
        Assert.Contains("an@unit.test", claims, StringComparison.Ordinal);
        Assert.Equal("/bye", leave.Headers.Location!.OriginalString);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task The_Session_Cookie_Is_Out_Of_Reach_Of_Scripts()
    {
        await using var visit = await SignInVisit.StartAsync();
        var asked = await visit.StartSigningInAsync();
        using var answer = await visit.ComeBackAsync(asked["state"], visit.Authority.Lay(asked["nonce"], visit.Clock.GetUtcNow().AddHours(1)));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
