using System.Text;

namespace EmulationM365.LocalM365.Formatting;

internal enum FormatTokenKind
{
    Number,
    Text,
    Name,

    /// <summary><c>@name.part</c></summary>
    Special,

    /// <summary><c>[$Name.part]</c></summary>
    Field,

    /// <summary><c>[!Name.DisplayName]</c></summary>
    FieldName,
    Sign,
    End,
}

/// <summary>A word of an expression and where it begins.</summary>
internal readonly record struct FormatToken(FormatTokenKind Kind, string Text, int At)
{
    private static readonly string[] _signs = ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "(", ")", ","];

    public bool IsSign(string text) => Kind == FormatTokenKind.Sign && Text == text;

    public static List<FormatToken> All(string expression)
    {
        if (expression.Length > FormatValue.Longest) throw new FormatFault("An expression is too long.");
        var tokens = new List<FormatToken>();
        for (var at = 0; at < expression.Length;)
        {
            if (char.IsWhiteSpace(expression[at]))
            {
                at++;
                continue;
            }
            var (token, next) = Next(expression, at);
            tokens.Add(token);
            at = next;
        }
        tokens.Add(new FormatToken(FormatTokenKind.End, "", expression.Length));
        return tokens;
    }

    private static (FormatToken Token, int Next) Next(string text, int at)
    {
        var letter = text[at];
        if (letter == '\'') return Quoted(text, at);
        if (letter == '[') return Bracketed(text, at);
        if (letter == '@') return While(text, at, 1, FormatTokenKind.Special, one => char.IsAsciiLetterOrDigit(one) || one is '_' or '.');
        if (char.IsAsciiDigit(letter)) return While(text, at, 0, FormatTokenKind.Number, one => char.IsAsciiDigit(one) || one == '.');
        if (char.IsAsciiLetter(letter)) return While(text, at, 0, FormatTokenKind.Name, char.IsAsciiLetterOrDigit);
        var sign = _signs.FirstOrDefault(sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0);
        return sign is null ? throw Bad(at, $"'{letter}' has no meaning") : (new FormatToken(FormatTokenKind.Sign, sign, at), at + sign.Length);
    }

    private static (FormatToken Token, int Next) Quoted(string text, int at)
    {
        var read = new StringBuilder();
        for (var next = at + 1; next < text.Length; next++)
        {
            if (text[next] == '\'') return (new FormatToken(FormatTokenKind.Text, read.ToString(), at), next + 1);
            if (text[next] == '\\' && next + 1 < text.Length && text[next + 1] is '\'' or '\\') next++;
            read.Append(text[next]);
        }
        throw Bad(at, "a text begins that does not end");
    }

    private static (FormatToken Token, int Next) Bracketed(string text, int at)
    {
        var end = text.IndexOf(']', at);
        if (end < at + 3 || text[at + 1] is not ('$' or '!')) throw Bad(at, "a bracket names no field: write [$InternalName]");
        return (new FormatToken(text[at + 1] == '$' ? FormatTokenKind.Field : FormatTokenKind.FieldName, text[(at + 2)..end], at), end + 1);
    }

    private static (FormatToken Token, int Next) While(string text, int at, int skip, FormatTokenKind kind, Func<char, bool> belongs)
    {
        var next = at + skip;
        while (next < text.Length && belongs(text[next])) next++;
        return (new FormatToken(kind, text[(at + skip)..next], at), next);
    }

    public static FormatFault Bad(int at, string what) => new($"The expression is wrong at place {(at + 1).ToString(CultureInfo.InvariantCulture)}: {what}.");
}
