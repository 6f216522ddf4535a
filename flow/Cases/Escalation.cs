using System.Globalization;
using EmulationM365.Campaigns;

namespace EmulationM365.Cases;

/// <summary>What happens when nobody answers, or nobody is left to: by the unit's settings, never by an approval that nobody gave.</summary>
public static class Escalation
{
    /// <summary>For so many working days from its day on an escalation that was missed is made good; after that the office has long been told by other ways.</summary>
    private const int MadeGoodFor = 5;

    /// <summary>The next higher: the head's work goes to the office, the office's to the director; there is nobody above the director here.</summary>
    public static string? Above(string role) => role switch { "head" => "office", "office" => "director", _ => null };

    /// <summary>What waits is to be told to the next higher today: so many working days after its last day, or soon after that when the day was missed.</summary>
    /// <param name="due">Day by which it was to be answered.</param>
    /// <param name="today">Today.</param>
    /// <param name="days">Working days.</param>
    /// <param name="after">Working days after the due day; nought or less = never.</param>
    public static bool IsDue(DateOnly due, DateOnly today, WorkingDays days, int after)
    {
        if (after <= 0 || today <= due || !days.IsWorking(today)) return false;
        var first = days.Add(Reminders.LastDay(due, days), after);
        return today >= first && today <= days.Add(first, MadeGoodFor - 1);
    }

    /// <summary>Reads whom a role's requests fall to, as staff write it: "head: office; office: director". What cannot be read falls to nobody.</summary>
    public static Func<string, string?> Fallbacks(string text)
    {
        var rules = text.Split([';', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(rule => rule.Split(':', StringSplitOptions.TrimEntries))
            .Where(rule => rule is [{ Length: > 0 }, "head" or "office" or "director"]).GroupBy(rule => rule[0]).ToDictionary(rule => rule.Key, rule => rule.Last()[1]);
        return role => rules.GetValueOrDefault(role);
    }

    /// <summary>Years in which something is due and of which not one day off is known: its working days would be guessed.</summary>
    public static IReadOnlyList<int> YearsWithoutDaysOff(IEnumerable<DateOnly> dueDays, DateOnly today, WorkingDays days) =>
        [.. dueDays.Where(due => due >= today).Select(due => due.Year).Distinct().Except(days.Years).Order()];

    /// <summary>A whole number above nought as staff write it, or otherwise.</summary>
    public static int Days(string text, int otherwise) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : otherwise;
}
