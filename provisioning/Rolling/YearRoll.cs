using System.Text.RegularExpressions;
using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>A year made from the one before.</summary>
/// <param name="Campaign">The new year.</param>
/// <param name="Confirm">What a person must confirm, file by file.</param>
/// <param name="Left">What of the old year is not carried.</param>
public sealed record RolledYear(Campaign Campaign, IReadOnlyList<ToConfirm> Confirm, IReadOnlyList<LeftOut> Left);

/// <summary>Makes the next campaign year from a year. Pure: the same year and days off always give the same.</summary>
public sealed partial class YearRoll
{
    private readonly RollNotes _notes = new();
    private readonly Campaign _old;
    private readonly DayMove _move;
    private readonly RollWords _words;

    private YearRoll(Campaign old, WorkingDays days)
    {
        _old = old;
        _move = new DayMove(days, old.Year + 1);
        _words = new RollWords(new YearWords(old.Year + 1, _move), _notes);
    }

    /// <summary>The year after.</summary>
    /// <param name="old">A year as it was read from its files.</param>
    /// <param name="days">Days off that people entered, of the new year and of the first months after it.</param>
    public static RolledYear Next(Campaign old, WorkingDays days) => new YearRoll(old, days).Next();

    private RolledYear Next()
    {
        var launch = _move.Next(_old.Launch);
        _notes.Look("campaign.json", "*", "launch", DayMove.Write(_old.Launch), DayMove.Write(launch), _move.Why(launch));
        if (_old.Defects.Count > 0) _notes.Leave("campaign.json", "defects", $"{_old.Defects.Count}", Reason.Of("roll.defects"));
        var campaign = new Campaign(_old.Year + 1, _words.Name("campaign.json", "*", "organisation", _old.Organisation), launch, [], [], [])
        {
            Confirmed = false, Reason = _words.Reasons(_old.Reason, _move.Why(launch)),
            Units = [.. _old.Units.Select(Unit)],
            Roles = [.. _old.Roles.Select(Role)],
            Movements = new MovementRoll(_old, launch, _move, _words, _notes).Next(),
            Rounds = [.. _old.Rounds.Select(Round)],
            Routes = [.. _old.Routes.Select(route => route with { Source = _words.Source("routes.json", route.Key, route.Source) })],
            Tasks = [.. _old.Tasks.Select(Duty)],
            Settings = new SettingRoll(_old, launch, _move, _words, _notes).Next(),
        };
        if (_old.Tasks.Count > 0) _notes.Look("tasks.json", "*", "source", null, null, Reason.Of("roll.planPlaces"));
        foreach (var named in OldYear.Find(SeedText.Of(campaign), _old.Year)) _notes.Look(named.File, named.Place, "*", named.Text, named.Text, Reason.Of("roll.stillNamed"));
        return new RolledYear(campaign, _notes.Confirm, _notes.Left);
    }

    private Unit Unit(Unit unit)
    {
        var (confirmed, reason) = _words.Doubt("units.json", unit.Key, unit.Confirmed, unit.Reason, null);
        return unit with { Name = _words.Name("units.json", unit.Key, "name", unit.Name), Confirmed = confirmed, Reason = reason };
    }

    private Role Role(Role role) => role with
    {
        Name = _words.Name("roles.json", role.Key, "name", role.Name),
        AppointedBy = _words.Name("roles.json", role.Key, "appointedBy", role.AppointedBy),
        Source = _words.Source("roles.json", role.Key, role.Source),
    };

    private Round Round(Round round)
    {
        var next = round with
        {
            Key = _words.Key("rounds.json", round.Key), Name = _words.Name("rounds.json", round.Key, "name", round.Name),
            Opens = Day("rounds.json", round.Key, "opens", round.Opens), Due = Day("rounds.json", round.Key, "due", round.Due),
        };
        var (confirmed, reason) = _words.Doubt("rounds.json", next.Key, round.Confirmed, round.Reason, _move.Why(next.Due));
        return next with { Confirmed = confirmed, Reason = reason };
    }

    private PlanTask Duty(PlanTask task)
    {
        var next = task with
        {
            Title = _words.Name("tasks.json", task.Id, "title", task.Title), KeptIn = _words.Name("tasks.json", task.Id, "keptIn", task.KeptIn),
            Due = task.Due is { } due ? Day("tasks.json", task.Id, "due", due) : null, Source = _words.Source("tasks.json", task.Id, task.Source),
        };
        var because = next.Due is { } day ? _move.Why(day) : next.Title != task.Title ? Reason.Of("roll.named") : Anniversary().IsMatch(next.Title) ? Reason.Of("roll.anniversary") : null;
        if (because?.Key == "roll.anniversary") _notes.Look("tasks.json", task.Id, "title", task.Title, next.Title, because);
        var (confirmed, reason) = _words.Doubt("tasks.json", task.Id, task.Confirmed, task.Reason, because);
        return next with { Confirmed = confirmed, Reason = reason };
    }

    private DateOnly Day(string file, string key, string field, DateOnly day)
    {
        var next = _move.Next(day);
        _notes.Look(file, key, field, DayMove.Write(day), DayMove.Write(next), _move.Why(next));
        return next;
    }

    /// <summary>"130 năm thành lập": the number belongs to one year.</summary>
    [GeneratedRegex(@"(?<!\d)\d{2,3}\s+năm\s+(?:ngày|thành lập|truyền thống|giải phóng|chiến thắng)|(?:kỷ niệm|chào mừng)\s+\d{2,3}\s+năm", RegexOptions.IgnoreCase)]
    private static partial Regex Anniversary();
}
