using System.Net;
using System.Text;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Functions.Pages;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The page behind the link in a mail, against everybody who should not decide there. None of these may record anything.</summary>
public sealed class RequestPageTests(Stage stage) : IClassFixture<Stage>
{
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "52")]
    public async Task A_Scanner_That_Opens_The_Link_Is_Sent_To_Sign_In_And_Changes_Nothing()
    {
        var before = await stage.EventsAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get })
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(method, stage.Link), Cancel);
            Assert.True((int)answer.StatusCode is 302 or 401 or 405, $"{method} was answered {answer.StatusCode}");
        }

        await stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await stage.EventsAsync());
    }

    [Fact]
    [Trait("Fault", "52")]
    public async Task Opening_The_Page_Signed_In_Shows_The_List_And_Changes_Nothing()
    {
        var before = await stage.EventsAsync();
        using var browser = new Browser();
        var page = await browser.OpenAsync(stage.Link, Head, Cancel);
        Assert.Equal(200, page.Status);
        Assert.True(page.HasForm);
        Assert.Contains("Cán bộ mẫu 06", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        Assert.Contains("Cần minh chứng", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        await stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await stage.EventsAsync());
    }

    [Fact]
    [Trait("Fault", "52")]
    public async Task Somebody_Else_Sees_Nothing_And_Cannot_Answer()
    {
        var before = await stage.EventsAsync();
        using var head = new Browser();
        var real = await head.OpenAsync(stage.Link, Head, Cancel);
        using var browser = new Browser();
        var page = await browser.OpenAsync(stage.Link, Clerk, Cancel);
        Assert.Equal(403, page.Status);
        Assert.DoesNotContain("Cán bộ mẫu 06", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        var sent = await browser.SendAsync(stage.Link, real, [KeyValuePair.Create("answer", "agree")], Cancel);
        Assert.Equal(403, sent.Status);
        Assert.Equal(before, await stage.EventsAsync());
    }

    [Theory]
    [InlineData(null, null, 403)]
    [InlineData("https://la.example", null, 403)]
    [InlineData(null, "cross-site", 403)]
    [InlineData(null, "same-site", 403)]
    public async Task A_Form_From_Another_Site_Is_Refused(string? origin, string? fetchSite, int status)
    {
        var before = await stage.EventsAsync();
        var (http, _) = await SignedInAsync();
        using (http)
        {
            using var request = Form("answer=agree");
            if (origin is not null) request.Headers.Add("Origin", origin);
            if (fetchSite is not null) request.Headers.Add("Sec-Fetch-Site", fetchSite);
            using var answer = await http.SendAsync(request, Cancel);
            Assert.Equal(status, (int)answer.StatusCode);
        }

        Assert.Equal(before, await stage.EventsAsync());
    }

    [Theory]
    [InlineData("answer=agree&except=mot", 400, "except")]
    [InlineData("answer=agree&date=32/13/2025", 400, "date")]
    [InlineData("answer=agree&except=77&content=CURRENT", 400, "77")]
    [InlineData("answer=send_back&content=CURRENT", 400, "lý do")]
    [InlineData("answer=recorded&content=CURRENT", 400, "không dùng")]
    [InlineData("answer=&content=CURRENT", 400, "không dùng")]
    [InlineData("answer=agree&content=0123", 409, "thay đổi")]
    public async Task A_Form_That_Cannot_Be_Taken_Gets_A_Sentence_And_Changes_Nothing(string form, int status, string says)
    {
        var before = await stage.EventsAsync();
        var (http, page) = await SignedInAsync();
        using (http)
        {
            var content = page.Split("name=\"content\" value=\"")[1].Split('"')[0];
            using var request = Form($"{form.Replace("CURRENT", content, StringComparison.Ordinal)}&proof={page.Split("name=\"proof\" value=\"")[1].Split('"')[0]}");
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            using var answer = await http.SendAsync(request, Cancel);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Contains(says, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        }

        Assert.Equal(before, await stage.EventsAsync());
    }

    [Fact]
    public async Task A_Header_That_Claims_A_Sign_In_Is_Not_Believed()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, stage.Link);
        request.Headers.Add("X-MS-TOKEN-AAD-ID-TOKEN", "eyJhbGciOiJub25lIn0.eyJvaWQiOiI1ZTFmMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDQifQ.");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL-ID", Head.ObjectId);
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task An_Address_That_Leads_Nowhere_Says_So()
    {
        using var browser = new Browser();
        foreach (var locator in new[] { new string('a', 26), "x", "..%2f..%2fetc" })
        {
            var page = await browser.OpenAsync(new Uri(stage.Machine.Host.BaseAddress, $"api/requests/{locator}"), Head, Cancel);
            Assert.Equal(404, page.Status);
            Assert.Contains("Không có việc nào ở địa chỉ này", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_Page_Forbids_Scripts_Frames_And_Caching()
    {
        var (http, _) = await SignedInAsync();
        using (http)
        {
            using var answer = await http.GetAsync(stage.Link, Cancel);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        }
    }

    private HttpRequestMessage Form(string text) =>
        new(HttpMethod.Post, stage.Link) { Content = new StringContent(text, Encoding.UTF8, "application/x-www-form-urlencoded") };

    /// <summary>A client that carries the head's session, and the page it sees.</summary>
    private async Task<(HttpClient Http, string Page)> SignedInAsync()
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var address = stage.Link;
        while (true)
        {
            using var answer = await http.GetAsync(address, Cancel);
            // The library sends a cookie for https alone not even to this machine; browsers do.
            if (answer.Headers.TryGetValues("Set-Cookie", out var set) && set.FirstOrDefault(line => line.StartsWith(FormProof.Cookie, StringComparison.Ordinal)) is { } cookie)
                http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
            if (answer.Headers.Location is not { } location) return (http, await answer.Content.ReadAsStringAsync(Cancel));
            address = new Uri(address, location);
            if (address.AbsolutePath.EndsWith("/authorize", StringComparison.Ordinal)) address = new Uri($"{address}&prompt=none&login_hint={Head.UserPrincipalName}");
        }
    }
}
