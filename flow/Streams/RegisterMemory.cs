using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Registers;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Streams;

/// <summary>
/// The unit's registers in the memory of this process: awards, results of years, initiatives, registrations, criteria. They are read whole once, on a day on which lists may be sent,
/// then by what changed: one unit a register and list that is judged, however many lines it has.
/// </summary>
public sealed partial class RegisterMemory : IDisposable
{
    /// <summary>Key of the setting with the first year from which the register of awards is complete.</summary>
    public const string CompleteFrom = "registers.awardsCompleteFrom";

    private readonly Dictionary<string, ListMemory> _lists;
    private readonly Func<CancellationToken, Task<Reference>> _reference;
    private readonly ILogger<RegisterMemory> _logger;

    /// <summary>Reads nothing yet.</summary>
    public RegisterMemory(IReadOnlyDictionary<string, ListStore> stores, Func<CancellationToken, Task<Reference>> reference, TimeProvider time, ILogger<RegisterMemory> logger)
    {
        (_reference, _logger) = (reference, logger);
        _lists = new[] { AwardRegister.List, StandingLists.YearResults, StandingLists.Initiatives, Registrations.List, YearLists.Criteria }
            .ToDictionary(list => list.Name, list => new ListMemory(stores[list.Name], time));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var list in _lists.Values) list.Dispose();
    }

    /// <summary>Rows of the register of awards.</summary>
    public Task<IReadOnlyList<Item>> AwardsAsync(CancellationToken cancellationToken) => _lists[AwardRegister.List.Name].ItemsAsync(cancellationToken);

    /// <summary>Rows of the registrations; none when they cannot be read.</summary>
    public Task<IReadOnlyList<Item>> RegistrationsAsync(CancellationToken cancellationToken) => RowsAsync(Registrations.List, cancellationToken);

    /// <summary>Criteria of the units; none when they cannot be read.</summary>
    public async Task<IReadOnlyList<CriterionRow>> CriteriaAsync(CancellationToken cancellationToken) => [.. (await RowsAsync(YearLists.Criteria, cancellationToken)).Select(Criterion)];

    /// <summary>Reads what may be asked for today; what cannot be read is met by whoever needs it.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        foreach (var list in _lists.Keys) await RowsAsync(SiteSchema.List(list), cancellationToken);
    }

    /// <summary>All registers, beside the staff list and the settings.</summary>
    public async Task<RegisterBook> BookAsync(CancellationToken cancellationToken)
    {
        var reference = await _reference(cancellationToken);
        var awards = await AwardsAsync(cancellationToken);
        var results = await RowsAsync(StandingLists.YearResults, cancellationToken);
        var initiatives = await RowsAsync(StandingLists.Initiatives, cancellationToken);
        var registrations = await RowsAsync(Registrations.List, cancellationToken);
        return new RegisterBook(
            [.. awards.Select(Award)], [.. results.Select(Result)], [.. initiatives.Select(Initiative)], [.. registrations.Select(Registration)],
            [.. reference.Staff.Select(member => new StaffRow(member.StaffKey, member.UnitKey, member.Name))])
        {
            Criteria = await CriteriaAsync(cancellationToken),
            AwardsCompleteFrom = int.TryParse(reference.Setting(CompleteFrom, ""), out var year) && year is >= 1900 and <= 2200 ? year : null,
            UnitNames = reference.Units.ToDictionary(unit => unit.Key, unit => unit.Value.Name),
        };
    }

    /// <summary>A register that is not there or not open to the worker says nothing; what else fails is tried again with the command.</summary>
    private async Task<IReadOnlyList<Item>> RowsAsync(ListSchema list, CancellationToken cancellationToken)
    {
        try
        {
            return await _lists[list.Name].ItemsAsync(cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.NotFound or Failure.Refused)
        {
            Log.Unread(_logger, list.Name, failure.Message);
            return [];
        }
    }

    private static AwardRow Award(Item row) => new(
        row.Text(AwardRegister.StaffKey), row.Text(AwardRegister.UnitKey), row.Title, row.Text(AwardRegister.Award), row.Count(AwardRegister.MeritYear),
        row.Text(AwardRegister.DecisionNumber).Trim(), row.Day(AwardRegister.DecisionDate), row.Text(AwardRegister.Validity))
    {
        Key = row.Text(AwardRegister.AwardKey), ItemId = row.Id, Authority = row.Text(AwardRegister.DecisionAuthority).Trim(),
        ReturnCase = AwardKey.Parts(row.Text(AwardRegister.AwardKey))?.ReturnCase ?? "", AchievementId = row.Text(AwardRegister.AchievementId).Trim(),
    };

    private static ResultRow Result(Item row)
    {
        var list = StandingLists.YearResults;
        return new ResultRow(row.Text(list.Column("StaffKey")), row.Text(list.Column("UnitKey")), row.Count(list.Column("Year")), Known(row.Text(list.Column("Rating"))), Known(row.Text(list.Column("Discipline"))));
    }

    private static InitiativeRow Initiative(Item row)
    {
        var list = StandingLists.Initiatives;
        return new InitiativeRow(row.Text(list.Column("StaffKey")), row.Count(list.Column("Year")), row.Text(list.Column("Recognition")), Known(row.Text(list.Column("Influence"))),
            row.Text(list.Column("PaperNumber")).Trim().Length > 0 && row.Day(list.Column("RecognisedOn")) is not null);
    }

    private static RegistrationRow Registration(Item row) => new(row.Text(Registrations.StaffKey), row.Text(Registrations.UnitKey), row.Title, row.Text(Registrations.Award));

    private static CriterionRow Criterion(Item row)
    {
        var list = YearLists.Criteria;
        return new CriterionRow(row.Text(list.Column("UnitKey")), row.Number(list.Column("MaximumScore")), (int?)row.Number(list.Column("ApprovedVersion")), row.Day(list.Column("ApprovedOn")));
    }

    private static string? Known(string text) => text.Length == 0 ? null : text;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Register {List} could not be read, so what it has is taken as unknown: {Why}")]
        public static partial void Unread(ILogger logger, string list, string why);
    }
}
