using System.Globalization;

namespace EmulationM365.Campaigns;

/// <summary>
/// Days and times as the unit lives them. Vietnam has kept +07:00 without summer time since 1975, so the offset is written here once: the zone data of
/// different systems disagree on older dates, and a server may carry none.
/// </summary>
public static class VietnamTime
{
    /// <summary>The offset from UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The day on which an instant falls.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant at which a day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>A day as staff write it: 12/05/2025.</summary>
    public static string Write(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>An instant as staff write it: 08:30 12/05/2025.</summary>
    public static string Write(DateTimeOffset instant) => instant.ToOffset(Offset).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
