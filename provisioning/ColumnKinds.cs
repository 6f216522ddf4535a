using EmulationM365.Schema;
using Microsoft.Graph.Models;

namespace EmulationM365.Provisioning;

/// <summary>What a column holds, in words; and whether one on the site holds what the schema wants.</summary>
public static class ColumnKinds
{
    /// <summary>What a column of the schema holds, in words.</summary>
    public static string Wanted(ColumnSchema column) => column.Kind == ColumnKind.Lookup ? $"an item of the list {column.LookupList}" : Words(column.Kind);

    /// <summary>What a column on the site holds, in words, when that is not what the schema wants; null when it is.</summary>
    /// <param name="column">The column of the schema.</param>
    /// <param name="there">The column on the site. What the service does not say of it counts as fitting: its answers leave members out.</param>
    /// <param name="lookupListId">For a lookup: id of the list it should point to, when that list is there.</param>
    public static string? Other(ColumnSchema column, ColumnDefinition there, string? lookupListId)
    {
        var (kind, words) = There(there);
        if (kind == ColumnKind.Lookup && column.Kind == ColumnKind.Lookup)
            return lookupListId is null || Same(there.Lookup!.ListId ?? lookupListId, lookupListId) ? null : "an item of another list, or of a list that was deleted";
        var fits = kind == column.Kind || (column.Kind is ColumnKind.Date or ColumnKind.DateTime && there.DateTime is { Format: null });
        return fits ? null : words;
    }

    private static (ColumnKind? Kind, string Words) There(ColumnDefinition there) => there switch
    {
        { Text: { } text } => Known(text.AllowMultipleLines == true ? ColumnKind.Note : ColumnKind.Text),
        { Choice.DisplayAs: "checkBoxes" } => (null, "several of a set of words"),
        { Choice: not null } => Known(ColumnKind.Choice),
        { Number: not null } => Known(ColumnKind.Number),
        { DateTime: { } moment } => Known(moment.Format == "dateOnly" ? ColumnKind.Date : ColumnKind.DateTime),
        { Boolean: not null } => Known(ColumnKind.Boolean),
        { PersonOrGroup: { } person } => Known(person.AllowMultipleSelection == true ? ColumnKind.People : ColumnKind.Person),
        { Lookup.AllowMultipleValues: true } => (null, "several items of another list"),
        { Lookup: not null } => Known(ColumnKind.Lookup),
        { Currency: not null } => (null, "an amount of money"),
        { Calculated: not null } => (null, "a calculated value"),
        // Links and terms come without any facet.
        _ => (null, "a value that Graph does not describe, such as a link"),
    };

    private static (ColumnKind? Kind, string Words) Known(ColumnKind kind) => (kind, Words(kind));

    private static string Words(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "one line of text",
        ColumnKind.Note => "many lines of text",
        ColumnKind.Choice => "one of a set of words",
        ColumnKind.Number => "a number",
        ColumnKind.Date => "a day",
        ColumnKind.DateTime => "a day with its time",
        ColumnKind.Boolean => "yes or no",
        ColumnKind.Person => "one person",
        ColumnKind.People => "several people",
        _ => "an item of another list",
    };

    private static bool Same(string one, string other) => Guid.TryParse(one, out var first) && Guid.TryParse(other, out var second) ? first == second : one == other;
}
