using EmulationM365.Schema.Lists;

namespace EmulationM365.Schema;

/// <summary>The site as data: one truth for provisioning, readers and writers. In the order in which lists must be made (a lookup needs its target).</summary>
public static class SiteSchema
{
    /// <summary>Every list.</summary>
    public static IReadOnlyList<ListSchema> Lists { get; } =
    [
        Settings.List, Units.List, Staff.List, CouncilMembers.List, Delegations.List, Kinships.List, Holidays.List, Routes.List,
        Movements.List, StandingLists.Initiatives, StandingLists.YearResults, AwardRegister.List, Stories.List, Petitions.List,
        StandingLists.Activities, StandingLists.LegalDocuments,
        Rounds.List, YearLists.Criteria, Registrations.List, UnitReturns.List, Nominations.List, YearLists.Dossiers, Requests.List, CouncilSessions.List,
        Submissions.List, PlanTasks.List, YearLists.Documents,
        CaseEvents.List, EffectLedger.List, YearLists.Ballots, SystemState.List,
    ];

    /// <summary>Versions kept of each item: who decided is read from a version, so there must be room for a year of edits.</summary>
    public const int VersionLimit = 500;

    /// <summary>The list of that schema name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such list.</exception>
    public static ListSchema List(string name) =>
        Lists.FirstOrDefault(list => list.Name == name) ?? throw new KeyNotFoundException($"No list '{name}' in the site schema");
}
