namespace EmulationM365.LocalM365.Formatting;

/// <summary>What a format is rendered over: the row, the field, who looks, and when (in the site's own time, which is also the time of all dates shown).</summary>
internal sealed record FormatScope(string CurrentField, IReadOnlyDictionary<string, FormatValue> Fields, string Me, DateTimeOffset Now)
{
    private static readonly Dictionary<string, string> _none = [];

    /// <summary>The values as lists show them without a format, by internal name: <c>.displayValue</c>, and what is shown when the format is bad.</summary>
    public IReadOnlyDictionary<string, string> Displays { get; init; } = _none;

    /// <summary>The names that people read, by internal name: <c>[!Name.DisplayName]</c>.</summary>
    public IReadOnlyDictionary<string, string> DisplayNames { get; init; } = _none;

    public int RowIndex { get; init; }

    public bool IsSelected { get; init; }

    /// <summary>The absolute URL of the site.</summary>
    public string CurrentWeb { get; init; } = "";

    /// <summary>The language: Vietnamese, and dates day first, unless it is 1033.</summary>
    public int Lcid { get; init; } = 1066;

    /// <summary><c>@group</c>, with <c>fieldData</c>, <c>columnDisplayName</c> and <c>count</c>.</summary>
    public FormatValue Group { get; init; } = FormatValue.Blank;

    /// <summary>The format of another column, for <c>columnFormatterReference</c>.</summary>
    public Func<string, JsonObject?>? ColumnFormat { get; init; }

    /// <summary>
    /// The markup of a button, from its action, its attributes (encoded, each with a space before it) and its content (markup). Without it a button is a
    /// submit button named <c>action</c> whose value is the action's token.
    /// </summary>
    public Func<FormatAction, string, string, string>? Button { get; init; }
}
