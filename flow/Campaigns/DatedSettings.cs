namespace EmulationM365.Campaigns;

/// <summary>The values of all settings over time: a value that changes is another row of the same key, so that an old decision still finds the value of its day.</summary>
/// <param name="rows">The rows.</param>
public sealed class DatedSettings(IEnumerable<Setting> rows)
{
    private readonly ILookup<string, Setting> _rows = rows.ToLookup(row => row.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value that holds on a day; empty when none does.</summary>
    public string On(string key, DateOnly day) => Holding(key, day)?.Value ?? "";

    /// <summary>The setting says "yes" on a day; anything else, and nothing, is no.</summary>
    public bool IsYes(string key, DateOnly day) => string.Equals(On(key, day).Trim(), "yes", StringComparison.OrdinalIgnoreCase);

    /// <summary>The row that holds on a day, with its source; null when none does. Of rows that overlap by mistake the one that begins last counts.</summary>
    public Setting? Holding(string key, DateOnly day) =>
        _rows[key].Where(row => row.HoldsOn(day)).OrderBy(row => row.From ?? DateOnly.MinValue).LastOrDefault();

    /// <summary>Rows of one key that both hold on some day, the one that begins first before the other.</summary>
    public IEnumerable<(Setting Earlier, Setting Later)> Overlaps() => _rows.SelectMany(same =>
    {
        var inTime = same.OrderBy(row => row.From ?? DateOnly.MinValue).ToList();
        return inTime.SelectMany((earlier, at) => inTime.Skip(at + 1).Where(later => later.Overlaps(earlier)).Select(later => (earlier, later)));
    });
}
