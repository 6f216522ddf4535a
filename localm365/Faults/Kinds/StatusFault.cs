using System.Text;

namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>An answer of any status, with or without a body and Retry-After: throttling, a busy service, a gateway that gave up.</summary>
internal sealed class StatusFault(int status, string? retryAfter, double? retryAfterDate, string? body, string contentType) : RequestFault("status")
{
    public static StatusFault Read(RuleMembers members) => new(
        members.Whole("status", 200, 599) ?? 503, members.TextOrNumber("retryAfter"), RetryAfterDate(members), members.TextOrObject("body"), members.Text("contentType") ?? "application/json");

    public override Task<Fate> StrikeAsync(Struck struck)
    {
        struck.Clear();
        var response = struck.Http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        if (retryAfter is not null) response.Headers.RetryAfter = retryAfter;
        // an HTTP date is a moment of the tenant, as its Date header is
        if (retryAfterDate is { } seconds) response.Headers.RetryAfter = struck.Tenant.Clock.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);
        var date = struck.Tenant.Clock.GetUtcNow().UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
        response.Body.Write(Encoding.UTF8.GetBytes(body ?? Wire.Text(Wire.Error(struck.Http, Code(status), "A fault that was asked for.", date))));
        return Task.FromResult(Fate.Answered);
    }

    /// <summary>Graph's word for a status.</summary>
    public static string Code(int status) => status switch
    {
        400 => "invalidRequest",
        401 => "InvalidAuthenticationToken",
        403 => "accessDenied",
        404 => "itemNotFound",
        409 or 412 => "resourceModified",
        423 => "resourceLocked",
        429 => "activityLimitReached",
        503 => "serviceNotAvailable",
        504 => "gatewayTimeout",
        _ => "generalException",
    };

    private static double? RetryAfterDate(RuleMembers members)
    {
        var seconds = members.Seconds("retryAfterDate");
        return seconds is null || !members.Has("retryAfter") ? seconds : throw members.Wrong("retryAfterDate", "and 'retryAfter' are the same header: give one of them");
    }
}
