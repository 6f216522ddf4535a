using static EmulationM365.LocalM365.Formulas.FormulaFunction;

namespace EmulationM365.LocalM365.Formulas;

/// <summary>Conditions, choices, and questions about the kind of a value.</summary>
internal static class LogicFunctions
{
    public static IReadOnlyList<FormulaFunction> All { get; } =
    [
        Of("AND", 1, Many, values => Truths(values, all => all.All(one => one))),
        Of("OR", 1, Many, values => Truths(values, all => all.Any(one => one))),
        Of("NOT", 1, 1, values => values[0].ToTruth() is { } truth ? FormulaValue.Of(!truth) : FormulaValue.BadValue),
        Of("TRUE", 0, 0, _ => FormulaValue.True),
        Of("FALSE", 0, 0, _ => FormulaValue.False),
        new("IF", 2, 3, If),
        new("IFERROR", 2, 2, (arguments, row) => arguments[0].In(row) is { IsError: false } value ? value : arguments[1].In(row)),
        new("CHOOSE", 2, Many, Choose),
        OfAny("ISERROR", value => FormulaValue.Of(value.IsError)),
        OfAny("ISBLANK", value => FormulaValue.Of(value.IsBlank)),
        OfAny("ISNUMBER", value => FormulaValue.Of(value.Kind == FormulaKind.Number)),
        OfAny("ISTEXT", value => FormulaValue.Of(value.Kind == FormulaKind.Text)),
        OfAny("ISNONTEXT", value => FormulaValue.Of(value.Kind != FormulaKind.Text)),
        OfAny("ISLOGICAL", value => FormulaValue.Of(value.Kind == FormulaKind.Truth)),
    ];

    private static FormulaValue Truths(FormulaValue[] values, Func<IEnumerable<bool>, bool> judge)
    {
        var truths = values.Select(value => value.ToTruth()).ToArray();
        return truths.Any(truth => truth is null) ? FormulaValue.BadValue : FormulaValue.Of(judge(truths.Select(truth => truth!.Value)));
    }

    /// <summary>Only the branch that is taken is computed: an error in the other does not count.</summary>
    private static FormulaValue If(IReadOnlyList<FormulaNode> arguments, FormulaRow row)
    {
        var asked = arguments[0].In(row);
        if (asked.IsError) return asked;
        if (asked.ToTruth() is not { } truth) return FormulaValue.BadValue;
        if (truth) return arguments[1].In(row);
        return arguments.Count > 2 ? arguments[2].In(row) : FormulaValue.False;
    }

    private static FormulaValue Choose(IReadOnlyList<FormulaNode> arguments, FormulaRow row)
    {
        var index = arguments[0].In(row);
        if (index.IsError) return index;
        return index.ToNumber() is { } number && number >= 1 && number < arguments.Count ? arguments[(int)number].In(row) : FormulaValue.BadValue;
    }
}
