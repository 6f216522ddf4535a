namespace EmulationM365.LocalM365.Formatting;

/// <summary>A value in a format. What is blank is the empty text, as it is for SharePoint's formatter, and values convert as they do in JavaScript.</summary>
internal abstract record FormatValue
{
    /// <summary>The longest text an expression can make.</summary>
    public const int Longest = 100_000;

    public static FormatValue Blank { get; } = new Text("");

    public sealed record Text(string Value) : FormatValue;

    public sealed record Number(double Value) : FormatValue;

    public sealed record Truth(bool Value) : FormatValue;

    /// <summary>A moment in the site's own time.</summary>
    public sealed record Moment(DateTimeOffset Value) : FormatValue;

    /// <summary>A person, lookup or link: named parts, one of which stands for the whole.</summary>
    public sealed record Thing(IReadOnlyDictionary<string, FormatValue> Parts, string Main) : FormatValue;

    /// <summary>A list, whose members are no lists themselves.</summary>
    public sealed record Several(IReadOnlyList<FormatValue> Members) : FormatValue;

    public static FormatValue Of(string? text) => text is null ? Blank : text.Length > Longest ? throw new FormatFault("An expression makes a text that is too long.") : new Text(text);

    public static FormatValue Of(double number) => new Number(number);

    public static FormatValue Of(bool truth) => new Truth(truth);

    public static FormatValue Of(DateTimeOffset moment) => new Moment(moment);

    public static FormatValue Of(IEnumerable<FormatValue> members) =>
        new Several([.. members.SelectMany(member => member is Several list ? list.Members : [member])]);

    /// <summary>A person as <c>@currentField.title</c>, <c>.email</c>, <c>.id</c>, <c>.sip</c>, <c>.picture</c> see one.</summary>
    public static FormatValue Person(long id, string title, string? email, string? picture = null, string? department = null, string? jobTitle = null) => Things("title", new()
    {
        ["id"] = Of(id.ToString(CultureInfo.InvariantCulture)),
        ["title"] = Of(title),
        ["email"] = Of(email),
        ["sip"] = Of(email),
        ["picture"] = Of(picture),
        ["department"] = Of(department),
        ["jobTitle"] = Of(jobTitle),
    });

    public static FormatValue Lookup(long id, string? value) => Things("lookupValue", new() { ["lookupId"] = Of(id.ToString(CultureInfo.InvariantCulture)), ["lookupValue"] = Of(value) });

    public static FormatValue Link(string url, string? description) => Things("url", new() { ["url"] = Of(url), ["desc"] = Of(description) });

    /// <summary>Things of any other kind, such as <c>@group</c>.</summary>
    public static FormatValue Things(string main, Dictionary<string, FormatValue> parts) => new Thing(parts, main);

    /// <summary>Plain JSON: texts, numbers, truths, lists of them, and objects by their members.</summary>
    public static FormatValue Of(JsonNode? node) => node switch
    {
        JsonArray array => Of(array.Select(Of)),
        JsonObject body => Things("title", body.ToDictionary(member => member.Key, member => Of(member.Value))),
        JsonValue => node.GetValueKind() switch
        {
            JsonValueKind.True => Of(true),
            JsonValueKind.False => Of(false),
            JsonValueKind.Number => Of(double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)),
            JsonValueKind.String => new Text(node.ToString()),
            _ => Blank,
        },
        _ => Blank,
    };

    /// <summary>The number a value is, or none (NaN). Moments count in milliseconds, and the empty text is zero.</summary>
    public double ToNumber() => Simple() switch
    {
        Number number => number.Value,
        Truth truth => truth.Value ? 1 : 0,
        Moment moment => moment.Value.ToUnixTimeMilliseconds(),
        Text { Value: var text } when string.IsNullOrWhiteSpace(text) => 0,
        Text text => double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
        _ => double.NaN,
    };

    public bool ToTruth() => this switch
    {
        Text text => text.Value.Length > 0,
        Number number => number.Value != 0 && !double.IsNaN(number.Value),
        Truth truth => truth.Value,
        _ => true,
    };

    /// <summary>What a button writes: of a person the address, of a lookup the id.</summary>
    public JsonNode? ToJson() => this switch
    {
        Text text => text.Value,
        Number number => double.IsFinite(number.Value) ? JsonValue.Create(number.Value) : "",
        Truth truth => truth.Value,
        Moment moment => moment.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Several several => new JsonArray([.. several.Members.Select(member => member.ToJson())]),
        Thing thing => Key(thing).ToJson(),
        _ => null,
    };

    /// <summary>What a value is compared by: things by what stands for them.</summary>
    public FormatValue Simple() => this is Thing thing ? thing.Parts.GetValueOrDefault(thing.Main) ?? Blank : this;

    /// <summary>Whether a member of a list is meant: people by address, lookups by id, all by their text.</summary>
    public bool Means(FormatValue sought) => SameAs(this, sought) || (this is Thing thing && SameAs(Key(thing), sought));

    public static bool SameAs(FormatValue left, FormatValue right) => (left.Simple(), right.Simple()) switch
    {
        (Text one, Text other) => string.Equals(one.Value, other.Value, StringComparison.Ordinal),
        (Several one, Several other) => one.Members.Count == other.Members.Count && one.Members.Zip(other.Members).All(pair => SameAs(pair.First, pair.Second)),
        (Several { Members.Count: 0 }, Text { Value: "" }) or (Text { Value: "" }, Several { Members.Count: 0 }) => true,
        (Several { Members: [var only] }, var other) => SameAs(only, other),
        (var other, Several { Members: [var only] }) => SameAs(other, only),
        var (one, other) => one.ToNumber() == other.ToNumber(),
    };

    /// <summary>Less than zero, zero or more by order; null when the two have none, and every comparison is false.</summary>
    public static int? Order(FormatValue left, FormatValue right)
    {
        if (left.Simple() is Text one && right.Simple() is Text other) return string.CompareOrdinal(one.Value, other.Value);
        var (first, second) = (left.ToNumber(), right.ToNumber());
        return double.IsNaN(first) || double.IsNaN(second) ? null : first.CompareTo(second);
    }

    private static FormatValue Key(Thing thing)
    {
        foreach (var name in new[] { "email", "lookupId" })
            if (thing.Parts.GetValueOrDefault(name) is Text { Value.Length: > 0 } key) return key;
        return thing.Simple() is Thing ? Blank : thing.Simple();
    }
}
