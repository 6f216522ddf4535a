using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Files;

/// <summary>Paging of collections that are held whole: the token in the next link is the number of rows already shown.</summary>
internal static class Page
{
    private const int Usual = 200;
    private const int Most = 1000;

    private static readonly string[] _kept = ["select", "expand", "filter", "orderby", "search", "count", "top"];

    public static int Start(GraphCall call)
    {
        if (call.Options.SkipToken is not { } token) return 0;
        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : throw Refused.Invalid("The skip token is malformed.");
    }

    public static int Size(GraphCall call, int usual = Usual, int most = Most) => Math.Min(call.Options.Top ?? usual, most);

    /// <summary>The rows of one page, and whether more follow. Only what is shown is shaped.</summary>
    public static (List<JsonObject> Rows, bool More) Of<T>(GraphCall call, int from, IReadOnlyCollection<T> all, Func<T, JsonObject> shape)
    {
        var size = Size(call);
        return ([.. all.Skip(from).Take(size).Select(shape)], all.Count > from + size);
    }

    /// <summary>The link to what follows. It keeps the query the reader began with.</summary>
    public static string Next(GraphCall call, int from, int? size = null)
    {
        var link = call.Url;
        foreach (var option in _kept)
            if (call.RawOption(option) is { } value) link = QueryHelpers.AddQueryString(link, "$" + option, value);
        return QueryHelpers.AddQueryString(link, "$skiptoken", (from + (size ?? Size(call))).ToString(CultureInfo.InvariantCulture));
    }
}
