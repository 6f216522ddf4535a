namespace EmulationM365.LocalM365.Formulas;

/// <summary>What a formula is computed over: the fields of one row, and the moment it is computed at in the site's own time.</summary>
internal sealed record FormulaRow(Func<string, FormulaValue> Field, DateTimeOffset Now);

/// <summary>A part of a formula that has a value.</summary>
internal abstract record FormulaNode
{
    public abstract FormulaValue In(FormulaRow row);

    public sealed record Constant(FormulaValue Value) : FormulaNode
    {
        public override FormulaValue In(FormulaRow row) => Value;
    }

    public sealed record Field(string Name) : FormulaNode
    {
        public override FormulaValue In(FormulaRow row) => row.Field(Name);
    }

    public sealed record Negative(FormulaNode Inner) : FormulaNode
    {
        public override FormulaValue In(FormulaRow row) => Arithmetic.Apply("-", FormulaValue.Of(0), Inner.In(row));
    }

    public sealed record Percent(FormulaNode Inner) : FormulaNode
    {
        public override FormulaValue In(FormulaRow row) => Arithmetic.Apply("/", Inner.In(row), FormulaValue.Of(100));
    }

    public sealed record Operation(string Operator, FormulaNode Left, FormulaNode Right) : FormulaNode
    {
        public override FormulaValue In(FormulaRow row) => Arithmetic.Apply(Operator, Left.In(row), Right.In(row));
    }

    public sealed record Call(FormulaFunction Function, IReadOnlyList<FormulaNode> Arguments) : FormulaNode
    {
        public override FormulaValue In(FormulaRow row) => Function.Run(Arguments, row);
    }
}

/// <summary>The operators of formulas.</summary>
internal static class Arithmetic
{
    public static FormulaValue Apply(string sign, FormulaValue left, FormulaValue right)
    {
        if (left.IsError) return left;
        if (right.IsError) return right;
        return sign switch
        {
            "&" => FormulaValue.Of(left.ToText() + right.ToText()),
            "=" => FormulaValue.Of(FormulaValue.Compare(left, right) == 0),
            "<>" => FormulaValue.Of(FormulaValue.Compare(left, right) != 0),
            "<" => FormulaValue.Of(FormulaValue.Compare(left, right) < 0),
            "<=" => FormulaValue.Of(FormulaValue.Compare(left, right) <= 0),
            ">" => FormulaValue.Of(FormulaValue.Compare(left, right) > 0),
            ">=" => FormulaValue.Of(FormulaValue.Compare(left, right) >= 0),
            _ => left.ToNumber() is { } first && right.ToNumber() is { } second ? Numbers(sign, first, second) : FormulaValue.BadValue,
        };
    }

    private static FormulaValue Numbers(string sign, double left, double right) => sign switch
    {
        "+" => FormulaValue.Of(left + right),
        "-" => FormulaValue.Of(left - right),
        "*" => FormulaValue.Of(left * right),
        "/" => right == 0 ? FormulaValue.DividedByZero : FormulaValue.Of(left / right),
        _ => Power(left, right),
    };

    public static FormulaValue Power(double left, double right) => (left, right) switch
    {
        (0, 0) => FormulaValue.BadNumber,
        (0, < 0) => FormulaValue.DividedByZero,
        _ => FormulaValue.Of(Math.Pow(left, right)),
    };
}
