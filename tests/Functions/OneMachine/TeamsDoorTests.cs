using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using EmulationM365.Functions.Local.Sample;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>
/// The bot's door believes Teams alone. Each case spoils one thing of a click that is good otherwise, and is refused with 403 and no word about why; the same click with
/// that one thing mended goes through, so that it is this defect and no other that was seen.
/// </summary>
public sealed class TeamsDoorTests : TeamsStage
{
    private const string Issuer = "https://api.botframework.com";
    private const string OtherApp = "5e1f0000-0000-4000-8000-0000000000a9";
    private const string OtherTenant = "99999999-0000-4000-8000-000000000365";

    /// <summary>One click: what is said, how the token begins, what it claims, what is done to it when it is signed, and how it is brought.</summary>
    private sealed record Click(JObject Activity, JObject Header, JObject Claims, Func<string, string> Token, Func<string, string?> Authorization, Func<string, string> Body);

    private static Dictionary<string, Func<Click, long, Click>> Defects { get; } = new()
    {
        // How it is brought.
        ["no authorization"] = (click, _) => click with { Authorization = _ => null },
        ["empty authorization"] = (click, _) => click with { Authorization = _ => "" },
        ["scheme alone"] = (click, _) => click with { Authorization = _ => "Bearer " },
        ["another scheme"] = (click, _) => click with { Authorization = token => $"Basic {token}" },
        ["no scheme"] = (click, _) => click with { Authorization = token => token },
        ["scheme run together"] = (click, _) => click with { Authorization = token => $"Bearer{token}" },
        ["two tokens"] = (click, _) => click with { Authorization = token => $"Bearer {token}, Bearer {token}" },
        ["a word in place of the token"] = (click, _) => click with { Authorization = _ => "Bearer msteams" },
        ["no signature"] = (click, _) => click with { Token = token => token[..token.LastIndexOf('.')] },
        ["empty signature"] = (click, _) => click with { Token = token => token[..(token.LastIndexOf('.') + 1)] },
        ["signature of another"] = (click, _) => click with { Token = Foreign },
        ["signature cut short"] = (click, _) => click with { Token = token => token[..^10] },
        ["signature with one letter changed"] = (click, _) => click with { Token = token => Changed(token, token.LastIndexOf('.') + 20) },
        ["claims with one letter changed"] = (click, _) => click with { Token = token => Changed(token, token.IndexOf('.', StringComparison.Ordinal) + 20) },
        ["header with one letter changed"] = (click, _) => click with { Token = token => Changed(token, 10) },
        ["a fourth part"] = (click, _) => click with { Token = token => token + ".AAAA" },
        ["a blank inside"] = (click, _) => click with { Token = token => token.Insert(token.Length / 2, " ") },
        ["too large"] = (click, _) => click with { Claims = With(click.Claims, "more", new string('x', 20_000)) },

        // How it begins.
        ["alg none"] = (click, _) => click with { Header = With(click.Header, "alg", "none") },
        ["alg none without signature"] = (click, _) => click with { Token = token => Unsigned(token) },
        ["alg HS256"] = (click, _) => click with { Token = token => Symmetric(token) },
        ["alg RS384"] = (click, _) => click with { Header = With(click.Header, "alg", "RS384") },
        ["alg PS256"] = (click, _) => click with { Header = With(click.Header, "alg", "PS256") },
        ["alg ES256"] = (click, _) => click with { Header = With(click.Header, "alg", "ES256") },
        ["alg in small letters"] = (click, _) => click with { Header = With(click.Header, "alg", "rs256") },
        ["no alg"] = (click, _) => click with { Header = Without(click.Header, "alg") },
        ["unknown key"] = (click, _) => click with { Header = With(click.Header, "kid", "teams-2") },
        ["no key"] = (click, _) => click with { Header = Without(click.Header, "kid") },
        ["empty key"] = (click, _) => click with { Header = With(click.Header, "kid", "") },
        ["key that leads out"] = (click, _) => click with { Header = With(click.Header, "kid", "../keys/teams-1") },
        ["key endorsed for another channel"] = (click, _) => click with { Header = With(click.Header, "kid", "webchat-1") },
        ["key endorsed for none"] = (click, _) => click with { Header = With(click.Header, "kid", "plain-1") },

        // Who says it, and to whom.
        ["no issuer"] = (click, _) => click with { Claims = Without(click.Claims, "iss") },
        ["empty issuer"] = (click, _) => click with { Claims = With(click.Claims, "iss", "") },
        ["issuer of the tenant"] = (click, _) => click with { Claims = With(click.Claims, "iss", $"https://sts.windows.net/{SamplePeople.TenantId}/") },
        ["issuer of the emulator"] = (click, _) => click with { Claims = With(click.Claims, "iss", "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/") },
        ["issuer of agents"] = (click, _) => click with { Claims = With(click.Claims, "iss", "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0") },
        ["issuer of another cloud"] = (click, _) => click with { Claims = With(click.Claims, "iss", "https://api.botframework.us") },
        ["issuer with a stroke"] = (click, _) => click with { Claims = With(click.Claims, "iss", Issuer + "/") },
        ["issuer in the clear"] = (click, _) => click with { Claims = With(click.Claims, "iss", "http://api.botframework.com") },
        ["issuer of a like name"] = (click, _) => click with { Claims = With(click.Claims, "iss", "https://api.botframework.com.xau.example") },
        ["no audience"] = (click, _) => click with { Claims = Without(click.Claims, "aud") },
        ["empty audience"] = (click, _) => click with { Claims = With(click.Claims, "aud", "") },
        ["audience of another bot"] = (click, _) => click with { Claims = With(click.Claims, "aud", OtherApp) },
        ["audience as an address"] = (click, _) => click with { Claims = With(click.Claims, "aud", $"api://{SamplePeople.Worker}") },
        ["audience of single sign-on"] = (click, _) => click with { Claims = With(click.Claims, "aud", $"api://botid-{SamplePeople.Worker}") },
        ["audience of the connector"] = (click, _) => click with { Claims = With(click.Claims, "aud", Issuer) },
        ["audience with the bot's prefix"] = (click, _) => click with { Claims = With(click.Claims, "aud", $"28:{SamplePeople.Worker}") },

        // When.
        ["no end"] = (click, _) => click with { Claims = Without(click.Claims, "exp") },
        ["ended an hour ago"] = (click, now) => click with { Claims = With(click.Claims, "exp", now - 3600) },
        ["ended just beyond the grace"] = (click, now) => click with { Claims = With(click.Claims, "exp", now - 301) },
        ["end of another kind"] = (click, _) => click with { Claims = With(click.Claims, "exp", "tomorrow") },
        ["end in the past century"] = (click, _) => click with { Claims = With(click.Claims, "exp", 1) },
        ["begins in an hour"] = (click, now) => click with { Claims = With(click.Claims, "nbf", now + 3600) },
        ["begins just beyond the grace"] = (click, now) => click with { Claims = With(click.Claims, "nbf", now + 301) },

        // From where.
        ["no service address"] = (click, _) => click with { Claims = Without(click.Claims, "serviceurl") },
        ["empty service address"] = (click, _) => click with { Claims = With(click.Claims, "serviceurl", "") },
        ["service address under another name"] = (click, _) => click with { Claims = With(Without(click.Claims, "serviceurl"), "serviceUrl", click.Claims["serviceurl"]!) },
        ["service address of another"] = (click, _) => click with { Claims = With(click.Claims, "serviceurl", "https://smba.trafficmanager.net/emea/") },
        ["service address without its stroke"] = (click, _) => click with { Claims = With(click.Claims, "serviceurl", ((string)click.Claims["serviceurl"]!).TrimEnd('/')) },
        ["service address in capitals"] = (click, _) => click with { Claims = With(click.Claims, "serviceurl", ((string)click.Claims["serviceurl"]!).ToUpperInvariant()) },
        ["service address as a list"] = (click, _) => click with { Claims = With(click.Claims, "serviceurl", new JArray(click.Claims["serviceurl"]!, "https://smba.trafficmanager.net/emea/")) },
        ["activity from elsewhere"] = (click, _) => click with { Activity = With(click.Activity, "serviceUrl", "https://smba.trafficmanager.net/emea/") },
        ["activity from nowhere"] = (click, _) => click with { Activity = Without(click.Activity, "serviceUrl") },

        // On which channel, in which tenant, by whom.
        ["another channel"] = (click, _) => click with { Activity = With(click.Activity, "channelId", "webchat") },
        ["channel in capitals"] = (click, _) => click with { Activity = With(click.Activity, "channelId", "MSTEAMS") },
        ["channel that the key is endorsed for and we do not serve"] = (click, _) => click with { Activity = With(click.Activity, "channelId", "skype") },
        ["no channel"] = (click, _) => click with { Activity = Without(click.Activity, "channelId") },
        ["another tenant"] = (click, _) => click with { Activity = In(click.Activity, "conversation", "tenantId", OtherTenant) },
        ["another tenant beside ours"] = (click, _) => click with { Activity = With(click.Activity, "channelData", new JObject { ["tenant"] = new JObject { ["id"] = OtherTenant } }) },
        ["no tenant"] = (click, _) => click with { Activity = In(Without(click.Activity, "channelData"), "conversation", "tenantId", null) },
        ["no person"] = (click, _) => click with { Activity = In(click.Activity, "from", "aadObjectId", null) },
        ["empty person"] = (click, _) => click with { Activity = In(click.Activity, "from", "aadObjectId", "") },
        ["person by sign-in name"] = (click, _) => click with { Activity = In(click.Activity, "from", "aadObjectId", Head.UserPrincipalName) },
        ["person by the bot's name for them"] = (click, _) => click with { Activity = In(click.Activity, "from", "aadObjectId", (string)click.Activity["from"]!["id"]!) },
        ["person as a list"] = (click, _) => click with { Activity = In(click.Activity, "from", "aadObjectId", new JArray(Head.ObjectId)) },
        ["no sender"] = (click, _) => click with { Activity = Without(click.Activity, "from") },

        // What is said.
        ["no kind"] = (click, _) => click with { Activity = Without(click.Activity, "type") },
        ["no JSON"] = (click, _) => click with { Body = _ => "approve" },
        ["a list"] = (click, _) => click with { Body = body => $"[{body}]" },
        ["nothing"] = (click, _) => click with { Body = _ => "" },
        ["two bodies"] = (click, _) => click with { Body = body => body + body },
        ["a member twice"] = (click, _) => click with { Body = body => body.Insert(1, "\"channelId\":\"webchat\",") },
        ["too deep"] = (click, _) => click with { Body = body => body.Insert(1, "\"deep\":" + new string('[', 40) + new string(']', 40) + ",") },
        ["too long"] = (click, _) => click with { Body = body => body.Insert(1, "\"long\":\"" + new string('x', 300_000) + "\",") },
    };

