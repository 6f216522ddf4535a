using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>
/// The settings of the new year. A row is known by its key and its first day, on the site too, where it stands already: so a row that still holds keeps its days, and a value that
/// changes is another row, which begins on the day of the launch.
/// </summary>
internal sealed class SettingRoll(Campaign old, DateOnly launch, DayMove move, RollWords words, RollNotes notes)
{
    /// <summary>Settings of this family are last days, which come again each year.</summary>
    public const string Deadlines = "deadline.";

    private const string File = "settings.json";
    private readonly DateOnly _end = Campaign.WindowEndOf(old.Year + 1);
    private readonly HashSet<string> _needed = [.. old.Routes.SelectMany(route => new[] { route.Authority, route.Threshold }).OfType<string>()];

    /// <summary>The settings, in the order in which they stand.</summary>
    public IReadOnlyList<Setting> Next() => [.. old.Settings.GroupBy(row => row.Key, StringComparer.OrdinalIgnoreCase).SelectMany(Rows)];

    private IEnumerable<Setting> Rows(IGrouping<string, Setting> same)
    {
        var rows = same.OrderBy(row => row.From ?? DateOnly.MinValue).ToList();
        if (same.Key.StartsWith(Deadlines, StringComparison.OrdinalIgnoreCase) && Day(rows[^1]) is { } due)
        {
            foreach (var before in rows.SkipLast(1)) notes.Leave(File, before.RowKey, before.Name, Reason.Of("roll.replaced"));
            return [Deadline(rows[^1], due)];
        }

        var held = rows.Where(row => row.To is not { } to || to >= launch).ToList();
        foreach (var over in rows.Except(held)) notes.Leave(File, over.RowKey, over.Name, Reason.Of("roll.expired", VietnamTime.Write(over.To!.Value)));
        if (held.Count == 0) return _needed.Contains(same.Key) ? [Open(rows[^1])] : [];
        return Kept(held);
    }

    private List<Setting> Kept(List<Setting> held)
    {
        var kept = new List<Setting>();
        foreach (var (row, at) in held.Select((row, at) => (row, at)))
        {
            if (IsPast(row) && !_needed.Contains(row.Key)) notes.Leave(File, row.RowKey, row.Name, Reason.Of("roll.past"));
            else kept.Add(Carry(row));
            if (row.To is { } to && to <= _end && (at + 1 == held.Count || held[at + 1].From != to.AddDays(1)))
                notes.Look(File, row.RowKey, "to", DayMove.Write(to), null, Reason.Of("roll.expires", VietnamTime.Write(to)));
        }

        return kept;
    }

    /// <summary>Nobody knows the value any more, and a route asks for it.</summary>
    private Setting Open(Setting last)
    {
        var open = last with { Value = "-", From = last.To!.Value.AddDays(1) is var after && after < launch ? launch : after, To = null, Confirmed = false };
        notes.Look(File, open.RowKey, "value", last.Value, open.Value, Reason.Of("roll.ended"));
        return open with { Name = words.Name(File, open.RowKey, "name", last.Name), Source = words.Source(File, open.RowKey, last.Source), Reason = words.Reasons(last.Reason, Reason.Of("roll.ended")) };
    }

    private Setting Deadline(Setting row, DateOnly due)
    {
        var day = move.Next(due);
        var next = row with { Value = DayMove.Write(day), From = launch, To = null };
        notes.Look(File, next.RowKey, "value", row.Value, next.Value, move.Why(day));
        return Settle(row, next, move.Why(day));
    }

    private Setting Carry(Setting row)
    {
        var value = IsPast(row) ? "-" : words.Names(row.Value) ? words.Name(File, row.RowKey, "value", row.Value) : row.Value;
        var next = value == row.Value ? row : row with { Value = value, From = row.From > launch ? row.From : launch };
        return Settle(row, next, value == row.Value ? null : Reason.Of("roll.named"));
    }

    /// <summary>Name, source and confirmation of a row that goes on. On the site the row before goes on too, until somebody gives it a last day.</summary>
    private Setting Settle(Setting row, Setting next, Reason? because)
    {
        if (row.RowKey != next.RowKey && (row.To is not { } to || to >= next.From))
            notes.Look(File, row.RowKey, "to", row.To is { } last ? DayMove.Write(last) : null, DayMove.Write(next.From!.Value.AddDays(-1)), Reason.Of("roll.closeRow"));
        var source = words.Source(File, next.RowKey, row.Source);
        var doubt = because ?? (source == row.Source ? null : Reason.Of("roll.planSource"));
        var (confirmed, reason) = words.Doubt(File, next.RowKey, row.Confirmed, row.Reason, doubt);
        return next with { Name = words.Name(File, next.RowKey, "name", row.Name, row.From, row.To), Source = source, Confirmed = confirmed, Reason = reason };
    }

    /// <summary>A day of the past, which is no last day that comes again.</summary>
    private bool IsPast(Setting row) => Day(row) is { } day && day < new DateOnly(old.Year + 1, 1, 1);

    private static DateOnly? Day(Setting row) => DateOnly.TryParseExact(row.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
