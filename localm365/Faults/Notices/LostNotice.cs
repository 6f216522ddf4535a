using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Faults.Notices;

/// <summary>A notification never leaves.</summary>
internal sealed class LostNotice() : NoticeFault("lost")
{
    public override IEnumerable<Notice> Pass(Notice notice, Dice dice, DateTimeOffset now) => [];
}
