namespace EmulationM365.LocalM365.Formulas;

internal enum FormulaTokenKind
{
    Number,
    Text,

    /// <summary>A word that stands alone: a function, a column, TRUE or FALSE.</summary>
    Name,

    /// <summary>A column in brackets.</summary>
    Column,

    /// <summary>An operator, a bracket or a separator.</summary>
    Sign,
    End,
}

/// <summary>A word of a formula and where it begins.</summary>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text, int At)
{
    private static readonly string[] _signs = ["<>", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "^", "&", "%", "(", ")", ",", ";"];

    public bool IsSign(string text) => Kind == FormulaTokenKind.Sign && Text == text;

    /// <summary>The words of a formula, the last of which is its end.</summary>
    public static List<FormulaToken> All(string formula)
    {
        var tokens = new List<FormulaToken>();
        for (var at = 0; at < formula.Length;)
        {
            if (char.IsWhiteSpace(formula[at]))
            {
                at++;
                continue;
            }
            var (token, next) = Next(formula, at);
            tokens.Add(token);
            at = next;
        }
        tokens.Add(new FormulaToken(FormulaTokenKind.End, "", formula.Length));
        return tokens;
    }

    private static (FormulaToken Token, int Next) Next(string formula, int at)
    {
        var letter = formula[at];
        if (letter == '"') return Quoted(formula, at);
        if (letter == '[') return Bracketed(formula, at);
        if (char.IsAsciiDigit(letter) || (letter == '.' && at + 1 < formula.Length && char.IsAsciiDigit(formula[at + 1]))) return Digits(formula, at);
        if (char.IsLetter(letter) || letter == '_') return While(formula, at, FormulaTokenKind.Name, one => char.IsLetterOrDigit(one) || one is '_' or '.');
        var sign = _signs.FirstOrDefault(sign => string.CompareOrdinal(formula, at, sign, 0, sign.Length) == 0);
        return sign is null
            ? throw FormulaException.Syntax($"the letter '{letter}' at place {Place(at)} has no meaning.")
            : (new FormulaToken(FormulaTokenKind.Sign, sign, at), at + sign.Length);
    }

    private static (FormulaToken Token, int Next) Quoted(string formula, int at)
    {
        var text = new System.Text.StringBuilder();
        for (var next = at + 1; next < formula.Length; next++)
        {
            if (formula[next] != '"') text.Append(formula[next]);
            else if (next + 1 < formula.Length && formula[next + 1] == '"') text.Append(formula[next++]);
            else return (new FormulaToken(FormulaTokenKind.Text, text.ToString(), at), next + 1);
        }
        throw FormulaException.Syntax($"the text that begins at place {Place(at)} does not end.");
    }

    private static (FormulaToken Token, int Next) Bracketed(string formula, int at)
    {
        var end = formula.IndexOf(']', at);
        var name = end < 0 ? "" : formula[(at + 1)..end].Trim();
        return name.Length == 0
            ? throw FormulaException.Syntax($"the bracket at place {Place(at)} names no column.")
            : (new FormulaToken(FormulaTokenKind.Column, name, at), end + 1);
    }

    private static (FormulaToken Token, int Next) Digits(string formula, int at)
    {
        var (token, next) = While(formula, at, FormulaTokenKind.Number, one => char.IsAsciiDigit(one) || one == '.');
        var exponent = next + 1 < formula.Length && formula[next] is 'e' or 'E'
            ? While(formula, next + (formula[next + 1] is '+' or '-' ? 2 : 1), FormulaTokenKind.Number, char.IsAsciiDigit)
            : default;
        if (exponent.Next <= next || exponent.Token.Text.Length == 0) return (token, next);
        return (token with { Text = formula[at..exponent.Next] }, exponent.Next);
    }

    private static (FormulaToken Token, int Next) While(string formula, int at, FormulaTokenKind kind, Func<char, bool> belongs)
    {
        var next = at;
        while (next < formula.Length && belongs(formula[next])) next++;
        return (new FormulaToken(kind, formula[at..next], at), next);
    }

    private static string Place(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);
}
