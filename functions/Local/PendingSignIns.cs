using System.Security.Cryptography;
using System.Text;

namespace EmulationM365.Functions.Local;

/// <summary>A sign-in that was started and has not come back.</summary>
/// <param name="Browser">The number the browser that started it holds in a cookie.</param>
/// <param name="Nonce">The number the token must repeat.</param>
/// <param name="Target">The local path to lead back to.</param>
/// <param name="Expires">Until when it may come back.</param>
internal sealed record PendingSignIn(string Browser, string Nonce, string Target, DateTimeOffset Expires);

/// <summary>The sign-ins under way, each for one use.</summary>
internal sealed class PendingSignIns(TimeProvider time)
{
    // Link scanners follow every mailed link and never come back, so there must be an end to what is kept.
    private const int Most = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PendingSignIn> _pending = [];

    /// <summary>Starts one and gives its state.</summary>
    public string Start(string browser, string nonce, string target)
    {
        var (state, now) = (SignInSessions.NewSecret(), time.GetUtcNow());
        lock (_gate)
        {
            foreach (var (key, _) in _pending.Where(pair => pair.Value.Expires <= now).ToList()) _pending.Remove(key);
            if (_pending.Count >= Most) _pending.Remove(_pending.MinBy(pair => pair.Value.Expires).Key);
            _pending[state] = new PendingSignIn(browser, nonce, target, now + Patience);
        }

        return state;
    }

    /// <summary>Takes one out, whatever comes of it; null when the state is unknown, used, expired, or of another browser.</summary>
    public PendingSignIn? Take(string state, string? browser)
    {
        PendingSignIn? pending;
        lock (_gate)
        {
            if (!_pending.Remove(state, out pending)) return null;
        }

        var same = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(pending.Browser), Encoding.UTF8.GetBytes(browser ?? ""));
        return same && pending.Expires > time.GetUtcNow() ? pending : null;
    }
}
