namespace EmulationM365.LocalM365.Formulas;

/// <summary>
/// A formula as list settings know it: <c>=AND([X]&lt;&gt;"",LEN([Y])&lt;=80)</c>. It is read once and computed for any row; it has no clock and no
/// list of its own.
/// </summary>
internal sealed class Formula
{
    /// <summary>SharePoint takes at most so many letters; it bounds the depth of what is computed as well.</summary>
    public const int Longest = 1024;

    private readonly FormulaNode _root;

    private Formula(FormulaNode root, IReadOnlyList<string> fields, bool isVolatile) => (_root, Fields, IsVolatile) = (root, fields, isVolatile);

    /// <summary>The columns the formula names, each once, as they are written in it.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Whether the formula asks for the time.</summary>
    public bool IsVolatile { get; }

    /// <summary>Reads a formula, or throws <see cref="FormulaException"/> with the reason why SharePoint would refuse it.</summary>
    public static Formula Parse(string text)
    {
        if (text.Length > Longest) throw FormulaException.Syntax($"it is longer than {Longest.ToString(CultureInfo.InvariantCulture)} letters.");
        var parser = new FormulaParser(FormulaToken.All(text));
        return new Formula(parser.Whole(), parser.Fields, parser.IsVolatile);
    }

    /// <summary>The text with its columns under other names, such as the internal ones, which outlive the names that people read.</summary>
    public static string Renamed(string text, Func<string, string> name)
    {
        var tokens = FormulaToken.All(text);
        for (var i = tokens.Count - 2; i >= 0; i--)
        {
            var token = tokens[i];
            var named = token.Kind == FormulaTokenKind.Column || (token.Kind == FormulaTokenKind.Name && !tokens[i + 1].IsSign("(") && !FormulaParser.IsTruth(token.Text));
            if (!named || name(token.Text) is not { } other || other == token.Text) continue;
            var end = token.Kind == FormulaTokenKind.Column ? text.IndexOf(']', token.At) + 1 : token.At + token.Text.Length;
            text = $"{text[..token.At]}[{other}]{text[end..]}";
        }
        return text;
    }

    /// <summary>The value for a row. Errors are values; nothing is thrown.</summary>
    public FormulaValue Evaluate(Func<string, FormulaValue> field, DateTimeOffset now) => _root.In(new FormulaRow(field, now));
}
