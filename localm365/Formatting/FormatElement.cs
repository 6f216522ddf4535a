namespace EmulationM365.LocalM365.Formatting;

/// <summary>An element of a format, read.</summary>
internal sealed record FormatElement(string Tag)
{
    public FormatTerm? Text { get; init; }

    public IReadOnlyList<(string Name, FormatTerm Value)> Styles { get; init; } = [];

    public IReadOnlyList<(string Name, FormatTerm Value)> Attributes { get; init; } = [];

    public IReadOnlyList<FormatElement> Children { get; init; } = [];

    /// <summary>The name of the iterator and what it goes over.</summary>
    public (string Name, FormatTerm Members)? ForEach { get; init; }

    public FormatDeed? Action { get; init; }

    /// <summary>The card that opens from here.</summary>
    public FormatElement? Card { get; init; }

    /// <summary>The field that can be edited in place here.</summary>
    public string? EditField { get; init; }

    /// <summary>The column whose format stands here.</summary>
    public string? Reference { get; init; }
}

/// <summary>What a press on an element does, before it is computed.</summary>
internal sealed record FormatDeed(string Action, IReadOnlyList<(string Field, FormatTerm Value)> Input, FormatTerm? Params);
