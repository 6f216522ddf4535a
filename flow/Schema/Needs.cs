namespace EmulationM365.Schema;

/// <summary>Which lists the work on a list rests on: when one of them is not as it should be, that work stops, and no other.</summary>
public static class Needs
{
    /// <summary>Without these nothing can be recorded, remembered or told.</summary>
    private static readonly string[] Always = ["CaseEvents", "EffectLedger", "SystemState", "Requests"];

    /// <summary>Who is who, and what holds when.</summary>
    private static readonly string[] Reference = ["Settings", "Units", "Staff", "Rounds", "Holidays", "CouncilMembers", "Routes"];

    private static readonly string[] Everything = [.. Reference, "UnitReturns", "Nominations"];

    private static readonly Dictionary<string, string[]> Work = new()
    {
        ["UnitReturns"] = [.. Everything, "AwardRegister"],
        ["Nominations"] = Everything,
        ["Requests"] = Reference,
        ["CouncilSessions"] = [.. Everything, "CouncilSessions"],
        ["Submissions"] = [.. Everything, "Submissions", "AwardRegister"],
        ["Stories"] = [.. Reference, "Stories", "AwardRegister"],
        ["Petitions"] = [.. Reference, "Petitions", "CouncilSessions"],
        // An event is followed by what its case shows; each case finds out by itself whether it can be shown.
        ["CaseEvents"] = [],
    };

    /// <summary>Nothing can be recorded, remembered or told without the list.</summary>
    public static bool IsAlwaysNeeded(string list) => Always.Contains(list);

    /// <summary>Every list that some work rests on.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Work.SelectMany(pair => pair.Value).Concat(Work.Keys).Concat(Always).Distinct()];

    /// <summary>Lists that the work on a list rests on, itself among them. A list of settings rests on itself alone: what follows from it is read when it is needed.</summary>
    public static IReadOnlyList<string> Of(string list) => [list, .. Always.Where(each => each != list), .. Work.GetValueOrDefault(list, []).Where(each => each != list)];
}
