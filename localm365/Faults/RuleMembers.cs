namespace EmulationM365.LocalM365.Faults;

/// <summary>The members of one rule on their way in. Each is checked where it is read; one that nobody read is one that the rule does not have.</summary>
/// <param name="who">Whose members they are, as the sentences of refusals begin.</param>
/// <param name="asked">The members.</param>
internal sealed class RuleMembers(string who, JsonObject asked)
{
    private readonly HashSet<string> _read = [];

    public bool Has(string name) => asked[name] is not null;

    public string? Text(string name) => Member(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Wrong(name, "must be a text"),
    };

    public string Needed(string name) => Text(name) is { Length: > 0 } text ? text : throw Wrong(name, "is missing: a text that is not empty");

    public string OneOf(string name, string otherwise, params IReadOnlyList<string> known) =>
        Text(name) is not { } text ? otherwise : known.Contains(text) ? text : throw Wrong(name, "must be one of " + string.Join(", ", known));

    public int? Whole(string name, int least = 0, int most = int.MaxValue)
    {
        var limits = most == int.MaxValue ? $"from {Number(least)} on" : $"from {Number(least)} to {Number(most)}";
        return Member(name) switch
        {
            null => null,
            JsonValue value when value.TryGetValue<int>(out var whole) && whole >= least && whole <= most => whole,
            _ => throw Wrong(name, "must be a whole number " + limits),
        };
    }

    public double? Share(string name) => Member(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<double>(out var share) && share is >= 0 and <= 1 => share,
        _ => throw Wrong(name, "must be a number from 0 to 1"),
    };

    public double? Seconds(string name) => Member(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<double>(out var seconds) && seconds is >= 0 and < 1e9 => seconds,
        _ => throw Wrong(name, "must be a number of seconds from 0 on"),
    };

    /// <summary>A text, or a number as it was written.</summary>
    public string? TextOrNumber(string name) => Member(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<double>(out var count) && count >= 0 => value.ToJsonString(),
        _ => throw Wrong(name, "must be a text, or a number from 0 on"),
    };

    /// <summary>A text, or an object as its text.</summary>
    public string? TextOrObject(string name) => Member(name) switch
    {
        null => null,
        JsonObject json => Wire.Text(json),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Wrong(name, "must be a text or an object"),
    };

    public JsonObject? Object(string name) => Member(name) switch
    {
        null => null,
        JsonObject json => json.DeepClone().AsObject(),
        _ => throw Wrong(name, "must be an object"),
    };

    public IReadOnlyList<int>? Statuses(string name) => Member(name) switch
    {
        null => null,
        JsonArray { Count: > 0 } array when array.All(one => one is JsonValue value && value.TryGetValue<int>(out var status) && status is >= 200 and <= 599)
            => [.. array.Select(one => one!.GetValue<int>())],
        _ => throw Wrong(name, "must be an array of statuses from 200 to 599"),
    };

    public void Done()
    {
        if (asked.FirstOrDefault(member => !_read.Contains(member.Key)).Key is { } unknown) throw Wrong(unknown, "is not a member of this kind");
    }

    public Refused Wrong(string name, string what) => Refused.Invalid($"{who}: '{name}' {what}.");

    private JsonNode? Member(string name)
    {
        _read.Add(name);
        // a null is no value of anything: whoever means nothing leaves the member out
        return !asked.TryGetPropertyValue(name, out var value) ? null : value ?? throw Wrong(name, "must not be null");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
