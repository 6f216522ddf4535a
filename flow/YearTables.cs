using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Reports;
using EmulationM365.Schema.Lists;

namespace EmulationM365;

/// <summary>The tables of a year: what its awards cost, whom they reach, and how they stand to the caps that were entered.</summary>
/// <param name="Budget">What they cost.</param>
/// <param name="Shares">Whom they reach, by round.</param>
/// <param name="DirectTarget">Share of direct workers aimed at, in per cent; null when none was entered.</param>
/// <param name="SmallMembers">A collective of so many members or fewer is counted as small.</param>
/// <param name="Caps">Caps that were entered.</param>
public sealed record YearTables(BonusBudget Budget, IReadOnlyList<ShareRow> Shares, decimal? DirectTarget, int SmallMembers, IReadOnlyList<CapRow> Caps)
{
    /// <summary>Lists they are made of.</summary>
    public static readonly IReadOnlyList<string> Lists = ["Nominations", "UnitReturns", "AwardRegister", "Stories"];

    /// <summary>Exemplars that the units introduced, by unit.</summary>
    public IReadOnlyList<IntroductionRow> Introductions { get; init; } = [];

    /// <summary>Lines that are on their way: neither granted, which the register tells, nor at an end.</summary>
    private static readonly string[] OnTheWay =
        ["awaiting_confirmation", "awaiting_reception", "awaiting_appraisal", "qualified", "awaiting_council", "posted", "council_passed", "before_director", "submitted"];

    /// <summary>The tables of what was read.</summary>
    /// <param name="items">Items of each of <see cref="Lists"/>.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="year">Year of merit.</param>
    public static YearTables Of(Func<string, IReadOnlyList<Item>> items, Reference reference, int year)
    {
        var (lines, returns) = (items("Nominations"), items("UnitReturns").ToDictionary(item => item.Id));
        var costs = Costs(lines, returns, [.. items("AwardRegister").Where(row => row.Count(AwardRegister.MeritYear) == year)]).ToList();
        var small = reference.Days("share.smallCollectiveMembers", 10);
        return new YearTables(
            BudgetForecast.Of(costs, reference.Settings, reference.Today),
            Reports.Shares.Of([.. lines.Where(Sent).Select(line => Share(line, returns, reference))], [.. reference.Rounds.Values.OrderBy(round => round.Due).Select(round => round.Key)], small),
            SettingNumber.Percent(reference.Setting("share.directPercent", "")), small, Reports.Caps.Of(costs, reference.Settings, Awards.All, reference.Today))
        {
            Introductions = Reports.Introductions.Of(reference.Units.Keys, [.. items("Stories").Where(story => IsIntroduced(story, year)).Select(Introduced)]),
        };
    }

    /// <summary>Introduced by a person, and not taken back before anybody had it. A movement or a sudden act is nobody's introduction.</summary>
    private static bool IsIntroduced(Item story, int year) => AnyCase.YearOf(story.Text(Stories.CaseId)) == year && (story.Text(Stories.Kind) is "person" or "collective" or "model")
        && (story.Text(Stories.Stage) is "ready" or "published" or "withdrawn");

    private static Introduction Introduced(Item story) => new(story.Text(Stories.UnitKey), story.Text(Stories.IntroductionNumber).Length > 0 && story.Day(Stories.IntroductionDate) is not null, story.Text(Stories.Stage) == "published");

    private static bool Sent(Item line) => line.Text(Nominations.CaseId).Length > 0 && line.Text(Nominations.LineStatus) is not ("" or "withdrawn" or "sent_back");

    private static IEnumerable<AwardCost> Costs(IReadOnlyList<Item> lines, Dictionary<string, Item> returns, IReadOnlyList<Item> register)
    {
        var collectives = lines.ToDictionary(line => line.Id, Collective);
        return
        [
            .. lines.Where(line => OnTheWay.Contains(line.Text(Nominations.LineStatus)))
                .Select(line => new AwardCost(Recipient(line.Text(Nominations.StaffKey), UnitOf(line, returns), line.Title), line.Text(Nominations.Award), Collective(line))),
            .. register.Select(row => new AwardCost(
                Recipient(row.Text(AwardRegister.StaffKey), row.Text(AwardRegister.UnitKey), row.Title), row.Text(AwardRegister.Award), IsCollective(row, collectives),
                row.Day(AwardRegister.DecisionDate), row.Text(AwardRegister.DecisionAuthority), row.Text(AwardRegister.Validity) is not ("valid" or ""))),
        ];
    }

    /// <summary>Of a row without its line only the staff number tells: a collective has none.</summary>
    private static bool IsCollective(Item row, Dictionary<string, bool> collectives) => AwardKey.Parts(row.Text(AwardRegister.AwardKey)) is { } part && collectives.TryGetValue(part.LineId, out var collective)
        ? collective : row.Text(AwardRegister.StaffKey).Length == 0;

    private static bool Collective(Item line) => line.Text(Nominations.Subject) == "collective";

    private static string UnitOf(Item line, Dictionary<string, Item> returns) => ReturnOf(line, returns)?.Text(UnitReturns.UnitKey) ?? "";

    private static Item? ReturnOf(Item line, Dictionary<string, Item> returns) =>
        line.Reference(Nominations.Return) is { } id ? returns.GetValueOrDefault($"{id}") : null;

    private static string Recipient(string staffKey, string unitKey, string name) => staffKey.Length > 0 ? staffKey : $"{unitKey}|{name.Trim().ToUpperInvariant()}";

    private static ShareLine Share(Item line, Dictionary<string, Item> returns, Reference reference)
    {
        var person = reference.Staff.FirstOrDefault(member => member.StaffKey.Length > 0 && member.StaffKey == line.Text(Nominations.StaffKey));
        var hard = reference.Units.GetValueOrDefault(UnitOf(line, returns))?.HardArea;
        return new ShareLine(
            ReturnOf(line, returns)?.Text(UnitReturns.RoundKey) ?? "", Collective(line), person?.Category is { Length: > 0 } category ? category == "direct" : null,
            line.Number(Nominations.MemberCount) is { } members ? (int)members : null, hard is { Length: > 0 } ? hard == "yes" : null, line.Text(Nominations.LineStatus) is "granted" or "reduced");
    }
}
