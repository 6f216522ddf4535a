using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>What SharePoint REST says of a column and Graph does not.</summary>
/// <param name="Required">A form takes no item without it.</param>
/// <param name="Default">What a new item holds; a formula begins with an equals sign; empty: nothing.</param>
/// <param name="Check">The formula that its values must meet; empty: none.</param>
/// <param name="Message">What staff read when a value does not; empty: the service's own words.</param>
/// <param name="Format">How it is drawn; empty: plain.</param>
public sealed record FoundField(bool Required, string Default, string Check, string Message, string Format)
{
    /// <summary>The formula that says when forms show it; empty: always.</summary>
    public string Condition { get; init; } = "";

    /// <summary>A column as the service says it.</summary>
    public static FoundField Of(JObject field) => new(
        (bool?)field[nameof(Required)] == true,
        (string?)field["DefaultFormula"] is { Length: > 0 } formula ? formula : Text(field, "DefaultValue"),
        Text(field, "ValidationFormula"), Text(field, "ValidationMessage"), Text(field, "CustomFormatter")) { Condition = Text(field, "ClientValidationFormula") };

    /// <summary>A column of ours as the service bears it: Graph takes along what an item needs and begins with, and neither checks nor drawings.</summary>
    public static FoundField Born(ColumnSchema column) => new(column.Required, column.DefaultText, "", "", "");

    private static string Text(JObject field, string name) => (string?)field[name] ?? "";
}

/// <summary>What a column requires, begins with or checks is not what the schema says.</summary>
/// <param name="List">The list.</param>
/// <param name="ListId">Its id.</param>
/// <param name="Column">The column.</param>
/// <param name="There">The column as it is.</param>
public sealed record RuleColumn(ListSchema List, string ListId, ColumnSchema Column, FoundField There) : ColumnStep(List, ListId)
{
    /// <summary>What is to be set, by the names that SharePoint has for it. What the schema says nothing of belongs to people and stays.</summary>
    public JObject Change => Of(List, Column, There);

    /// <summary>The column afterwards.</summary>
    public FoundField After => There with
    {
        Required = Column.Required || There.Required, Default = Column.Default is null ? There.Default : Column.DefaultText,
        Check = Column.Check?.Formula(Column) ?? There.Check, Message = Column.Check?.Message ?? There.Message,
    };

    /// <summary>What differs; empty when nothing does.</summary>
    public static JObject Of(ListSchema list, ColumnSchema column, FoundField there)
    {
        var change = new JObject();
        if (column.Required && !there.Required) change["Required"] = true;
        if (column.Default is { } start && there.Default != column.DefaultText) change[start.IsFormula ? "DefaultFormula" : "DefaultValue"] = column.DefaultText;
        if (column.Check is { } check && !(Formulas.Same(list, check.Formula(column), there.Check) && there.Message == check.Message))
            (change["ValidationFormula"], change["ValidationMessage"]) = (check.Formula(column), check.Message);
        return change;
    }
}

/// <summary>What the items of a list are checked for is not what the schema says.</summary>
public sealed record RuleList(ListSchema List, string ListId) : ListStep(List)
{
    /// <summary>What is to be set.</summary>
    public JObject Change => new() { ["ValidationFormula"] = List.Check!.Formula, ["ValidationMessage"] = List.Check.Message };

    /// <summary>The list has another check than the schema wants. Where the schema wants none, what people set stays.</summary>
    public static bool Differs(ListSchema list, JObject settings) => list.Check is { } check
        && !(Formulas.Same(list, check.Formula, (string?)settings["ValidationFormula"]) && (string?)settings["ValidationMessage"] == check.Message);
}
