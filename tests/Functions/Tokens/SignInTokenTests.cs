using System.Security.Cryptography;
using System.Text;
using EmulationM365.Functions.Pages;
using EmulationM365.Microsoft365;
using EmulationM365.Tests.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using static System.Buffers.Text.Base64Url;

namespace EmulationM365.Tests.Functions.Tokens;

/// <summary>
/// The ID token that the sign-in front passes on. Each bad one is a good one with one thing wrong; nobody is believed by it, and by the same with only that mended somebody is.
/// </summary>
public sealed class SignInTokenTests : IDisposable
{
    private const string Tenant = "11111111-0000-4000-8000-000000000001";
    private const string Client = "22222222-0000-4000-8000-000000000002";
    private const string Person = "33333333-0000-4000-8000-000000000003";
    private const string Other = "99999999-0000-4000-8000-000000000009";
    private const string Authority = "https://login.example";
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly RSA Stranger = RSA.Create(2048);
    private static readonly DateTimeOffset Now = new(2025, 11, 20, 1, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, Action<Ask>> Defects = All();
    private readonly SignInCheck _check = new(
        new M365Options { Authority = new Uri(Authority), TenantId = Tenant, ClientId = Other, SignInClientId = Client }, new SteppedTime(Now), NullLogger<SignInCheck>.Instance, new Keys());

    /// <summary>A token as it is about to be sent: what stands in it, who signs it, how it is carried.</summary>
    private sealed class Ask
    {
        public JObject Header { get; } = new() { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = "key-1" };

        public JObject Claims { get; } = new()
        {
            ["aud"] = Client, ["iss"] = $"{Authority}/{Tenant}/v2.0", ["iat"] = Now.ToUnixTimeSeconds(), ["nbf"] = Now.ToUnixTimeSeconds(), ["exp"] = Now.AddHours(1).ToUnixTimeSeconds(),
            ["name"] = "Cán bộ mẫu 04", ["oid"] = Person, ["sub"] = "mau", ["tid"] = Tenant, ["ver"] = "2.0",
        };

        public RSA Signer { get; set; } = Key;

        public Func<string, string> Afterwards { get; set; } = token => token;

        public Func<string, string[]> Carried { get; set; } = token => [token];

        public string HeaderName { get; set; } = SignInCheck.Header;
    }

    public static TheoryData<string> Cases => [.. Defects.Keys];

    public void Dispose() => _check.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_Token_With_One_Defect_Is_Nobodys_And_Without_It_Somebodys(string name)
    {
        var ask = new Ask();
        Defects[name](ask);
        Assert.Null(await SentAsync(ask));
        Assert.Equal(new SignedIn(Person, "Cán bộ mẫu 04"), await SentAsync(new Ask()));
    }

    [Fact]
    public void There_Are_At_Least_Sixty_Defects() => Assert.InRange(Defects.Count, 60, 200);

    [Theory]
    [InlineData("exp", -299)]
    [InlineData("nbf", 299)]
    public async Task Clocks_May_Differ_By_Five_Minutes(string claim, int seconds) => Assert.NotNull(await SentAsync(new Ask { Claims = { [claim] = Now.AddSeconds(seconds).ToUnixTimeSeconds() } }));

    [Fact]
    public async Task Without_The_Header_There_Is_Nobody() => Assert.Null(await _check.PersonAsync(new DefaultHttpContext().Request, TestContext.Current.CancellationToken));

    [Fact]
    public async Task While_The_Keys_Cannot_Be_Read_Nobody_Is_Believed()
    {
        using var blind = new SignInCheck(new M365Options { Authority = new Uri(Authority), TenantId = Tenant, ClientId = Client }, new SteppedTime(Now), NullLogger<SignInCheck>.Instance, new Keys { Broken = true });
        Assert.Null(await blind.PersonAsync(Request(new Ask()), TestContext.Current.CancellationToken));
    }

    private Task<SignedIn?> SentAsync(Ask ask) => _check.PersonAsync(Request(ask), TestContext.Current.CancellationToken);

    private static HttpRequest Request(Ask ask)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[ask.HeaderName] = ask.Carried(ask.Afterwards(Token(ask)));
        return request;
    }

