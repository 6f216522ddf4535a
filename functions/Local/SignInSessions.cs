using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Local;

/// <summary>A person who is signed in.</summary>
/// <param name="IdToken">The raw token.</param>
/// <param name="Claims">What it says.</param>
/// <param name="Expires">Until when.</param>
internal sealed record SignInSession(string IdToken, IReadOnlyList<Claim> Claims, DateTimeOffset Expires);

/// <summary>Who is signed in. The token stays in memory; the browser holds a random number, of which only the hash is kept here.</summary>
internal sealed class SignInSessions(TimeProvider time)
{
    private const string Cookie = "EmulationM365.Session";
    private readonly ConcurrentDictionary<string, SignInSession> _sessions = new();

    /// <summary>A number nobody guesses.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The session of the request; null when there is none or its token has expired.</summary>
    public SignInSession? Find(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { } secret || !_sessions.TryGetValue(Hash(secret), out var session)) return null;
        if (session.Expires > time.GetUtcNow()) return session;
        _sessions.TryRemove(Hash(secret), out _);
        return null;
    }

    /// <summary>Opens a session under a new number, so that one planted in the browser before signing in is worth nothing.</summary>
    public void Open(HttpContext http, SignInSession session)
    {
        Close(http);
        foreach (var (key, old) in _sessions)
        {
            if (old.Expires <= time.GetUtcNow()) _sessions.TryRemove(key, out _);
        }

        var secret = NewSecret();
        _sessions[Hash(secret)] = session;
        // Lax, not Strict: links in mail come from elsewhere. Not Secure: this host speaks http on loopback only.
        http.Response.Cookies.Append(Cookie, secret, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
    }

    /// <summary>Forgets the session of the request.</summary>
    public void Close(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } secret) return;
        _sessions.TryRemove(Hash(secret), out _);
        http.Response.Cookies.Delete(Cookie, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
