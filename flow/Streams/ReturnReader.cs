using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Registers;
using EmulationM365.Rules;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Streams;

/// <summary>A return as it stands in the lists now.</summary>
/// <param name="Item">Its item.</param>
/// <param name="Lines">Items of its lines, in the order in which they were entered.</param>
/// <param name="ContentHash">Hash over all that staff wrote: a decision binds to it.</param>
public sealed record ReturnContent(Item Item, IReadOnlyList<Item> Lines, string ContentHash)
{
    /// <summary>Hash of what staff wrote, by item: it tells which item was edited, and in which version it stood as it was sent.</summary>
    public IReadOnlyDictionary<string, string> Marks => new SortedDictionary<string, string>(
        Lines.ToDictionary(line => line.Id, ReturnReader.LineMark).Append(KeyValuePair.Create(ReturnReader.Itself, ReturnReader.ReturnMark(Item))).ToDictionary(), StringComparer.Ordinal);
}

/// <summary>What lines are judged by, beside what they say.</summary>
/// <param name="Sent">Day of sending: the appraising body has the dossier from then on, unless a later day is proved.</param>
/// <param name="Today">The day on which the registers are read.</param>
/// <param name="Doubles">Cases in which the same proposal counts; null = all. Who proposed first is not made doubtful by who comes later.</param>
public readonly record struct JudgedOn(DateOnly Sent, DateOnly Today, IReadOnlySet<string>? Doubles = null)
{
    /// <summary>Judged on the day of sending.</summary>
    public static implicit operator JudgedOn(DateOnly day) => new(day, day);
}

/// <summary>Reads what staff wrote and turns it into facts.</summary>
public sealed class ReturnReader(ListStore returns, ListStore nominations, RegisterMemory registers, int year, JustNow<ReturnContent> read)
{
    /// <summary>Key under which the return itself stands among the marks of its items.</summary>
    public const string Itself = "return";

    private static readonly ColumnSchema[] StaffColumns =
    [
        Nominations.StaffKey, Nominations.Award, Nominations.Achievement, Nominations.PersonType, Nominations.Rating, Nominations.Participation,
        Nominations.MonthsServed, Nominations.NewRecruit, Nominations.Discipline, Nominations.PendingCase, Nominations.Subject, Nominations.Votes, Nominations.MemberCount,
        Nominations.TaskRating, Nominations.United, Nominations.DisciplinedMembers,
    ];

    private static readonly ColumnSchema[] ReturnColumns = [UnitReturns.Kind, UnitReturns.Nothing, UnitReturns.MeetingDate, UnitReturns.Members, UnitReturns.Present, UnitReturns.Report];

    /// <summary>Columns of a line that staff write, beside its title.</summary>
    public static IReadOnlyList<ColumnSchema> OfLines => StaffColumns;

    /// <summary>Columns of the return itself that staff write and that are sent with it.</summary>
    public static IReadOnlyList<ColumnSchema> OfReturn => ReturnColumns;

    /// <summary>Hash of what staff wrote in a line.</summary>
    public static string LineMark(Item line) => Mark(Written(line));

    /// <summary>Hash of what staff wrote in the return itself.</summary>
    public static string ReturnMark(Item item) => Mark(new JArray(ReturnColumns.Select(column => Written(item, column))));

    /// <summary>Case of a return by its item id.</summary>
    public string CaseIdOf(string itemId) => AnyCase.IdOf('r', year, itemId);

    /// <summary>The return and its lines; null when the item is gone.</summary>
    public async Task<ReturnContent?> ReadAsync(string itemId, CancellationToken cancellationToken)
    {
        if (await returns.GetAsync(itemId, cancellationToken) is not { } item) return null;
        var lines = await LinesAsync(itemId, cancellationToken);
        return read.Keep(itemId, new ReturnContent(item, lines, Hash(item, lines)));
    }

    /// <summary>
    /// The items of a return as this process has just read them, else read now: good enough for who writes to each of them on the condition that nobody wrote since.
    /// </summary>
    /// <param name="itemId">Item of the return.</param>
    /// <param name="lines">Lines that must be among them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The return, null when it is gone, and its lines.</returns>
    public async Task<(Item? Item, IReadOnlyList<Item> Lines)> RecentAsync(string itemId, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        if (read.Take(itemId) is { } kept && lines.All(line => kept.Lines.Any(item => item.Id == line))) return (kept.Item, kept.Lines);
        return (await returns.GetAsync(itemId, cancellationToken), await LinesAsync(itemId, cancellationToken));
    }

    /// <summary>The return as this process has just read it, else read now, and left for what follows in the same pass; null when it is gone.</summary>
    public async Task<ReturnContent?> StandingAsync(string itemId, CancellationToken cancellationToken) => read.Look(itemId) ?? await ReadAsync(itemId, cancellationToken);

    /// <summary>Items of the lines of a return, in the order in which they were entered.</summary>
    public async Task<IReadOnlyList<Item>> LinesAsync(string itemId, CancellationToken cancellationToken) =>
        [.. (await nominations.FindAsync(Nominations.Return, Number(itemId), cancellationToken)).OrderBy(line => Number(line.Id))];