    private static string Token(Ask ask)
    {
        var signed = $"{Part(ask.Header)}.{Part(ask.Claims)}";
        return $"{signed}.{EncodeToString(ask.Signer.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(JObject part) => EncodeToString(Encoding.UTF8.GetBytes(part.ToString(Formatting.None)));

    private static string Changed(string token, Action<JObject> change, int part = 1)
    {
        var parts = token.Split('.');
        var read = JObject.Parse(Encoding.UTF8.GetString(DecodeFromChars(parts[part])));
        change(read);
        parts[part] = Part(read);
        return string.Join('.', parts);
    }

    private static Dictionary<string, Action<Ask>> All()
    {
        var all = new Dictionary<string, Action<Ask>>();
        void Claims(string member, params (string Name, JToken? Bad)[] cases)
        {
            foreach (var (name, bad) in cases) all[name] = ask => { if (bad is null) ask.Claims.Remove(member); else ask.Claims[member] = bad; };
        }

        void Headers(string member, params (string Name, JToken? Bad)[] cases)
        {
            foreach (var (name, bad) in cases) all[name] = ask => { if (bad is null) ask.Header.Remove(member); else ask.Header[member] = bad; };
        }

        Claims("aud", ("another application", Other), ("no audience", null), ("an empty audience", ""), ("several audiences", new JArray(Client, Other)), ("one audience in a list", new JArray(Client)),
            ("audience Graph", "https://graph.microsoft.com"), ("audience in capitals", "22222222-0000-4000-8000-00000000000A"), ("audience with a stroke behind", Client + "/"), ("audience as an address", "api://" + Client), ("audience a number", 2));
        Claims("iss", ("another tenant's issuer", $"{Authority}/{Other}/v2.0"), ("no issuer", null), ("the older issuer", $"https://sts.windows.net/{Tenant}/"), ("everybody's issuer", $"{Authority}/common/v2.0"),
            ("the issuer by http", $"http://login.example/{Tenant}/v2.0"), ("the issuer with a stroke behind", $"{Authority}/{Tenant}/v2.0/"), ("the issuer in capitals", $"{Authority}/{Tenant}/V2.0"), ("a list of issuers", new JArray($"{Authority}/{Tenant}/v2.0")),
            ("another host's issuer", $"https://login.other.example/{Tenant}/v2.0"));
        Claims("tid", ("another tenant", Other), ("no tenant", null), ("an empty tenant", ""), ("the tenant in a list", new JArray(Tenant)), ("the tenant by its name", "mau.example"));
        Claims("oid", ("no object id", null), ("an empty object id", ""), ("a name for an object id", "mau04@mau.example"), ("a number for an object id", 4), ("object id nought", Guid.Empty.ToString()),
            ("an object id in braces", $"{{{Person}}}"), ("several object ids", new JArray(Person, Other)), ("an object id without strokes", Person.Replace("-", "", StringComparison.Ordinal)));
        Claims("exp", ("over", Now.AddSeconds(-301).ToUnixTimeSeconds()), ("over since 1970", 1), ("never over", null), ("over at a word", "never"));
        Claims("nbf", ("not begun", Now.AddSeconds(301).ToUnixTimeSeconds()), ("not begun for a year", Now.AddDays(365).ToUnixTimeSeconds()));
        Claims("ver", ("no version", null), ("the older version", "1.0"), ("the version as a number", 2.0), ("an empty version", ""));
        Claims("idtyp", ("an application's token", "app"), ("a device's token", "device"), ("a kind that is no text", 1));
        Headers("alg", ("unsigned by its header", "none"), ("a longer hash by its header", "RS512"), ("signed otherwise by its header", "PS256"), ("a secret by its header", "HS256"), ("small letters in the way of signing", "rs256"), ("no way of signing", null));
        Headers("kid", ("no key named", null), ("a key that nobody has", "key-2"), ("a key by its path", "../keys"), ("an empty key", ""));
        Headers("crit", ("something critical", new JArray("exp")));
        Headers("typ", ("another type", "at+jwt"));
        all["another key under the same name"] = ask => ask.Signer = Stranger;
        all["no signature"] = ask => ask.Afterwards = token => token[..(token.LastIndexOf('.') + 1)];
        all["two parts"] = ask => ask.Afterwards = token => token[..token.LastIndexOf('.')];
        all["four parts"] = ask => ask.Afterwards = token => token + ".e30";
        all["the signature cut"] = ask => ask.Afterwards = token => token[..^8];
        all["the signature of something else"] = ask => ask.Afterwards = token => token[..(token.LastIndexOf('.') + 1)] + EncodeToString(new byte[256]);
        all["another person after signing"] = ask => ask.Afterwards = token => Changed(token, claims => claims["oid"] = Other);
        all["another end after signing"] = ask => ask.Afterwards = token => Changed(token, claims => claims["exp"] = 4102444800);
        all["another header after signing"] = ask => ask.Afterwards = token => Changed(token, header => header["x5t"] = "mau", 0);
        all["no token"] = ask => ask.Afterwards = _ => "khong-phai-token";
        all["too long"] = ask => ask.Afterwards = token => token + new string('A', 20_000);
        all["an empty header"] = ask => ask.Afterwards = _ => "";
        all["twice"] = ask => ask.Carried = token => [token, token];
        all["with a scheme"] = ask => ask.Afterwards = token => "Bearer " + token;
        all["in another header"] = ask => ask.HeaderName = "X-MS-TOKEN-AAD-ACCESS-TOKEN";
        all["as the usual authorization"] = ask => (ask.HeaderName, ask.Afterwards) = ("Authorization", token => "Bearer " + token);
        return all;
    }

    private sealed class Keys : HttpMessageHandler
    {
        public bool Broken { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Broken) throw new HttpRequestException("nobody there");
            var known = Key.ExportParameters(false);
            var body = request.RequestUri!.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal)
                ? new JObject { ["keys"] = new JArray(new JObject { ["kty"] = "RSA", ["kid"] = "key-1", ["n"] = EncodeToString(known.Modulus), ["e"] = EncodeToString(known.Exponent) }) }
                : new JObject { ["issuer"] = $"{Authority}/{Tenant}/v2.0", ["jwks_uri"] = $"{Authority}/{Tenant}/keys" };
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(body.ToString()) });
        }
    }
}
