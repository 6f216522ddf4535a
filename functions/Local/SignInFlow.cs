using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local;

/// <summary>The authorization code flow: out to the provider, back with a code, the code for a token.</summary>
internal sealed partial class SignInFlow(
    SignInSettings settings, Uri host, HttpClient provider, SignInSessions sessions, TimeProvider time, ILogger<SignInFlow> log)
{
    /// <summary>Where the provider sends people back to.</summary>
    public const string CallbackPath = "/.auth/login/aad/callback";

    private const string Cookie = "EmulationM365.SignIn";
    private readonly PendingSignIns _pending = new(time);

    private string Authority => $"{settings.Authority.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(settings.TenantId)}/oauth2/v2.0";

    private string Callback => new Uri(host, CallbackPath).AbsoluteUri;

    /// <summary>Sends the browser to the provider, to be led back to <paramref name="target"/>, or refuses a target that is not a local path.</summary>
    public Task StartAsync(HttpContext http, string target)
    {
        if (!LocalPath.IsSafe(target)) return Plain.AnswerAsync(http, StatusCodes.Status400BadRequest, LocalPath.Refusal);
        // One number a browser, not one a sign-in: two tabs may sign in at the same time.
        var browser = http.Request.Cookies[Cookie] is { Length: 64 } known ? known : SignInSessions.NewSecret();
        var nonce = SignInSessions.NewSecret();
        http.Response.Cookies.Append(Cookie, browser, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/.auth" });
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect(QueryHelpers.AddQueryString($"{Authority}/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = settings.ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = Callback,
            ["scope"] = "openid profile",
            ["state"] = _pending.Start(browser, nonce, target),
            ["nonce"] = nonce,
        }));
        return Task.CompletedTask;
    }

    /// <summary>Takes the provider's answer: opens a session and leads back, or says in a sentence why not.</summary>
    public async Task FinishAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (_pending.Take(query["state"].ToString(), http.Request.Cookies[Cookie]) is not { } pending)
        {
            await Plain.AnswerAsync(http, StatusCodes.Status400BadRequest, "This sign-in was not started in this browser, or was used already, or took too long: open the page again.");
            return;
        }

        var token = query["code"].ToString() is { Length: > 0 } code ? await ExchangeAsync(code, http.RequestAborted) : null;
        if (token is null || Open(token, pending) is not { } session)
        {
            await Plain.AnswerAsync(http, StatusCodes.Status401Unauthorized, "You could not be signed in: the sign-in page gave no valid answer. Open the page again.");
            return;
        }

        sessions.Open(http, session);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect(pending.Target);
    }

    private async Task<string?> ExchangeAsync(string code, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = settings.ClientId,
            ["code"] = code,
            ["redirect_uri"] = Callback,
        });
        try
        {
            using var response = await provider.PostAsync(new Uri($"{Authority}/token"), form, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode) return JObject.Parse(body).Value<string>("id_token");
            Log.CodeRefused(log, (int)response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.ProviderFailed(log, e);
        }

        return null;
    }

    // The token came straight from the provider, so its signature is left to the functions; that it answers this very request is checked here.
    private SignInSession? Open(string raw, PendingSignIn pending)
    {
        try
        {
            var token = new JsonWebToken(raw);
            var expires = new DateTimeOffset(token.ValidTo, TimeSpan.Zero);
            var answers = token.TryGetPayloadValue<string>("nonce", out var nonce) && nonce == pending.Nonce && token.Audiences.Contains(settings.ClientId);
            if (answers && expires > time.GetUtcNow()) return new SignInSession(raw, [.. token.Claims], expires);
            Log.TokenRefused(log, answers ? "has expired" : "answers another request");
        }
        catch (ArgumentException e)
        {
            Log.ProviderFailed(log, e);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The sign-in provider refused a code with {Status}")]
        public static partial void CodeRefused(ILogger log, int status);

        [LoggerMessage(LogLevel.Warning, "The sign-in provider gave no token")]
        public static partial void ProviderFailed(ILogger log, Exception fault);

        [LoggerMessage(LogLevel.Warning, "A token was refused because it {Reason}")]
        public static partial void TokenRefused(ILogger log, string reason);
    }
}
