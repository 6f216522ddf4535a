using System.Security.Cryptography;
using System.Text;
using EmulationM365.Functions.Local.Sample;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using static System.Buffers.Text.Base64Url;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>
/// Tokens at the door of Outlook, of both versions. Each bad one is a good one with one thing wrong; it is refused, and the same with only that mended is taken.
/// </summary>
public sealed class OutlookTokenTests(OutlookStage fixture) : IClassFixture<OutlookStage>, IDisposable
{
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private readonly OutlookPresses _outlook = new(fixture.Stage);

    /// <summary>A token as it is about to be sent: what is other in it, and how it is carried.</summary>
    private sealed class Ask
    {
        public JObject Claims { get; } = [];

        public JObject Header { get; } = [];

        public Func<string, string>? Afterwards { get; set; }

        public Func<string, (string, string)[]>? Carried { get; set; }
    }

    /// <summary>One thing that is wrong, and its mending.</summary>
    private sealed record Defect(Action<Ask, int> Break, Action<Ask> Mend);

    private static readonly int[] Versions = [1, 2];

    private static readonly Dictionary<string, Defect> Defects = All();

    public static TheoryData<string, int> Cases => [.. from name in Defects.Keys from version in Versions select (name, version)];

    private DateTimeOffset Now => fixture.Stage.Machine.Clock.GetUtcNow();

    public void Dispose() => _outlook.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_Token_With_One_Defect_Is_Refused_And_Without_It_Taken(string name, int version)
    {
        var before = await fixture.Stage.EventsAsync();
        var (ask, defect) = (new Ask(), Defects[name]);
        _now = Now;
        defect.Break(ask, version);
        var refused = await SendAsync(ask, version);
        defect.Mend(ask);
        var taken = await SendAsync(ask, version);
        Assert.Equal((401, false), (refused.Status, refused.Card is not null));
        Assert.Equal("Khong xac nhan duoc nguoi tra loi. De nghi mo trang tra loi tu thu.", refused.Said);
        Assert.Equal((200, true, null), (taken.Status, taken.Card is not null, taken.Said));
        Assert.Equal(before, await fixture.Stage.EventsAsync());
    }

    [Fact]
    public void There_Are_At_Least_Sixty_Defects() => Assert.InRange(Defects.Count, 60, 200);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Clocks_May_Differ_By_Five_Minutes(int version)
    {
        foreach (var (name, seconds) in new[] { ("exp", -299), ("nbf", 299) })
            Assert.Equal(200, (await SendAsync(new Ask { Claims = { [name] = Now.AddSeconds(seconds).ToUnixTimeSeconds() } }, version)).Status);
    }

    [Fact]
    public async Task A_Token_In_The_Usual_Header_Is_Taken_When_There_Is_No_Other() =>
        Assert.Equal(200, (await SendAsync(new Ask { Carried = token => [("Authorization", "Bearer " + token)] }, 2)).Status);

    // The moment of the case that runs: cases of a class run one after the other.
    private static DateTimeOffset _now;

    private async Task<Pressed> SendAsync(Ask ask, int version)
    {
        var token = await _outlook.TokenAsync(Head, version, ask.Claims, ask.Header);
        if (ask.Afterwards is { } afterwards) token = afterwards(token);
        return await _outlook.PostAsync(_outlook.RefreshOf(fixture.Stage.Link), ".", ask.Carried is { } carried ? carried(token) : [("Action-Authorization", "Bearer " + token)]);
    }

