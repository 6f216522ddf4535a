namespace EmulationM365.LocalM365.Formatting;

/// <summary>Excel-style expressions, which bind as in JavaScript: <c>if([$Step]=='Nháp','block','none')</c>.</summary>
internal sealed class FormatExpression
{
    private const int Deepest = 100;

    private static readonly string[][] _levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];

    private readonly List<FormatToken> _tokens;
    private int _at;
    private int _depth;

    private FormatExpression(List<FormatToken> tokens) => _tokens = tokens;

    private FormatToken Now => _tokens[_at];

    /// <summary>The term an expression (without the sign of equality) stands for, or a <see cref="FormatFault"/>.</summary>
    public static FormatTerm Parse(string expression)
    {
        var parser = new FormatExpression(FormatToken.All(expression));
        var term = parser.Choice();
        return parser.Now.Kind == FormatTokenKind.End ? term : throw parser.Unexpected();
    }

    private FormatTerm Choice()
    {
        var condition = Level(0);
        if (!Now.IsSign("?")) return condition;
        _at++;
        var yes = Deeper(Choice);
        Take(":");
        return Operation("?", condition, yes, Deeper(Choice));
    }

    private FormatTerm Level(int level)
    {
        if (level == _levels.Length) return Signed();
        var left = Level(level + 1);
        while (Now.Kind == FormatTokenKind.Sign && _levels[level].Contains(Now.Text))
        {
            var sign = _tokens[_at++].Text;
            left = Operation(sign, left, Level(level + 1));
        }
        return left;
    }

    private FormatTerm Signed()
    {
        if (!Now.IsSign("-") && !Now.IsSign("!")) return Deeper(Atom);
        var minus = _tokens[_at++].Text == "-";
        var inner = Deeper(Signed);
        return minus ? Operation("-", new FormatTerm.Literal(FormatValue.Of(0)), inner) : Operation("!", inner);
    }

    private FormatTerm Atom()
    {
        var token = Now;
        if (token.Kind == FormatTokenKind.End) throw Unexpected();
        _at++;
        switch (token.Kind)
        {
            case FormatTokenKind.Number when double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return new FormatTerm.Literal(FormatValue.Of(number));
            case FormatTokenKind.Text:
                return new FormatTerm.Literal(FormatValue.Of(token.Text));
            case FormatTokenKind.Field or FormatTokenKind.FieldName or FormatTokenKind.Special:
                return Reference(token);
            case FormatTokenKind.Name when Now.IsSign("("):
                return Call(token);
            case FormatTokenKind.Name when token.Text is "true" or "false":
                return new FormatTerm.Literal(FormatValue.Of(token.Text == "true"));
            case FormatTokenKind.Sign when token.Text == "(":
                var inner = Choice();
                Take(")");
                return inner;
            default:
                _at--;
                throw Unexpected();
        }
    }

    private static FormatTerm Reference(FormatToken token)
    {
        var parts = token.Text.Split('.');
        if (parts.Any(part => part.Length == 0)) throw FormatToken.Bad(token.At, $"'{token.Text}' is not a name");
        if (token.Kind == FormatTokenKind.Field) return new FormatTerm.Field(parts[0], parts[1..]);
        if (token.Kind == FormatTokenKind.FieldName) return new FormatTerm.FieldName(parts[0]);
        return FormatTerm.Special.Names.Contains(parts[0]) ? new FormatTerm.Special(parts[0], parts[1..]) : throw FormatToken.Bad(token.At, $"'@{parts[0]}' is not known");
    }

    private FormatTerm.Operation Call(FormatToken name)
    {
        var operands = new List<FormatTerm>();
        Take("(");
        while (!Now.IsSign(")"))
        {
            if (operands.Count > 0) Take(",");
            operands.Add(Choice());
        }
        Take(")");
        var function = char.IsAsciiLetter(name.Text[0]) ? FormatOperators.Find(name.Text) : null;
        return new FormatTerm.Operation(function ?? throw FormatToken.Bad(name.At, $"'{name.Text}' is not a function"), operands);
    }

    private static FormatTerm.Operation Operation(string sign, params FormatTerm[] operands) => new(FormatOperators.Find(sign)!, operands);

    private FormatTerm Deeper(Func<FormatTerm> read)
    {
        if (++_depth > Deepest) throw new FormatFault("An expression is nested too deeply.");
        var term = read();
        _depth--;
        return term;
    }

    private void Take(string sign)
    {
        if (!Now.IsSign(sign)) throw Unexpected();
        _at++;
    }

    private FormatFault Unexpected() => FormatToken.Bad(Now.At, Now.Kind == FormatTokenKind.End ? "it ends too early" : $"'{Now.Text}' is not expected");
}
