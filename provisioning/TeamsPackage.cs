using System.IO.Compression;
using EmulationM365.Microsoft365;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>Makes the app that a Teams administrator uploads: the manifest with this deployment's ids in it, and two icons. The same settings make the same bytes.</summary>
public static class TeamsPackage
{
    /// <summary>Letters that the name of a developer may have.</summary>
    public const int LongestDeveloper = 32;

    private static readonly string[] Files = ["manifest.json", "color.png", "outline.png"];
    private static readonly DateTimeOffset Stamp = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What keeps a package from being made; empty when it can be.</summary>
    /// <param name="options">Where the pages are.</param>
    /// <param name="teams">Which bot and which app.</param>
    /// <param name="developer">The unit, as people see who made the app.</param>
    public static IEnumerable<string> Faults(M365Options options, TeamsOptions teams, string developer)
    {
        if (!Guid.TryParse(teams.AppId, out _)) yield return "Teams:AppId is missing: the client id of the bot";
        if (!Guid.TryParse(teams.ManifestId, out _)) yield return "Teams:ManifestId is missing: an id of your own for the app, once made and never changed";
        if (options.PublicBaseUrl is not { IsAbsoluteUri: true, Scheme: "https" }) yield return "M365:PublicBaseUrl must be the https address of the pages: Teams opens no other";
        if (developer.Trim().Length is 0 or > LongestDeveloper) yield return $"--developer must be a name of 1 to {LongestDeveloper} letters";
    }

    /// <summary>The manifest.</summary>
    public static JObject Manifest(M365Options options, TeamsOptions teams, string developer)
    {
        var places = new Dictionary<string, string>
        {
            ["ManifestId"] = teams.ManifestId, ["AppId"] = teams.AppId, ["Developer"] = developer.Trim(), ["Website"] = options.PublicBaseUrl.GetLeftPart(UriPartial.Authority) + "/", ["Domain"] = options.PublicBaseUrl.Host,
        };
        using var reader = new StreamReader(Open(Files[0]));
        var manifest = JObject.Parse(reader.ReadToEnd());
        // Filled as values and not as text: a name with a quote in it stays a name.
        foreach (var text in manifest.Descendants().OfType<JValue>().Where(value => value.Type == JTokenType.String).ToList())
            text.Value = places.Aggregate((string)text.Value!, (filled, place) => filled.Replace($"{{{place.Key}}}", place.Value, StringComparison.Ordinal));
        return manifest;
    }

    /// <summary>Writes the package.</summary>
    public static void Write(Stream to, JObject manifest)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var name in Files)
        {
            var entry = zip.CreateEntry(name);
            entry.LastWriteTime = Stamp;
            using var part = entry.Open();
            if (name == Files[0])
            {
                using var writer = new StreamWriter(part);
                writer.Write(manifest.ToString(Formatting.Indented));
            }
            else
            {
                using var icon = Open(name);
                icon.CopyTo(part);
            }
        }
    }

    private static Stream Open(string name) => typeof(TeamsPackage).Assembly.GetManifestResourceStream($"teams.{name}") ?? throw new InvalidOperationException($"{name} is not in this program");
}
