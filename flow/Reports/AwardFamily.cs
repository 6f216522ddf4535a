using EmulationM365.Rules;

namespace EmulationM365.Reports;

/// <summary>Awards by what the tables need to know of them (Law 06/2022/QH15 Art. 19–28).</summary>
public static class AwardFamily
{
    /// <summary>A title of the year. Of several titles one recipient holds for the same year only the highest is paid.</summary>
    public static bool IsTitle(string award) => PersonTitles.Holds(award) || MemberTitles.StandsOnMembers(award);

    /// <summary>Only collectives receive it, so its factor is theirs already.</summary>
    public static bool OnlyCollectives(string award) => MemberTitles.StandsOnMembers(award) || award == "co_tinh";

    /// <summary>Titles of which a cap on an award counts its share; empty where nobody counts one.</summary>
    public static IReadOnlyList<string> BaseOf(string award) => award switch
    {
        "cstd_cs" or "cstd_tinh" or "cstd_tq" => ["ldtt", "cstt"],
        "ttldxs" => ["ttldtt"],
        "dvqt" => ["dvtt"],
        _ => [],
    };
}
