using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>
/// Moves the days of a year to the next: the same day of the month, or the last one there is, and from there on to the next day that is worked. What lay
/// before another day does not come to lie behind it, and nothing leaves the campaign window.
/// </summary>
/// <param name="days">Days off as people entered them; of a year of which none are, only Saturdays and Sundays are known.</param>
/// <param name="year">The new year.</param>
public sealed class DayMove(WorkingDays days, int year)
{
    private readonly DateOnly _end = Campaign.WindowEndOf(year);

    /// <summary>The same day a year later; of 29 February the 28th.</summary>
    public static DateOnly Later(DateOnly day) => new(day.Year + 1, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(day.Year + 1, day.Month)));

    /// <summary>The working day of the new year that stands for a day of the old one.</summary>
    public DateOnly Next(DateOnly day)
    {
        var later = days.Add(Later(day), 0);
        if (later <= _end || Later(day) > _end) return later;
        for (later = _end; !days.IsWorking(later);) later = later.AddDays(-1);
        return later;
    }

    /// <summary>Why a day that was moved is to be confirmed.</summary>
    public Reason Why(DateOnly day) => Reason.Of(days.Years.Contains(day.Year) ? "roll.day" : "roll.dayUnknown");

    /// <summary>A day as seeds write it.</summary>
    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
