using System.Security.Cryptography;

namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>
/// Style and script of the pages, out of this program; and the renderer of cards, where npm brought it beside this program. Their addresses change with their content, so that browsers may keep
/// them.
/// </summary>
internal static class Asset
{
    private static readonly string[] _ours = ["workbench.css", "workbench.js", "cards.js"];

    private static readonly Dictionary<string, (byte[] Bytes, string Mark)> _all = Everything();

    /// <summary>The renderer of Adaptive Cards.</summary>
    public const string Cards = "adaptivecards.min.js";

    /// <summary>An asset is here: the renderer of cards is missing where this program was built without Node.</summary>
    public static bool Has(string name) => _all.ContainsKey(name);

    public static string Url(string name) => $"/_assets/{name}?v={_all[name].Mark}";

    public static IResult Get(HttpContext http, string name)
    {
        if (!_all.TryGetValue(name, out var asset)) return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(asset.Bytes, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8");
    }

    private static Dictionary<string, (byte[] Bytes, string Mark)> Everything()
    {
        var all = _ours.ToDictionary(name => name, name => Marked(Own(name)));
        var cards = Path.Combine(AppContext.BaseDirectory, "Cards", Cards);
        if (File.Exists(cards)) all[Cards] = Marked(File.ReadAllBytes(cards));
        return all;
    }

    private static byte[] Own(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"EmulationM365.LocalM365.Workbench.Assets.{name}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static (byte[] Bytes, string Mark) Marked(byte[] bytes) => (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
}
