using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Faults.Notices;

/// <summary>Notifications are kept until so many have come together, and leave in an order that the seed throws: never the one in which they came.</summary>
internal sealed class ReorderNotice(int window) : NoticeFault("reorder")
{
    private readonly List<Notice> _held = [];

    public static ReorderNotice Read(RuleMembers members) => new(members.Whole("window", 2, 1000) ?? 4);

    public override bool IsLasting => true;

    public override IEnumerable<Notice> Pass(Notice notice, Dice dice, DateTimeOffset now)
    {
        _held.Add(notice with { IsAlone = true });
        if (_held.Count < window) return [];
        var came = _held.ToList();
        dice.Shuffle(_held);
        if (_held.SequenceEqual(came)) _held.Reverse();
        var leaving = _held.ToList();
        _held.Clear();
        return leaving;
    }

    public override IEnumerable<Notice> Rest() => _held;
}
