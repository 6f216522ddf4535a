using EmulationM365.Texts;

namespace EmulationM365.Microsoft365;

/// <summary>
/// In which language a person is written to: English for who chose it in the profile of their account, if the unit says that it writes English; Vietnamese for everybody else. A profile that
/// names no language, or one that we do not speak, is no choice.
/// </summary>
public static class ReaderLanguage
{
    /// <summary>Setting with the languages in which the unit writes, as <c>vi,en</c>.</summary>
    public const string Setting = "reader.languages";

    /// <summary>The language.</summary>
    /// <param name="profile">Language of the profile, such as <c>en-GB</c>; null or empty when there is none.</param>
    /// <param name="spoken">The setting; empty or unreadable = Vietnamese alone.</param>
    public static string Of(string? profile, string spoken)
    {
        var languages = spoken.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        var chosen = (profile ?? "").Split('-')[0];
        return string.Equals(chosen, Text.English, StringComparison.OrdinalIgnoreCase) && languages.Contains(Text.English, StringComparer.OrdinalIgnoreCase) ? Text.English : Text.Vietnamese;
    }
}
