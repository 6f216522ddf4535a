using EmulationM365.LocalM365.Metering;

namespace EmulationM365.LocalM365.Recording;

/// <summary>The quota on the wire: the headers that warn an app, and the refusal.</summary>
internal static class Throttle
{
    /// <summary>
    /// Warns, and refuses what the quota has no room for. The headers are those of the IETF's draft 03, plain numbers, and only apps that speak for themselves get them.
    /// </summary>
    public static void Check(HttpContext http, Charge? charge)
    {
        if (charge is null) return;
        var headers = http.Response.Headers;
        if (charge.IsNear && http.Items[typeof(Caller)] is Caller { IsApp: true })
        {
            headers["RateLimit-Limit"] = Number(charge.Limit);
            headers["RateLimit-Remaining"] = Number(charge.Remaining);
            headers["RateLimit-Reset"] = Number(charge.SecondsLeft);
        }
        if (!charge.IsOver) return;
        headers.RetryAfter = Number(charge.RetryAfter);
        throw new Refused(429, "activityLimitReached", "The request has been throttled");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
