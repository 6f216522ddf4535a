using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>
/// The public holidays of 2025 and 2026, as far as they fall on weekdays, and the Saturdays worked for days given in exchange. The office of the sample enters
/// both years at once, so that the clock can be moved across New Year; a real office enters a year when it is announced.
/// </summary>
internal static class DaysOff
{
    /// <summary>A day off, or a Saturday worked instead.</summary>
    private static readonly (string Name, bool Worked, string[] Days)[] Announced =
    [
        ("Tết Dương lịch", false, ["2025-01-01", "2026-01-01"]),
        ("Tết Nguyên đán", false, ["2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"]),
        // The day itself is Sunday 26/04/2026; the Monday after it is off instead.
        ("Giỗ Tổ Hùng Vương", false, ["2025-04-07", "2026-04-27"]),
        ("Ngày Chiến thắng", false, ["2025-04-30", "2026-04-30"]),
        ("Quốc tế Lao động", false, ["2025-05-01", "2026-05-01"]),
        ("Quốc khánh", false, ["2025-09-01", "2025-09-02", "2026-09-01", "2026-09-02"]),
        ("Nghỉ hoán đổi", false, ["2025-05-02", "2026-01-02", "2026-08-31"]),
        ("Làm bù", true, ["2025-04-26", "2026-01-10", "2026-08-22"]),
    ];

    /// <summary>The rows of the list of days off, by day.</summary>
    public static IReadOnlyList<(DateOnly Day, string Name, bool Worked)> Rows { get; } =
        [.. Announced.SelectMany(kind => kind.Days.Select(day => (DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), kind.Name, kind.Worked))).OrderBy(row => row.Item1)];

    /// <summary>Working days as the sample has them.</summary>
    public static WorkingDays Calendar { get; } = new(Of(worked: false), Of(worked: true));

    /// <summary>The office enters them; a day that stands there already is left alone.</summary>
    public static async Task EnterDaysOffAsync(this Actors people, int office, CancellationToken cancellationToken)
    {
        var there = (await people.As(office).ItemsAsync(Holidays.List, null, cancellationToken)).Select(item => DayIn((JObject)item["fields"]!)).ToHashSet();
        foreach (var (day, name, worked) in Rows.Where(row => !there.Contains(row.Day)))
        {
            await people.As(office).AddAsync(Holidays.List, new JObject
            {
                ["Title"] = name, ["Day"] = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T00:00:00Z"), ["WorksInstead"] = worked, ["Source"] = string.Create(CultureInfo.InvariantCulture, $"Bộ luật Lao động, Điều 112; thông báo nghỉ lễ, Tết năm {day.Year}"),
            }, cancellationToken);
        }
    }

    /// <summary>The day of a row, which goes over the wire as the instant at which it begins.</summary>
    public static DateOnly DayIn(JObject row) => VietnamTime.DayOf(DateTimeOffset.Parse((string)row["Day"]!, CultureInfo.InvariantCulture));

    private static HashSet<DateOnly> Of(bool worked) => [.. Rows.Where(row => row.Worked == worked).Select(row => row.Day)];
}
