using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;

namespace EmulationM365.Functions.Local;

/// <summary>
/// Plays App Service authentication: people who are not signed in are sent to the OpenID provider, and functions behind it find the ID token in a header.
/// The functions validate that token themselves; here it is only carried.
/// </summary>
internal sealed class SignInFront(SignInSettings settings, SignInFlow flow, SignInSessions sessions)
{
    /// <summary>The header in which functions find the raw ID token.</summary>
    public const string TokenHeader = "X-MS-TOKEN-AAD-ID-TOKEN";

    /// <summary>Removes every <c>X-MS-*</c> header a caller sent: only the front may set them.</summary>
    public static void Strip(HttpRequest request)
    {
        var forged = request.Headers.Keys.Where(name => name.StartsWith("X-MS-", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var name in forged) request.Headers.Remove(name);
    }

    /// <summary>Answers the front's own addresses, guards the protected ones, lets the rest pass.</summary>
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "";
        return path.ToLowerInvariant() switch
        {
            "/.auth/login/aad" => flow.StartAsync(http, http.Request.Query["post_login_redirect_uri"].ToString() is { Length: > 0 } target ? target : "/"),
            SignInFlow.CallbackPath => flow.FinishAsync(http),
            "/.auth/logout" => LeaveAsync(http),
            "/.auth/me" => MeAsync(http),
            _ when settings.ProtectedPrefixes.Any(prefix => http.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)) => GuardAsync(http, next),
            _ => next(http),
        };
    }

    private Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (sessions.Find(http.Request) is { } session)
        {
            http.Request.Headers[TokenHeader] = session.IdToken;
            return next(http);
        }

        // A form cannot be carried through a sign-in: sending it elsewhere would lose what was typed without a word.
        return HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? flow.StartAsync(http, http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent())
            : Plain.AnswerAsync(http, StatusCodes.Status401Unauthorized, "You are not signed in, or your sign-in has expired: open the page again.");
    }

    private Task LeaveAsync(HttpContext http)
    {
        sessions.Close(http);
        var target = http.Request.Query["post_logout_redirect_uri"].ToString();
        if (target.Length == 0) return Plain.AnswerAsync(http, StatusCodes.Status200OK, "You are signed out.");
        if (!LocalPath.IsSafe(target)) return Plain.AnswerAsync(http, StatusCodes.Status400BadRequest, LocalPath.Refusal);
        http.Response.Redirect(target);
        return Task.CompletedTask;
    }

    private async Task MeAsync(HttpContext http)
    {
        if (sessions.Find(http.Request) is not { } session)
        {
            await Plain.AnswerAsync(http, StatusCodes.Status401Unauthorized, "You are not signed in.");
            return;
        }

        // The platform also gives the raw token here; a script has no need of it.
        var claims = session.Claims.Select(claim => new { typ = claim.Type, val = claim.Value });
        var userId = session.Claims.FirstOrDefault(claim => claim.Type is "preferred_username")?.Value;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(
            JsonConvert.SerializeObject(new[] { new { provider_name = "aad", user_id = userId, expires_on = session.Expires, user_claims = claims } }), http.RequestAborted);
    }
}
