namespace EmulationM365.LocalM365.Formulas;

/// <summary>A function of formulas: how many values it takes, and what it makes of them.</summary>
internal sealed record FormulaFunction(string Name, int Least, int Most, Func<IReadOnlyList<FormulaNode>, FormulaRow, FormulaValue> Run)
{
    /// <summary>As many values as somebody cares to write.</summary>
    public const int Many = 255;

    /// <summary>Its value depends on the time.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>A function of values; the first error among them is its value.</summary>
    public static FormulaFunction Of(string name, int least, int most, Func<FormulaValue[], FormulaValue> run) => new(name, least, most, (arguments, row) =>
    {
        var values = new FormulaValue[arguments.Count];
        for (var i = 0; i < values.Length; i++)
            if ((values[i] = arguments[i].In(row)).IsError) return values[i];
        return run(values);
    });

    /// <summary>A function of values of which errors are welcome.</summary>
    public static FormulaFunction OfAny(string name, Func<FormulaValue, FormulaValue> run) => new(name, 1, 1, (arguments, row) => run(arguments[0].In(row)));

    /// <summary>A function of numbers only.</summary>
    public static FormulaFunction OfNumbers(string name, int least, int most, Func<double[], FormulaValue> run) => Of(name, least, most, values =>
    {
        var numbers = new double[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (values[i].ToNumber() is not { } number) return FormulaValue.BadValue;
            numbers[i] = number;
        }
        return run(numbers);
    });

    /// <summary>A function of one text.</summary>
    public static FormulaFunction OfText(string name, Func<string, FormulaValue> run) => Of(name, 1, 1, values => run(values[0].ToText()));

    /// <summary>A function of one moment.</summary>
    public static FormulaFunction OfMoment(string name, Func<DateTime, double> run) =>
        Of(name, 1, 1, values => values[0].ToMoment() is { } moment ? FormulaValue.Of(run(moment)) : FormulaValue.BadValue);
}
