using EmulationM365.Functions.Pages;
using EmulationM365.Functions.Tokens;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Cards;

/// <summary>
/// Tells who pressed a card in Outlook, by the Entra token that the actions app brings. Issuer, audience, caller, tenant and scope are those of the settings and never taken from the token; the
/// person is the object id in it and nothing else.
/// </summary>
public sealed partial class ActionTokenCheck : IDisposable
{
    /// <summary>Where the token comes when a card asks that nothing before our door take it for its own.</summary>
    public const string Header = "Action-Authorization";

    private const string Scheme = "Bearer ";
    private const int Longest = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly M365Options _options;
    private readonly OutlookOptions _outlook;
    private readonly TimeProvider _time;
    private readonly ILogger<ActionTokenCheck> _logger;
    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };
    private readonly IReadOnlyList<Version> _versions;

    /// <summary>A version of Entra's tokens: who issues it, for whom it is made out, and where it says who brings it.</summary>
    private sealed record Version(string Number, string Issuer, string Audience, string Bringer, SigningKeys Keys);

    /// <summary>Knows the two issuers of the one tenant.</summary>
    public ActionTokenCheck(M365Options options, OutlookOptions outlook, TimeProvider time, ILogger<ActionTokenCheck> logger)
    {
        (_options, _outlook, _time, _logger) = (options, outlook, time, logger);
        var authority = options.Authority.ToString().TrimEnd('/');
        // Tokens of version 1 name the older service, whatever the address one signs in at.
        var older = options.Authority.IsLoopback ? $"{authority}/sts.windows.net" : "https://sts.windows.net";
        _versions =
        [
            Of("1.0", $"{older}/{options.TenantId}/", $"{authority}/{options.TenantId}", outlook.AppIdUri, "appid"),
            Of("2.0", $"{authority}/{options.TenantId}/v2.0", $"{authority}/{options.TenantId}/v2.0", outlook.ClientId, "azp"),
        ];
        Version Of(string number, string issuer, string root, string audience, string bringer) =>
            new(number, issuer, audience, bringer, new SigningKeys(new Uri($"{root}/.well-known/openid-configuration"), issuer, time, logger));
    }

    /// <summary>The person behind a press; null when there is none that can be believed.</summary>
    /// <exception cref="KeysUnreachableException">The tenant's keys cannot be read.</exception>
    public async Task<SignedIn?> PersonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Token(request) is not { } text || UnbelievedToken.Read(text) is not { } token)
        {
            Log.Refused(_logger, "no token that can be read", "", "", "", "");
            return null;
        }

        var (person, why) = await JudgeAsync(token, cancellationToken);
        if (person is null)
        {
            Log.Refused(_logger, why, Said(token, "iss"), Said(token, "aud"), Said(token, "azp") + Said(token, "appid"), string.Join(' ', token.Claims.Select(claim => claim.Type).Distinct().Take(40)));
        }

        return person;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var version in _versions) version.Keys.Dispose();
    }

    private async Task<(SignedIn? Person, string Why)> JudgeAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        if (_versions.FirstOrDefault(known => known.Issuer == token.Issuer) is not { } version) return (null, "issuer");
        // A header that must be understood, and is not, makes the whole token one that is not understood.
        if (token.Alg != SecurityAlgorithms.RsaSha256 || token.TryGetHeaderValue<object>("crit", out _) || token.Kid is not { Length: > 0 } kid) return (null, "header");
        if (await version.Keys.FindAsync(kid, cancellationToken) is not { } key) return (null, "key");
        var result = await _tokens.ValidateTokenAsync(token, Rules(version, key.Key));
        if (!result.IsValid) return (null, result.Exception?.GetType().Name ?? "invalid");
        return Claims(version, token);
    }

    private (SignedIn? Person, string Why) Claims(Version version, JsonWebToken token)
    {
        if (UnbelievedToken.Claim(token, "ver") != version.Number) return (null, "version");
        if (UnbelievedToken.Claim(token, "aud") != version.Audience) return (null, "audience");
        if (UnbelievedToken.Claim(token, version.Bringer) != OutlookOptions.ActionsApp) return (null, "caller");
        if (UnbelievedToken.Claim(token, "tid") != _options.TenantId) return (null, "tenant");
        if (token.TryGetPayloadValue<object>("idtyp", out _) && UnbelievedToken.Claim(token, "idtyp") != "user") return (null, "kind");
        if (UnbelievedToken.Claim(token, "scp")?.Split(' ').Contains(_outlook.Scope, StringComparer.Ordinal) != true) return (null, "scope");
        return Guid.TryParseExact(UnbelievedToken.Claim(token, "oid"), "D", out var id) && id != Guid.Empty ? (new SignedIn(id.ToString(), UnbelievedToken.Claim(token, "name") ?? ""), "") : (null, "object id");
    }

    private TokenValidationParameters Rules(Version version, SecurityKey key) => new()
    {
        ValidIssuer = version.Issuer,
        ValidAudience = version.Audience,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidTypes = ["JWT"],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => until is { } end && _time.GetUtcNow() < end + Skew && (from is not { } start || _time.GetUtcNow() > start - Skew),
    };

    /// <summary>The token of the request; two of them are none.</summary>
    private static string? Token(HttpRequest request)
    {
        var name = request.Headers.ContainsKey(Header) ? Header : "Authorization";
        return request.Headers[name] is [{ } one] && one.Length <= Longest && one.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? one[Scheme.Length..].Trim() : null;
    }

    /// <summary>What an unbelieved token says, for the log: short, and on one line.</summary>
    private static string Said(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<object>(name, out var value) ? new string([.. $"{value}".Where(letter => letter is > ' ' and < '\x7f').Take(120)]) : "";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Refused a token on a card: {Why}; issuer {Issuer}, audience {Audience}, brought by {Bringer}, claims {Claims}")]
        public static partial void Refused(ILogger logger, string why, string issuer, string audience, string bringer, string claims);
    }
}
