using EmulationM365.Schema;
using EmulationM365.Texts;
using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>Something about a list that is not as the worker needs it.</summary>
/// <param name="List">Schema name of the list.</param>
/// <param name="Column">Internal name of the column; empty when it is of the list as a whole.</param>
/// <param name="What">What it is and what it should be, in Vietnamese.</param>
public sealed record SchemaDifference(string List, string Column, string What);

/// <summary>
/// Compares lists with the schema as far as the worker rests on them. More than this is mended by provisioning: here it only counts whether what is read means what it says, what is written is taken, and
/// what is asked for is found.
/// </summary>
public static class SchemaDifferences
{
    /// <summary>What differs on a list.</summary>
    /// <param name="schema">The list as it should be.</param>
    /// <param name="year">Campaign year.</param>
    /// <param name="list">The list as found; null when it was not.</param>
    /// <param name="idOf">Id of a list by its schema name; null when it is not there.</param>
    public static IEnumerable<SchemaDifference> Of(ListSchema schema, int year, FoundList? list, Func<string, string?> idOf)
    {
        if (list is null)
        {
            yield return new SchemaDifference(schema.Name, "", Text.Vi("schema.listMissing", schema.DisplayName(year), schema.SiteName(year)));
            yield break;
        }

        var there = list.Columns.Where(column => column.Name is not null).GroupBy(column => column.Name!).ToDictionary(group => group.Key, group => group.First());
        foreach (var column in schema.Columns)
        {
            if (!there.TryGetValue(column.Name, out var found)) yield return Say(schema, year, column, "columnMissing");
            else
                foreach (var difference in Of(schema, year, column, found, idOf)) yield return difference;
        }
    }

    private static IEnumerable<SchemaDifference> Of(ListSchema schema, int year, ColumnSchema column, ColumnDefinition there, Func<string, string?> idOf)
    {
        if (ColumnKinds.Other(column, there, column.LookupList is { } target ? idOf(target) : null, Text.Vietnamese) is { } other)
        {
            yield return Say(schema, year, column, "otherKind", other, ColumnKinds.Wanted(column, Text.Vietnamese));
            yield break;
        }

        if (there.Required == true && !column.Required) yield return Say(schema, year, column, "required");
        if (column.Unique && there.EnforceUniqueValues != true) yield return Say(schema, year, column, "notUnique");
        else if (column.Indexed && there.Indexed != true) yield return Say(schema, year, column, "noIndex");
        if (column.Kind != ColumnKind.Choice) yield break;
        var lacking = column.Choices.Select(column.Word).Except(there.Choice?.Choices ?? []).ToList();
        if (lacking.Count > 0) yield return Say(schema, year, column, "choices", string.Join(", ", lacking.Select(word => $"“{word}”")));
    }

    private static SchemaDifference Say(ListSchema schema, int year, ColumnSchema column, string what, params string[] places) =>
        new(schema.Name, column.Name, Text.Vi($"schema.{what}", [schema.DisplayName(year), column.DisplayName(schema.Name), column.Name, .. places]));
}
