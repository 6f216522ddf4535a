using Newtonsoft.Json;

namespace EmulationM365.Provisioning;

/// <summary>What an apply did.</summary>
/// <param name="ListsMade">Lists made.</param>
/// <param name="Changes">Other changes: to lists, rights, folders of units, groups and their members.</param>
/// <param name="RowsSeeded">Rows written into the settings lists.</param>
/// <param name="Requests">HTTP exchanges it took.</param>
/// <param name="Writes">Those that may change something; 0 when everything fitted already.</param>
public sealed record ApplyReport(int ListsMade, int Changes, int RowsSeeded, long Requests, long Writes)
{
    /// <summary>What could not be done for what somebody entered on the site: a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What differed on lists that were there before, and was brought to the schema: a sentence each, which says how it was.</summary>
    public IReadOnlyList<string> Mended { get; init; } = [];

    /// <summary>The site as the apply found it.</summary>
    [JsonIgnore]
    public SiteFound? Before { get; init; }

    /// <summary>What still differs, because the service refuses it or because only people may change it: a sentence each.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}

/// <summary>The site does not fit its schema after an apply.</summary>
public sealed class NotAppliedException : Exception
{
    /// <summary>The service took the changes and still shows something else, so the run stopped.</summary>
    /// <param name="left">What differs, a sentence each.</param>
    public NotAppliedException(IEnumerable<string> left)
        : base($"the site still differs after the run:{Lines(left)}\nNothing was lost; run apply again, and look at these lists if it stays so.")
    {
    }

    /// <summary>The run went through and left what only people can mend.</summary>
    /// <param name="report">What was done, and what is left.</param>
    public NotAppliedException(ApplyReport report)
        : base($"the site still differs after the run:{Lines(report.Left)}\nNothing was lost. What does not hang on these lists was applied; mend them, then run apply again.") =>
        Report = report;

    /// <summary>What was done all the same; null when the run stopped.</summary>
    public ApplyReport? Report { get; }

    private static string Lines(IEnumerable<string> sentences) => string.Concat(sentences.Select(sentence => $"\n  {sentence}"));
}
