using EmulationM365.LocalM365.Mail;

namespace EmulationM365.LocalM365.Control;

/// <summary><c>/_local/*</c>: what tests, the rehearsal and a curious developer turn. No token; the port is on the loopback only.</summary>
internal static class ControlEndpoints
{
    public static IResult Meter(Tenant tenant)
    {
        var body = tenant.Meter.Read();
        tenant.Quota.Write(body);
        return Wire.Plain(body);
    }

    /// <summary>Sets the units that an app may spend in a minute, <c>{"unitsPerMinute": 1250}</c>; null takes the quota away. What was spent so far is forgotten.</summary>
    public static async Task<IResult> SetQuotaAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(request, cancellationToken);
        if (!asked.TryGetPropertyValue("unitsPerMinute", out var units) || units is not null && !(units is JsonValue value && value.TryGetValue<int>(out _)))
            throw new BadHttpRequestException("unitsPerMinute is missing: a whole number of units, or null for no quota.");
        tenant.Quota.Set(units?.GetValue<int>());
        return Meter(tenant);
    }

    public static IResult ClearMeter(Tenant tenant)
    {
        tenant.Meter.Clear();
        return Results.NoContent();
    }

    public static IResult Har(Tenant tenant) => tenant.Recorder is { } recorder
        ? Results.Text(recorder.Read(), "application/json;charset=utf-8")
        : Results.NotFound("Nothing is recorded: localm365 was started without a record file.");

    /// <summary>Every request so far that Graph, REST and the authority got, one a line, in the order in which they were answered.</summary>
    public static IResult Requests(Tenant tenant) => Results.Text(tenant.Requests.Read(), "text/plain;charset=utf-8");

    /// <summary>Makes every delta token of a list that is out there answer 410.</summary>
    public static async Task<IResult> ExpireDeltaAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var list = (await ReadAsync(request, cancellationToken)).String("listId");
        var known = tenant.Database.Write(session => session.Run($"UPDATE lists SET generation = generation + 1 WHERE guid = {list}"));
        return known > 0 ? Results.NoContent() : Results.NotFound("No list has this id.");
    }

    /// <summary>The mails of the tenant from a number on, whole: <c>?after=</c>, <c>?to=</c>.</summary>
    public static IResult Mails(Tenant tenant, long? after, string? to) => Wire.Plain(Wire.Collection(
        tenant.Database.Read(session => MailStore.All(session, after ?? 0))
            .Where(mail => to is null || mail.Recipients.Contains(to, StringComparer.OrdinalIgnoreCase))
            .Select(mail => mail.ToJson())));

    internal static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken) as JsonObject ?? throw new BadHttpRequestException("A JSON object is expected.");
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body is not JSON: " + fault.Message);
        }
    }
}
