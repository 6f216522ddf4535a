using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>Cards in mails as Outlook treats them: whose are shown, to whom, how what is pressed travels, and what of the reply counts.</summary>
public sealed class CardTests : TenantTests
{
    private const string Provider = "cccccccc-0000-0000-0000-000000000001";
    private const string Shared = "/v1.0/users/tdkt@mau.example/sendMail";
    private WebApplication? _door;
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    /// <summary>What came to the door: headers and body.</summary>
    private readonly List<(Dictionary<string, string> Headers, string Body)> _came = [];

    private string Door => _door!.Urls.First();

    public override async ValueTask DisposeAsync()
    {
        if (_door is not null) await _door.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not approved")]
    [InlineData("another originator")]
    [InlineData("passed on")]
    [InlineData("hidden copy")]
    [InlineData("a month old")]
    [InlineData("a newer dialect")]
    [InlineData("an action of bots")]
    [InlineData("no JSON")]
    public async Task A_Card_Is_Shown_Where_Outlook_Would_Show_It(string wrong)
    {
        Cards.CardLint.SkipWithoutNode();
        await OpenAsync(approve: wrong != "not approved");
        var card = Card();
        if (wrong == "another originator") card["originator"] = "somebody";
        if (wrong == "a newer dialect") card["version"] = "1.4";
        if (wrong == "an action of bots") card["actions"]![0]!["type"] = "Action.Submit";
        await MailAsync(wrong == "no JSON" ? "{" : card.ToJsonString(), wrong == "passed on" ? "khac@mau.example" : "tdkt@mau.example", wrong == "hidden copy" ? "bccRecipients" : "toRecipients");
        if (wrong == "a month old") Tenant.Clock.Advance(TimeSpan.FromDays(32));
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = await an.ReadAsync("/outlook/1", Cancel);
        Assert.Equal(wrong.Length == 0, page.Contains("data-card=", StringComparison.Ordinal));
        Assert.Equal(wrong.Length > 0, page.Contains("cardnote", StringComparison.Ordinal));
        // The text of the mail is there for everybody.
        Assert.Contains("Phần chữ", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(wrong.Length == 0 ? 200 : 403, (await PressAsync(LocalTenant.An, Http("/a"))).Status);
    }

    [Fact]
    public async Task A_Mail_Without_A_Card_Says_Nothing_Of_Cards()
    {
        await OpenAsync();
        Assert.Equal(202, (await Product.PostAsync(Shared, Message("<p>Phần chữ</p>", "toRecipients"), Cancel)).Status);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = await an.ReadAsync("/outlook/1", Cancel);
        Assert.DoesNotContain("cardnote", page, StringComparison.Ordinal);
        Assert.DoesNotContain("adaptivecards", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task What_Is_Pressed_Travels_As_From_The_Actions_App(int version, bool emptied)
    {
        await OpenAsync(version);
        await MailAsync(Card().ToJsonString());
        var action = Http("/a?x={{x.value}}", "{{comment.value}}");
        action["headers"] = new JsonArray(new JsonObject { ["name"] = "Content-Type", ["value"] = "text/plain; charset=utf-8" });
        if (emptied) action["headers"]!.AsArray().Add(new JsonObject { ["name"] = "Authorization", ["value"] = "" });
        await PressAsync(LocalTenant.An, action, new JsonObject { ["comment"] = "Thiếu \"biên bản\"\n{{x.value}}", ["x"] = "1" });
        var (headers, body) = Assert.Single(_came);
        Assert.Equal("Thiếu \"biên bản\"\n{{x.value}}", body);
        Assert.Equal(("text/plain; charset=utf-8", "/a?x=1"), (headers["Content-Type"], headers[":target"]));
        Assert.True(Guid.TryParse(headers["Action-Request-Id"], out _));
        Assert.Equal("corr", headers["Card-Correlation-Id"]);
        Assert.Equal(emptied, headers.ContainsKey("Action-Authorization"));
        Assert.Equal(!emptied, headers.ContainsKey("Authorization"));
        var token = new JsonWebToken(headers[emptied ? "Action-Authorization" : "Authorization"]["Bearer ".Length..]);
        Assert.Equal(version == 1
            ? ("api://auth-am", $"{Tenant.Origin}/openid/sts.windows.net/{LocalTenant.TenantId}/", "appid", "1.0", "upn")
            : ("client", $"{Tenant.Origin}/openid/{LocalTenant.TenantId}/v2.0", "azp", "2.0", "preferred_username"),
            (token.Audiences.Single(), token.Issuer, token.TryGetClaim("azp", out _) ? "azp" : "appid", token.GetClaim("ver").Value, token.TryGetClaim("upn", out _) ? "upn" : "preferred_username"));
        Assert.Equal((LocalTenant.An, "scope", "48af08dc-f6d2-435f-b2a7-069abd99c086"), (token.GetClaim("oid").Value, token.GetClaim("scp").Value, token.GetClaim(version == 1 ? "appid" : "azp").Value));
        Assert.False(token.TryGetClaim("idtyp", out _));
        // The issuer names keys with which the token is signed; the token opens nothing here.
        var metadata = JsonNode.Parse(await Tenant.Http.GetStringAsync(new Uri($"{token.Issuer.TrimEnd('/')}/.well-known/openid-configuration"), Cancel))!;
        Assert.Equal(token.Issuer, metadata["issuer"]!.GetValue<string>());
        Assert.Contains(token.Kid, await Tenant.Http.GetStringAsync(new Uri(metadata["jwks_uri"]!.GetValue<string>()), Cancel), StringComparison.Ordinal);
        Assert.Equal(401, (await new LocalTenant.Client(Tenant, token.EncodedToken).GetAsync("/v1.0/me/messages", Cancel)).Status);
    }

    [Theory]
    [InlineData("renewed", true, null)]
    [InlineData("no flag", false, null)]
    [InlineData("another originator", false, null)]
    [InlineData("a newer dialect", false, null)]
    [InlineData("no card", false, null)]
    [InlineData("refused", false, "Khong duoc")]
    public async Task Of_A_Reply_Counts_What_Outlook_Reads(string what, bool renews, string? said)
    {
        await OpenAsync();
        await MailAsync(Card().ToJsonString());
        var card = Card();
        if (what == "another originator") card["originator"] = "somebody";
        if (what == "a newer dialect") card["version"] = "1.5";
        _answer = http =>
        {
            if (what != "no flag") http.Response.Headers["CARD-UPDATE-IN-BODY"] = "true";
            if (what == "refused") (http.Response.StatusCode, http.Response.Headers["CARD-ACTION-STATUS"]) = (403, "Khong duoc");
            return http.Response.WriteAsync(what == "no card" ? "ok" : card.ToJsonString());
        };
        var reply = await PressAsync(LocalTenant.An, Http("/a"));
        Assert.Equal((renews, said, what == "refused"), (reply.Json["card"] is not null, reply.Json["status"]?.GetValue<string>(), reply.Json["failed"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(3, true, false)]
    [InlineData(3, false, true)]
    public async Task A_Card_That_Is_Fetched_On_Opening_Has_Two_Seconds(int seconds, bool auto, bool shown)
    {
        await OpenAsync();
        await MailAsync(Card().ToJsonString());
        _answer = http =>
        {
            Tenant.Clock.Advance(TimeSpan.FromSeconds(seconds));
            http.Response.Headers["CARD-UPDATE-IN-BODY"] = "true";
            return http.Response.WriteAsync(Card().ToJsonString());
        };
        var reply = await PressAsync(LocalTenant.An, Http("/a"), auto: auto);
        Assert.Equal((shown, !shown), (reply.Json["card"] is not null, reply.Json["late"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("https://evil.test/a")]
    [InlineData("http://localhost:1/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/a")]
    [InlineData("{{comment.value}}")]
    public async Task What_Is_Pressed_Goes_Only_Where_It_Was_Approved(string url)
    {
        await OpenAsync();
        await MailAsync(Card().ToJsonString());
        var action = Http("/a");
        action["url"] = url;
        Assert.Equal(403, (await PressAsync(LocalTenant.An, action, new JsonObject { ["comment"] = "https://evil.test/" })).Status);
        Assert.Empty(_came);
    }

    [Fact]
    public async Task Nobody_Presses_In_Anothers_Mailbox()
    {
        await OpenAsync();
        await MailAsync(Card().ToJsonString());
        Assert.Equal(404, (await PressAsync(LocalTenant.Binh, Http("/a"))).Status);
        Assert.Empty(_came);
    }

    [Fact]
    public async Task Who_Opens_A_Mail_By_The_Control_Routes_Presses_The_Card_That_Opening_Brought()
    {
        await OpenAsync();
        var (sent, fresh) = (Card(), Card());
        sent["autoInvokeAction"] = Http("/open");
        var below = Http("/back", "{{comment.value}}");
        below["title"] = "Gửi trả lại";
        fresh["actions"] = new JsonArray(Http("/fresh"), new JsonObject { ["type"] = "Action.ShowCard", ["title"] = "Trả lại", ["card"] = new JsonObject { ["type"] = "AdaptiveCard", ["actions"] = new JsonArray(below) } });
        _answer = http =>
        {
            http.Response.Headers["CARD-UPDATE-IN-BODY"] = "true";
            return http.Response.WriteAsync(fresh.ToJsonString());
        };
        await MailAsync(sent.ToJsonString());
        var opened = await ControlAsync(LocalTenant.An);
        Assert.Equal((200, fresh.ToJsonString()), (opened.Status, opened.Json["card"]!.ToJsonString()));
        Assert.Equal(200, (await ControlAsync(LocalTenant.An, "Đồng ý")).Status);
        Assert.Equal(200, (await ControlAsync(LocalTenant.An, "Gửi trả lại", new JsonObject { ["comment"] = "Thiếu \"biên bản\"" })).Status);
        Assert.Equal(["/open", "/open", "/fresh", "/open", "/back"], _came.Select(one => one.Headers[":target"]));
        Assert.Equal("Thiếu \"biên bản\"", _came[^1].Body);
        // A button that is not there, a person who is not named, a mail that is none.
        foreach (var refused in new[] { await ControlAsync(LocalTenant.An, "Không có"), await ControlAsync(LocalTenant.Binh, "Đồng ý"), await ControlAsync(LocalTenant.An, "Đồng ý", mail: 99) }) Assert.Equal(404, refused.Status);
        Assert.DoesNotContain(_came.Skip(6), one => one.Headers[":target"] != "/open");
    }

    private async Task<Answer> ControlAsync(string person, string? title = null, JsonObject? inputs = null, int mail = 1)
    {
        using var body = new StringContent(new JsonObject { ["person"] = person, ["mail"] = mail, ["title"] = title, ["inputs"] = inputs }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Tenant.Http.PostAsync(new Uri("/_local/cards/press", UriKind.Relative), body, Cancel);
        return await Answer.ReadAsync(answer, Cancel);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"providers":[1]}""")]
    [InlineData("""{"providers":[{"originator":"a"}]}""")]
    [InlineData("""{"providers":[{"originator":"a","senders":[],"targets":[],"appIdUri":"a","clientId":"c","scope":"s","tokenVersion":3}]}""")]
    public async Task A_Provider_That_Is_Not_Whole_Is_Not_Kept(string body)
    {
        Assert.Equal(400, (await Tenant.PutAsync("/_local/cards", JsonNode.Parse(body)!, Cancel)).Status);
        Assert.Equal("""{"providers":[]}""", await Tenant.Http.GetStringAsync(new Uri("/_local/cards", UriKind.Relative), Cancel));
    }

    private async Task OpenAsync(int version = 1, bool approve = true)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _door = builder.Build();
        _door.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            headers[":target"] = http.Request.Path + http.Request.QueryString.ToString();
            _came.Add((headers, await reader.ReadToEndAsync(Cancel)));
            await _answer(http);
        });
        await _door.StartAsync(Cancel);
        if (!approve) return;
        var provider = Json($$"""{"originator":"{{Provider}}","senders":["tdkt@mau.example"],"targets":["{{Door}}"],"appIdUri":"api://auth-am","clientId":"client","scope":"scope","tokenVersion":{{version}}}""");
        Assert.Equal(200, (await Tenant.PutAsync("/_local/cards", new JsonObject { ["providers"] = new JsonArray(provider) }, Cancel)).Status);
    }

    private JsonObject Http(string path, string body = ".") => new() { ["type"] = "Action.Http", ["title"] = "Đồng ý", ["method"] = "POST", ["url"] = Door + path, ["body"] = body };

    private JsonObject Card() => new()
    {
        ["type"] = "AdaptiveCard", ["version"] = "1.0", ["originator"] = Provider, ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = "x" }), ["actions"] = new JsonArray(Http("/a")),
    };

    private async Task MailAsync(string card, string from = "tdkt@mau.example", string kind = "toRecipients")
    {
        var sender = from == "tdkt@mau.example" ? Product : await OthersAsync();
        var html = $"""<html><head><script type="application/adaptivecard+json">{card}</script></head><body><p>Phần chữ</p></body></html>""";
        Assert.Equal(202, (await sender.PostAsync($"/v1.0/users/{from}/sendMail", Message(html, kind), Cancel)).Status);
    }

    /// <summary>Somebody else, who sends from another mailbox what they got.</summary>
    private async Task<LocalTenant.Client> OthersAsync()
    {
        var directory = LocalTenant.Directory();
        directory["apps"]![0]!.AsObject().Remove("mailboxes");
        await Tenant.PutAsync("/_local/people", directory, Cancel);
        return await Tenant.AsAppAsync(Cancel);
    }

    private static JsonObject Message(string html, string kind)
    {
        var message = new JsonObject { ["subject"] = "Thẻ", ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = html }, [kind] = new JsonArray(To("an@mau.example")) };
        if (kind != "toRecipients") message["toRecipients"] = new JsonArray(To("binh@mau.example"));
        return new JsonObject { ["message"] = message };
    }

    private static JsonObject To(string address) => new() { ["emailAddress"] = new JsonObject { ["address"] = address } };

    private async Task<Answer> PressAsync(string person, JsonObject action, JsonObject? inputs = null, bool auto = false)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false });
        using var signedIn = await http.GetAsync(new Uri($"{Tenant.Origin}/signin?as={person}"), Cancel);
        using var body = new StringContent(new JsonObject { ["action"] = action, ["inputs"] = inputs ?? [], ["auto"] = auto, ["correlation"] = "corr" }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"{Tenant.Origin}/outlook/1/press"), body, Cancel);
        return await Answer.ReadAsync(answer, Cancel);
    }
}
