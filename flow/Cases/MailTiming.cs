using System.Globalization;
using EmulationM365.Campaigns;

namespace EmulationM365.Cases;

/// <summary>How people are spared mails that ask: settings of the unit.</summary>
/// <param name="Waits">What would go out in quiet hours or on a day off waits for the next morning that is worked.</param>
/// <param name="Singles">So many mails that ask a person has in a day, each on its own; what comes after them comes together.</param>
/// <param name="Together">When what was kept back that day goes out together.</param>
public sealed record MailRules(bool Waits, int Singles, IReadOnlyList<TimeOnly> Together)
{
    /// <summary>Setting: <c>yes</c> or <c>no</c>.</summary>
    public const string WaitsSetting = "request.quiet";

    /// <summary>Setting: a number.</summary>
    public const string SinglesSetting = "request.singleMails";

    /// <summary>Setting: times of the day, as <c>10:30, 13:30</c>.</summary>
    public const string TogetherSetting = "request.togetherAt";

    /// <summary>Reads the rules from settings as staff write them; what cannot be read falls back to the shipped default.</summary>
    public static MailRules Read(string waits, string singles, string together) => new(
        !string.Equals(waits.Trim(), "no", StringComparison.OrdinalIgnoreCase),
        int.TryParse(singles, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 10,
        Times(together) is { Count: > 0 } times ? times : [new TimeOnly(13, 30)]);

    private static List<TimeOnly> Times(string text)
    {
        var parts = text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        var times = parts.Select(part => TimeOnly.TryParseExact(part, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null).ToList();
        return times.Contains(null) ? [] : [.. times.OfType<TimeOnly>().Order()];
    }
}

/// <summary>Decides when those who are asked are written to. Pure.</summary>
public static class MailTiming
{
    /// <summary>The moment until which a mail waits; null = it goes now.</summary>
    /// <param name="now">The present.</param>
    /// <param name="days">Working days.</param>
    /// <param name="quiet">Quiet hours.</param>
    /// <param name="rules">What the unit has said.</param>
    /// <param name="many">Everybody who is asked has had as many single mails as they are to have today.</param>
    public static DateTimeOffset? Until(DateTimeOffset now, WorkingDays days, ReminderRules quiet, MailRules rules, bool many)
    {
        if (rules.Waits && Reminders.Quiet(now, days, quiet)) return Reminders.Awake(now, days, quiet);
        if (!many) return null;
        var today = VietnamTime.DayOf(now);
        var later = rules.Together.Select(time => VietnamTime.StartOf(today) + time.ToTimeSpan()).Where(moment => moment > now && !Reminders.Quiet(moment, days, quiet)).ToList();
        return later.Count > 0 ? later.Min() : Reminders.Awake(VietnamTime.StartOf(today.AddDays(1)), days, quiet);
    }
}
