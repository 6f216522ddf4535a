using EmulationM365.Cases;

namespace EmulationM365;

/// <summary>What a night brought to light on one site; without a word about people.</summary>
/// <param name="Site">Server-relative path.</param>
/// <param name="Year">Campaign year.</param>
/// <param name="Day">Day in Vietnam.</param>
public sealed record NightReport(string Site, int Year, DateOnly Day)
{
    /// <summary>Cases refolded.</summary>
    public int Cases { get; init; }

    /// <summary>Events read.</summary>
    public int Events { get; init; }

    /// <summary>Items put right, by list; the aim is none.</summary>
    public IReadOnlyDictionary<string, int> Repairs { get; init; } = new Dictionary<string, int>();

    /// <summary>Cases that could not be reconciled.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    /// <summary>What is wrong with the history.</summary>
    public IReadOnlyList<HistoryFault> Faults { get; init; } = [];

    /// <summary>The last anchor was remembered and the history was compared with it.</summary>
    public bool Compared { get; init; }

    /// <summary>Differences between lists and schema that stop a flow.</summary>
    public int Differences { get; init; }

    /// <summary>The anchor is on its way out of the site.</summary>
    public bool Anchored { get; init; }

    /// <summary>Hash of what the round-up of each round is to say, by round, as it was seen.</summary>
    public IReadOnlyDictionary<string, string> RoundUps { get; init; } = new Dictionary<string, string>();

    /// <summary>Resource units spent.</summary>
    public long Units { get; init; }

    /// <summary>Nothing is left to be tried again this night.</summary>
    public bool Whole { get; init; }

    /// <summary>Key of the memory.</summary>
    public static string KeyOf(int year) => $"nightly|{year}";
}
