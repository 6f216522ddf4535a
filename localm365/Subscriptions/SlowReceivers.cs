namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>How a receiver is treated for the time its answers took.</summary>
internal enum Treatment
{
    Normal,

    /// <summary>One answer in ten was slow: what is to be delivered waits.</summary>
    Delayed,

    /// <summary>Three answers in twenty were slow: what is to be delivered is thrown away.</summary>
    Dropped,
}

/// <summary>
/// Who answers slowly, counted by host over ten minutes of the tenant's time and then forgotten. The stricter of the published figures: an answer is slow
/// after 2.9 seconds, and a hundred answers are needed before anybody is judged.
/// </summary>
internal sealed class SlowReceivers
{
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(2.9);
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const int Enough = 100;
    private readonly Lock _one = new();
    private readonly Dictionary<string, Count> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string url, TimeSpan took, DateTimeOffset now)
    {
        lock (_one)
        {
            var count = At(url, now);
            _hosts[Host(url)] = count with { Answers = count.Answers + 1, Slow = count.Slow + (took > Slow ? 1 : 0) };
        }
    }

    public Treatment Of(string url, DateTimeOffset now)
    {
        lock (_one) return At(url, now).Treatment;
    }

    public JsonArray Read(DateTimeOffset now)
    {
        lock (_one)
            return new JsonArray([.. _hosts.Where(host => now - host.Value.Began < Window).Select(host => (JsonNode)new JsonObject
            {
                ["host"] = host.Key, ["answers"] = host.Value.Answers, ["slow"] = host.Value.Slow, ["treatment"] = host.Value.Treatment.ToString().ToLowerInvariant(),
            })]);
    }

    private Count At(string url, DateTimeOffset now) =>
        _hosts.TryGetValue(Host(url), out var count) && now - count.Began < Window && now >= count.Began ? count : new Count(now, 0, 0);

    private static string Host(string url) => new Uri(url).Authority;

    private sealed record Count(DateTimeOffset Began, int Answers, int Slow)
    {
        public Treatment Treatment => Answers < Enough ? Treatment.Normal
            : Slow * 100 >= Answers * 15 ? Treatment.Dropped
            : Slow * 10 >= Answers ? Treatment.Delayed
            : Treatment.Normal;
    }
}
