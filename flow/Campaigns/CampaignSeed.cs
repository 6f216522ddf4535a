namespace EmulationM365.Campaigns;

/// <summary>Reads the JSON files of a campaign year and reports every fault at once.</summary>
public sealed class CampaignSeed
{
    private static readonly string[] Files =
        ["campaign.json", "units.json", "roles.json", "movements.json", "rounds.json", "routes.json", "tasks.json", "settings.json"];

    private static readonly string[] Steps =
        ["unit_review", "confirm", "receive", "appraise", "post", "council", "sign", "record_decision", "register", "publish"];

    private static readonly string[] Periods = ["month", "quarter", "half-year", "year", "continuous", "perRound"];

    private readonly SeedRows _rows;

    private readonly int? _year;

    private CampaignSeed(SeedRows rows, int? year) => (_rows, _year) = (rows, year);

    /// <summary>Reads a campaign from its files' texts, by file name.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="found">What was wrong before, such as a file that could not be opened; it is said together with the rest.</param>
    /// <param name="year">The year it must be; null = any.</param>
    /// <exception cref="SeedException">Something is wrong with them.</exception>
    public static Campaign Read(IReadOnlyDictionary<string, string> texts, IReadOnlyList<SeedFault>? found = null, int? year = null)
    {
        var rows = new SeedRows(texts);
        foreach (var stranger in texts.Keys.Except(Files)) rows.Fault(stranger, null, $"is not a file of a campaign year ({string.Join(", ", Files)})");
        var campaign = new CampaignSeed(rows, year).Read();
        // A file that could not be opened is not missing: the first fault says more.
        var faults = (found ?? []).Concat(rows.Faults.Where(fault => found?.Any(other => other.File == fault.File) != true)).ToList();
        return faults.Count == 0 ? campaign : throw new SeedException(faults);
    }

    private Campaign Read()
    {
        var head = Head();
        var (unitRows, roleRows) = (_rows.Unique(_rows.Of("units.json", "key", "name", "kind", "aliases?", "confirmed?", "reason?")),
            _rows.Unique(_rows.Of("roles.json", "key", "name", "appointedBy", "source")));
        var movementRows = _rows.Unique(_rows.Of("movements.json", "key", "name", "launchedBy", "level", "kind", "scope", "from", "to", "inheritedFrom?", "source", "confirmed?", "reason?"));
        var routeRows = _rows.Unique(_rows.Of("routes.json", "key", "name", "policeName?", "kind", "form", "steps", "authority", "threshold?", "source"));
        var taskRows = _rows.Unique(_rows.Of("tasks.json", "id", "title", "owner", "due?", "period?", "source", "keptIn", "confirmed?", "reason?"), "id");
        var roundRows = _rows.Unique(_rows.Of("rounds.json", "key", "name", "opens", "due", "confirmed?", "reason?"));
        var settingRows = _rows.Of("settings.json", "key", "name", "value", "source", "confirmed", "reason?", "from?", "to?");
        var campaign = head with
        {
            Units = [.. unitRows.Select(Unit)],
            Roles = [.. roleRows.Select(row => new Role(_rows.Word(row, "key"), _rows.Line(row, "name"), _rows.Word(row, "appointedBy"), _rows.Word(row, "source")))],
            Movements = [.. movementRows.Select(Movement)],
            Rounds = [.. roundRows.Select(Round)],
            Routes = [.. routeRows.Select(Route)],
            Tasks = [.. taskRows.Select(Duty)],
            Settings = [.. settingRows.Select(Setting)],
        };
        new SeedReferences(_rows, campaign).Check(unitRows, movementRows, roundRows, routeRows, taskRows, settingRows);
        return campaign;
    }

    private Campaign Head()
    {
        var read = _rows.Of("campaign.json", "year", "organisation", "launch", "confirmed?", "reason?", "defects?");
        if (read is not [var head])
        {
            if (_rows.Faults.All(fault => fault.File != "campaign.json")) _rows.Fault("campaign.json", null, "must hold one object");
            return new Campaign(0, "", default, [], [], []);
        }

        var defects = _rows.Inside(head, "defects", "where", "quoted", "reading", "note")
            .Select(row => new Defect(_rows.Word(row, "where"), _rows.Word(row, "quoted"), _rows.Word(row, "reading"), _rows.Word(row, "note"))).ToList();
        return new Campaign(Year(head), _rows.Line(head, "organisation"), _rows.Day(head, "launch") ?? default, [], [], [])
        {
            Confirmed = Confirmed(head, "campaign", "year"), Reason = _rows.Perhaps(head, "reason"), Defects = defects,
        };
    }

