using System.Globalization;
using System.Net.Http.Headers;

namespace EmulationM365.Microsoft365;

/// <summary>How long a service asks to be left in peace, in whichever form it says so.</summary>
public static class RetryAfter
{
    /// <summary>Nothing is waited for longer, whatever is told: a nonsense number would silence the product for good.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Nothing is waited for less: a zero would hammer the service that asks for peace.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The wait that an answer asks for: the longer of Retry-After and RateLimit-Reset. Null when it names none that can be read.</summary>
    /// <param name="header">Raw value of a header by name.</param>
    /// <param name="now">Now, from which a date counts.</param>
    public static TimeSpan? Told(Func<string, string?> header, DateTimeOffset now) => (Read(header("Retry-After"), now), Read(header("RateLimit-Reset"), now)) switch
    {
        (null, null) => null,
        var (after, reset) => Within(after > reset || reset is null ? after!.Value : reset.Value),
    };

    /// <summary>A wait that is neither nothing nor nonsense.</summary>
    public static TimeSpan Within(TimeSpan wait) => wait < Shortest ? Shortest : wait > Longest ? Longest : wait;

    /// <summary>The seconds of a wait, as a header says them.</summary>
    public static string Written(TimeSpan wait) => wait.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static TimeSpan? Read(string? told, DateTimeOffset now)
    {
        if (told is null) return null;
        // Seconds with a decimal point, or more of them than a number holds, are none by the standard; services send them.
        if (double.TryParse(told, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
        return RetryConditionHeaderValue.TryParse(told, out var read) && read.Date is { } date ? date - now : null;
    }
}
