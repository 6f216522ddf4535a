namespace EmulationM365.Rules;

/// <summary>Titles of persons that look at the whole year (Law 06/2022/QH15 Art. 21–24).</summary>
public static class PersonTitles
{
    private static readonly string[] All = ["ldtt", "cstt", "cstd_cs", "cstd_tinh", "cstd_tq"];

    /// <summary>The award is one of them.</summary>
    public static bool Holds(string award) => All.Contains(award);
}
