using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Microsoft.Graph.Models;

namespace EmulationM365.Provisioning;

/// <summary>One thing to do on a column. The service may refuse it for what people did on the list; everything else goes on then.</summary>
public abstract record ColumnStep(ListSchema List, string ListId) : ListStep(List);

/// <summary>A column is missing.</summary>
public sealed record AddColumn(ListSchema List, string ListId, ColumnSchema Column) : ColumnStep(List, ListId);

/// <summary>The heading of a column differs.</summary>
public sealed record RenameColumn(ListSchema List, string ListId, string ColumnId, string Name, string Heading) : ColumnStep(List, ListId)
{
    /// <summary>What people are to be told below its field, in the same call; null: that stays.</summary>
    public string? Help { get; init; }
}

/// <summary>A form says nothing below the field of a column. What people wrote there stays.</summary>
public sealed record DescribeColumn(ListSchema List, string ListId, string ColumnId, ColumnSchema Column, string Help) : ColumnStep(List, ListId);

/// <summary>A column has no index.</summary>
public sealed record IndexColumn(ListSchema List, string ListId, string ColumnId, ColumnSchema Column) : ColumnStep(List, ListId);

/// <summary>A column does not offer our words, or not in our order.</summary>
/// <param name="List">The list.</param>
/// <param name="ListId">Its id.</param>
/// <param name="ColumnId">Id of the column.</param>
/// <param name="Column">The column.</param>
/// <param name="Lacking">Those of our words that it lacks.</param>
/// <param name="Offered">All words it is to offer: ours, then those that people added.</param>
/// <param name="There">The choice as it is; how it is shown, and whether other words may be typed, stay.</param>
public sealed record OfferChoices(
    ListSchema List, string ListId, string ColumnId, ColumnSchema Column, IReadOnlyList<string> Lacking, IReadOnlyList<string> Offered, ChoiceColumn There) : ColumnStep(List, ListId);

/// <summary>A column enforces unique values and should not, or the other way round, as <see cref="ColumnSchema.Unique"/> says.</summary>
public sealed record SetUnique(ListSchema List, string ListId, string ColumnId, ColumnSchema Column) : ColumnStep(List, ListId);

/// <summary>A column of our name holds something else. No step of ours changes it: what people entered there would be lost.</summary>
/// <param name="List">The list.</param>
/// <param name="Column">The column as it should be.</param>
/// <param name="There">What it holds, in words.</param>
public sealed record ColumnOfOtherKind(ListSchema List, ColumnSchema Column, string There) : ListStep(List);

/// <summary>Compares the columns of a list with its schema. Columns, choices and indexes that people added are left alone.</summary>
public static class ColumnDiff
{
    /// <summary>What can be done before the settings of the list; among it all that makes room for them, for unique values and "edit own items" exclude each other.</summary>
    public static IEnumerable<SiteStep> Of(ListSchema schema, int year, FoundList list, SiteFound found)
    {
        foreach (var column in schema.Columns)
        {
            if (Find(list, column) is not { } there)
            {
                if (!column.Unique) yield return new AddColumn(schema, list.Id, column);
            }
            else if (OtherKind(column, there, year, found) is { } other) yield return new ColumnOfOtherKind(schema, column, other);
            else
                foreach (var step in Changes(schema, list, column, there, found)) yield return step;
        }
    }

    /// <summary>What must wait for the settings of the list: columns that become unique.</summary>
    public static IEnumerable<SiteStep> Unique(ListSchema schema, int year, FoundList list, SiteFound found)
    {
        foreach (var column in schema.Columns.Where(column => column.Unique))
        {
            if (Find(list, column) is not { } there) yield return new AddColumn(schema, list.Id, column);
            else if (there.EnforceUniqueValues != true && OtherKind(column, there, year, found) is null) yield return new SetUnique(schema, list.Id, there.Id!, column);
        }
    }

    private static IEnumerable<SiteStep> Changes(ListSchema schema, FoundList list, ColumnSchema column, ColumnDefinition there, SiteFound found)
    {
        var heading = column.DisplayName(schema.Name);
        if (!Says(there.DisplayName, heading)) yield return new RenameColumn(schema, list.Id, there.Id!, column.Name, heading);
        if (column.Help(schema.Name) is { } help && string.IsNullOrEmpty(there.Description)) yield return new DescribeColumn(schema, list.Id, there.Id!, column, help);
        if (column.Indexed && there.Indexed != true) yield return new IndexColumn(schema, list.Id, there.Id!, column);
        if (column.Kind == ColumnKind.Choice && Choices(schema, list, column, there) is { } choices) yield return choices;
        if (!column.Unique && there.EnforceUniqueValues == true) yield return new SetUnique(schema, list.Id, there.Id!, column);
        if (found.Fields.TryGetValue((list.Id, column.Name), out var field) && RuleColumn.Of(schema, column, field).Count > 0) yield return new RuleColumn(schema, list.Id, column, field);
    }

    /// <summary>A heading is ours, or ours and more behind it: "Ngày nộp (dự kiến)" explains "Ngày nộp" and stays.</summary>
    internal static bool Says(string? there, string heading) =>
        there == heading || (there is not null && there.StartsWith(heading, StringComparison.Ordinal) && there[heading.Length..].TrimStart() is [var next, _, ..] && "(–:,/[".Contains(next, StringComparison.Ordinal));

    private static OfferChoices? Choices(ListSchema schema, FoundList list, ColumnSchema column, ColumnDefinition there)
    {
        var (ours, offered) = (column.Choices.Select(column.Word).ToList(), there.Choice!.Choices ?? []);
        List<string> wanted = [.. ours, .. offered.Except(ours)];
        return offered.SequenceEqual(wanted) ? null : new OfferChoices(schema, list.Id, there.Id!, column, [.. ours.Except(offered)], wanted, there.Choice);
    }

    private static string? OtherKind(ColumnSchema column, ColumnDefinition there, int year, SiteFound found) => ColumnKinds.Other(column, there, column.LookupList is not { } name
        ? null : found.Lists.Of(found.Schema.Single(schema => schema.Name == name), year)?.Id);

    private static ColumnDefinition? Find(FoundList list, ColumnSchema column) => list.Columns.FirstOrDefault(there => there.Name == column.Name);
}