    /// <summary>Lines as they are sent, each judged by the rules: people first, because a collective stands on the titles of its members.</summary>
    /// <param name="content">What staff wrote.</param>
    /// <param name="regime">Civil or police, from the settings.</param>
    /// <param name="day">Day of sending, day of judging, and other proposals that count.</param>
    /// <param name="unitKey">The unit.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<Line>> JudgeAsync(ReturnContent content, string regime, JudgedOn day, string unitKey, CancellationToken cancellationToken)
    {
        var known = await Precedents.LoadAsync(nominations, registers, year, content, unitKey, day.Doubles, cancellationToken);
        var book = content.Lines.Count == 0 ? RegisterBook.Empty : await registers.BookAsync(cancellationToken);
        var kind = content.Item.Text(UnitReturns.Kind);
        var people = content.Lines.Where(line => !IsCollective(line)).ToDictionary(line => line.Id, line => Judge(line, FactsOf(line, kind, regime, day.Sent)));
        var (titled, fighters) = (known.Titled(people.Values), known.Fighters(people.Values));
        var (asked, askedFighters) = (Precedents.Asked(people.Values, MemberTitles.OfMembers), Precedents.Asked(people.Values, MemberTitles.IsFighter));
        return [.. content.Lines.Select(line => people.GetValueOrDefault(line.Id) ?? Collective(line))];

        Line Collective(Item line)
        {
            var facts = FactsOf(line, kind, regime, day.Sent) with { Kind = "tap_the", Ldtt = titled, CstdCs = fighters };
            var judged = Judge(line, facts);
            if (judged.Verdict.Standing != Standing.Ineligible || asked + askedFighters == 0) return judged;
            // Members of whom evidence is asked may still receive their titles: where they would save the collective, it is not refused but waits for them.
            var best = Judge(line, facts with { Ldtt = titled + asked, CstdCs = fighters + askedFighters });
            return best.Verdict.Standing == Standing.Ineligible ? judged : Judge(line, facts with { Ldtt = asked > 0 ? null : titled, CstdCs = askedFighters > 0 ? null : fighters });
        }

        Line Judge(Item line, Facts facts) => Judged(line, known.Compared(line, OpenVerdict.Of(RegisterFacts.Join(facts, new Nominee(line.Text(Nominations.StaffKey), unitKey, line.Title), book, day.Today))));
    }

    /// <summary>The unit's review meeting as the return has it.</summary>
    public static Meeting MeetingOf(Item item) => new(item.Day(UnitReturns.MeetingDate), (int?)item.Number(UnitReturns.Members), (int?)item.Number(UnitReturns.Present));

    /// <summary>The line is of a collective: the column says so, or it is empty and the line was entered as one.</summary>
    internal static bool IsCollective(Item line) => SubjectOf(line) == Nominations.Collective.Key;

    private static string SubjectOf(Item line) => line.Text(Nominations.Subject) is { Length: > 0 } said ? said
        : Nominations.List.ContentTypeKey(line.ContentType) == Nominations.Collective.Key ? Nominations.Collective.Key : "";

    private static Line Judged(Item line, Verdict verdict) => new(
        line.Id, line.Title.Trim(), line.Text(Nominations.StaffKey) is { Length: > 0 } key ? key : null, line.Text(Nominations.Award), line.Text(Nominations.Achievement),
        verdict, IsCollective(line), (int?)line.Number(Nominations.Votes), (int?)line.Number(Nominations.MemberCount));

    private Facts FactsOf(Item line, string kind, string regime, DateOnly today) => new()
    {
        Award = line.Text(Nominations.Award),
        Sudden = kind == "sudden",
        // Outside a round one deed is proposed, and the line says in short which.
        Act = kind is "sudden" or "letter" ? Known(line.Text(Nominations.Achievement)) : null,
        Year = year,
        Regime = Known(regime),
        PersonType = Known(line.Text(Nominations.PersonType)),
        Rating = Known(line.Text(Nominations.Rating)),
        EmulationParticipation = YesNo(line.Text(Nominations.Participation)),
        MonthsServed = (int?)line.Number(Nominations.MonthsServed),
        NewRecruit = YesNo(line.Text(Nominations.NewRecruit)),
        Discipline = Known(line.Text(Nominations.Discipline)),
        PendingCase = YesNo(line.Text(Nominations.PendingCase)),
        Members = (int?)line.Number(Nominations.MemberCount),
        TaskRating = Known(line.Text(Nominations.TaskRating)),
        United = YesNo(line.Text(Nominations.United)),
        DisciplinedCanhCaoOrAbove = (int?)line.Number(Nominations.DisciplinedMembers),
        ReceivedByAppraiserAt = today,
    };

    private static string Hash(Item item, IReadOnlyList<Item> lines)
    {
        var content = new JArray(ReturnColumns.Select(column => Written(item, column)));
        foreach (var line in lines) content.Add(Written(line));
        return RecordedEvent.Sha256(content.ToString(Formatting.None));
    }

    private static string Mark(JArray written) => RecordedEvent.Sha256(written.ToString(Formatting.None))[..16];

    private static JArray Written(Item line) => new(StaffColumns.Select(column => Written(line, column)).Prepend(line.Title).Prepend(line.Id));

    /// <summary>A value as it counts for the hash: an edit that leaves it as it is changes nothing.</summary>
    internal static string Written(Item line, ColumnSchema column) => column == Nominations.Subject ? SubjectOf(line)
        : line.Values.TryGetValue(column, out var value) ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!.ReplaceLineEndings("\n").Normalize() : "";

    private static string? Known(string text) => text.Length == 0 ? null : text;

    private static bool? YesNo(string key) => key switch { "yes" => true, "no" => false, _ => null };

    private static int Number(string id) => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
}
