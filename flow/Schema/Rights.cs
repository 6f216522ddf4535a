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

    /// <summary>Read, add; change and delete what one added oneself. For lists in which people, not the worker, make the items that people change.</summary>
    Own,

    /// <summary>Read, add, change, delete.</summary>
    Write,
}

/// <summary>The permission level by which the site gives a right.</summary>
public enum SiteLevel
{
    /// <summary>No assignment.</summary>
    None,

    /// <summary>Read.</summary>
    Read,

    /// <summary>Contribute.</summary>
    Contribute,

    /// <summary>A level of ours: Contribute, and not bound by "edit own items". SharePoint's Edit is bound by it.</summary>
    ContributeAll,
}

/// <summary>
/// Rights as data: what each group may do on each list. A list without a row here is open to nobody. Where people may write only what is their own, a list
/// is narrowed by WriteSecurity, and a library gives each unit a folder, in which its head and clerks write.
/// </summary>
public static class Rights
{
    private const ListRight None = ListRight.None;
    private const ListRight Read = ListRight.Read;
    private const ListRight Own = ListRight.Own;
    private const ListRight Write = ListRight.Write;

    private static readonly Dictionary<string, Row> Table = new()
    {
        ["Settings"] = new(None, Read, Write, Read),
        ["Units"] = new(Read, Read, Write, Read),
        ["Staff"] = new(None, Read, Write, Read),
        ["CouncilMembers"] = new(None, Read, Write, Read),
        ["Delegations"] = new(None, Read, Write, Read),
        // Who is of whose family is nobody's business but of those who keep it.
        ["Kinships"] = new(None, None, Write, None) { OfficeAlone = true },
        ["Holidays"] = new(None, Read, Write, Read),
        ["Routes"] = new(None, Read, Write, Read),
        ["Movements"] = new(Read, Own, Write, Read),
        ["Initiatives"] = new(Read, Own, Write, Read),
        ["YearResults"] = new(None, None, Write, None),
        ["AwardRegister"] = new(Read, Read, Write, Read) { Communications = Read },
        ["Stories"] = new(Own, Own, Write, Read) { Communications = Write },
        ["Petitions"] = new(None, None, Write, None),
        ["Activities"] = new(Read, Write, Write, Write) { Communications = Write },
        ["LegalDocuments"] = new(Read, Read, Write, Read),
        ["Rounds"] = new(Read, Read, Write, Read),
        ["Criteria"] = new(Read, Write, Write, Read),
        ["Registrations"] = new(Own, Write, Write, Read),
        ["UnitReturns"] = new(None, Write, Write, Read),
        ["Nominations"] = new(None, Write, Write, Read),
        ["Dossiers"] = new(None, None, Write, Read) { UnitFolders = true },
        // The design gives the office read; it is asked to receive, to appraise and to enter decisions, and answers where others do.
        ["Requests"] = new(None, None, Write, Write) { Heads = Write },
        ["CouncilSessions"] = new(None, None, Write, Write),
        ["Submissions"] = new(None, None, Write, Write),
        // Not narrowed: the worker makes the items, and units keep them.
        ["PlanTasks"] = new(Read, Write, Write, Read),
        ["Documents"] = new(Read, Read, Write, Read) { UnitFolders = true },
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

    /// <summary>The name of the permission level of ours, on the site.</summary>
    public static string ContributeAllName => Text.Vi("level.contributeAll");

    /// <summary>What the level is for, as the site shows it.</summary>
    public static string ContributeAllPurpose => Text.Vi("level.contributeAll.purpose");

    /// <summary>People change only their own items there, unless their group writes all of it.</summary>
    public static bool Narrowed(ListSchema list) => Groups.Any(group => Of(list, group) == Own);

    /// <summary>The permission level that gives a group its right on a list.</summary>
    public static SiteLevel LevelOf(ListSchema list, RoleGroup group) => Of(list, group) switch
    {
        Read => SiteLevel.Read,
        Own => SiteLevel.Contribute,
        Write => Narrowed(list) ? SiteLevel.ContributeAll : SiteLevel.Contribute,
        _ => SiteLevel.None,
    };

    /// <summary>The library has a folder for each unit, named by the unit's key, in which its people write beside what they may on the library.</summary>
    public static bool UnitFolders(ListSchema list) => list is { Library: true, AppOnly: false } && Table.TryGetValue(list.Name, out var row) && row.UnitFolders;

    /// <summary>Who holds that role in the Staff list writes into the folders of the own unit.</summary>
    public static bool HoldsFolder(string role) => role is "head" or "clerk";

    /// <summary>The title of the group of a unit. It follows from the key, so that a unit may be renamed.</summary>
    public static string TitleOf(string unitKey) => Text.Vi("group.folder", unitKey);

    /// <summary>What the group of a unit is for, as the site shows it.</summary>
    public static string PurposeOf(string unitName) => Text.Vi("group.folder.purpose", unitName);

    /// <summary>The key of the unit whose group bears that title; null when it is no such group.</summary>
    public static string? UnitOf(string title) => TitleOf("") is var prefix && title.Length > prefix.Length && title.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? title[prefix.Length..] : null;

    /// <summary>A unit's key can name a folder on every system: letters without marks, digits, hyphen and underscore. "Forms" is SharePoint's own.</summary>
    public static bool CanNameFolder(string unitKey) => unitKey.Length is > 0 and <= 64 && unitKey.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && !string.Equals(unitKey, "Forms", StringComparison.OrdinalIgnoreCase);

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

        public bool UnitFolders { get; init; }

        /// <summary>Directors do not read it either.</summary>
        public bool OfficeAlone { get; init; }

        /// <summary>Directors do what the council does, and read what the office reads.</summary>
        private ListRight Director => Council == None && Office != None && !OfficeAlone ? Read : Council;

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
