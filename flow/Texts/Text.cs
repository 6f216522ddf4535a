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

    private static readonly AsyncLocal<Speech?> Reader = new();

    /// <summary>The Vietnamese text of a key, its places filled.</summary>
    /// <exception cref="KeyNotFoundException">No such key: a mistake in the code, not in the data.</exception>
    public static string Vi(string key, params object?[] places) => In(Vietnamese, key, places);

    /// <summary>The text of a key in the language of whoever reads what is being written just now: see <see cref="Speak"/>. For what people read at once and nobody keeps: mails, pages, cards.</summary>
    public static string Say(string key, params object?[] places) => In(Spoken ?? Vietnamese, key, places);

    /// <summary>The language that was asked for by <see cref="Speak"/> or <see cref="Meet"/>; null where nobody did, which is Vietnamese.</summary>
    public static string? Spoken => Reader.Value?.Language;

    /// <summary>From here to the end of what is given back, <see cref="Say"/> speaks this language.</summary>
    /// <param name="language">The language; null = nobody has chosen, and it is that of the reader, once <see cref="Meet"/> says who that is.</param>
    public static IDisposable Speak(string? language)
    {
        var speech = new Speech(Reader.Value) { Language = language };
        Reader.Value = speech;
        return speech;
    }

    /// <summary>Writes something in a language.</summary>
    public static T Written<T>(string language, Func<T> write)
    {
        using var speech = Speak(language);
        return write();
    }

    /// <summary>Whoever reads what is being written is known now. Counts where <see cref="Speak"/> waits for it, also in whoever called, and nowhere else.</summary>
    public static void Meet(string language)
    {
        if (Reader.Value is { } speech) speech.Language ??= language;
    }

    /// <summary>The text of a key in a language, its places filled; numbers and dates must come already written.</summary>
    public static string In(string language, string key, params object?[] places)
    {
        var text = All(language).TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"No text '{key}' in {language}.json");
        return places.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, places);
    }

    /// <summary>Every key and text of a language.</summary>
    public static IReadOnlyDictionary<string, string> All(string language) => Languages.GetOrAdd(language, Read);

    /// <summary>Shared with whatever is called from where it began, so that a reader who is found deep inside is known outside.</summary>
    private sealed class Speech(Speech? before) : IDisposable
    {
        public string? Language { get; set; }

        public void Dispose() => Reader.Value = before;
    }

    private static Dictionary<string, string> Read(string language)
    {
        var name = $"EmulationM365.Texts.{language}.json";
        using var stream = typeof(Text).Assembly.GetManifestResourceStream(name)
            ?? throw new KeyNotFoundException($"No resource file {language}.json");
        using var reader = new StreamReader(stream);
        return JsonConvert.DeserializeObject<Dictionary<string, string>>(reader.ReadToEnd())!;
    }
}
