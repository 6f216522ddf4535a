using EmulationM365.Functions.Tokens;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Pages;

/// <summary>Who signed in.</summary>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="Name">Name.</param>
public sealed record SignedIn(string ObjectId, string Name);

/// <summary>
/// Tells who signed in, from the ID token that the sign-in front passes on. The front's word alone is not taken: were it switched off, anybody could write
/// that header, so the token's signature, issuer, tenant, audience, version and time are checked here, in both hosts. Issuer, audience and tenant are those of the settings and never taken from the token.
/// </summary>
public sealed partial class SignInCheck : IDisposable
{
    /// <summary>Header in which App Service passes the token on.</summary>
    public const string Header = "X-MS-TOKEN-AAD-ID-TOKEN";

    private const int Longest = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private readonly M365Options _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SignInCheck> _logger;
    private readonly string _issuer;
    private readonly SigningKeys _keys;
    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };

    /// <summary>Believes the one tenant of the settings.</summary>
    public SignInCheck(M365Options options, TimeProvider time, ILogger<SignInCheck> logger)
        : this(options, time, logger, null)
    {
    }

    internal SignInCheck(M365Options options, TimeProvider time, ILogger<SignInCheck> logger, HttpMessageHandler? transport)
    {
        (_options, _time, _logger) = (options, time, logger);
        _issuer = $"{options.Authority.ToString().TrimEnd('/')}/{options.TenantId}/v2.0";
        var metadata = new Uri($"{_issuer}/.well-known/openid-configuration");
        _keys = transport is null ? new SigningKeys(metadata, _issuer, time, logger) : new SigningKeys(metadata, _issuer, time, logger, transport);
    }

    private string Audience => _options.SignInClientId.Length > 0 ? _options.SignInClientId : _options.ClientId;

    /// <inheritdoc />
    public void Dispose() => _keys.Dispose();

    /// <summary>The person behind a request; null when there is none that can be believed.</summary>
    public async Task<SignedIn?> PersonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValue(Header, out var given) || given is [{ Length: 0 }]) return null;
        try
        {
            var (person, why) = given is [{ Length: <= Longest } one] && UnbelievedToken.Read(one) is { } token ? await JudgeAsync(token, cancellationToken) : (null, "no token that can be read");
            if (person is null) Log.Refused(_logger, why);
            return person;
        }
        catch (KeysUnreachableException unreachable)
        {
            // Whoever it is signs in again in a few minutes; until then nobody is believed.
            Log.Unreachable(_logger, unreachable);
            return null;
        }
    }

    private async Task<(SignedIn? Person, string Why)> JudgeAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        // A header that must be understood, and is not, makes the whole token one that is not understood.
        if (token.Alg != SecurityAlgorithms.RsaSha256 || token.TryGetHeaderValue<object>("crit", out _) || token.Kid is not { Length: > 0 } kid) return (null, "header");
        if (token.Issuer != _issuer) return (null, "issuer");
        if (await _keys.FindAsync(kid, cancellationToken) is not { } key) return (null, "key");
        var result = await _tokens.ValidateTokenAsync(token, Rules(key.Key));
        if (!result.IsValid) return (null, result.Exception?.GetType().Name ?? "invalid");
        if (UnbelievedToken.Claim(token, "ver") != "2.0") return (null, "version");
        if (UnbelievedToken.Claim(token, "aud") != Audience) return (null, "audience");
        if (UnbelievedToken.Claim(token, "tid") != _options.TenantId) return (null, "tenant");
        if (token.TryGetPayloadValue<object>("idtyp", out _) && UnbelievedToken.Claim(token, "idtyp") != "user") return (null, "kind");
        return Guid.TryParseExact(UnbelievedToken.Claim(token, "oid"), "D", out var id) && id != Guid.Empty ? (new SignedIn(id.ToString(), UnbelievedToken.Claim(token, "name") ?? ""), "") : (null, "object id");
    }

    private TokenValidationParameters Rules(SecurityKey key) => new()
    {
        ValidIssuer = _issuer,
        ValidAudience = Audience,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidTypes = ["JWT"],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => until is { } end && _time.GetUtcNow() < end + Skew && (from is not { } start || _time.GetUtcNow() > start - Skew),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Refused an ID token: {Why}")]
        public static partial void Refused(ILogger logger, string why);

        [LoggerMessage(LogLevel.Error, "Nobody who signs in can be believed")]
        public static partial void Unreachable(ILogger logger, Exception why);
    }
}
