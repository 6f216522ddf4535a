using EmulationM365.Schema;
using EmulationM365.Texts;
using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>What a column holds, in words; and whether one on the site holds what the schema wants.</summary>
public static class ColumnKinds
{
    /// <summary>What a column of the schema holds, in words.</summary>
    /// <param name="column">The column.</param>
    /// <param name="language">Language of the words.</param>
    public static string Wanted(ColumnSchema column, string language = Text.English) =>
        column.Kind == ColumnKind.Lookup ? Text.In(language, "kind.lookupOf", column.LookupList) : Words(column.Kind.ToString(), language);

    /// <summary>What a column on the site holds, in words, when that is not what the schema wants; null when it is.</summary>
    /// <param name="column">The column of the schema.</param>
    /// <param name="there">The column on the site. What the service does not say of it counts as fitting: its answers leave members out.</param>
    /// <param name="lookupListId">For a lookup: id of the list it should point to, when that list is there.</param>
    /// <param name="language">Language of the words.</param>
    public static string? Other(ColumnSchema column, ColumnDefinition there, string? lookupListId, string language = Text.English)
    {
        var (kind, key) = There(there);
        if (kind == ColumnKind.Lookup && column.Kind == ColumnKind.Lookup)
            return lookupListId is null || Same(there.Lookup!.ListId ?? lookupListId, lookupListId) ? null : Words("OtherLookup", language);
        var fits = kind == column.Kind || (column.Kind is ColumnKind.Date or ColumnKind.DateTime && there.DateTime is { Format: null });
        return fits ? null : Words(key, language);
    }

    private static (ColumnKind? Kind, string Key) There(ColumnDefinition there) => there switch
    {
        { Text: { } text } => Known(text.AllowMultipleLines == true ? ColumnKind.Note : ColumnKind.Text),
        { Choice.DisplayAs: "checkBoxes" } => (null, "Choices"),
        { Choice: not null } => Known(ColumnKind.Choice),
        { Number: not null } => Known(ColumnKind.Number),
        { DateTime: { } moment } => Known(moment.Format == "dateOnly" ? ColumnKind.Date : ColumnKind.DateTime),
        { Boolean: not null } => Known(ColumnKind.Boolean),
        { PersonOrGroup: { } person } => Known(person.AllowMultipleSelection == true ? ColumnKind.People : ColumnKind.Person),
        { Lookup.AllowMultipleValues: true } => (null, "Lookups"),
        { Lookup: not null } => Known(ColumnKind.Lookup),
        { Currency: not null } => (null, "Currency"),
        { Calculated: not null } => (null, "Calculated"),
        // Links and terms come without any facet.
        _ => (null, "Unknown"),
    };

    private static (ColumnKind? Kind, string Key) Known(ColumnKind kind) => (kind, kind.ToString());

    private static string Words(string key, string language) => Text.In(language, $"kind.{key}");

    private static bool Same(string one, string other) => Guid.TryParse(one, out var first) && Guid.TryParse(other, out var second) ? first == second : one == other;
}
