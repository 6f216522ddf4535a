using EmulationM365.Schema;
using Microsoft.Graph.Models;

namespace EmulationM365.Provisioning;

/// <summary>Writes a column of the schema as Graph wants it.</summary>
public static class ColumnShape
{
    /// <summary>The column as Graph wants it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="list">Schema name of its list.</param>
    /// <param name="listIds">Ids of the lists already made, by schema name: a lookup needs its target's.</param>
    public static ColumnDefinition Of(ColumnSchema column, string list, IReadOnlyDictionary<string, string> listIds)
    {
        var shape = new ColumnDefinition
        {
            Name = column.Name,
            DisplayName = column.DisplayName(list),
        };
        // Set only where wanted: the library sends a member that was set to null, and a null empties what it names.
        if (column.Help(list) is { } help) shape.Description = help;
        if (column.Indexed) shape.Indexed = true;
        if (column.Unique) shape.EnforceUniqueValues = true;
        if (column.Required) shape.Required = true;
        if (column.Default is { } start) shape.DefaultValue = start.IsFormula ? new DefaultColumnValue { Formula = column.DefaultText } : new DefaultColumnValue { Value = column.DefaultText };
        switch (column.Kind)
        {
            case ColumnKind.Text:
                shape.Text = new TextColumn { AllowMultipleLines = false, MaxLength = 255 };
                break;
            case ColumnKind.Note:
                shape.Text = new TextColumn { AllowMultipleLines = true, TextType = "plain" };
                break;
            case ColumnKind.Choice:
                shape.Choice = Choice(column.Choices.Select(column.Word));
                break;
            case ColumnKind.Number:
                shape.Number = new NumberColumn { DecimalPlaces = "none" };
                break;
            case ColumnKind.Date or ColumnKind.DateTime:
                shape.DateTime = new DateTimeColumn { Format = column.Kind == ColumnKind.Date ? "dateOnly" : "dateTime" };
                break;
            case ColumnKind.Boolean:
                shape.Boolean = new BooleanColumn();
                break;
            case ColumnKind.Person or ColumnKind.People:
                shape.PersonOrGroup = new PersonOrGroupColumn { AllowMultipleSelection = column.Kind == ColumnKind.People, ChooseFromType = "peopleOnly" };
                break;
            case ColumnKind.Lookup:
                shape.Lookup = new LookupColumn { ListId = listIds[column.LookupList!], ColumnName = "Title" };
                break;
        }

        return shape;
    }

    /// <summary>A choice with all its members: one that is left out may fall back to its default.</summary>
    /// <param name="words">The words it offers.</param>
    /// <param name="there">The choice it replaces, whose looks and openness to other words stay.</param>
    public static ChoiceColumn Choice(IEnumerable<string> words, ChoiceColumn? there = null) =>
        new() { Choices = [.. words], AllowTextEntry = there?.AllowTextEntry ?? false, DisplayAs = there?.DisplayAs ?? "dropDownMenu" };
}