    private static Dictionary<string, Defect> All()
    {
        const string other = "99999999-0000-4000-8000-000000000001";
        var all = new Dictionary<string, Defect>();
        void Claim(string name, string member, Func<int, JToken?> bad) => all[name] = new Defect((ask, version) => ask.Claims[member] = bad(version) ?? JValue.CreateNull(), ask => ask.Claims.Remove(member));
        void Header(string name, string member, JToken? bad) => all[name] = new Defect((ask, _) => ask.Header[member] = bad ?? JValue.CreateNull(), ask => ask.Header.Remove(member));
        void After(string name, Func<string, string> change) => all[name] = new Defect((ask, _) => ask.Afterwards = change, ask => ask.Afterwards = null);
        void Carry(string name, Func<string, (string, string)[]> carried) => all[name] = new Defect((ask, _) => ask.Carried = carried, ask => ask.Carried = null);
        string Audience(int version) => version == 1 ? SampleOutlook.AppIdUri : SampleOutlook.ClientId;

        Claim("audience of another application", "aud", _ => other);
        Claim("no audience", "aud", _ => null);
        Claim("an empty audience", "aud", _ => "");
        Claim("audience of the other version", "aud", version => Audience(3 - version));
        Claim("audience Graph", "aud", _ => "https://graph.microsoft.com");
        Claim("several audiences", "aud", version => new JArray(Audience(version), "https://graph.microsoft.com"));
        Claim("audience in capitals", "aud", version => Audience(version).ToUpperInvariant());
        Claim("audience with a stroke behind", "aud", version => Audience(version) + "/");
        Claim("audience our doors", "aud", _ => "http://localhost");
        Claim("issuer of another tenant", "iss", _ => $"https://sts.windows.net/{other}/");
        Claim("no issuer", "iss", _ => null);
        Claim("issuer of the older card tokens", "iss", _ => "https://substrate.office.com/sts/");
        Claim("issuer by its name in the world", "iss", version => version == 1 ? $"https://sts.windows.net/{SamplePeople.TenantId}/" : $"https://login.microsoftonline.com/{SamplePeople.TenantId}/v2.0");
        Claim("issuer of everybody's tenant", "iss", _ => "https://login.microsoftonline.com/common/v2.0");
        Claim("issuer is a list", "iss", _ => new JArray("https://sts.windows.net/"));
        foreach (var (name, bad) in new (string, Func<int, JToken?>)[] { ("another application brings it", _ => other), ("nobody brings it", _ => null), ("our own application brings it", _ => SampleOutlook.ClientId), ("a list brings it", _ => new JArray("48af08dc-f6d2-435f-b2a7-069abd99c086")), ("the actions app in capitals", _ => "48AF08DC-F6D2-435F-B2A7-069ABD99C086") })
            all[name] = new Defect((ask, version) => ask.Claims[version == 1 ? "appid" : "azp"] = bad(version) ?? JValue.CreateNull(), ask => ask.Claims.RemoveAll());
        all["brought under the other version's name"] = new Defect((ask, version) => (ask.Claims["appid"], ask.Claims["azp"]) = version == 1
            ? (JValue.CreateNull(), new JValue("48af08dc-f6d2-435f-b2a7-069abd99c086")) : (new JValue("48af08dc-f6d2-435f-b2a7-069abd99c086"), JValue.CreateNull()), ask => ask.Claims.RemoveAll());
        Claim("another tenant", "tid", _ => other);
        Claim("no tenant", "tid", _ => null);
        Claim("the tenant as a list", "tid", _ => new JArray(SamplePeople.TenantId));
        Claim("an application's token", "idtyp", _ => "app");
        Claim("a device's token", "idtyp", _ => "device");
        Claim("a kind that is no text", "idtyp", _ => 1);
        Claim("another scope", "scp", _ => "User.Read");
        Claim("no scope", "scp", _ => null);
        Claim("an empty scope", "scp", _ => "");
        Claim("a longer scope", "scp", _ => SampleOutlook.Scope + ".All");
        Claim("scopes as a list", "scp", _ => new JArray(SampleOutlook.Scope));
        Claim("the scope in small letters", "scp", _ => "actionablemessages");
        Claim("scopes with commas", "scp", _ => $"User.Read,{SampleOutlook.Scope}");
        Claim("no object id", "oid", _ => null);
        Claim("an empty object id", "oid", _ => "");
        Claim("a name for an object id", "oid", _ => Head.UserPrincipalName);
        Claim("a number for an object id", "oid", _ => 4);
        Claim("object id nought", "oid", _ => "00000000-0000-0000-0000-000000000000");
        Claim("an object id in braces", "oid", _ => $"{{{Head.ObjectId}}}");
        Claim("several object ids", "oid", _ => new JArray(Head.ObjectId, other));
        Claim("over", "exp", _ => _now.AddSeconds(-301).ToUnixTimeSeconds());
        Claim("over since 1970", "exp", _ => 1);
        Claim("never over", "exp", _ => null);
        Claim("over at a word", "exp", _ => "never");
        Claim("not begun", "nbf", _ => _now.AddSeconds(301).ToUnixTimeSeconds());
        Claim("no version", "ver", _ => null);
        Claim("the other version", "ver", version => version == 1 ? "2.0" : "1.0");
        Claim("the version as a number", "ver", version => version);
        Header("signed in no way, by its header", "alg", "none");
        Header("signed with a longer hash, by its header", "alg", "RS512");
        Header("signed otherwise, by its header", "alg", "PS256");
        Header("the way of signing in small letters", "alg", "rs256");
        Header("no way of signing", "alg", null);
        Header("no key named", "kid", null);
        Header("a key that nobody has", "kid", "unknown-key");
        Header("a key by its path", "kid", "../../keys");
        Header("something critical", "crit", new JArray("exp"));
        Header("another type", "typ", "id+jwt");
        After("no signature", token => token[..(token.LastIndexOf('.') + 1)]);
        After("two parts", token => token[..token.LastIndexOf('.')]);
        After("four parts", token => token + ".e30");
        After("five parts, as if encrypted", token => token + ".e30.e30");
        After("the signature cut", token => token[..^8]);
        After("the signature of something else", token => token[..(token.LastIndexOf('.') + 1)] + EncodeToString(new byte[256]));
        After("another person after signing", token => Changed(token, claims => claims["oid"] = SamplePeople.Number(2).ObjectId));
        After("another end after signing", token => Changed(token, claims => claims["exp"] = 4102444800));
        After("signed with another key under the same name", Resigned);
        After("signed with the public key as a secret", Hashed);
        After("unsigned as the header says", token => Parted(token, header => header["alg"] = "none") is var parts ? $"{parts.Head}.{parts.Claims}." : "");
        After("no token", _ => "khong-phai-token");
        After("letters that are none of a token", token => token.Replace('.', '!'));
        After("too long", token => token + new string('A', 20_000));
        Carry("in no header", _ => []);
        Carry("under another scheme", token => [("Action-Authorization", "Basic " + token)]);
        Carry("without a scheme", token => [("Action-Authorization", token)]);
        Carry("twice", token => [("Action-Authorization", "Bearer " + token), ("Action-Authorization", "Bearer " + token)]);
        Carry("two in one", token => [("Action-Authorization", $"Bearer {token}, Bearer {token}")]);
        Carry("in a cookie", token => [("Cookie", "token=" + token)]);
        Carry("in a header of the sign-in front", token => [("X-MS-TOKEN-AAD-ID-TOKEN", token)]);
        Carry("beside one that is none", token => [("Action-Authorization", "Bearer x"), ("Authorization", "Bearer " + token)]);
        Carry("an empty one", _ => [("Action-Authorization", "Bearer ")]);
        return all;
    }

    private static (string Head, string Claims, string Signature) Parted(string token, Action<JObject>? header = null, Action<JObject>? claims = null)
    {
        var parts = token.Split('.');
        string Change(string part, Action<JObject>? change)
        {
            if (change is null) return part;
            var read = JObject.Parse(Encoding.UTF8.GetString(DecodeFromChars(part)));
            change(read);
            return EncodeToString(Encoding.UTF8.GetBytes(read.ToString(Formatting.None)));
        }

        return (Change(parts[0], header), Change(parts[1], claims), parts[2]);
    }

    private static string Changed(string token, Action<JObject> claims) => Parted(token, claims: claims) is var parts ? $"{parts.Head}.{parts.Claims}.{parts.Signature}" : "";

    private static string Resigned(string token)
    {
        using var key = RSA.Create(2048);
        var signed = token[..token.LastIndexOf('.')];
        return $"{signed}.{EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Hashed(string token)
    {
        var parts = Parted(token, header => header["alg"] = "HS256");
        var signed = $"{parts.Head}.{parts.Claims}";
        return $"{signed}.{EncodeToString(HMACSHA256.HashData("public"u8, Encoding.ASCII.GetBytes(signed)))}";
    }
}
