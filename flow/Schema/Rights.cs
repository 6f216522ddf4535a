using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>A group of people of the site who may do the same. A group is kept on the site under its Vietnamese title.</summary>
public enum RoleGroup
{
    /// <summary>Everybody with an account.</summary>
    Staff,

    /// <summary>Heads and clerks of the units.</summary>
    Unit,

    /// <summary>Heads alone: they answer requests, which clerks do not see.</summary>
    Heads,

    /// <summary>The standing office.</summary>
    Office,

    /// <summary>The council.</summary>
    Council,

    /// <summary>The directors.</summary>
    Director,

    /// <summary>Those who write the news.</summary>
    Communications,
}

/// <summary>What a group may do on a list.</summary>
public enum ListRight
{
    /// <summary>The list is not to be seen.</summary>
    None,

    /// <summary>Read.</summary>
    Read,

    /// <summary>Read, add, change, delete.</summary>
    Write,
}

/// <summary>
/// Rights as data: what each group may do on each list. A list without a row here is open to nobody. Where people may write only what is their own, the
/// list gives Write and is narrowed further: by WriteSecurity where only people create items, by the rights of folders where it is a library.
/// </summary>
public static class Rights
{
    private const ListRight None = ListRight.None;
    private const ListRight Read = ListRight.Read;
    private const ListRight Write = ListRight.Write;

    private static readonly Dictionary<string, Row> Table = new()
    {
        ["Settings"] = new(None, Read, Write, Read),
        ["Units"] = new(Read, Read, Write, Read),
        ["Staff"] = new(None, Read, Write, Read),
        ["CouncilMembers"] = new(None, Read, Write, Read),
        ["Delegations"] = new(None, Read, Write, Read),
        ["Holidays"] = new(None, Read, Write, Read),
        ["Routes"] = new(None, Read, Write, Read),
        ["Movements"] = new(Read, Write, Write, Read),
        ["Initiatives"] = new(Read, Write, Write, Read),
        ["YearResults"] = new(None, None, Write, None),
        ["AwardRegister"] = new(Read, Read, Write, Read) { Communications = Read },
        ["Stories"] = new(Write, Write, Write, Read) { Communications = Write },
        ["Petitions"] = new(None, None, Write, None),
        ["Activities"] = new(Read, Write, Write, Write) { Communications = Write },
        ["LegalDocuments"] = new(Read, Read, Write, Read),
        ["Rounds"] = new(Read, Read, Write, Read),
        ["Criteria"] = new(Read, Write, Write, Read),
        ["Registrations"] = new(Write, Write, Write, Read),
        ["UnitReturns"] = new(None, Write, Write, Read),
        ["Nominations"] = new(None, Write, Write, Read),
        ["Dossiers"] = new(None, None, Write, Read),
        // The design gives the office read; it is asked to receive, to appraise and to enter decisions, and answers where others do.
        ["Requests"] = new(None, None, Write, Write) { Heads = Write },
        ["CouncilSessions"] = new(None, None, Write, Write),
        ["Submissions"] = new(None, None, Write, Write),
        ["PlanTasks"] = new(Read, Write, Write, Read),
        ["Documents"] = new(Read, Write, Write, Read),
    };

    /// <summary>Every group.</summary>
    public static IReadOnlyList<RoleGroup> Groups { get; } = Enum.GetValues<RoleGroup>();

    /// <summary>The title of a group on the site.</summary>
    public static string TitleOf(RoleGroup group) => Text.Vi($"group.{Key(group)}");

    /// <summary>What the group is for, as the site shows it.</summary>
    public static string PurposeOf(RoleGroup group) => Text.Vi($"group.{Key(group)}.purpose");

    /// <summary>What a group may do on a list. Lists of the worker are open to no group.</summary>
    public static ListRight Of(ListSchema list, RoleGroup group) => list.AppOnly ? None : Of(list.Name, group);

    /// <summary>What a group may do on the list of that schema name.</summary>
    public static ListRight Of(string list, RoleGroup group) => Table.TryGetValue(list, out var row) ? row.Of(group) : None;

    /// <summary>The groups a person belongs to by the role in the Staff list. Council and communications are not roles of the Staff list.</summary>
    public static IReadOnlyList<RoleGroup> GroupsOf(string role) => role switch
    {
        "staff" => [RoleGroup.Staff],
        "clerk" => [RoleGroup.Unit],
        "head" => [RoleGroup.Unit, RoleGroup.Heads],
        "office" => [RoleGroup.Office],
        "director" => [RoleGroup.Director],
        _ => [],
    };

    private static string Key(RoleGroup group) => group.ToString().ToLowerInvariant();

    /// <summary>One list. Heads have what their units have, and more where it is said.</summary>
    private sealed record Row(ListRight Staff, ListRight Unit, ListRight Office, ListRight Council)
    {
        public ListRight Heads { get; init; } = None;

        public ListRight Communications { get; init; } = None;

        /// <summary>Directors do what the council does, and read what the office reads.</summary>
        private ListRight Director => Council == None && Office != None ? Read : Council;

        public ListRight Of(RoleGroup group) => group switch
        {
            RoleGroup.Staff => Staff,
            RoleGroup.Unit => Unit,
            RoleGroup.Heads => Heads,
            RoleGroup.Office => Office,
            RoleGroup.Council => Council,
            RoleGroup.Director => Director,
            RoleGroup.Communications => Communications,
            _ => None,
        };
    }
}
