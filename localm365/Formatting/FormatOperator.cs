namespace EmulationM365.LocalM365.Formatting;

/// <summary>An operator or function of expressions.</summary>
internal sealed record FormatOperator(string Name, int Least, int Most, Func<IReadOnlyList<FormatTerm>, FormatSight, FormatValue> Run)
{
    public const int Many = 100;

    /// <summary>One whose operands are all computed first.</summary>
    public static FormatOperator Of(string name, int least, int most, Func<FormatValue[], FormatSight, FormatValue> run) =>
        new(name, least, most, (operands, sight) => run([.. operands.Select(operand => operand.In(sight))], sight));

    public static FormatOperator OfNumber(string name, Func<double, double> run) => Of(name, 1, 1, (values, _) => FormatValue.Of(run(values[0].ToNumber())));

    public static FormatOperator OfNumbers(string name, int most, Func<double, double, double> run) =>
        Of(name, 2, most, (values, _) => FormatValue.Of(values.Select(value => value.ToNumber()).Aggregate(run)));

    /// <summary>One over texts; what is no text is taken as one.</summary>
    public static FormatOperator OfTexts(string name, int least, int most, Func<string[], FormatValue> run) =>
        Of(name, least, most, (values, sight) => run([.. values.Select(sight.Text)]));

    /// <summary>A comparison of order; false for what has none.</summary>
    public static FormatOperator OfOrder(string name, Func<int, bool> holds) =>
        Of(name, 2, 2, (values, _) => FormatValue.Of(FormatValue.Order(values[0], values[1]) is { } order && holds(order)));
}
