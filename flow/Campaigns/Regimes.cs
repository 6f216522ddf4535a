namespace EmulationM365.Campaigns;

/// <summary>
/// What the regime changes (Law 06/2022/QH15 Art. 24(2), 27(2), 28(2), 80(5)): three titles bear other names within the police, and other bodies decide. Both are chosen by the regime
/// of the day, which is a dated setting: a unit that moves to the police in the middle of a year has both within it. Pure.
/// </summary>
public static class Regimes
{
    /// <summary>Key of the setting that says which regime holds.</summary>
    public const string Key = "regime";

    /// <summary>The police regime.</summary>
    public const string Police = "cand";

    private static readonly (string Civil, string Police)[] Names = [("ldtt", "cstt"), ("ttldtt", "dvtt"), ("ttldxs", "dvqt")];

    /// <summary>The award as the regime calls it; the same where it has one name in both, or where nobody has said which regime holds.</summary>
    public static string Of(string award, string regime) => regime switch
    {
        Police => Names.FirstOrDefault(pair => pair.Civil == award).Police ?? award,
        "civil" => Names.FirstOrDefault(pair => pair.Police == award).Civil ?? award,
        _ => award,
    };

    /// <summary>The award that takes its place under the other regime; null where it has one name in both.</summary>
    public static string? Counterpart(string award) =>
        Names.FirstOrDefault(pair => pair.Police == award).Civil ?? Names.FirstOrDefault(pair => pair.Civil == award).Police;

    /// <summary>The body that decides on an award on a day, by the regime of that day; empty when the settings do not say.</summary>
    public static string Authority(DatedSettings settings, string award, DateOnly day)
    {
        var own = settings.On(Key, day) == Police ? Said(settings, $"cand.decidingAuthority.{award}", day) : "";
        return own.Length > 0 ? own : Said(settings, $"decidingAuthority.{award}", day);
    }

    /// <summary>The body to which the power to decide on an award is delegated on a day, with the paper that says so; null when there is none.</summary>
    public static Setting? Delegated(DatedSettings settings, string award, DateOnly day) =>
        settings.Holding($"delegatedAuthority.{award}", day) is { } row && Said(settings, row.Key, day).Length > 0 ? row : null;

    /// <summary>A hyphen stands for "nobody".</summary>
    private static string Said(DatedSettings settings, string key, DateOnly day) => settings.On(key, day).Trim() is var value && value == "-" ? "" : value;
}
