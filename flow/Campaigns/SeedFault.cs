namespace EmulationM365.Campaigns;

/// <summary>One thing wrong with a seed: file, place and what to do.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Place">JSON path and line.</param>
/// <param name="Message">What is wrong.</param>
public sealed record SeedFault(string File, string Place, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{File} {Place}: {Message}";
}

/// <summary>A seed that cannot be used; nothing was applied.</summary>
/// <param name="faults">Everything that is wrong, not only the first.</param>
public sealed class SeedException(IReadOnlyList<SeedFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<SeedFault> Faults { get; } = faults;
}
