using static EmulationM365.LocalM365.Formulas.FormulaFunction;

namespace EmulationM365.LocalM365.Formulas;

/// <summary>Counting and rounding.</summary>
internal static class NumberFunctions
{
    public static IReadOnlyList<FormulaFunction> All { get; } =
    [
        OfNumbers("ABS", 1, 1, numbers => FormulaValue.Of(Math.Abs(numbers[0]))),
        OfNumbers("INT", 1, 1, numbers => FormulaValue.Of(Math.Floor(numbers[0]))),
        OfNumbers("SIGN", 1, 1, numbers => FormulaValue.Of(Math.Sign(numbers[0]))),
        OfNumbers("SQRT", 1, 1, numbers => FormulaValue.Of(Math.Sqrt(numbers[0]))),
        OfNumbers("PI", 0, 0, _ => FormulaValue.Of(Math.PI)),
        OfNumbers("POWER", 2, 2, numbers => Arithmetic.Power(numbers[0], numbers[1])),
        OfNumbers("MOD", 2, 2, numbers =>
            numbers[1] == 0 ? FormulaValue.DividedByZero : FormulaValue.Of(numbers[0] - (numbers[1] * Math.Floor(numbers[0] / numbers[1])))),
        OfNumbers("ROUND", 2, 2, numbers => Round(numbers, MidpointRounding.AwayFromZero)),
        OfNumbers("ROUNDUP", 2, 2, numbers => Round(numbers, null)),
        OfNumbers("ROUNDDOWN", 2, 2, numbers => Round(numbers, MidpointRounding.ToZero)),
        OfNumbers("TRUNC", 1, 2, numbers => Round([numbers[0], numbers.Length > 1 ? numbers[1] : 0], MidpointRounding.ToZero)),
        OfNumbers("SUM", 1, Many, numbers => FormulaValue.Of(numbers.Sum())),
        OfNumbers("PRODUCT", 1, Many, numbers => FormulaValue.Of(numbers.Aggregate(1.0, (left, right) => left * right))),
        Of("MIN", 1, Many, values => OverFilled(values, numbers => numbers.Min(), FormulaValue.Of(0))),
        Of("MAX", 1, Many, values => OverFilled(values, numbers => numbers.Max(), FormulaValue.Of(0))),
        Of("AVERAGE", 1, Many, values => OverFilled(values, numbers => numbers.Average(), FormulaValue.DividedByZero)),
        new("COUNT", 1, Many, (arguments, row) => FormulaValue.Of(arguments.Count(one => one.In(row) is { Kind: FormulaKind.Number }))),
        new("COUNTA", 1, Many, (arguments, row) => FormulaValue.Of(arguments.Count(one => !one.In(row).IsBlank))),
    ];

    /// <summary>What is blank takes no part; what is left must be numbers.</summary>
    private static FormulaValue OverFilled(FormulaValue[] values, Func<double[], double> judge, FormulaValue none)
    {
        var numbers = values.Where(value => !value.IsBlank).Select(value => value.ToNumber()).ToArray();
        if (numbers.Any(number => number is null)) return FormulaValue.BadValue;
        return numbers.Length == 0 ? none : FormulaValue.Of(judge([.. numbers.Select(number => number!.Value)]));
    }

    /// <summary>By decimal digits, so that 2.675 to two places is 2.68. Without a rule it goes away from zero whatever follows.</summary>
    private static FormulaValue Round(double[] numbers, MidpointRounding? rule)
    {
        var (number, digits) = (numbers[0], (int)Math.Clamp(numbers[1], -30, 30));
        if (digits > 15 || Math.Abs(number) > 1e15) return FormulaValue.Of(number);
        if (digits < -15) return FormulaValue.Of(0);
        var factor = (decimal)Math.Pow(10, Math.Abs(digits));
        var scaled = digits >= 0 ? (decimal)number : (decimal)number / factor;
        var places = Math.Max(0, digits);
        var rounded = rule is { } how ? decimal.Round(scaled, places, how) : Away(scaled, places);
        return FormulaValue.Of((double)(digits >= 0 ? rounded : rounded * factor));
    }

    private static decimal Away(decimal number, int places) =>
        decimal.Round(number, places, number < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);
}
