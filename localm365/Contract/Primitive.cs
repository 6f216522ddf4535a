using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Contract;

/// <summary>The primitive types of OData, as JSON writes them.</summary>
internal static partial class Primitive
{
    public const string Prefix = "Edm.";

    public static bool Fits(JsonNode value, string type) => type[Prefix.Length..] switch
    {
        "String" => IsText(value, out _),
        "Boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "Byte" => IsWhole(value, byte.MinValue, byte.MaxValue),
        "SByte" => IsWhole(value, sbyte.MinValue, sbyte.MaxValue),
        "Int16" => IsWhole(value, short.MinValue, short.MaxValue),
        "Int32" => IsWhole(value, int.MinValue, int.MaxValue),
        "Int64" => IsWhole(value, long.MinValue, long.MaxValue),
        "Double" or "Single" or "Decimal" => value.GetValueKind() == JsonValueKind.Number || IsText(value, out var text) && text is "INF" or "-INF" or "NaN",
        "Guid" => IsText(value, out var text) && System.Guid.TryParseExact(text, "D", out _),
        "DateTimeOffset" => IsText(value, out var text) && Moment().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "Date" => IsText(value, out var text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "TimeOfDay" => IsText(value, out var text) && TimeOfDay().IsMatch(text),
        "Duration" => IsText(value, out var text) && Duration().IsMatch(text),
        "Binary" => IsText(value, out var text) && Binary().IsMatch(text),
        _ => true,
    };

    private static bool IsText(JsonNode value, out string text)
    {
        text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        return value.GetValueKind() == JsonValueKind.String;
    }

    private static bool IsWhole(JsonNode value, long least, long most) =>
        value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most;

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\A\d\d:\d\d(:\d\d(\.\d+)?)?\z")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"\A-?P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?\z")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\A[A-Za-z0-9+/_=-]*\z")]
    private static partial Regex Binary();
}
