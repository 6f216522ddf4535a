using EmulationM365.Functions.Pages;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Tokens;

/// <summary>What a token must be to be believed. All of it is of the settings, and nothing is taken from the token.</summary>
/// <param name="Issuer">Who issues it.</param>
/// <param name="Audience">For whom it is made out.</param>
/// <param name="Version">Version of Entra's tokens.</param>
/// <param name="TenantId">The one tenant.</param>
public sealed record ExpectedToken(string Issuer, string Audience, string Version, string TenantId);

/// <summary>Judges tokens of one issuer of Entra for people: signature by its published keys, time, and every claim that says where a token belongs.</summary>
/// <param name="expected">What they must be.</param>
/// <param name="keys">The issuer's keys.</param>
/// <param name="time">The one clock.</param>
public sealed class EntraTokens(ExpectedToken expected, SigningKeys keys, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Who issues them.</summary>
    public string Issuer => expected.Issuer;

    /// <summary>The token as it is written, not believed yet; null when it is none with a signature.</summary>
    public static JsonWebToken? Read(string text)
    {
        try
        {
            return text.Count(letter => letter == '.') == 2 && Handler.CanReadToken(text) ? Handler.ReadJsonWebToken(text) : null;
        }
        catch (Exception odd) when (odd is ArgumentException or SecurityTokenException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>A claim that is one text: a list is none, not even one with a single text in it.</summary>
    public static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<object>(name, out var value) ? value as string : null;

    /// <summary>The person whose token it is; or, in a word, why it is not believed.</summary>
    /// <param name="token">The token.</param>
    /// <param name="beyond">What else must hold, in a word where it does not; null = nothing else.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KeysUnreachableException">The issuer's keys cannot be read.</exception>
    public async Task<(SignedIn? Person, string Why)> JudgeAsync(JsonWebToken token, Func<JsonWebToken, string?>? beyond, CancellationToken cancellationToken)
    {
        if (token.Issuer != expected.Issuer) return (null, "issuer");
        // A header that must be understood, and is not, makes the whole token one that is not understood.
        if (token.Alg != SecurityAlgorithms.RsaSha256 || token.TryGetHeaderValue<object>("crit", out _) || token.Kid is not { Length: > 0 } kid) return (null, "header");
        if (await keys.FindAsync(kid, cancellationToken) is not { } key) return (null, "key");
        var result = await Handler.ValidateTokenAsync(token, Rules(key.Key));
        if (!result.IsValid) return (null, result.Exception?.GetType().Name ?? "invalid");
        if (WhyNot(token) is { } why) return (null, why);
        if (beyond?.Invoke(token) is { } other) return (null, other);
        return Guid.TryParseExact(Claim(token, "oid"), "D", out var id) && id != Guid.Empty ? (new SignedIn(id.ToString(), Claim(token, "name") ?? ""), "") : (null, "object id");
    }

    /// <inheritdoc />
    public void Dispose() => keys.Dispose();

    private string? WhyNot(JsonWebToken token)
    {
        if (Claim(token, "ver") != expected.Version) return "version";
        if (Claim(token, "aud") != expected.Audience) return "audience";
        if (Claim(token, "tid") != expected.TenantId) return "tenant";
        return token.TryGetPayloadValue<object>("idtyp", out _) && Claim(token, "idtyp") != "user" ? "kind" : null;
    }

    private TokenValidationParameters Rules(SecurityKey key) => new()
    {
        ValidIssuer = expected.Issuer,
        ValidAudience = expected.Audience,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidTypes = ["JWT"],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => until is { } end && time.GetUtcNow() < end + Skew && (from is not { } start || time.GetUtcNow() > start - Skew),
    };
}
