using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Says a finding in a language of the resource files.</summary>
/// <param name="language">The language.</param>
public sealed class DriftWords(string language)
{
    /// <summary>Where.</summary>
    public string Where(DriftFinding finding) => finding.Place.What switch
    {
        "list" => Text.In(language, "drift.at.list", finding.Place.Address, finding.Place.Title),
        "folder" => Text.In(language, "drift.at.folder", finding.Place.Address),
        _ => Text.In(language, "drift.at.site"),
    };

    /// <summary>What differs.</summary>
    public string What(DriftFinding finding) =>
        Text.In(language, $"drift.{finding.Kind.Key}", [.. language == Text.Vietnamese && finding.Vietnamese.Count > 0 ? finding.Vietnamese : finding.Details]);

    /// <summary>Who can mend it.</summary>
    public string Who(DriftFinding finding) => Text.In(language, $"drift.who.{finding.Kind.Who.ToString().ToLowerInvariant()}");

    /// <summary>What becomes of it: repair, keep or ask.</summary>
    public string Handling(DriftFinding finding) => Text.In(language, $"drift.handling.{finding.Kind.Handling.ToString().ToLowerInvariant()}");

    /// <summary>What will happen, or what to do.</summary>
    public string Then(DriftFinding finding) => Text.In(language, $"drift.then.{finding.Kind.Then}");
}
