using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Faults;

/// <summary>A fault of notifications: what leaves instead of one that was about to.</summary>
internal abstract class NoticeFault(string name) : IFault
{
    public string Name => name;

    public virtual bool IsLasting => false;

    public abstract IEnumerable<Notice> Pass(Notice notice, Dice dice, DateTimeOffset now);

    /// <summary>A list changed once more: what was held back for that leaves now.</summary>
    public virtual IEnumerable<Notice> Further(long list) => [];

    /// <summary>The script is gone: what it still holds leaves.</summary>
    public virtual IEnumerable<Notice> Rest() => [];
}
