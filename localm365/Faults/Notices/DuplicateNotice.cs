using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Faults.Notices;

/// <summary>A notification comes once more than it should, or several times more.</summary>
internal sealed class DuplicateNotice(int more) : NoticeFault("duplicate")
{
    public static DuplicateNotice Read(RuleMembers members) => new(members.Whole("copies", 1, 1000) ?? 1);

    public override IEnumerable<Notice> Pass(Notice notice, Dice dice, DateTimeOffset now) => Enumerable.Repeat(notice with { IsAlone = true }, more + 1);
}
