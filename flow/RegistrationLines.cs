using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>Somebody, or a collective, with one title or commendation: what a registration and a line have in common.</summary>
/// <param name="Name">Name; of a registration whose staff number is known, the name in the Staff list.</param>
/// <param name="StaffKey">Staff number; empty for a collective, or when nobody wrote it.</param>
/// <param name="Award">Key of the title or commendation.</param>
/// <param name="Collective">A collective and not a person.</param>
public sealed record Candidate(string Name, string StaffKey, string Award, bool Collective)
{
    private static readonly string[] ForCollectives = ["ttldtt", "ttldxs", "dvtt", "dvqt", "co_tinh"];

    /// <summary>It can stand as a line of a round: it has a name and an award, and is no letter of praise, which is proposed alone.</summary>
    public bool Complete => Name.Length > 0 && Award.Length > 0 && Award != "thu_khen";

    /// <summary>Whom an item is about. Where nobody said whether it is a collective, the award or the name of the unit tells.</summary>
    public static Candidate Of(Item item, ColumnSchema subject, ColumnSchema staffKey, ColumnSchema award, string unitName)
    {
        var (name, key, kind) = (item.Title.Normalize().Trim(), item.Text(staffKey).Trim(), item.Text(award));
        var collective = item.Text(subject) switch
        {
            "collective" => true,
            "individual" => false,
            _ => ForCollectives.Contains(kind) || (key.Length == 0 && Letters.Same(name, unitName)),
        };
        return new Candidate(name, collective ? "" : key, kind, collective);
    }

    /// <summary>
    /// Both mean the same proposal. People are told apart by staff number; where one of the two has none, by name, because a line too few is seen and
    /// added by the clerk, while a person listed twice stops the whole return.
    /// </summary>
    public bool Means(Candidate other)
    {
        if (Award != other.Award || Collective != other.Collective) return false;
        if (Collective) return true;
        return StaffKey.Length > 0 && other.StaffKey.Length > 0 ? Letters.Same(StaffKey, other.StaffKey) : Letters.Same(Name, other.Name);
    }
}

/// <summary>What is to be done to a list. Pure.</summary>
/// <param name="Missing">Registrations without a line, in the order of registration, each proposal once.</param>
/// <param name="There">How many have a line already.</param>
/// <param name="LeftOut">Registrations that cannot become a line.</param>
public sealed record FillPlan(IReadOnlyList<Candidate> Missing, int There, IReadOnlyList<Candidate> LeftOut)
{
    /// <summary>Compares the registrations of a unit with the lines of its return.</summary>
    public static FillPlan Of(IReadOnlyList<Candidate> registered, IReadOnlyList<Candidate> lines)
    {
        var asked = new List<Candidate>();
        foreach (var one in registered.Where(one => one.Complete && !asked.Any(one.Means))) asked.Add(one);
        var missing = asked.Where(one => !lines.Any(one.Means)).ToList();
        return new FillPlan(missing, asked.Count - missing.Count, [.. registered.Where(one => !one.Complete)]);
    }
}

/// <summary>What came of the clerk's wish.</summary>
/// <param name="Note">What the unit is told, in Vietnamese.</param>
/// <param name="Refusal">Why nothing was done; null when the list is filled.</param>
public sealed record FillAnswer(string Note, Reason? Refusal)
{
    /// <summary>Nothing was done, because.</summary>
    public static FillAnswer Refuse(string key) => new(Text.Vi("note.refused", Text.Vi(key)), Reason.Of(key));
}

/// <summary>
/// Lập danh sách từ đăng ký: adds a line to a return for each registration of the unit that has none. Lines have no unique column, so they are found by
/// reading: a run that was cut off adds the rest when it is repeated. Step is put back last, by the caller, for whatever was put back first would not be
/// resumed. Two workers at once may both add a line; each looks again afterwards and takes back what it has just added if the other was first.
/// </summary>
public sealed class RegistrationLines(SiteFlow flow)
{
    private readonly ListStore _nominations = flow.Stores["Nominations"];

    /// <summary>The list is to be filled, and nobody has done it yet.</summary>
    public static bool Asked(Item item) => item.Text(UnitReturns.Step) == "fill";

