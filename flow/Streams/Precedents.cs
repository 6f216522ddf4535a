using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Streams;

/// <summary>What else is known of the people on a return: other proposals of the year, and awards already granted.</summary>
public sealed class Precedents
{
    private const int ABatch = 20;
    private static readonly string[] Over = ["", "not_confirmed", "not_qualified", "council_not_passed", "not_signed", "not_granted", "reduced", "sent_back", "withdrawn"];
    private static readonly string[] Lost = [.. Over.Except(["", "sent_back", "withdrawn"])];
    private readonly IReadOnlyList<Item> _others;
    private readonly IReadOnlyList<Item> _mine;
    private readonly IReadOnlyList<Item> _granted;
    private readonly IReadOnlyList<Item> _ofUnit;

    private Precedents(IReadOnlyList<Item> others, IReadOnlyList<Item> mine, IReadOnlyList<Item> granted, IReadOnlyList<Item> ofUnit) => (_others, _mine, _granted, _ofUnit) = (others, mine, granted, ofUnit);

    /// <summary>Reads what is known, by staff number; 2 units for each twenty people, unless the lines were read ahead.</summary>
    public static async Task<Precedents> LoadAsync(ListStore nominations, RegisterMemory registers, int year, ReturnContent content, string unitKey, IReadOnlySet<string>? doubles, CancellationToken cancellationToken)
    {
        var keys = content.Lines.Select(line => line.Text(Nominations.StaffKey)).Where(key => key.Length > 0).Distinct().ToList();
        var mine = content.Lines.Select(line => line.Id).ToHashSet();
        var others = (await LinesAsync(nominations, keys, cancellationToken)).Where(line => !mine.Contains(line.Id) && !Over.Contains(line.Text(Nominations.LineStatus))
            && doubles?.Contains(line.Text(Nominations.CaseId)) != false);
        var granted = (await registers.AwardsAsync(cancellationToken)).Where(row => row.Count(AwardRegister.MeritYear) == year && row.Text(AwardRegister.Validity) == "valid").ToList();
        // A line that this return has lost already takes no achievement from another.
        return new Precedents([.. others], [.. content.Lines.Where(line => !Lost.Contains(line.Text(Nominations.LineStatus)))], granted, [.. granted.Where(row => row.Text(AwardRegister.UnitKey) == unitKey)]);
    }

    private static async Task<IReadOnlyList<Item>> LinesAsync(ListStore nominations, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        if (ReadAhead.All(nominations) is { } held) return [.. held.Where(line => keys.Contains(line.Text(Nominations.StaffKey)))];
        var lines = new List<Item>();
        foreach (var batch in keys.Chunk(ABatch))
            lines.AddRange(await nominations.QueryAsync(string.Join(" or ", batch.Select(key => $"fields/StaffKey eq '{key.Replace("'", "''", StringComparison.Ordinal)}'")), cancellationToken));
        return lines;
    }

    /// <summary>
    /// Members who hold the title of a year, or are proposed for it on the same return and meet the conditions; null when nobody was judged yet, because individuals
    /// come before their collective (Law 06/2022/QH15 Art. 28).
    /// </summary>
    public int? Titled(IEnumerable<Line> people) => Counted(people, MemberTitles.OfMembers);

    /// <summary>Members who are Chiến sĩ thi đua cơ sở, or are proposed for it and meet the conditions; null when nobody is: one may stand on another return (Art. 27).</summary>
    public int? Fighters(IEnumerable<Line> people) => Counted(people, MemberTitles.IsFighter);

    /// <summary>Members of whom evidence is asked before they can receive a title.</summary>
    public static int Asked(IEnumerable<Line> people, Func<string, bool> title) => people.Count(line => title(line.Award) && line.Verdict.Standing == Standing.NeedsEvidence);

    private int? Counted(IEnumerable<Line> people, Func<string, bool> title)
    {
        var proposed = people.Where(line => title(line.Award)).ToList();
        var held = _ofUnit.Where(row => title(row.Text(AwardRegister.Award))).Select(row => row.Text(AwardRegister.StaffKey)).ToHashSet();
        if (proposed.Count == 0 && held.Count == 0) return null;
        return proposed.Where(line => line.Verdict.Standing == Standing.Eligible).Select(line => line.StaffKey ?? line.Name).Concat(held).Distinct().Count();
    }

    /// <summary>The verdict, with what else is known: the same award twice in a year, or one achievement for two awards, is for people to sort out.</summary>
    /// <param name="line">The line.</param>
    /// <param name="caseId">Case of its return.</param>
    /// <param name="verdict">What the rules say of the line by itself.</param>
    public Verdict Compared(Item line, string caseId, Verdict verdict)
    {
        if (line.Text(Nominations.StaffKey) is not { Length: > 0 } key) return verdict;
        var found = _others.Where(other => other.Text(Nominations.StaffKey) == key && other.Text(Nominations.Award) == line.Text(Nominations.Award))
            .Select(other => Reason.Of("rule.duplicate", other.Text(Nominations.CaseId)))
            .Concat(_granted.Where(row => row.Text(AwardRegister.StaffKey) == key && row.Text(AwardRegister.Award) == line.Text(Nominations.Award))
                .Select(row => Reason.Of("rule.alreadyGranted", row.Text(AwardRegister.DecisionNumber))))
            .Concat(OfOneAchievement(line, key, caseId)).ToList();
        if (found.Count == 0) return verdict;
        return verdict.Standing == Standing.Eligible
            ? verdict with { Standing = Standing.NeedsEvidence, Reasons = found } : verdict with { Reasons = [.. found, .. verdict.Reasons] };
    }

    /// <summary>Other living lines of the person for another award under the same number (Law 06/2022/QH15 Art. 5(2)), on this return and on others.</summary>
    private IEnumerable<Reason> OfOneAchievement(Item line, string key, string caseId)
    {
        if (line.Text(Nominations.AchievementId).Trim() is not { Length: > 0 } achievement) return [];
        return _others.Select(other => (Line: other, Case: other.Text(Nominations.CaseId))).Concat(_mine.Where(other => other.Id != line.Id).Select(other => (Line: other, Case: caseId)))
            .Where(other => other.Line.Text(Nominations.StaffKey) == key && other.Line.Text(Nominations.Award) != line.Text(Nominations.Award)
                && Letters.Same(other.Line.Text(Nominations.AchievementId).Trim(), achievement))
            .Select(other => Reason.Of("rule.sameAchievement", other.Case, AwardWord(other.Line.Text(Nominations.Award)), achievement));
    }

    private static string AwardWord(string award) => award.Length == 0 ? "?" : Nominations.Award.Word(award);
}
