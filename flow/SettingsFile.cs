using Microsoft.Extensions.Configuration;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365;

/// <summary>Reads settings as Azure Functions keeps them on a developer's machine: a file of flat values, and the environment above it.</summary>
public static class SettingsFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "local.settings.json";

    /// <summary>Settings from a file, where there is one, and from the environment, which wins.</summary>
    /// <param name="path">The file.</param>
    /// <param name="otherwise">Values for what neither names.</param>
    /// <exception cref="SettingsException">The file is there and cannot be read.</exception>
    public static IConfigurationRoot Read(string path, IReadOnlyDictionary<string, string?>? otherwise = null) => new ConfigurationBuilder()
        .AddInMemoryCollection(otherwise ?? new Dictionary<string, string?>())
        .AddInMemoryCollection(Values(path))
        .AddEnvironmentVariables()
        .Build();

    /// <summary>Settings from the file that somebody named, or else from the usual one where it is there; and from the environment, which wins.</summary>
    /// <param name="named">The file that was named; null: none was.</param>
    /// <exception cref="SettingsException">The named file is not there, or the file cannot be read.</exception>
    public static IConfigurationRoot Read(FileInfo? named) =>
        named is { Exists: false } ? throw new SettingsException([$"The file of settings {named.FullName} is not there."]) : Read(named?.FullName ?? Name);

    private static Dictionary<string, string?> Values(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            var values = JObject.Parse(File.ReadAllText(path))["Values"] as JObject ?? throw new JsonException("it has no \"Values\"");
            return values.Properties().ToDictionary(value => value.Name.Replace("__", ":", StringComparison.Ordinal), value => (string?)value.Value);
        }
        catch (JsonException broken)
        {
            throw new SettingsException([$"{path} cannot be read: {broken.Message}"]);
        }
    }
}
