using System.Globalization;
using EmulationM365.Campaigns;

namespace EmulationM365.Cases;

/// <summary>When to remind: working days before and after a due date, never in quiet hours. All four are settings of the unit.</summary>
/// <param name="Before">Working days before the due date.</param>
/// <param name="After">Working days after it.</param>
/// <param name="QuietFrom">From this time of the day on nobody is written to.</param>
/// <param name="QuietTo">Until this time of the day.</param>
public sealed record ReminderRules(IReadOnlyList<int> Before, IReadOnlyList<int> After, TimeOnly QuietFrom, TimeOnly QuietTo)
{
    /// <summary>Reads the rules from settings as staff write them; what cannot be read falls back to the shipped default.</summary>
    public static ReminderRules Read(string before, string after, string quietFrom, string quietTo) => new(
        Days(before, [5, 2]), Days(after, [1, 3]), Time(quietFrom, new TimeOnly(18, 0)), Time(quietTo, new TimeOnly(7, 0)));

    private static List<int> Days(string text, List<int> otherwise)
    {
        var parts = text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        var days = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0).ToList();
        return days.Count > 0 && days.All(day => day is > 0 and < 100) ? days : otherwise;
    }

    private static TimeOnly Time(string text, TimeOnly otherwise) =>
        TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : otherwise;
}

/// <summary>Decides whether something that waits is to be reminded of. Pure: computed from the due date and the day, so a missed tick is only late within that day.</summary>
public static class Reminders
{
    /// <summary>The mark of the reminder that falls on a day, as <c>before-2</c> or <c>after-1</c>; null when none does.</summary>
    public static string? Mark(DateOnly due, DateOnly today, WorkingDays days, ReminderRules rules)
    {
        foreach (var count in rules.Before.Order())
        {
            // A due date on a day off is met by the last working day before it.
            if (today < due && days.Add(LastDay(due, days), -count) == today) return $"before-{count.ToString(CultureInfo.InvariantCulture)}";
        }

        foreach (var count in rules.After.Order())
        {
            if (today > due && days.Add(LastDay(due, days), count) == today) return $"after-{count.ToString(CultureInfo.InvariantCulture)}";
        }

        return null;
    }

    /// <summary>Nobody is written to now: a day off, or a time outside the working hours.</summary>
    public static bool Quiet(DateTimeOffset now, WorkingDays days, ReminderRules rules)
    {
        var local = now.ToOffset(VietnamTime.Offset);
        var time = TimeOnly.FromDateTime(local.DateTime);
        var quiet = rules.QuietFrom > rules.QuietTo ? time >= rules.QuietFrom || time < rules.QuietTo : time >= rules.QuietFrom && time < rules.QuietTo;
        return quiet || !days.IsWorking(DateOnly.FromDateTime(local.DateTime));
    }

    /// <summary>The first moment from now on at which somebody may be written to: now, or the end of the quiet hours of the next day that is worked.</summary>
    public static DateTimeOffset Awake(DateTimeOffset now, WorkingDays days, ReminderRules rules)
    {
        if (!Quiet(now, days, rules)) return now;
        for (var day = VietnamTime.DayOf(now);; day = day.AddDays(1))
        {
            var begins = VietnamTime.StartOf(day);
            foreach (var moment in new[] { begins, begins + rules.QuietTo.ToTimeSpan() })
            {
                if (moment > now && !Quiet(moment, days, rules)) return moment;
            }
        }
    }

    /// <summary>The last day that is worked up to a due day: a due day on a day off is met by the working day before it.</summary>
    public static DateOnly LastDay(DateOnly due, WorkingDays days)
    {
        while (!days.IsWorking(due)) due = due.AddDays(-1);
        return due;
    }
}

/// <summary>A reminder: lost rather than sent twice, because the next one comes anyway.</summary>
public sealed record Remind(string Key) : Effect(Key, EffectClass.AtMostOnce);
