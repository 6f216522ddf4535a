using EmulationM365.Functions.Pages;
using EmulationM365.Functions.Tokens;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

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

    private readonly OutlookOptions _outlook;
    private readonly ILogger<ActionTokenCheck> _logger;
    private readonly IReadOnlyList<Version> _versions;

    /// <summary>A version of Entra's tokens, and where it says who brings it.</summary>
    private sealed record Version(EntraTokens Tokens, string Bringer);

    /// <summary>Knows the two issuers of the one tenant.</summary>
    public ActionTokenCheck(M365Options options, OutlookOptions outlook, TimeProvider time, ILogger<ActionTokenCheck> logger)
    {
        (_outlook, _logger) = (outlook, logger);
        var authority = options.Authority.ToString().TrimEnd('/');
        // Tokens of version 1 name the older service, whatever the address one signs in at.
        var older = options.Authority.IsLoopback ? $"{authority}/sts.windows.net" : "https://sts.windows.net";
        _versions =
        [
            Of("1.0", $"{older}/{options.TenantId}/", $"{authority}/{options.TenantId}", outlook.AppIdUri, "appid"),
            Of("2.0", $"{authority}/{options.TenantId}/v2.0", $"{authority}/{options.TenantId}/v2.0", outlook.ClientId, "azp"),
        ];
        Version Of(string number, string issuer, string root, string audience, string bringer) => new(new EntraTokens(
            new ExpectedToken(issuer, audience, number, options.TenantId), new SigningKeys(new Uri($"{root}/.well-known/openid-configuration"), issuer, time, logger), time), bringer);
    }

    /// <summary>The person behind a press; null when there is none that can be believed.</summary>
    /// <exception cref="KeysUnreachableException">The tenant's keys cannot be read.</exception>
    public async Task<SignedIn?> PersonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Token(request) is not { } text || EntraTokens.Read(text) is not { } token)
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
        foreach (var version in _versions) version.Tokens.Dispose();
    }

    private async Task<(SignedIn? Person, string Why)> JudgeAsync(JsonWebToken token, CancellationToken cancellationToken) =>
        _versions.FirstOrDefault(known => known.Tokens.Issuer == token.Issuer) is not { } version ? (null, "issuer") : await version.Tokens.JudgeAsync(token, one => Brought(one, version), cancellationToken);

    /// <summary>The actions app brings it, for the scope of our doors.</summary>
    private string? Brought(JsonWebToken token, Version version)
    {
        if (EntraTokens.Claim(token, version.Bringer) != OutlookOptions.ActionsApp) return "caller";
        return EntraTokens.Claim(token, "scp")?.Split(' ').Contains(_outlook.Scope, StringComparer.Ordinal) == true ? null : "scope";
    }

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
