using EmulationM365.Functions.Tokens;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

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
    private readonly ILogger<SignInCheck> _logger;
    private readonly EntraTokens _tokens;

    /// <summary>Believes the one tenant of the settings.</summary>
    public SignInCheck(M365Options options, TimeProvider time, ILogger<SignInCheck> logger)
        : this(options, time, logger, null)
    {
    }

    internal SignInCheck(M365Options options, TimeProvider time, ILogger<SignInCheck> logger, HttpMessageHandler? transport)
    {
        _logger = logger;
        var issuer = $"{options.Authority.ToString().TrimEnd('/')}/{options.TenantId}/v2.0";
        var metadata = new Uri($"{issuer}/.well-known/openid-configuration");
        var keys = transport is null ? new SigningKeys(metadata, issuer, time, logger) : new SigningKeys(metadata, issuer, time, logger, transport);
        _tokens = new EntraTokens(new ExpectedToken(issuer, options.SignInClientId.Length > 0 ? options.SignInClientId : options.ClientId, "2.0", options.TenantId), keys, time);
    }

    /// <inheritdoc />
    public void Dispose() => _tokens.Dispose();

    /// <summary>The person behind a request; null when there is none that can be believed.</summary>
    public async Task<SignedIn?> PersonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValue(Header, out var given) || given is [{ Length: 0 }]) return null;
        try
        {
            var (person, why) = given is [{ Length: <= Longest } one] && EntraTokens.Read(one) is { } token ? await _tokens.JudgeAsync(token, null, cancellationToken) : (null, "no token that can be read");
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Refused an ID token: {Why}")]
        public static partial void Refused(ILogger logger, string why);

        [LoggerMessage(LogLevel.Error, "Nobody who signs in can be believed")]
        public static partial void Unreachable(ILogger logger, Exception why);
    }
}
