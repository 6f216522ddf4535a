using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Faults.Notices;

/// <summary>A notification goes to a receiver it was not meant for, and its own never hears of it.</summary>
internal sealed class MisdirectNotice(string url) : NoticeFault("misdirect")
{
    public static MisdirectNotice Read(RuleMembers members)
    {
        var url = members.Needed("url");
        return Uri.TryCreate(url, UriKind.Absolute, out _) ? new MisdirectNotice(url) : throw members.Wrong("url", "must be an absolute address");
    }

    public override IEnumerable<Notice> Pass(Notice notice, Dice dice, DateTimeOffset now) => [notice with { Url = url, IsAlone = true }];
}
