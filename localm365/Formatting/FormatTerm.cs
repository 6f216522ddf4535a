namespace EmulationM365.LocalM365.Formatting;

/// <summary>A part of a format that has a value: a text, a field, or an expression over them.</summary>
internal abstract record FormatTerm
{
    /// <summary>Deeper than this nothing is computed.</summary>
    public const int Deepest = 200;

    public virtual int Depth => 1;

    public abstract FormatValue In(FormatSight sight);

    public sealed record Literal(FormatValue Value) : FormatTerm
    {
        public override FormatValue In(FormatSight sight) => Value;
    }

    /// <summary><c>@currentField</c>, <c>@me</c> and their like.</summary>
    public sealed record Special(string Name, IReadOnlyList<string> Path) : FormatTerm
    {
        public static readonly IReadOnlyList<string> Names =
        [
            "currentField", "me", "now", "rowIndex", "isSelected", "currentWeb", "lcid", "group", "window", "thumbnail", "columnAggregate", "aggregates", "isFocused", "UILang",
        ];

        public override FormatValue In(FormatSight sight) => sight.Special(Name, Path);
    }

    /// <summary><c>[$Name.part]</c>.</summary>
    public sealed record Field(string Name, IReadOnlyList<string> Path) : FormatTerm
    {
        public override FormatValue In(FormatSight sight) => sight.Field(Name, Path);
    }

    /// <summary><c>[!Name.DisplayName]</c>.</summary>
    public sealed record FieldName(string Name) : FormatTerm
    {
        public override FormatValue In(FormatSight sight) => FormatValue.Of(sight.Scope.DisplayNames.GetValueOrDefault(Name) ?? Name);
    }

    public sealed record Operation : FormatTerm
    {
        public Operation(FormatOperator sign, IReadOnlyList<FormatTerm> operands)
        {
            (Operator, Operands) = (sign, operands);
            Depth = 1 + operands.Select(operand => operand.Depth).DefaultIfEmpty().Max();
            if (Depth > Deepest) throw new FormatFault("An expression is nested too deeply.");
            if (operands.Count < sign.Least || operands.Count > sign.Most)
                throw new FormatFault($"'{sign.Name}' does not take {operands.Count.ToString(CultureInfo.InvariantCulture)} operands.");
        }

        public FormatOperator Operator { get; }

        public IReadOnlyList<FormatTerm> Operands { get; }

        public override int Depth { get; }

        public override FormatValue In(FormatSight sight) => Operator.Run(Operands, sight);
    }
}
