using EmulationM365.Functions.Tokens;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Teams;

/// <summary>
/// Whether Teams itself sent an activity, and for a person of our own tenant. The stricter of Microsoft's two readings is kept: the service address must be named by the
/// token and be the same to the letter, and the key must be endorsed for the channel. Nothing here can be switched off.
/// </summary>
public sealed partial class BotTokenCheck(TeamsOptions options, M365Options tenant, TimeProvider time, ILogger<BotTokenCheck> logger) : IDisposable
{
    private const int Longest = 16 * 1024;
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private readonly SigningKeys _keys = new(options.Metadata, TeamsOptions.Issuer, time, logger);
    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    /// <summary>The activity can be believed. Who sent it is told nothing about why it cannot.</summary>
    public async Task<bool> HoldsAsync(HttpRequest request, BotActivity activity, CancellationToken cancellationToken)
    {
        var why = await WhyNotUnlessUnreachableAsync(request, activity, cancellationToken);
        if (why is not null) Log.Refused(logger, why);
        return why is null;
    }

    /// <inheritdoc />
    public void Dispose() => _keys.Dispose();

    /// <summary>Without keys nobody is believed; Teams is told no more than of any other token.</summary>
    private async Task<string?> WhyNotUnlessUnreachableAsync(HttpRequest request, BotActivity activity, CancellationToken cancellationToken)
    {
        try
        {
            return await WhyNotAsync(request, activity, cancellationToken);
        }
        catch (KeysUnreachableException)
        {
            return "no keys";
        }
    }

    private async Task<string?> WhyNotAsync(HttpRequest request, BotActivity activity, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not [{ Length: > 7 and < Longest } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return "no token";
        var token = header[Scheme.Length..].Trim();
        if (!_tokens.CanReadToken(token)) return "no token that can be read";
        if (activity.ChannelId != TeamsOptions.Channel) return "channel";
        if (KeyOf(token) is not { Length: > 0 } id || await _keys.FindAsync(id, cancellationToken) is not { } key) return "key";
        if (!key.Endorsements.Contains(activity.ChannelId)) return "endorsement";
        var result = await _tokens.ValidateTokenAsync(token, Rules(key));
        if (!result.IsValid) return result.Exception?.GetType().Name ?? "token";
        if (!result.Claims.TryGetValue("serviceurl", out var claim) || claim is not string service || service != activity.ServiceUrl) return "serviceurl";
        return Tenant(activity);
    }

    private static string? KeyOf(string token)
    {
        try
        {
            return new JsonWebToken(token) is { Alg: SecurityAlgorithms.RsaSha256 } read ? read.Kid : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The token does not name the person: what the activity says of tenant and person counts only now that the token holds.</summary>
    private string? Tenant(BotActivity activity)
    {
        if (activity.Tenants.Count == 0 || !activity.Tenants.All(id => string.Equals(id, tenant.TenantId, StringComparison.OrdinalIgnoreCase))) return "tenant";
        return activity.Type is not ("invoke" or "message") || Guid.TryParseExact(activity.ObjectId, "D", out _) ? null : "person";
    }

    private TokenValidationParameters Rules(SigningKey key) => new()
    {
        ValidIssuer = TeamsOptions.Issuer,
        ValidAudience = options.AppId,
        IssuerSigningKey = key.Key,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => until is { } end && time.GetUtcNow() < end + Skew && (from is not { } start || time.GetUtcNow() > start - Skew),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Refused an activity of the bot: {Why}")]
        public static partial void Refused(ILogger logger, string why);
    }
}