    /// <summary>The year; 0 when it is wrong, so that days are not judged by a window that nobody meant.</summary>
    private int Year(SeedRow head)
    {
        var year = _rows.Year(head);
        if (year == 0 || _year is not { } folder || year == folder) return year;
        _rows.Fault(head, "year", $"'year' is {year}, but the folder is that of {folder}");
        return 0;
    }

    private Unit Unit(SeedRow row)
    {
        var confirmed = Confirmed(row, "unit");
        return new Unit(_rows.Line(row, "key"), _rows.Line(row, "name"), _rows.OneOf(row, "kind", "department", "satellite"), _rows.Words(row, "aliases"),
            confirmed, _rows.Perhaps(row, "reason"));
    }

    private Round Round(SeedRow row)
    {
        var confirmed = Confirmed(row, "round");
        return new Round(_rows.Line(row, "key"), _rows.Line(row, "name"), _rows.Day(row, "opens") ?? default, _rows.Day(row, "due") ?? default,
            confirmed, _rows.Perhaps(row, "reason"));
    }

    private Movement Movement(SeedRow row) => new(
        _rows.Line(row, "key"), _rows.Line(row, "name"), _rows.Line(row, "launchedBy"), _rows.OneOf(row, "level", "trung_uong", "tinh", "nganh", "co_so"),
        _rows.OneOf(row, "kind", "thuong_xuyen", "chuyen_de"), _rows.Word(row, "scope"), _rows.Day(row, "from") ?? default, _rows.Day(row, "to") ?? default,
        _rows.Perhaps(row, "inheritedFrom"), _rows.Word(row, "source"), Confirmed(row, "movement"), _rows.Perhaps(row, "reason"));

    private Route Route(SeedRow row)
    {
        var steps = _rows.Words(row, "steps");
        foreach (var stranger in steps.Except(Steps)) _rows.Fault(row, "steps", $"'{stranger}' is not one of {string.Join(", ", Steps)}");
        if (SeedRows.Has(row, "steps") && steps.Distinct().Count() != steps.Count) _rows.Fault(row, "steps", "a step stands twice");
        return new Route(
            _rows.Line(row, "key"), _rows.Line(row, "name"), _rows.PerhapsLine(row, "policeName"), _rows.OneOf(row, "kind", "danh_hieu", "hinh_thuc"),
            _rows.OneOf(row, "form", "full", "higher", "sudden", "letter"), steps, _rows.Word(row, "authority"), _rows.Perhaps(row, "threshold"), _rows.Word(row, "source"));
    }

    private PlanTask Duty(SeedRow row)
    {
        var (due, period) = (_rows.Day(row, "due"), SeedRows.Has(row, "period") ? _rows.OneOf(row, "period", Periods) : null);
        if (SeedRows.Has(row, "due") == SeedRows.Has(row, "period")) _rows.Fault(row, null, "a task has either 'due' or 'period'");
        return new PlanTask(_rows.Line(row, "id"), _rows.Line(row, "title"), _rows.Word(row, "owner"), due, period, _rows.Word(row, "source"), _rows.Word(row, "keptIn"),
            Confirmed(row, "task", "id"), _rows.Perhaps(row, "reason"));
    }

    private Setting Setting(SeedRow row)
    {
        var confirmed = Confirmed(row, "setting");
        var setting = new Setting(_rows.Line(row, "key"), _rows.Line(row, "name"), _rows.Line(row, "value"), _rows.Word(row, "source"), confirmed,
            _rows.Perhaps(row, "reason"), _rows.Day(row, "from"), _rows.Day(row, "to"));
        if (setting.To < setting.From) _rows.Fault(row, null, $"setting '{setting.Key}' ends before it begins");
        if (setting.Key.Contains('@')) _rows.Fault(row, "key", "'@' cannot stand in a key: a later value is another row with the same key and its own 'from'");
        if (setting.Key.Length > 200) _rows.Fault(row, "key", "'key' must be at most 200 letters");
        return setting;
    }

    private bool Confirmed(SeedRow row, string what, string key = "key")
    {
        var confirmed = _rows.YesNo(row, "confirmed", true);
        if (!confirmed && !SeedRows.Has(row, "reason")) _rows.Fault(row, null, $"{what} '{row.Object[key]}' is not confirmed and gives no reason for its default");
        return confirmed;
    }
}
