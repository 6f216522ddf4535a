using System.Collections.Frozen;
using static EmulationM365.LocalM365.Formatting.FormatOperator;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>The operators of expressions: conditions and arithmetic here, texts and lists, and moments beside it.</summary>
internal static class FormatOperators
{
    private static readonly FormatOperator[] _basic =
    [
        new("if", 3, 3, Chosen),
        new("?", 3, 3, Chosen),
        new("&&", 2, Many, (operands, sight) => FormatValue.Of(operands.All(operand => operand.In(sight).ToTruth()))),
        new("||", 2, Many, (operands, sight) => FormatValue.Of(operands.Any(operand => operand.In(sight).ToTruth()))),
        Of("!", 1, 1, (values, _) => FormatValue.Of(!values[0].ToTruth())),
        Of("==", 2, 2, (values, _) => FormatValue.Of(FormatValue.SameAs(values[0], values[1]))),
        Of("!=", 2, 2, (values, _) => FormatValue.Of(!FormatValue.SameAs(values[0], values[1]))),
        OfOrder("<", order => order < 0),
        OfOrder(">", order => order > 0),
        OfOrder("<=", order => order <= 0),
        OfOrder(">=", order => order >= 0),
        Of("+", 2, Many, (values, sight) => values.Aggregate((left, right) => Plus(left, right, sight))),
        OfNumbers("-", 2, (left, right) => left - right),
        OfNumbers("*", Many, (left, right) => left * right),
        OfNumbers("/", 2, (left, right) => left / right),
        OfNumbers("%", 2, (left, right) => left % right),
        OfNumbers("pow", 2, Math.Pow),
        OfNumber("Number", number => number),
        OfNumber("abs", Math.Abs),
        OfNumber("floor", Math.Floor),
        OfNumber("ceiling", Math.Ceiling),
        OfNumber("cos", Math.Cos),
        OfNumber("sin", Math.Sin),
    ];

    private static readonly FrozenDictionary<string, FormatOperator> _all =
        _basic.Concat(FormatTexts.All).Concat(FormatDates.All).ToFrozenDictionary(one => one.Name, StringComparer.Ordinal);

    public static FormatOperator? Find(string name) => _all.GetValueOrDefault(name);

    private static FormatValue Chosen(IReadOnlyList<FormatTerm> operands, FormatSight sight) => operands[operands[0].In(sight).ToTruth() ? 1 : 2].In(sight);

    /// <summary>Numbers and moments add up (moments in milliseconds); with anything else the two are joined as text.</summary>
    private static FormatValue Plus(FormatValue left, FormatValue right, FormatSight sight)
    {
        static bool Counts(FormatValue value) => value is FormatValue.Number or FormatValue.Moment or FormatValue.Truth;
        return Counts(left) && Counts(right) ? FormatValue.Of(left.ToNumber() + right.ToNumber()) : FormatValue.Of(sight.Text(left) + sight.Text(right));
    }
}
