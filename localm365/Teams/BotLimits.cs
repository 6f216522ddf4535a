using System.Collections.Concurrent;

namespace EmulationM365.LocalM365.Teams;

/// <summary>
/// How often a bot may write into one conversation (rate-limit.md: 7 in a second, 8 in two, 60 in thirty, 1800 in an hour), by the tenant's clock. Off at first: where the
/// clock stands still, a second never ends.
/// </summary>
internal sealed class BotLimits(TimeProvider clock)
{
    private static readonly (TimeSpan Window, int Most)[] _windows = [(TimeSpan.FromSeconds(1), 7), (TimeSpan.FromSeconds(2), 8), (TimeSpan.FromSeconds(30), 60), (TimeSpan.FromHours(1), 1800)];
    private readonly ConcurrentDictionary<string, List<DateTimeOffset>> _sent = new();

    public bool IsOn { get; set; }

    /// <summary>Counts one call; how long to wait when it is one too many.</summary>
    public TimeSpan? Take(string conversation)
    {
        if (!IsOn) return null;
        var (now, sent) = (clock.GetUtcNow(), _sent.GetOrAdd(conversation, _ => []));
        lock (sent)
        {
            sent.RemoveAll(moment => now - moment >= _windows[^1].Window);
            foreach (var (window, most) in _windows)
            {
                var inside = sent.Where(moment => now - moment < window).ToList();
                if (inside.Count >= most) return inside[^most] + window - now;
            }
            sent.Add(now);
            return null;
        }
    }
}
