using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Pages;

/// <summary>
/// Ties a form to the browser that was shown it and to the person who was signed in then. The browser holds a number that nobody else can set or read; the form carries its hash with the
/// person. A page elsewhere knows neither, and a form that was opened under another name is not taken.
/// </summary>
public sealed class FormProof(Func<string> newSecret)
{
    /// <summary>Cookie; its prefix makes browsers take it only over https (or on this machine), from this host, for all of it.</summary>
    public const string Cookie = "__Host-tdkt";

    /// <summary>Field of the form.</summary>
    public const string Field = "proof";

    private const int Letters = 64;

    /// <summary>The proof for a form that is being shown to this person; the browser gets its number where it has none.</summary>
    public string For(HttpContext context, string objectId)
    {
        if (Held(context.Request) is { } held) return Of(held, objectId);
        var secret = newSecret();
        // Lax, not Strict: links in mail come from elsewhere.
        context.Response.Cookies.Append(Cookie, secret, new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
        return Of(secret, objectId);
    }

    /// <summary>The proof as every form carries it.</summary>
    public static Html Input(string proof) => Html.Of($"<input type=\"hidden\" name=\"{Field}\" value=\"{proof}\">");

    /// <summary>The form was shown in this browser to this person.</summary>
    public static bool Holds(HttpRequest request, string given, string objectId) => Held(request) is { } held
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(held, objectId)), Encoding.UTF8.GetBytes(given));

    private static string? Held(HttpRequest request) => request.Cookies[Cookie] is { Length: Letters } held && held.All(char.IsAsciiHexDigitLower) ? held : null;

    /// <summary>The proof of a browser's number and a person.</summary>
    internal static string Of(string secret, string objectId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{secret}\n{objectId}")));
}
