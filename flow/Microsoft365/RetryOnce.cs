using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace EmulationM365.Microsoft365;

/// <summary>
/// The one retry policy. A 429 was refused for sure, so any call is repeated after the time it names. A 503, 504 or a lost answer leaves the effect of a
/// write unknown, so only reads are repeated: the library's own retry would re-send a POST and send the same mail twice. The time that one call is told holds
/// for every call to the same part of Microsoft 365. A call sleeps <see cref="MostSleep"/> at most; told to wait longer, it and all after it end as throttled at once.
/// A write that has waited longer than <see cref="MostWait"/>, because the process was frozen or others stood before it, does not go out any more: whoever asked for it
/// may have been taken over by another worker meanwhile, and decides anew.
/// </summary>
public sealed class RetryOnce(Lanes lanes) : DelegatingHandler
{
    /// <summary>Repeats of one call.</summary>
    public const int Repeats = 4;

    /// <summary>What one call sleeps at most, all its waits together; far less than a function may run.</summary>
    public static readonly TimeSpan MostSleep = TimeSpan.FromMinutes(2);

    /// <summary>What a write waits at most before it goes out, by the clock and not by what it meant to sleep; with <see cref="Streams.Ledger.Fence"/> before it still far shorter than a lease.</summary>
    public static readonly TimeSpan MostWait = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bill = Bill.Of(request);
        var (lane, patience, began) = (lanes.To(bill.Bucket), new Patience(MostSleep), lanes.Time.GetTimestamp());
        for (var attempt = 0; ; attempt++)
        {
            if (await lane.EnterAsync(bill.Units, patience, cancellationToken) is { } closed) return NotSent(request, closed);
            if (request.Method != HttpMethod.Get && lanes.Time.GetElapsedTime(began) > MostWait)
            {
                lane.Leave();
                return NotSent(request, RetryAfter.Within(TimeSpan.Zero));
            }

            var (answer, wait) = await TryAsync(request, lane, attempt, cancellationToken);
            if (answer is not null && (wait is null || !patience.Allows(wait.Value))) return answer;
            var throttled = answer?.StatusCode == HttpStatusCode.TooManyRequests;
            answer?.Dispose();
            // The lane makes whoever was throttled wait, with everybody else.
            if (!throttled) await patience.SleepAsync(wait!.Value, lanes.Time, cancellationToken);
        }
    }

    /// <summary>A wait before the next attempt, by the number of those before, when the service named none.</summary>
    internal static TimeSpan Wait(int attempt) => TimeSpan.FromSeconds(1 << attempt);

    /// <summary>Sends once.</summary>
    /// <returns>The answer, and how long to wait before the call is sent again; null = that is the answer. No answer = the connection broke, and it is sent again.</returns>
    private async Task<(HttpResponseMessage? Answer, TimeSpan? Wait)> TryAsync(HttpRequestMessage request, Lane lane, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            return (answer, Heed(answer, lane, attempt) is { } wait && attempt < Repeats && Worth(request.Method, answer.StatusCode) ? wait : null);
        }
#if MUTANTS
        catch (HttpRequestException) when (attempt < Repeats && Mutant.Is("resend-on-unknown"))
        {
            return (null, Wait(attempt));
        }
#endif
        catch (HttpRequestException failure) when (attempt < Repeats && request.Method == HttpMethod.Get && failure.HttpRequestError != HttpRequestError.ConnectionError)
        {
            return (null, Wait(attempt));
        }
        finally
        {
            lane.Leave();
        }
    }

    /// <summary>An answer that asks for peace closes the lane before anybody else goes out, and says the time in seconds from here on, whatever form it came in.</summary>
    private TimeSpan? Heed(HttpResponseMessage answer, Lane lane, int attempt)
    {
        if (!Away(answer.StatusCode)) return null;
        var told = RetryAfter.Told(name => answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null, lanes.Time.GetUtcNow());
        var wait = told ?? RetryAfter.Within(Wait(attempt));
        if (told is null && answer.StatusCode != HttpStatusCode.TooManyRequests) return wait;
        lane.Close(wait);
        Say(answer, wait);
        return wait;
    }

    private static bool Away(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway;

    /// <summary>An answer of this status is worth another attempt.</summary>
    internal static bool Worth(HttpMethod method, HttpStatusCode status) =>
#if MUTANTS
        (Mutant.Is("resend-on-unknown") && Away(status)) ||
#endif
        status == HttpStatusCode.TooManyRequests || (Away(status) && method == HttpMethod.Get);

    private static void Say(HttpResponseMessage answer, TimeSpan wait)
    {
        answer.Headers.Remove("Retry-After");
        answer.Headers.TryAddWithoutValidation("Retry-After", RetryAfter.Written(wait));
    }

    /// <summary>The answer that the service would give, without asking it.</summary>
    private static HttpResponseMessage NotSent(HttpRequestMessage request, TimeSpan wait)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            RequestMessage = request,
            Content = new StringContent("""{"error":{"code":"activityLimitReached","message":"not sent: the service asked to be left in peace, or the call waited too long"}}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        Say(answer, wait);
        return answer;
    }
}
