using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Odata;

/// <summary>Paging of collections that are held whole: the token in the next link is the number of rows already shown.</summary>
internal static class Page
{
    private static readonly string[] _kept = ["select", "expand", "filter", "orderby", "search", "count", "top"];

    /// <summary>The rows of the page that was asked for, and the link to what follows. Only what is shown is shaped.</summary>
    public static (List<JsonObject> Rows, string? Next) Of<T>(GraphCall call, IReadOnlyCollection<T> all, Func<T, JsonObject> shape, int usual = 200, int most = 1000)
    {
        var (from, size) = (Start(call), Math.Min(call.Options.Top ?? usual, most));
        return ([.. all.Skip(from).Take(size).Select(shape)], all.Count > from + size ? Next(call, from + size) : null);
    }

    private static int Start(GraphCall call)
    {
        if (call.Options.SkipToken is not { } token) return 0;
        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : throw Refused.Invalid("The skip token is malformed.");
    }

    /// <summary>It keeps the query the reader began with.</summary>
    private static string Next(GraphCall call, int from) => QueryHelpers.AddQueryString(call.UrlWith(_kept), "$skiptoken", from.ToString(CultureInfo.InvariantCulture));
}
