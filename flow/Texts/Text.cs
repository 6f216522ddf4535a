using System.Collections.Concurrent;
using System.Globalization;
using Newtonsoft.Json;

namespace EmulationM365.Texts;

/// <summary>
/// Staff-facing sentences and words, read from the resource files <c>vi.json</c> (what people see) and <c>en.json</c> (the same in English,
/// for administrators and for review). Both files hold the same keys; a test keeps them so.
/// </summary>
public static class Text
{
    /// <summary>The language staff read.</summary>
    public const string Vietnamese = "vi";

    /// <summary>The language that stands beside it.</summary>
    public const string English = "en";

    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Languages = new();

    /// <summary>The Vietnamese text of a key, its places filled.</summary>
    /// <exception cref="KeyNotFoundException">No such key: a mistake in the code, not in the data.</exception>
    public static string Vi(string key, params object?[] places) => In(Vietnamese, key, places);

    /// <summary>The text of a key in a language, its places filled; numbers and dates must come already written.</summary>
    public static string In(string language, string key, params object?[] places)
    {
        var text = All(language).TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"No text '{key}' in {language}.json");
        return places.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, places);
    }

    /// <summary>Every key and text of a language.</summary>
    public static IReadOnlyDictionary<string, string> All(string language) => Languages.GetOrAdd(language, Read);

    private static Dictionary<string, string> Read(string language)
    {
        var name = $"EmulationM365.Texts.{language}.json";
        using var stream = typeof(Text).Assembly.GetManifestResourceStream(name)
            ?? throw new KeyNotFoundException($"No resource file {language}.json");
        using var reader = new StreamReader(stream);
        return JsonConvert.DeserializeObject<Dictionary<string, string>>(reader.ReadToEnd())!;
    }
}
