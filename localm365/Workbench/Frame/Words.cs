namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>What the pages say, in one language. The texts are in <c>Workbench/Texts</c>; a key that is missing there is a mistake of this program.</summary>
internal sealed class Words
{
    public const string Default = "vi";

    private static readonly Dictionary<string, Words> _all = new[] { Default, "en" }.ToDictionary(language => language, language => new Words(language));

    private readonly Dictionary<string, string> _texts;

    private Words(string language)
    {
        Language = language;
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"EmulationM365.LocalM365.Workbench.Texts.{language}.json")!;
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    /// <summary><c>vi</c> or <c>en</c>.</summary>
    public string Language { get; }

    public IEnumerable<string> Keys => _texts.Keys;

    public bool Has(string key) => _texts.ContainsKey(key);

    public string this[string key] => _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"Workbench text '{key}' is missing in {Language}.");

    public static Words In(string? language) => language is not null && _all.TryGetValue(language, out var words) ? words : _all[Default];

    /// <summary>A text with its places filled: <c>{0}</c>, <c>{1}</c>.</summary>
    public string Of(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);
}
