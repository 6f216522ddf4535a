using System.Net;
using System.Security.Cryptography;
using EmulationM365.Functions.Tokens;
using EmulationM365.Tests.Microsoft365;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Tests.Functions.Tokens;

/// <summary>The keys of an issuer: asked for seldom, kept through a failure, and nobody is believed without any.</summary>
public sealed class SigningKeysTests : IDisposable
{
    private const string Issuer = "https://issuer.example/v2.0";
    private readonly SteppedTime _time = new(new DateTimeOffset(2025, 11, 20, 1, 0, 0, TimeSpan.Zero));
    private readonly Wire _wire = new();
    private readonly SigningKeys _keys;

    public SigningKeysTests() => _keys = new SigningKeys(new Uri("https://issuer.example/.well-known/openid-configuration"), Issuer, _time, NullLogger.Instance, _wire);

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task A_Known_Key_Is_Asked_For_Once_A_Day_With_What_It_Is_Endorsed_For()
    {
        Assert.Equal(["msteams"], (await _keys.FindAsync("one", Cancel))!.Endorsements);
        await _keys.FindAsync("one", Cancel);
        Assert.Equal(2, _wire.Calls);
        _time.Advance(SigningKeys.Fresh);
        Assert.NotNull(await _keys.FindAsync("one", Cancel));
        Assert.Equal(4, _wire.Calls);
    }

    [Fact]
    public async Task Invented_Ids_Ask_The_Issuer_Once_In_Five_Minutes()
    {
        await _keys.FindAsync("one", Cancel);
        _time.Advance(SigningKeys.Pause);
        for (var number = 0; number < 50; number++) Assert.Null(await _keys.FindAsync($"invented-{number}", Cancel));
        Assert.Equal(4, _wire.Calls);
        _wire.Id = "two";
        Assert.Null(await _keys.FindAsync("two", Cancel));
        _time.Advance(SigningKeys.Pause);
        Assert.NotNull(await _keys.FindAsync("two", Cancel));
    }

    [Fact]
    public async Task Known_Keys_Outlive_A_Failure_Also_Beside_An_Unknown_Id()
    {
        await _keys.FindAsync("one", Cancel);
        _wire.Broken = true;
        _time.Advance(SigningKeys.Pause);
        Assert.Null(await _keys.FindAsync("invented", Cancel));
        Assert.NotNull(await _keys.FindAsync("one", Cancel));
        _time.Advance(TimeSpan.FromDays(4));
        Assert.NotNull(await _keys.FindAsync("one", Cancel));
        _time.Advance(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<KeysUnreachableException>(() => _keys.FindAsync("one", Cancel));
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("other issuer")]
    [InlineData("other host")]
    [InlineData("no json")]
    public async Task Without_Keys_Nobody_Can_Say(string fault)
    {
        (_wire.Broken, _wire.Issuer, _wire.Host, _wire.Garbled) =
            (fault == "broken", fault == "other issuer" ? "https://other.example" : Issuer, fault == "other host" ? "other.example" : "issuer.example", fault == "no json");
        await Assert.ThrowsAsync<KeysUnreachableException>(() => _keys.FindAsync("one", Cancel));
        var calls = _wire.Calls;
        await Assert.ThrowsAsync<KeysUnreachableException>(() => _keys.FindAsync("one", Cancel));
        Assert.Equal(calls, _wire.Calls);
        (_wire.Broken, _wire.Issuer, _wire.Host, _wire.Garbled) = (false, Issuer, "issuer.example", false);
        _time.Advance(SigningKeys.Pause);
        Assert.NotNull(await _keys.FindAsync("one", Cancel));
    }

    [Fact]
    public async Task Keys_Come_By_Https_From_Other_Machines()
    {
        using var open = new SigningKeys(new Uri("http://issuer.example/.well-known/openid-configuration"), Issuer, _time, NullLogger.Instance, _wire);
        await Assert.ThrowsAsync<KeysUnreachableException>(() => open.FindAsync("one", Cancel));
        Assert.Equal(0, _wire.Calls);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class Wire : HttpMessageHandler
    {
        private static readonly RSAParameters Public = RSA.Create(2048).ExportParameters(false);

        public string Id { get; set; } = "one";

        public bool Broken { get; set; }

        public bool Garbled { get; set; }

        public string Issuer { get; set; } = SigningKeysTests.Issuer;

        public string Host { get; set; } = "issuer.example";

        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            if (Broken) throw new HttpRequestException("nobody there");
            var text = Garbled ? "<html>" : request.RequestUri!.AbsolutePath == "/keys"
                ? $$"""{"keys":[{"kty":"RSA","kid":"{{Id}}","n":"{{Base64UrlEncoder.Encode(Public.Modulus)}}","e":"AQAB","endorsements":["msteams"]},{"kty":"EC","kid":"curve"}]}"""
                : $$"""{"issuer":"{{Issuer}}","jwks_uri":"https://{{Host}}/keys"}""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text) });
        }
    }
}
