using System.Net;
using System.Text;

namespace EmulationM365.Bench.Simulation;

/// <summary>What becomes of a call.</summary>
internal enum Fate
{
    /// <summary>It is answered.</summary>
    Answered,

    /// <summary>Refused without effect: 429, 503 or 500.</summary>
    Refused,

    /// <summary>It has its effect, and the answer gets lost.</summary>
    UnknownAfter,

    /// <summary>It does not reach the service, which the caller cannot know.</summary>
    UnknownBefore,

    /// <summary>The process dies before it.</summary>
    CrashBefore,

    /// <summary>The process dies after its effect.</summary>
    CrashAfter,
}

/// <summary>How often things go wrong in a history, in parts of one.</summary>
internal sealed record FaultRates(double Refused, double UnknownAfter, double UnknownBefore, double Crash, double Stale, double Stall, double Lost, double Doubled, double Expired)
{
    public static FaultRates None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Drawn anew for each history: some are calm in one way and wild in another.</summary>
    public static FaultRates Draw(Random random) => new(
        Some(random, 0.25), Some(random, 0.20), Some(random, 0.10), Some(random, 0.06), Some(random, 0.40), Some(random, 0.02), Some(random, 1), Some(random, 0.5), Some(random, 0.02));

    /// <summary>So many calls of a hundred go wrong, in every way; reads lag behind and notifications get lost and doubled as often.</summary>
    public static FaultRates Percent(int percent) => new(0.4 * percent / 100, 0.3 * percent / 100, 0.2 * percent / 100, 0.05 * percent / 100, percent / 100.0, 0.01, percent / 100.0, percent / 100.0, 0.01);

    /// <summary>The fate of a call.</summary>
    public Fate Of(Random random)
    {
        var draw = random.NextDouble();
        if ((draw -= Refused) < 0) return Fate.Refused;
        if ((draw -= UnknownAfter) < 0) return Fate.UnknownAfter;
        if ((draw -= UnknownBefore) < 0) return Fate.UnknownBefore;
        if ((draw -= Crash) < 0) return Fate.CrashBefore;
        return draw - Crash < 0 ? Fate.CrashAfter : Fate.Answered;
    }

    private static double Some(Random random, double most) => random.Next(3) == 0 ? 0 : random.NextDouble() * most;
}

/// <summary>Answers that say no.</summary>
internal static class Refusals
{
    /// <summary>One of the ways in which Microsoft 365 refuses; the time before which nothing may be asked is given with it.</summary>
    public static (HttpResponseMessage Answer, TimeSpan Peace) Draw(Random random, DateTimeOffset now)
    {
        var seconds = random.Next(5) switch { 0 => 0, 1 => 1, 2 => random.Next(2, 20), 3 => random.Next(20, 110), _ => random.Next(120, 900) };
        return random.Next(6) switch
        {
            0 => (Of(503, null), TimeSpan.Zero),
            1 => (Of(500, null), TimeSpan.Zero),
            2 => (Of(429, (now + TimeSpan.FromSeconds(seconds)).ToString("R", System.Globalization.CultureInfo.InvariantCulture)), AtLeast(seconds)),
            3 => (Of(429, seconds == 0 ? "0.249" : $"{seconds}.5"), AtLeast(seconds == 0 ? 0 : seconds + 0.5)),
            4 => (Of(503, $"{seconds}"), AtLeast(seconds)),
            _ => (Of(429, $"{seconds}"), AtLeast(seconds)),
        };
    }

    public static HttpResponseMessage Of(int status, string? retryAfter)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent($$$"""{"error":{"code":"{{{(status == 429 ? "activityLimitReached" : "serviceNotAvailable")}}}","message":"not now"}}""", Encoding.UTF8, "application/json"),
        };
        if (retryAfter is not null) answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return answer;
    }

    private static TimeSpan AtLeast(double seconds) => TimeSpan.FromSeconds(Math.Max(1, seconds));
}
