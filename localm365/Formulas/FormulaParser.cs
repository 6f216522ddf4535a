namespace EmulationM365.LocalM365.Formulas;

/// <summary>From words to a tree, by the order in which Excel binds: minus, %, ^, * and /, + and -, &amp;, comparisons.</summary>
internal sealed class FormulaParser(List<FormulaToken> tokens)
{
    private const int Deepest = 64;

    private static readonly string[][] _levels = [["=", "<>", "<", "<=", ">", ">="], ["&"], ["+", "-"], ["*", "/"], ["^"]];

    private readonly List<string> _fields = [];
    private int _at;
    private int _depth;

    public IReadOnlyList<string> Fields => _fields;

    public bool IsVolatile { get; private set; }

    private FormulaToken Now => tokens[_at];

    public FormulaNode Whole()
    {
        Take("=");
        var root = Level(0);
        return Now.Kind == FormulaTokenKind.End ? root : throw Unexpected();
    }

    /// <summary>TRUE and FALSE are no columns.</summary>
    public static bool IsTruth(string word) => bool.TryParse(word, out _);

    private FormulaNode Level(int level)
    {
        if (level == _levels.Length) return Signed();
        var left = Level(level + 1);
        while (Now.Kind == FormulaTokenKind.Sign && _levels[level].Contains(Now.Text))
        {
            var sign = Next().Text;
            left = new FormulaNode.Operation(sign, left, Level(level + 1));
        }
        return left;
    }

    private FormulaNode Signed()
    {
        if (Now.IsSign("-") || Now.IsSign("+"))
        {
            var minus = Next().Text == "-";
            var inner = Deeper(Signed);
            return minus ? new FormulaNode.Negative(inner) : inner;
        }
        var value = Deeper(Atom);
        while (Now.IsSign("%"))
        {
            Next();
            value = new FormulaNode.Percent(value);
        }
        return value;
    }

    private FormulaNode Atom()
    {
        var token = Next();
        switch (token.Kind)
        {
            case FormulaTokenKind.Number:
                return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? new FormulaNode.Constant(FormulaValue.Of(number)) : throw FormulaException.Syntax($"'{token.Text}' is not a number.");
            case FormulaTokenKind.Text:
                return new FormulaNode.Constant(FormulaValue.Of(token.Text));
            case FormulaTokenKind.Column:
                return Field(token.Text);
            case FormulaTokenKind.Name:
                return Now.IsSign("(") ? Call(token.Text) : Word(token.Text);
            case FormulaTokenKind.Sign when token.Text == "(":
                var inner = Level(0);
                Take(")");
                return inner;
            default:
                _at = Math.Max(0, _at - 1);
                throw Unexpected();
        }
    }

    private FormulaNode Word(string name) => bool.TryParse(name, out var truth) ? new FormulaNode.Constant(FormulaValue.Of(truth)) : Field(name);

    private FormulaNode.Field Field(string name)
    {
        if (!_fields.Contains(name, StringComparer.OrdinalIgnoreCase)) _fields.Add(name);
        return new FormulaNode.Field(name);
    }

    private FormulaNode.Call Call(string name)
    {
        var function = FormulaFunctions.Find(name) ?? throw FormulaException.Syntax($"'{name}' is not a function of SharePoint formulas.");
        Take("(");
        var arguments = new List<FormulaNode>();
        while (!Now.IsSign(")"))
        {
            if (arguments.Count > 0 && !Now.IsSign(",") && !Now.IsSign(";")) throw Unexpected();
            if (arguments.Count > 0) Next();
            arguments.Add(Level(0));
        }
        Take(")");
        if (arguments.Count < function.Least || arguments.Count > function.Most)
            throw FormulaException.Syntax($"{function.Name} does not take {arguments.Count.ToString(CultureInfo.InvariantCulture)} values.");
        IsVolatile |= function.IsVolatile;
        return new FormulaNode.Call(function, arguments);
    }

    /// <summary>Brackets, calls and signs within each other; beyond this depth a formula is refused, so that no formula can exhaust the stack.</summary>
    private FormulaNode Deeper(Func<FormulaNode> read)
    {
        if (++_depth > Deepest) throw FormulaException.Syntax("it is nested too deeply.");
        var node = read();
        _depth--;
        return node;
    }

    private FormulaToken Next() => Now.Kind == FormulaTokenKind.End ? throw Unexpected() : tokens[_at++];

    private void Take(string sign)
    {
        if (!Now.IsSign(sign)) throw Now.Kind == FormulaTokenKind.End ? FormulaException.Syntax($"'{sign}' is missing at its end.") : Unexpected();
        _at++;
    }

    private FormulaException Unexpected() => Now.Kind == FormulaTokenKind.End
        ? FormulaException.Syntax("it ends too early.")
        : FormulaException.Syntax($"'{Now.Text}' is not expected at place {(Now.At + 1).ToString(CultureInfo.InvariantCulture)}.");
}
