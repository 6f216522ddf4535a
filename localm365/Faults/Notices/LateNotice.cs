using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Faults.Notices;

/// <summary>A notification comes only when the tenant's clock has moved so far, or after so many further changes of its list.</summary>
internal sealed class LateNotice(double? seconds, int? changes) : NoticeFault("late")
{
    private readonly List<(Notice Notice, int Left)> _held = [];

    public static LateNotice Read(RuleMembers members)
    {
        var (seconds, changes) = (members.Seconds("seconds"), members.Whole("changes", 1));
        return seconds is null == changes is null ? throw members.Wrong("seconds", "or 'changes' must say how late, and not both") : new LateNotice(seconds, changes);
    }

    public override IEnumerable<Notice> Pass(Notice notice, Dice dice, DateTimeOffset now)
    {
        var late = notice with { IsAlone = true };
        if (seconds is { } wait) return [late with { NotBefore = now.AddSeconds(wait), Rung = now.AddSeconds(wait) }];
        _held.Add((late, changes!.Value));
        return [];
    }

    public override IEnumerable<Notice> Further(long list)
    {
        var due = new List<Notice>();
        for (var at = 0; at < _held.Count; at++)
        {
            var (notice, left) = _held[at];
            if (notice.List != list) continue;
            _held[at] = (notice, left - 1);
            if (left == 1) due.Add(notice);
        }
        _held.RemoveAll(held => held.Left == 0);
        return due;
    }

    public override IEnumerable<Notice> Rest() => _held.Select(held => held.Notice);
}
