using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Schema;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EmulationM365.Microsoft365;

/// <summary>
/// Reads and writes the values of a list item by the site schema. The library guesses types from the look of a value (a text that looks like a date
/// arrives as a date), so nothing read is ever trusted to have the type it came with, and nothing read is ever written back.
/// </summary>
public static class FieldMapper
{
    /// <summary>Values of the schema's columns found in a field set.</summary>
    public static IReadOnlyDictionary<ColumnSchema, object> Read(ListSchema list, IDictionary<string, object> fields)
    {
        var values = new Dictionary<ColumnSchema, object>();
        foreach (var column in list.Columns)
        {
            if (fields.TryGetValue(column.Kind == ColumnKind.People ? column.Name : column.WireName, out var raw) && ReadOne(column, raw) is { } value)
                values[column] = value;
        }

        return values;
    }

    /// <summary>Title of a field set.</summary>
    public static string Title(IDictionary<string, object> fields) => fields.TryGetValue("Title", out var raw) ? AsText(raw) : "";

    /// <summary>A field set to send.</summary>
    public static FieldValueSet Write(Fields fields)
    {
        var data = new Dictionary<string, object>();
        if (fields.Title is { } title) data["Title"] = Cut(title.Normalize(), 255);
        foreach (var (column, value) in fields.Values)
        {
            if (column.Kind == ColumnKind.People) data[column.WireName + "@odata.type"] = "Collection(Edm.Int32)";
            data[column.WireName] = WriteOne(column, value)!;
        }

        return new FieldValueSet { AdditionalData = data };
    }

    /// <summary>A text cut to a limit without splitting a letter from its marks.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var kept = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text).TakeWhile(start => start <= limit - 1)) kept = start;
        return text[..kept] + "…";
    }

    private static object? ReadOne(ColumnSchema column, object? raw) => raw is null or UntypedNull ? null : column.Kind switch
    {
        ColumnKind.Text or ColumnKind.Note => AsText(raw) is { Length: > 0 } text ? text : null,
        ColumnKind.Choice => column.KeyOf(AsText(raw)),
        ColumnKind.Number => decimal.TryParse(AsText(raw), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        ColumnKind.Boolean => raw as bool?,
        ColumnKind.Date => AsInstant(raw) is { } day ? VietnamTime.DayOf(day) : null,
        ColumnKind.DateTime => AsInstant(raw),
        ColumnKind.Person or ColumnKind.Lookup => int.TryParse(AsText(raw), NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? id : null,
        ColumnKind.People => AsPeople(raw),
        _ => null,
    };

    private static object? WriteOne(ColumnSchema column, object? value) => (column.Kind, value) switch
    {
        (ColumnKind.People, null) => new List<int>(),
        (_, null) => null,
        (ColumnKind.Text, string text) => Cut(text.Normalize(), 255),
        (ColumnKind.Note, string text) => text.Normalize(),
        (ColumnKind.Choice, string key) => column.Choices.Contains(key)
            ? column.Word(key) : throw new ArgumentException($"'{key}' is not a choice of {column.Name}", nameof(value)),
        (ColumnKind.Number, int number) => (decimal)number,
        (ColumnKind.Number, decimal number) => number,
        (ColumnKind.Boolean, bool yes) => yes,
        // Noon of no zone would do as well: 00:00 UTC is the same day whether the service cuts in UTC or in the site's zone east of it.
        (ColumnKind.Date, DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        (ColumnKind.DateTime, DateTimeOffset instant) => instant.ToUniversalTime(),
        (ColumnKind.Person or ColumnKind.Lookup, int id) => id.ToString(CultureInfo.InvariantCulture),
        (ColumnKind.People, IEnumerable<int> ids) => ids.ToList(),
        _ => throw new ArgumentException($"{column.Name} ({column.Kind}) cannot hold a {value.GetType().Name}", nameof(value)),
    };

    private static string AsText(object raw) => raw switch
    {
        string text => text,
        // Texts that look like an instant, an id or a number were turned into one on the way in; this is how they looked.
        DateTime { Kind: DateTimeKind.Utc } instant => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateTime day when day.TimeOfDay == TimeSpan.Zero => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Unspecified } moment => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        UntypedString text => text.GetValue() ?? "",
        _ => raw.ToString() ?? "",
    };

    private static DateTimeOffset? AsInstant(object raw) => raw switch
    {
        DateTimeOffset instant => instant,
        DateTime { Kind: DateTimeKind.Local } instant => new DateTimeOffset(instant),
        DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) => instant,
        _ => null,
    };

    private static List<int>? AsPeople(object raw) => raw is not UntypedArray people
        ? null
        : [.. people.GetValue().OfType<UntypedObject>().Select(person => AsNumber(person.GetValue().TryGetValue("LookupId", out var id) ? id : null)).OfType<int>()];

    private static int? AsNumber(UntypedNode? node) => node switch
    {
        UntypedInteger number => number.GetValue(),
        UntypedLong number => (int)number.GetValue(),
        UntypedDecimal number => (int)number.GetValue(),
        UntypedDouble number => (int)number.GetValue(),
        UntypedString text when int.TryParse(text.GetValue(), out var number) => number,
        _ => null,
    };
}