    /// <summary>Adds what is missing, or says why not.</summary>
    public async Task<FillAnswer> FillAsync(ReturnContent content, Actor actor, Reference reference, CancellationToken cancellationToken)
    {
        var unit = content.Item.Text(UnitReturns.UnitKey) is { Length: > 0 } named ? named : actor.UnitKey;
        if (!actor.Is("clerk") || actor.UnitKey != unit) return FillAnswer.Refuse("refuse.fillNotClerk");
        if (content.Item.Text(UnitReturns.Kind) is not ("" or "round")) return FillAnswer.Refuse("refuse.fillNotRound");
        // The status column is a projection that anybody may have edited: the events say whether the return is in the unit's hands.
        var caseId = flow.Reader.CaseIdOf(content.Item.Id);
        if (Evolve.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken)).Stage is not (Stage.Draft or Stage.SentBack or Stage.Withdrawn))
            return FillAnswer.Refuse("refuse.fillSent");
        var registered = await RegisteredAsync(unit, reference, cancellationToken);
        if (registered.Count == 0) return FillAnswer.Refuse("refuse.noRegistrations");
        var plan = FillPlan.Of(registered, [.. content.Lines.Select(line => Line(line, reference.UnitName(unit)))]);
        return new FillAnswer(Told(plan, await AddAsync(content.Item.Id, plan.Missing, unit, reference, cancellationToken)), null);
    }

    private async Task<IReadOnlyList<Candidate>> RegisteredAsync(string unit, Reference reference, CancellationToken cancellationToken) =>
        [.. (await flow.Stores["Registrations"].FindAsync(Registrations.UnitKey, unit, cancellationToken)).OrderBy(item => Number(item.Id))
            .Select(item => Candidate.Of(item, Registrations.Subject, Registrations.StaffKey, Registrations.Award, reference.UnitName(unit)))
            .Select(one => one.StaffKey.Length > 0 && reference.Staff.FirstOrDefault(member => Letters.Same(member.StaffKey, one.StaffKey)) is { } member
                ? one with { Name = member.Name.Normalize().Trim(), StaffKey = member.StaffKey } : one)
            // Who registered before the unit changed its regime is listed under the name that the title has now.
            .Select(one => one with { Award = Regimes.Of(one.Award, reference.Setting(Regimes.Key, "")) })];

    private async Task<int> AddAsync(string returnId, IReadOnlyList<Candidate> missing, string unit, Reference reference, CancellationToken cancellationToken)
    {
        if (missing.Count == 0) return 0;
        var initiatives = await InitiativesAsync(unit, cancellationToken);
        var mine = new HashSet<string>();
        foreach (var one in missing) mine.Add((await _nominations.CreateAsync(Fields(returnId, one, unit, reference, initiatives), cancellationToken)).Id);
        return mine.Count - await YieldAsync(returnId, mine, reference.UnitName(unit), cancellationToken);
    }

    /// <summary>Takes back each line just added that somebody else has entered too: what people entered stays, and of two by workers the first.</summary>
    private async Task<int> YieldAsync(string returnId, HashSet<string> mine, string unitName, CancellationToken cancellationToken)
    {
        var lines = (await flow.Reader.LinesAsync(returnId, cancellationToken)).Select(line => (Item: line, Means: Line(line, unitName))).ToList();
        var doubled = lines.Where(line => mine.Contains(line.Item.Id) && !ByHand(line.Item)
            && lines.Any(other => other.Item.Id != line.Item.Id && other.Means.Means(line.Means) && (ByHand(other.Item) || Number(other.Item.Id) < Number(line.Item.Id))));
        var removed = 0;
        foreach (var (item, _) in doubled) removed += await _nominations.RemoveAsync(item, cancellationToken) ? 1 : 0;
        return removed;
    }

    /// <summary>Initiatives of the year that were recognised, by staff number.</summary>
    private async Task<ILookup<string, string>> InitiativesAsync(string unit, CancellationToken cancellationToken)
    {
        var list = StandingLists.Initiatives;
        return (await flow.Stores[list.Name].FindAsync(list.Column("UnitKey"), unit, cancellationToken))
            .Where(item => item.Count(list.Column("Year")) == flow.Site.Year && item.Text(list.Column("Recognition")) == "recognised")
            .ToLookup(item => item.Text(list.Column("StaffKey")).Trim(), item => item.Title.Trim(), StringComparer.OrdinalIgnoreCase);
    }

    private static Fields Fields(string returnId, Candidate one, string unit, Reference reference, ILookup<string, string> initiatives)
    {
        var fields = new Fields
        {
            Title = one.Name,
            [Nominations.Return] = Number(returnId),
            [Nominations.Subject] = one.Collective ? "collective" : "individual",
            [Nominations.Award] = one.Award,
        };
        if (one.StaffKey.Length > 0) fields[Nominations.StaffKey] = one.StaffKey;
        if (one.StaffKey.Length > 0 && initiatives[one.StaffKey].ToList() is { Count: > 0 } recognised)
            fields[Nominations.Achievement] = Text.Vi("line.initiatives", string.Join("; ", recognised));
        // Counted only for the whole unit: the Staff list does not know who belongs to a smaller collective.
        var members = reference.Staff.Count(member => member.UnitKey == unit);
        if (one.Collective && members > 0 && Letters.Same(one.Name, reference.UnitName(unit))) fields[Nominations.MemberCount] = members;
        return fields;
    }

    private static Candidate Line(Item line, string unitName) => Candidate.Of(line, Nominations.Subject, Nominations.StaffKey, Nominations.Award, unitName);

    private static bool ByHand(Item line) => line.Editor.ApplicationId is null;

    private static string Told(FillPlan plan, int added)
    {
        var note = Text.Vi("note.filled", added, plan.There + plan.Missing.Count - added);
        return plan.LeftOut.Count == 0 ? note : $"{note} {Text.Vi("note.filledWithout", plan.LeftOut.Count, string.Join("; ", plan.LeftOut.Select(NameOf)))}";
    }

    private static string NameOf(Candidate one) => one.Name.Length > 0 ? one.Name : Text.Vi("note.filledNameless");

    private static int Number(string id) => int.Parse(id, CultureInfo.InvariantCulture);
}
