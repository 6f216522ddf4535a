using EmulationM365.Microsoft365;

namespace EmulationM365.Effects;

/// <summary>
/// How many mails that ask this process has sent to whom today. Kept in memory alone: after a restart somebody may have a few single mails more, which is worth no request.
/// </summary>
public sealed class MailCount
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, int> _sent = new(StringComparer.Ordinal);
    private DateOnly _day;

    /// <summary>Everybody of these has had so many today; nobody of none.</summary>
    public bool Many(IReadOnlyCollection<StaffMember> asked, DateOnly today, int most)
    {
        lock (_turn) return _day == today && asked.Count > 0 && asked.All(member => _sent.GetValueOrDefault(member.StaffKey) >= most);
    }

    /// <summary>A mail went out to these.</summary>
    public void Sent(IEnumerable<StaffMember> to, DateOnly today)
    {
        lock (_turn)
        {
            if (_day != today) _sent.Clear();
            _day = today;
            foreach (var member in to) _sent[member.StaffKey] = _sent.GetValueOrDefault(member.StaffKey) + 1;
        }
    }
}
