namespace EmulationM365.Campaigns;

/// <summary>Working days as the unit's own list of days off has them: Tết and days worked instead are set by decree each year and never computed.</summary>
/// <param name="off">Days off beside Saturdays and Sundays.</param>
/// <param name="worked">Saturdays or Sundays worked instead.</param>
public sealed class WorkingDays(IReadOnlySet<DateOnly> off, IReadOnlySet<DateOnly> worked)
{
    /// <summary>Years of which days off are known.</summary>
    public IReadOnlySet<int> Years { get; } = off.Select(day => day.Year).ToHashSet();

    /// <summary>People work on that day.</summary>
    public bool IsWorking(DateOnly day) => worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day));

    /// <summary>The working day that lies so many working days after a day, or before it for a negative number; nought is the day itself or the next that is worked.</summary>
    public DateOnly Add(DateOnly day, int count)
    {
        var step = count < 0 ? -1 : 1;
        while (!IsWorking(day)) day = day.AddDays(step);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorking(day)) left--;
        }

        return day;
    }
}
