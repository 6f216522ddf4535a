using System.Globalization;
using EmulationM365.Campaigns;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>A place of a seed that names a year which is not its own.</summary>
/// <param name="File">File.</param>
/// <param name="Place">JSON path.</param>
/// <param name="Text">What stands there.</param>
public sealed record NamedYear(string File, string Place, string Text);

/// <summary>
/// Finds what in a seed still names the year before. Sources may: the paper a value was taken from, and the day since which a value or a movement of others has held, stay what they were. Papers
/// cited elsewhere may too.
/// </summary>
public static class OldYear
{
    private static readonly CultureInfo Format = CultureInfo.InvariantCulture;
    private static readonly WorkingDays NoDays = new(new HashSet<DateOnly>(), new HashSet<DateOnly>());

    /// <summary>Every such place.</summary>
    /// <param name="texts">The seed, by file name.</param>
    /// <param name="old">The year before.</param>
    public static IReadOnlyList<NamedYear> Find(IReadOnlyDictionary<string, string> texts, int old)
    {
        var words = new YearWords(old + 1, new DayMove(NoDays, old + 1));
        return [.. texts.SelectMany(file => Values(file.Value).Where(value => !IsSource(file.Key, value) && words.Names(value.ToString(Format), Own(value)))
            .Select(value => new NamedYear(file.Key, value.Path, value.ToString(Format))))];
    }

    private static List<JValue> Values(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader) is JContainer root ? [.. root.DescendantsAndSelf().OfType<JValue>()] : [];
    }

    private static bool IsSource(string file, JValue value) => (value.Parent as JProperty)?.Name switch
    {
        "source" => true,
        "from" or "to" => file == "settings.json" || (file == "movements.json" && (string?)value.Parent!.Parent!["level"] != "co_so"),
        _ => false,
    };

    /// <summary>Days of the row itself, which its name may say.</summary>
    private static DateOnly?[] Own(JValue value) => value.Parent?.Parent is JObject row
        ? [.. new[] { row["from"], row["to"] }.Select(day => DateOnly.TryParse((string?)day, Format, out var read) ? read : (DateOnly?)null)] : [];
}
