using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Control;

/// <summary><c>/_local/clock</c>: the tenant's time and how fast it runs.</summary>
internal static partial class ClockEndpoints
{
    /// <summary>A year in half a minute is about this fast.</summary>
    public const double MostSpeed = 1_000_000;

    private static readonly DateTimeOffset _least = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _most = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] _moves = ["now", "offsetSeconds", "advance"];

    public static IResult Get(Tenant tenant) => Wire.Plain(new JsonObject
    {
        ["now"] = tenant.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ["offsetSeconds"] = tenant.Clock.Offset.TotalSeconds,
        ["speed"] = tenant.Clock.Speed,
    });

    /// <summary>
    /// <c>now</c>, <c>offsetSeconds</c> from the machine's clock, or <c>advance</c> (a duration of ISO 8601, or seconds) moves the clock; <c>speed</c> is how
    /// fast it runs from there on. Nothing is taken from a request that is wrong somewhere.
    /// </summary>
    public static async Task<IResult> PutAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        if (asked.FirstOrDefault(member => member.Key != "speed" && !_moves.Contains(member.Key)).Key is { } unknown)
            throw Wrong($"The clock has no '{unknown}': now, offsetSeconds, advance, speed.");
        if (_moves.Count(asked.ContainsKey) > 1) throw Wrong("Only one of now, offsetSeconds and advance can move the clock.");
        var speed = asked.TryGetPropertyValue("speed", out var wanted) ? Speed(wanted) : tenant.Clock.Speed;
        if (asked.Count > 0) tenant.Clock.Set((machine, present) => Moment(asked, machine, present), speed);
        tenant.Doorbell.Look();
        return Get(tenant);
    }

    private static DateTimeOffset Moment(JsonObject asked, DateTimeOffset machine, DateTimeOffset present)
    {
        var moment = present;
        if (asked.TryGetPropertyValue("now", out var now)) moment = Date(now);
        else if (asked.TryGetPropertyValue("offsetSeconds", out var offset)) moment = Moved(machine, Seconds(offset) ?? throw Wrong("offsetSeconds must be a number of seconds."));
        else if (asked.TryGetPropertyValue("advance", out var advance)) moment = Moved(present, Duration(advance));
        return moment >= _least && moment < _most ? moment : throw Beyond();
    }

    private static DateTimeOffset Moved(DateTimeOffset from, double seconds) => Math.Abs(seconds) < 1e10 ? from + TimeSpan.FromSeconds(seconds) : throw Beyond();

    private static Refused Beyond() => Wrong("The clock goes from the year 2000 to the year 2099.");

    private static DateTimeOffset Date(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment : throw Wrong("now must be a date and time such as 2025-05-12T08:00:00+07:00.");

    private static double Speed(JsonNode? node) =>
        Seconds(node) is >= 0 and <= MostSpeed and var speed ? speed : throw Wrong("speed must be a number from 0 (stands still) to 1000000; 1 is the machine's.");

    private static double Duration(JsonNode? node)
    {
        const string sentence = "advance must be a duration such as PT10M or P1DT2H, or a number of seconds, and go forward.";
        if (Seconds(node) is { } seconds) return seconds >= 0 ? seconds : throw Wrong(sentence);
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text) || !Iso().IsMatch(text)) throw Wrong(sentence);
        return Iso().Match(text).Groups is var parts ? Part(parts, 1) * 604_800 + Part(parts, 2) * 86_400 + Part(parts, 3) * 3_600 + Part(parts, 4) * 60 + Part(parts, 5) : 0;
    }

    private static double Part(GroupCollection parts, int number) => parts[number].Success ? double.Parse(parts[number].Value, CultureInfo.InvariantCulture) : 0;

    private static double? Seconds(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private static Refused Wrong(string sentence) => Refused.Invalid(sentence);

    // without months and years, which have no length of their own
    [GeneratedRegex(@"^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$")]
    private static partial Regex Iso();
}
