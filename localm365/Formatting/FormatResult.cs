namespace EmulationM365.LocalM365.Formatting;

/// <summary>
/// What a format gives for one cell or row. <c>Html</c> is safe markup; it is null when a view's format leaves the cells to their columns. When the format or
/// one of its expressions is bad, it is the plain value, and <c>Problem</c> says why.
/// </summary>
internal sealed record FormatResult(string? Html, IReadOnlyList<FormatAction> Actions)
{
    /// <summary>Classes for the whole row, of <c>additionalRowClass</c>.</summary>
    public string RowClass { get; init; } = "";

    public bool HideSelection { get; init; }

    public bool HideColumnHeader { get; init; }

    public string? Problem { get; init; }
}
