using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Pages;

/// <summary>
/// The language of a page: the one that was chosen in this browser by the link at its foot; else the one in which the unit writes to whoever signed in; else Vietnamese. What the browser
/// says of itself is not asked: many a browser in the unit was installed in English.
/// </summary>
public static class PageLanguage
{
    /// <summary>Cookie that keeps the choice; it says nothing of the person.</summary>
    public const string Cookie = "__Host-tdkt-lang";

    private const string Query = "lang";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>From here to the end of what is given back, the page is written in the language of its reader.</summary>
    public static IDisposable Of(HttpRequest request)
    {
        if (Known(request.Query[Query]) is not { } asked) return Text.Speak(Known(request.Cookies[Cookie]));
        request.HttpContext.Response.Cookies.Append(Cookie, asked, new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Kept });
        return Text.Speak(asked);
    }

    /// <summary>The link to the other language, in that language.</summary>
    public static Html Link()
    {
        var other = Text.Spoken == Text.English ? Text.Vietnamese : Text.English;
        return Html.Of($"<a href=\"?{Query}={other}\" lang=\"{other}\" hreflang=\"{other}\">{Text.In(other, "page.thisLanguage")}</a>");
    }

    private static string? Known(string? language) => language is Text.Vietnamese or Text.English ? language : null;
}
