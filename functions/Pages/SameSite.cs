using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Pages;

/// <summary>Tells whether a form was sent from our own page: a page elsewhere could make a signed-in person's browser send one.</summary>
public static class SameSite
{
    /// <summary>The browser says so, by fetch metadata or, in older ones, by the origin; silence is a no.</summary>
    public static bool Holds(HttpRequest request, Uri publicBase)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && Uri.Compare(origin, publicBase, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
