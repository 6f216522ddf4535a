namespace EmulationM365.LocalM365.Formulas;

/// <summary>What a formula value can be. A date is a number, the serial number of its day, as in Excel.</summary>
internal enum FormulaKind
{
    Blank,
    Number,
    Text,
    Truth,
    Error,
}

/// <summary>A value in a formula. Errors are values too: they travel through operators and functions to the result.</summary>
internal readonly record struct FormulaValue
{
    /// <summary>The longest text a formula can make.</summary>
    public const int Longest = 32767;

    private const double LastDay = 2958465.99;

    private readonly double _number;
    private readonly string? _text;

    private FormulaValue(FormulaKind kind, double number, string? text) => (Kind, _number, _text) = (kind, number, text);

    public static FormulaValue Blank => default;

    public static FormulaValue True { get; } = new(FormulaKind.Truth, 1, null);

    public static FormulaValue False { get; } = new(FormulaKind.Truth, 0, null);

    /// <summary><c>#VALUE!</c>: a value of the wrong kind.</summary>
    public static FormulaValue BadValue { get; } = Error("#VALUE!");

    /// <summary><c>#NUM!</c>: a number that cannot be, or not be held.</summary>
    public static FormulaValue BadNumber { get; } = Error("#NUM!");

    public static FormulaValue DividedByZero { get; } = Error("#DIV/0!");

    /// <summary><c>#NAME?</c>: a column or function that is not there (any more).</summary>
    public static FormulaValue Unknown { get; } = Error("#NAME?");

    public FormulaKind Kind { get; }

    public bool IsError => Kind == FormulaKind.Error;

    public bool IsBlank => Kind == FormulaKind.Blank;

    public static FormulaValue Error(string code) => new(FormulaKind.Error, 0, code);

    public static FormulaValue Of(double number) => double.IsFinite(number) ? new(FormulaKind.Number, number, null) : BadNumber;

    public static FormulaValue Of(bool truth) => truth ? True : False;

    public static FormulaValue Of(string text) => text.Length > Longest ? BadValue : new(FormulaKind.Text, 0, text);

    /// <summary>A moment in the site's own time.</summary>
    public static FormulaValue Of(DateTime local) => local.Year < 1900 ? BadNumber : Of(local.ToOADate());

    /// <summary>The value as a number; null when it is none.</summary>
    public double? ToNumber() => Kind switch
    {
        FormulaKind.Blank => 0,
        FormulaKind.Number or FormulaKind.Truth => _number,
        FormulaKind.Text => double.TryParse(_text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        _ => null,
    };

    /// <summary>The value as text, as <c>&amp;</c> would join it; of an error its code.</summary>
    public string ToText() => Kind switch
    {
        FormulaKind.Text or FormulaKind.Error => _text!,
        FormulaKind.Number => _number.ToString("G15", CultureInfo.InvariantCulture),
        FormulaKind.Truth => _number != 0 ? "TRUE" : "FALSE",
        _ => "",
    };

    /// <summary>The value as a condition; null when it is none.</summary>
    public bool? ToTruth() => Kind switch
    {
        FormulaKind.Blank => false,
        FormulaKind.Number or FormulaKind.Truth => _number != 0,
        FormulaKind.Text => bool.TryParse(_text, out var truth) ? truth : null,
        _ => null,
    };

    /// <summary>The value as a moment in the site's own time, to the second; null when no calendar has it.</summary>
    public DateTime? ToMoment() => ToNumber() is { } serial and >= 0 and < LastDay
        ? new DateTime(1899, 12, 30).AddSeconds(Math.Round(serial * 86400))
        : null;

    /// <summary>The order of two values: numbers before texts before truths, letter case does not count, and a blank is like the other's nothing.</summary>
    public static int Compare(FormulaValue left, FormulaValue right)
    {
        if (left.IsBlank && !right.IsBlank) left = Nothing(right.Kind);
        if (right.IsBlank && !left.IsBlank) right = Nothing(left.Kind);
        if (left.Kind != right.Kind) return left.Kind.CompareTo(right.Kind);
        return left.Kind switch
        {
            FormulaKind.Text => string.Compare(left._text, right._text, StringComparison.OrdinalIgnoreCase),
            FormulaKind.Number => SameNumber(left._number, right._number) ? 0 : left._number.CompareTo(right._number),
            _ => left._number.CompareTo(right._number),
        };
    }

    private static FormulaValue Nothing(FormulaKind kind) => kind switch
    {
        FormulaKind.Text => Of(""),
        FormulaKind.Truth => False,
        _ => Of(0),
    };

    /// <summary>Fifteen digits count, so that 0.1 + 0.2 is 0.3 here as in Excel.</summary>
    private static bool SameNumber(double left, double right) => left == right || Math.Abs(left - right) < Math.Max(Math.Abs(left), Math.Abs(right)) * 1e-15;
}
