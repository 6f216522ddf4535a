using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Pages;

/// <summary>Who signed in.</summary>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="Name">Name.</param>
public sealed record SignedIn(string ObjectId, string Name);

/// <summary>
/// Tells who signed in, from the ID token that the sign-in front passes on. The front's word alone is not taken: were it switched off, anybody could write
/// that header, so the token's signature, tenant, audience and time are checked here, in both hosts.
/// </summary>
public sealed partial class SignInCheck(M365Options options, TimeProvider time, ILogger<SignInCheck> logger)
{
    /// <summary>Header in which App Service passes the token on.</summary>
    public const string Header = "X-MS-TOKEN-AAD-ID-TOKEN";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _authority = new(
        $"{options.Authority.ToString().TrimEnd('/')}/{options.TenantId}/v2.0/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever { RequireHttps = !options.Authority.IsLoopback });

    /// <summary>The person behind a request; null when there is none that can be believed.</summary>
    public async Task<SignedIn?> PersonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers[Header].ToString() is not { Length: > 0 } token) return null;
        var authority = await _authority.GetConfigurationAsync(cancellationToken);
        var result = await _tokens.ValidateTokenAsync(token, Rules(authority));
        if (!result.IsValid || Claim(result, "tid") != options.TenantId || Claim(result, "oid") is not { Length: > 0 } objectId)
        {
            Log.Refused(logger, result.Exception?.GetType().Name ?? "tenant or object id");
            return null;
        }

        return new SignedIn(objectId, Claim(result, "name") ?? "");
    }

    private TokenValidationParameters Rules(OpenIdConnectConfiguration authority) => new()
    {
        ValidIssuer = authority.Issuer,
        ValidAudience = options.SignInClientId.Length > 0 ? options.SignInClientId : options.ClientId,
        IssuerSigningKeys = authority.SigningKeys,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        LifetimeValidator = (from, until, _, _) => until is { } end && time.GetUtcNow() < end + Skew && (from is not { } start || time.GetUtcNow() > start - Skew),
    };

    private static string? Claim(TokenValidationResult result, string name) => result.Claims.TryGetValue(name, out var value) ? value as string : null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Refused an ID token: {Why}")]
        public static partial void Refused(ILogger logger, string why);
    }
}
