using System.Security.Cryptography;

namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>Style and script of the pages, out of this program. Their addresses change with their content, so that browsers may keep them.</summary>
internal static class Asset
{
    private static readonly Dictionary<string, (byte[] Bytes, string Mark)> _all = new[] { "workbench.css", "workbench.js" }.ToDictionary(name => name, Load);

    public static string Url(string name) => $"/_assets/{name}?v={_all[name].Mark}";

    public static IResult Get(HttpContext http, string name)
    {
        if (!_all.TryGetValue(name, out var asset)) return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(asset.Bytes, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8");
    }

    private static (byte[] Bytes, string Mark) Load(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"EmulationM365.LocalM365.Workbench.Assets.{name}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        return (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
    }
}
