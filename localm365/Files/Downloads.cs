using System.Collections.Concurrent;

namespace EmulationM365.LocalM365.Files;

/// <summary>The addresses at which bytes can be fetched without a token. They live for some minutes and die with the process.</summary>
internal sealed class Downloads(TenantClock clock, Ids ids)
{
    /// <summary>How long a download address works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int Sweep = 1024;

    private readonly ConcurrentDictionary<string, (Download What, DateTimeOffset Until)> _open = new();

    public string Add(Download what)
    {
        var now = clock.GetUtcNow();
        if (_open.Count % Sweep == Sweep - 1)
            foreach (var (old, (_, until)) in _open)
                if (until < now) _open.TryRemove(old, out _);
        var key = ids.Digits();
        _open[key] = (what, now + Lifetime);
        return "/_layouts/15/download.aspx?tempauth=" + key;
    }

    public Download? Find(string key) => _open.TryGetValue(key, out var entry) && entry.Until >= clock.GetUtcNow() ? entry.What : null;
}

/// <summary>What an address leads to: a file as it is then; or, with a version, as it was; or, as PDF, that version converted.</summary>
internal sealed record Download(long List, long Item, long? Version = null, bool Pdf = false);
