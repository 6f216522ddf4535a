namespace EmulationM365.Provisioning.Drift;

/// <summary>Where something differs.</summary>
/// <param name="What">"list", "folder" or "site"; its words are <c>drift.at.WHAT</c>.</param>
/// <param name="Address">The name in the list's address, or the address of the folder; empty for the site.</param>
/// <param name="Title">The name staff see of a list.</param>
public sealed record DriftPlace(string What, string Address, string Title)
{
    /// <summary>The site itself.</summary>
    public static DriftPlace Site { get; } = new("site", "", "");

    /// <summary>A folder.</summary>
    public static DriftPlace Folder(string url) => new("folder", url, "");
}

/// <summary>One difference between a site and its schema.</summary>
/// <param name="Kind">What it is, and what becomes of it.</param>
/// <param name="Place">Where.</param>
/// <param name="Details">What its sentence names, in order.</param>
public sealed record DriftFinding(DriftKind Kind, DriftPlace Place, IReadOnlyList<string> Details)
{
    /// <summary>The same in Vietnamese, where that differs; empty: as <see cref="Details"/>.</summary>
    public IReadOnlyList<string> Vietnamese { get; init; } = [];

    /// <summary>Two findings with the same key are of the same difference.</summary>
    public string Key => $"{Kind.Key}|{Place.Address}|{string.Join('|', Details)}";

    /// <summary>A finding.</summary>
    public static DriftFinding Of(DriftKind kind, DriftPlace place, params string[] details) => new(kind, place, details);
}
