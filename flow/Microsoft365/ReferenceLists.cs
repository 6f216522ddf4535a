using EmulationM365.Campaigns;
using EmulationM365.Schema.Lists;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Microsoft365;

/// <summary>A person of the unit as the Staff list has it.</summary>
/// <param name="StaffKey">Staff number.</param>
/// <param name="Name">Full name.</param>
/// <param name="UnitKey">Unit.</param>
/// <param name="Role">Role in the emulation work.</param>
/// <param name="Account">Account; null when there is none or it is not known to the tenant.</param>
/// <param name="ItemId">Id of the row.</param>
public sealed record StaffMember(string StaffKey, string Name, string UnitKey, string Role, Person? Account, string ItemId = "")
{
    /// <summary>Leads or works directly; empty when nobody has entered it.</summary>
    public string Category { get; init; } = "";

    /// <summary>Name of the unit as the row shows it, which may be old or missing.</summary>
    public string UnitShown { get; init; } = "";

    /// <summary>The language in which this person is written to: see <see cref="Texts.Text.Speak"/>.</summary>
    public string Reads { get; init; } = Texts.Text.Vietnamese;
}

/// <summary>What the settings lists hold, at one moment.</summary>
/// <param name="Units">Units by key.</param>
/// <param name="Rounds">Rounds by key.</param>
/// <param name="Staff">People.</param>
/// <param name="Settings">Settings with the days on which they hold.</param>
/// <param name="Today">The day on which the lists were read, as the unit lives it.</param>
public sealed record Reference(
    IReadOnlyDictionary<string, Unit> Units, IReadOnlyDictionary<string, Round> Rounds, IReadOnlyList<StaffMember> Staff, DatedSettings Settings, DateOnly Today)
{
    /// <summary>Working days by the list of days off.</summary>
    public WorkingDays WorkingDays { get; init; } = new(new HashSet<DateOnly>(), new HashSet<DateOnly>());

    /// <summary>A setting as it holds today, or its default when the row is gone.</summary>
    public string Setting(string key, string otherwise) => SettingOn(key, Today, otherwise);

    /// <summary>A setting as it held, or will hold, on a day: bonus and deciding authority go by the day of the decision.</summary>
    public string SettingOn(string key, DateOnly day, string otherwise = "") => Settings.On(key, day) is { Length: > 0 } value ? value : otherwise;

    /// <summary>A setting that is a number of days.</summary>
    public int Days(string key, int otherwise) => int.TryParse(Setting(key, ""), out var days) && days > 0 ? days : otherwise;

    /// <summary>Name of a unit; its key when the unit is not in the list.</summary>
    public string UnitName(string key) => Units.TryGetValue(key, out var unit) ? unit.Name : key;

    /// <summary>People with an enabled account who hold a role, in one unit or, without one named, in all.</summary>
    public IReadOnlyList<StaffMember> Holding(string role, string? unitKey = null) =>
        [.. Staff.Where(member => member.Role == role && (unitKey is null || member.UnitKey == unitKey) && member.Account?.Enabled == true)];

    /// <summary>Clerk and head of a unit.</summary>
    public IReadOnlyList<StaffMember> OfUnit(string unitKey) => [.. Holding("clerk", unitKey), .. Holding("head", unitKey)];

    /// <summary>Everybody with an enabled account.</summary>
    public IReadOnlyList<StaffMember> Everybody => [.. Staff.Where(member => member.Account?.Enabled == true)];

    /// <summary>Staff numbers of the council's voting members.</summary>
    public IReadOnlySet<string> Council { get; init; } = new HashSet<string>();

    /// <summary>Key of the setting that holds the council's threshold for an award, by the routes; empty when none is named.</summary>
    public IReadOnlyDictionary<string, string> Thresholds { get; init; } = new Dictionary<string, string>();

    /// <summary>Who stands in for whom, of all days.</summary>
    public IReadOnlyList<Delegation> Delegations { get; init; } = [];

    /// <summary>Who is of one family with whom; empty where the settings do not say that it counts.</summary>
    public IReadOnlyList<Kinship> Kinships { get; init; } = [];

    /// <summary>The language in which a person reads; Vietnamese of whoever is not in the Staff list.</summary>
    public string LanguageOf(string? objectId) => Behind(objectId)?.Reads ?? Texts.Text.Vietnamese;

    /// <summary>The person behind an object id; null when the account is not in the Staff list.</summary>
    public StaffMember? Behind(string? objectId) => Staff.FirstOrDefault(member => member.Account is { Enabled: true } account
        && string.Equals(account.ObjectId, objectId, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Reads the settings lists, and keeps them for a short while: they change a few times a year and are asked for with every command.</summary>
public sealed partial class ReferenceLists(IReadOnlyDictionary<string, ListStore> stores, PeopleDirectory people, TimeProvider time, ILogger<ReferenceLists> logger)
{
    /// <summary>So long what was read counts as it stands, unless a change of one of the lists is told.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private static readonly HashSet<string> Read = ["Units", "Rounds", "Staff", "Settings", "Holidays", "CouncilMembers", "Routes", "Delegations"];
    private Reference? _kept;
    private DateTimeOffset _readAt;

    /// <summary>A list of this name is one of them.</summary>
    public static bool Reads(string list) => Read.Contains(list);

    /// <summary>Asks the directory again about everybody who may be asked, by role or in somebody's place; what had changed is in the lists read next.</summary>
    public async Task RefreshPeopleAsync(CancellationToken cancellationToken)
    {
        var reference = await GetAsync(cancellationToken);
        var stand = reference.Delegations.Select(delegation => delegation.To).ToHashSet();
        var asked = reference.Staff.Where(member => member.Account is not null && (member.Role != "staff" || stand.Contains(member.StaffKey)));
        if (await people.RefreshAsync(asked.Select(member => member.Account!.SiteUserId), cancellationToken)) Forget();
    }

    /// <summary>The lists as they were last read, perhaps minutes ago; null when they were not. For what is only shown, and is worth no request.</summary>
    public Reference? Kept => _kept;

    /// <summary>Throws away what is kept: one of the lists changed.</summary>
    public void Forget() => _kept = null;

    /// <summary>The lists as they are now or were within the last minutes.</summary>
    public async Task<Reference> GetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_kept is { } kept && now - _readAt < KeptFor && kept.Today == VietnamTime.DayOf(now)) return kept;
        var units = await stores["Units"].QueryAsync(null, cancellationToken);
        var rounds = await stores["Rounds"].QueryAsync(null, cancellationToken);
        var staff = await stores["Staff"].QueryAsync(null, cancellationToken);
        var settings = await stores["Settings"].QueryAsync(null, cancellationToken);
        var holidays = await stores["Holidays"].QueryAsync(null, cancellationToken);
        var council = await stores["CouncilMembers"].QueryAsync(null, cancellationToken);
        var routes = await stores["Routes"].QueryAsync(null, cancellationToken);
        var delegations = await DelegationsAsync(stores, cancellationToken);
        var dated = ReadSettings(settings);
        var kinships = dated.IsYes("conflict.family", VietnamTime.DayOf(now)) ? await KinshipsAsync(cancellationToken) : [];
        var accounts = await people.FindAsync([.. staff.Select(item => item.Reference(Staff.Account)).OfType<int>()], cancellationToken);
        _readAt = now;
        return _kept = new Reference(
            ByKey(units.Select(item => new Unit(item.Text(Units.UnitKey), item.Title, item.Text(Units.Kind), []) { HardArea = item.Text(Units.HardArea) }), unit => unit.Key),
            ByKey(rounds.Where(item => item.Day(Rounds.Opens) is not null).Select(ReadRound), round => round.Key),
            [.. staff.Select(item => new StaffMember(
                item.Text(Staff.StaffKey), item.Title, item.Text(Staff.UnitKey), RoleOf(item),
                item.Reference(Staff.Account) is { } id ? accounts.GetValueOrDefault(id) : null, item.Id) 
                {
                    Category = item.Text(Staff.Category), UnitShown = item.Text(Staff.UnitName),
                    Reads = item.Reference(Staff.Account) is { } reader ? ReaderLanguage.Of(accounts.GetValueOrDefault(reader)?.Language, dated.On(ReaderLanguage.Setting, VietnamTime.DayOf(now))) : Texts.Text.Vietnamese,
                })],
            dated, VietnamTime.DayOf(now))
        {
            Delegations = delegations, Kinships = kinships,
            WorkingDays = new WorkingDays(Days(holidays, false), Days(holidays, true)),
            Council = council.Where(item => item.YesNo(CouncilMembers.Votes) != false && Holds(item.Day(CouncilMembers.ValidFrom), item.Day(CouncilMembers.ValidTo), VietnamTime.DayOf(now)))
                .Select(item => item.Text(CouncilMembers.StaffKey)).Where(key => key.Length > 0).ToHashSet(),
            Thresholds = ByKey(routes.Where(item => item.Text(Routes.Award).Length > 0), item => item.Text(Routes.Award)).ToDictionary(pair => pair.Key, pair => pair.Value.Text(Routes.Threshold)),
        };
    }

    /// <summary>Role of a row; whoever has none takes part as everybody does.</summary>
    internal static string RoleOf(Item row) => row.Text(Staff.Role) is { Length: > 0 } role ? role : "staff";

    /// <summary>The delegations as they stand in their list; a row without both people says nothing.</summary>
    internal static async Task<IReadOnlyList<Delegation>> DelegationsAsync(IReadOnlyDictionary<string, ListStore> stores, CancellationToken cancellationToken) =>
        [.. (await stores["Delegations"].QueryAsync(null, cancellationToken)).Select(item => new Delegation(
            item.Id, item.Text(Delegations.FromStaffKey).Trim(), item.Text(Delegations.ToStaffKey).Trim(), item.Day(Delegations.ValidFrom), item.Day(Delegations.ValidTo),
            item.Text(Delegations.Paper))).Where(delegation => delegation is { From.Length: > 0, To.Length: > 0 })];

    /// <summary>Read only where it counts: it costs nothing elsewhere, and nobody's family is looked at without need.</summary>
    private async Task<IReadOnlyList<Kinship>> KinshipsAsync(CancellationToken cancellationToken) =>
        !stores.TryGetValue("Kinships", out var list) ? throw new M365Exception(Failure.NotFound, "read Kinships", "the setting conflict.family says that families count, and their list is missing; run  apply  first")
        : [.. (await list.QueryAsync(null, cancellationToken)).Select(item => new Kinship(item.Text(Kinships.StaffKey).Trim(), item.Text(Kinships.RelativeKey).Trim()))];

    private static HashSet<DateOnly> Days(IEnumerable<Item> holidays, bool worked) =>
        [.. holidays.Where(item => (item.YesNo(Holidays.WorksInstead) == true) == worked).Select(item => item.Day(Holidays.Day)).OfType<DateOnly>()];

    private static Round ReadRound(Item item) =>
        new(item.Text(Rounds.RoundKey), item.Title, item.Day(Rounds.Opens)!.Value, item.Day(Rounds.Due) ?? item.Day(Rounds.Opens)!.Value);

    private DatedSettings ReadSettings(IEnumerable<Item> items)
    {
        var settings = new DatedSettings(items.Where(item => item.Text(Settings.SettingKey).Trim().Length > 0).Select(item => new Setting(
            item.Text(Settings.SettingKey).Trim(), item.Title, item.Text(Settings.Value), item.Text(Settings.Source), item.YesNo(Settings.Confirmed) == true,
            item.Text(Settings.Reason) is { Length: > 0 } reason ? reason : null, item.Day(Settings.ValidFrom), item.Day(Settings.ValidTo))));
        // Work goes on with the later row: one mistake in the list must not stop every return of the unit.
        foreach (var (earlier, later) in settings.Overlaps()) Log.Overlap(logger, later.Key, earlier.RowKey, later.RowKey);
        return settings;
    }

    private static bool Holds(DateOnly? from, DateOnly? to, DateOnly today) => (from is null || from <= today) && (to is null || today <= to);

    private static Dictionary<string, T> ByKey<T>(IEnumerable<T> rows, Func<T, string> key) =>
        rows.Where(row => key(row).Length > 0).GroupBy(key).ToDictionary(group => group.Key, group => group.First());

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Setting {Key} stood twice for some days ({Earlier} and {Later}); the row that begins later was used. Correct the dates in the list of settings.")]
        public static partial void Overlap(ILogger logger, string key, string earlier, string later);
    }
}
