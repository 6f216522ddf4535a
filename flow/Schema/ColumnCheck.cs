using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>What a new item holds in a column.</summary>
/// <param name="Value">A value, the key of a choice, <c>[today]</c>, or a formula.</param>
public sealed record ColumnDefault(string Value)
{
    /// <summary>It is computed when the item is made.</summary>
    public bool IsFormula => Value.StartsWith('=');
}

/// <summary>What the values of a column must meet. An empty value always passes: whether something is missing is asked when it matters.</summary>
/// <param name="Key">Key of its sentence in the texts, which says what to enter.</param>
/// <param name="Test">SharePoint's formula, without the equals sign; <c>{0}</c> stands for the column.</param>
public sealed record ColumnCheck(string Key, string Test)
{
    /// <summary>A number of people, points or times: nothing below zero.</summary>
    public static ColumnCheck Count { get; } = new("count", "{0}>=0");

    /// <summary>Months of one year.</summary>
    public static ColumnCheck Months { get; } = new("months", "AND({0}>=0,{0}<=12)");

    /// <summary>A year as people write it, with four digits.</summary>
    public static ColumnCheck Year { get; } = new("year", "AND({0}>=1975,{0}<=2100)");

    /// <summary>What staff read when a value does not pass.</summary>
    public string Message => Text.Vi($"check.{Key}");

    /// <summary>A value meets it: the question of the formula, asked before anything is sent.</summary>
    public bool Passes(decimal value) => Key switch
    {
        "count" => value >= 0,
        "months" => value is >= 0 and <= 12,
        "year" => value is >= 1975 and <= 2100,
        _ => throw new InvalidOperationException($"Check {Key} is known to the service alone"),
    };

    /// <summary>The formula for a column.</summary>
    public string Formula(ColumnSchema column) => $"=OR(ISBLANK([{column.Name}]),{Test.Replace("{0}", $"[{column.Name}]", StringComparison.Ordinal)})";
}

/// <summary>What two columns of an item must meet together: the second is not before the first. While one of them is empty the item passes.</summary>
/// <param name="Key">Key of its sentence in the texts.</param>
/// <param name="First">The earlier day.</param>
/// <param name="Last">The later day.</param>
public sealed record ListCheck(string Key, ColumnSchema First, ColumnSchema Last)
{
    /// <summary>What staff read when an item does not pass.</summary>
    public string Message => Text.Vi($"check.{Key}");

    /// <summary>The formula.</summary>
    public string Formula => $"=OR(ISBLANK([{First.Name}]),ISBLANK([{Last.Name}]),[{First.Name}]<=[{Last.Name}])";
}

/// <summary>Formulas as the service gives them back: it may leave out brackets, or write the heading of a column for its name.</summary>
public static class Formulas
{
    /// <summary>Two formulas of a list say the same.</summary>
    public static bool Same(ListSchema list, string? one, string? other) => string.Equals(Plain(list, one), Plain(list, other), StringComparison.OrdinalIgnoreCase);

    private static string Plain(ListSchema list, string? formula)
    {
        var text = (formula ?? "").Trim().TrimStart('=');
        foreach (var column in list.Columns.OrderByDescending(column => column.DisplayName(list.Name).Length))
            text = text.Replace($"[{column.DisplayName(list.Name)}]", column.Name, StringComparison.OrdinalIgnoreCase);
        return string.Concat(text.Where(letter => letter is not ('[' or ']') && !char.IsWhiteSpace(letter)));
    }
}
