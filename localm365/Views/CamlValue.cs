using System.Xml.Linq;

namespace EmulationM365.LocalM365.Views;

/// <summary>
/// What a condition compares with. Dates are a span from <c>From</c> to before <c>Until</c>: a day, or a second where the time of day counts. <c>ByText</c> says that a
/// lookup or person is compared by the words people see.
/// </summary>
internal sealed record CamlValue(object Value, bool ByText = false, string? From = null, string? Until = null)
{
    private static readonly string[] _types =
    [
        "Text", "Note", "Choice", "MultiChoice", "Integer", "Number", "Currency", "Counter", "Boolean", "DateTime", "User", "UserMulti", "Lookup", "LookupMulti", "URL",
        "ContentTypeId", "Guid", "File", "Computed", "ModStat",
    ];

    public static CamlValue Read(CamlField field, XElement named, XElement given, CamlMoment moment)
    {
        if (given.Name.LocalName != "Value") throw Caml.Bad($"A <Value> was expected, not <{given.Name.LocalName}>.");
        var type = given.Attribute("Type")?.Value ?? throw Caml.Bad("A <Value> needs its Type.");
        if (!_types.Contains(type)) throw Caml.Bad($"'{type}' is not a Type of <Value>.");
        var element = given.Elements().FirstOrDefault();
        if (field.Kind == "dateTime") return Moment(field, given, element, moment);
        if (element is { Name.LocalName: "UserID" }) return field.Kind == "personOrGroup" ? new CamlValue(moment.UserId) : throw Caml.Bad($"<UserID/> is compared with a person column, and '{field.Name}' is none.");
        if (element is not null) throw Caml.Bad($"<{element.Name.LocalName}/> cannot be compared with '{field.Name}'.");
        return Plain(field, given.Value, Caml.Flag(named, "LookupId") == true || type is "Integer" or "Counter");
    }

    private static CamlValue Plain(CamlField field, string text, bool byId) => field.Kind switch
    {
        "lookup" or "personOrGroup" => byId ? new CamlValue(Number(field, text)) : new CamlValue(text, ByText: true),
        "number" or "currency" => new CamlValue(Number(field, text)),
        "boolean" => new CamlValue(text.Trim().ToUpperInvariant() switch
        {
            "1" or "TRUE" or "YES" => 1L,
            "0" or "FALSE" or "NO" => 0L,
            _ => throw Caml.Bad($"'{field.Name}' is compared with 1 or 0, not '{text}'."),
        }),
        _ => new CamlValue(text),
    };

    private static object Number(CamlField field, string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? ItemStore.Scalar(JsonValue.Create(number)) : throw Caml.Bad($"'{field.Name}' is compared with a number, not '{text}'.");

    private static CamlValue Moment(CamlField field, XElement given, XElement? element, CamlMoment moment)
    {
        var exact = Caml.Flag(given, "IncludeTimeValue") == true;
        var at = element?.Name.LocalName switch
        {
            "Today" => new DateTimeOffset(moment.Today.AddDays(Caml.Number(element, "OffsetDays") + Caml.Number(element, "Offset")), TenantClock.SiteOffset),
            "Now" => moment.Now,
            null => Written(field, given.Value.Trim(), Caml.Flag(given, "StorageTZ") == true),
            var odd => throw Caml.Bad($"<{odd}/> is not a date."),
        };
        var from = exact ? at : new DateTimeOffset(at.ToOffset(TenantClock.SiteOffset).Date, TenantClock.SiteOffset);
        return new CamlValue(TenantClock.Stamp(from), From: TenantClock.Stamp(from), Until: TenantClock.Stamp(exact ? from.AddSeconds(1) : from.AddDays(1)));
    }

    /// <summary>A date as written: the site's own time whatever zone stands behind it, unless the query says that it is that of the store.</summary>
    private static DateTimeOffset Written(CamlField field, string text, bool stored) =>
        text.Length >= 10 && char.IsAsciiDigit(text[3]) && DateTime.TryParse(text.TrimEnd('Z'), CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(read, stored ? TimeSpan.Zero : TenantClock.SiteOffset)
            : throw Caml.Bad($"'{field.Name}' is compared with a date written as 2025-05-31 or 2025-05-31T08:00:00Z, not '{text}'.");
}
