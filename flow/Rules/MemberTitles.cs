namespace EmulationM365.Rules;

/// <summary>Titles of members on which the titles of their collective stand (Law 06/2022/QH15 Art. 27, 28).</summary>
public static class MemberTitles
{
    /// <summary>The title of a year that the share is counted of: Lao động tiên tiến, in police units Chiến sĩ tiên tiến.</summary>
    public static bool OfMembers(string award) => award is "ldtt" or "cstt";

    /// <summary>The title of which the best collectives need one.</summary>
    public static bool IsFighter(string award) => award == "cstd_cs";

    /// <summary>A title of a collective that stands on those of its members.</summary>
    public static bool StandsOnMembers(string award) => award is "ttldtt" or "ttldxs" or "dvtt" or "dvqt";
}