    [Fact]
    public async Task Each_Bad_Click_Is_Refused_And_The_Same_Click_With_Its_One_Defect_Mended_Is_Taken()
    {
        Assert.True(Defects.Count >= 60, $"{Defects.Count} defects");
        var before = await _stage.EventsAsync();
        var good = await GoodAsync();
        var now = _stage.Machine.Clock.GetUtcNow().ToUnixTimeSeconds();
        var faults = new List<string>();
        foreach (var (name, defect) in Defects)
        {
            var bad = defect(good, now);
            var differing = typeof(Click).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => !Same(member.GetValue(good), member.GetValue(bad))).ToList();
            if (differing.Count != 1) faults.Add($"{name}: spoils {differing.Count} things");
            var (status, body) = await BringAsync(bad);
            // A body beyond what the host takes is refused before the function is asked.
            if (!(status == 403 || (name == "too long" && status == 413)) || (status == 403 && body.Length > 0)) faults.Add($"{name}: {status} {body}");
            var mended = bad;
            foreach (var member in differing) mended = Mended(mended, member, good);
            (status, _) = await BringAsync(mended);
            if (status != 200) faults.Add($"{name}: mended it is {status}");
        }

        Assert.Empty(faults);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await _stage.EventsAsync());
    }

    [Fact]
    public async Task Clocks_May_Differ_By_Less_Than_Five_Minutes()
    {
        var (good, now) = (await GoodAsync(), _stage.Machine.Clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(200, (await BringAsync(good with { Claims = With(good.Claims, "exp", now - 240) })).Status);
        Assert.Equal(200, (await BringAsync(good with { Claims = With(good.Claims, "nbf", now + 240) })).Status);
        Assert.Equal(200, (await BringAsync(good with { Claims = Without(good.Claims, "nbf") })).Status);
    }

    [Fact]
    public async Task A_Flood_Of_Unknown_Keys_Asks_For_Keys_Once()
    {
        var good = await GoodAsync();
        Assert.Equal(200, (await BringAsync(good)).Status);
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(10));
        good = await GoodAsync();
        var before = await KeyCallsAsync();
        for (var flood = 0; flood < 20; flood++) Assert.Equal(403, (await BringAsync(good with { Header = With(good.Header, "kid", $"invented-{flood}") })).Status);
        Assert.Equal(before + 1, await KeyCallsAsync());
        Assert.Equal(200, (await BringAsync(good)).Status);
    }

    [Fact]
    public async Task Where_No_Keys_Can_Be_Had_Those_That_Are_Known_Count_For_Some_Days_And_Then_Nobody_Is_Believed()
    {
        Assert.Equal(200, (await BringAsync(await GoodAsync())).Status);
        await PutAsync("_local/faults", JObject.Parse("""{"rules":[{"route":"GET /openid/botframework.com/.*","kind":"status","status":503,"every":1}]}"""));
        foreach (var (days, status) in new[] { (2, 200), (4, 403) })
        {
            _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddDays(days));
            Assert.Equal(status, (await BringAsync(await GoodAsync())).Status);
        }
    }

    [Fact]
    public async Task A_Service_Address_That_Is_Not_Teams_Gets_No_Word_And_No_Token()
    {
        var (activity, _) = await SignedAsync(Head, new JObject { ["type"] = "message", ["text"] = "giúp" });
        activity["serviceUrl"] = "https://smba.trafficmanager.net.xau.example/teams/";
        var (_, token) = await SignedAsync(Head, [], claims: new JObject { ["serviceurl"] = activity["serviceUrl"] });
        var before = (await MessagesAsync(Head)).Count;
        Assert.Equal(200, (await SendAsync(activity.ToString(), $"Bearer {token}")).Status);
        Assert.Equal(before, (await MessagesAsync(Head)).Count);
    }

    private async Task<int> KeyCallsAsync() => (await RequestsAsync()).Count(line => line.Contains("/v1/.well-known/keys", StringComparison.Ordinal));

    /// <summary>A look at the card that is asked for by hand: it goes through as often as it is sent, and writes nothing.</summary>
    private async Task<Click> GoodAsync()
    {
        var locator = (string)(await CardMessageAsync(Head))["card"]!.SelectToken("refresh.action.data.l")!;
        var (activity, token) = await SignedAsync(Head, Invoke(new JObject { ["l"] = locator }, verb: "show"));
        var parts = token.Split('.').Select(part => part.Length == 0 ? "" : Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(part))).ToList();
        return new Click(activity, JObject.Parse(parts[0]), Parsed(parts[1]), token => token, token => $"Bearer {token}", body => body);
    }

    private async Task<(int Status, string Body)> BringAsync(Click click)
    {
        var (_, token) = await SignedAsync(Head, [], Odd(click.Header, ["typ", "alg", "kid"]), Odd(click.Claims, ["serviceurl", "nbf", "exp", "iss", "aud"]));
        return await SendAsync(click.Body(click.Activity.ToString(Formatting.None)), click.Authorization(click.Token(token)));
    }

    /// <summary>What is to be put in place of what a token would have; null takes one out.</summary>
    private static JObject Odd(JObject wanted, string[] usual)
    {
        var odd = (JObject)wanted.DeepClone();
        foreach (var name in usual.Where(name => !wanted.ContainsKey(name))) odd[name] = null;
        return odd;
    }

    private static Click Mended(Click click, PropertyInfo member, Click good) => member.Name switch
    {
        nameof(Click.Activity) => click with { Activity = good.Activity },
        nameof(Click.Header) => click with { Header = good.Header },
        nameof(Click.Claims) => click with { Claims = good.Claims },
        nameof(Click.Token) => click with { Token = good.Token },
        nameof(Click.Authorization) => click with { Authorization = good.Authorization },
        _ => click with { Body = good.Body },
    };

    private static bool Same(object? one, object? other) => one is JToken left && other is JToken right ? JToken.DeepEquals(left, right) : ReferenceEquals(one, other);

    private static JObject Parsed(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    private static JObject With(JObject whole, string name, JToken value) => new(whole) { [name] = value.DeepClone() };

    private static JObject Without(JObject whole, string name)
    {
        var rest = new JObject(whole);
        rest.Remove(name);
        return rest;
    }

    private static JObject In(JObject whole, string holder, string name, JToken? value)
    {
        var changed = new JObject(whole);
        if (value is null) ((JObject)changed[holder]!).Remove(name);
        else changed[holder]![name] = value.DeepClone();
        return changed;
    }

    private static string Changed(string token, int at) => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];

    private static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("{\"typ\":\"JWT\",\"alg\":\"none\",\"kid\":\"teams-1\"}")}.{token.Split('.')[1]}.";

    /// <summary>Signed by a key of somebody else under the same name.</summary>
    private static string Foreign(string token)
    {
        using var key = RSA.Create(2048);
        var head = token[..token.LastIndexOf('.')];
        return $"{head}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>The old trick: signed with what everybody may know, as if it were a secret.</summary>
    private static string Symmetric(string token)
    {
        var head = $"{Base64UrlEncoder.Encode("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"teams-1\"}")}.{token.Split('.')[1]}";
        return $"{head}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes("teams-1"), Encoding.ASCII.GetBytes(head)))}";
    }
}
