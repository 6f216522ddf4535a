namespace EmulationM365.LocalM365;

/// <summary>How one Microsoft 365 on one machine is started.</summary>
public sealed record LocalM365Settings
{
    /// <summary>The port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; } = 5365;

    /// <summary>The folder that holds <c>m365.db</c>; made when missing, resumed when there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether to begin with an empty tenant, whatever is in the folder.</summary>
    public bool Reset { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where notifications for an origin really go: <c>https://functions.test</c> to <c>http://localhost:7071</c>.</summary>
    public IReadOnlyDictionary<Uri, Uri> Deliveries { get; init; } = new Dictionary<Uri, Uri>();

    /// <summary>A HAR file for all traffic; what a fault rule touched or was refused as malformed goes to <c>NAME.faults.har</c> beside it.</summary>
    public string? RecordFile { get; init; }

    /// <summary>
    /// The resource units that one app may spend in a minute of the tenant's time, 5 or more; null for no quota. A small tenant of Microsoft's has 1,250.
    /// </summary>
    public int? UnitsPerMinute { get; init; }

    /// <summary>
    /// Beyond this many items a list answers no query that has to look at more than as many: SharePoint's list view threshold. Microsoft's is 5,000; tests make
    /// do with fewer.
    /// </summary>
    public int ListViewThreshold { get; init; } = 5000;

    /// <summary>
    /// Makes every id the tenant gives, and faults by chance whose script has no seed of its own, from this number: the same calls in the same order leave the
    /// same request log. Null takes ids that nobody can guess.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>LibreOffice's <c>soffice</c>, which makes PDF of documents; null looks for it on the PATH. Without it conversion fails as in an outage of Microsoft's.</summary>
    public string? OfficePath { get; init; }

    /// <summary>Counts what the work costs in SQLite; null for nobody.</summary>
    public SqlEffort? Effort { get; init; }

    /// <summary>Writes nothing to the console.</summary>
    public bool Quiet { get; init; }
}
