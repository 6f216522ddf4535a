namespace EmulationM365.LocalM365.Formatting;

/// <summary>From JSON to terms: texts, special texts, Excel-style expressions, and expressions written as trees.</summary>
internal static class FormatTerms
{
    public static FormatTerm Read(JsonNode? node, int depth = 0) => node switch
    {
        JsonObject tree => Tree(tree, depth),
        JsonArray => throw new FormatFault("A list is not a value."),
        JsonValue when node.GetValueKind() == JsonValueKind.String => Text(node.ToString()),
        _ => new FormatTerm.Literal(FormatValue.Of(node)),
    };

    private static FormatTerm Text(string text)
    {
        if (text.StartsWith('=')) return FormatExpression.Parse(text[1..]);
        if (!text.StartsWith('@') && !text.StartsWith("[$", StringComparison.Ordinal) && !text.StartsWith("[!", StringComparison.Ordinal)) return new FormatTerm.Literal(FormatValue.Of(text));
        try
        {
            // only a text that is nothing but a reference is one
            return FormatExpression.Parse(text) is var term and not FormatTerm.Operation ? term : new FormatTerm.Literal(FormatValue.Of(text));
        }
        catch (FormatFault)
        {
            return new FormatTerm.Literal(FormatValue.Of(text));
        }
    }

    private static FormatTerm.Operation Tree(JsonObject tree, int depth)
    {
        if (depth > FormatTerm.Deepest) throw new FormatFault("An expression is nested too deeply.");
        if (tree.String("operator") is not { } sign || tree["operands"] is not JsonArray operands) throw new FormatFault("An expression needs an operator and its operands.");
        if (sign.EndsWith("()", StringComparison.Ordinal)) sign = sign[..^2];
        var known = FormatOperators.Find(sign) ?? throw new FormatFault($"'{sign}' is not an operator.");
        return new FormatTerm.Operation(known, [.. operands.Select(operand => Read(operand, depth + 1))]);
    }
}
