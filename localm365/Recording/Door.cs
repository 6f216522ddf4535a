using System.Text;
using EmulationM365.LocalM365.Batch;
using EmulationM365.LocalM365.Contract;
using EmulationM365.LocalM365.Faults;
using EmulationM365.LocalM365.Metering;
using Microsoft.AspNetCore.Http.Features;

namespace EmulationM365.LocalM365.Recording;

/// <summary>
/// Every request to Graph, REST and the authority passes here: it is identified, metered, perhaps broken on purpose, answered, and recorded.
/// </summary>
internal sealed class Door(RequestDelegate next, Tenant tenant)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var raw = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        PathSpelling.Rewrite(http.Request);
        tenant.Doorbell.Look();
        if (Api(http.Request.Path) is not { } api)
        {
            await Admission.PlainlyAsync(http, next);
            return;
        }
        var caller = Admission.Read(http, tenant);
        http.Items[typeof(Caller)] = caller;
        var identity = Identity(caller);
        await BufferAsync(http);
        var asked = tenant.Recorders.Count > 0 ? Asked(http.Request) : "";
        var wire = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        Identify(http);
        var (charge, units) = Count(http.Request, api, caller);
        var malformed = api == "graph" ? await RequestCheck.JudgeAsync(http) : null;
        var stroke = tenant.Faults.For(http, api, identity);
        var fate = await AnswerAsync(http, api, charge, malformed, stroke);
        http.Response.Body = wire;
        var status = fate == Fate.Lost ? 0 : http.Response.StatusCode;
        tenant.Requests.Add(tenant.Clock.GetUtcNow(), http.Request.Method, identity, raw, fate == Fate.Torn ? 0 : status, stroke?.Rule.Kind.Name, units);
        if (fate != Fate.Lost && answer.Length > 0) http.Response.ContentLength = answer.Length;
        var why = Why(http, malformed, stroke);
        // before it is sent: whoever has the answer finds the exchange in the recording; outside the recordings nobody reads what went by as text
        if (tenant.Recorders.Count > 0) Record(new Exchange(http, tenant.Origin + raw, identity, api, asked, Text(answer), status, why));
        if (fate == Fate.Torn) await TearAsync(http, answer, stroke!.Share);
        else if (fate == Fate.Lost) http.Abort();
        else await SendAsync(http, answer);
    }

    private void Record(Exchange exchange)
    {
        foreach (var recorder in tenant.Recorders) recorder.Add(exchange);
    }

    private async Task<Fate> AnswerAsync(HttpContext http, string api, Charge? charge, Refused? malformed, Stroke? stroke)
    {
        if (stroke is { Rule.IsAfter: false } && await stroke.FallAsync(http, api, tenant) is not Fate.GoesOn and var fate) return fate;
        try
        {
            Admission.Check(http, api, tenant);
            Throttle.Check(http, charge);
            if (malformed is not null) throw malformed;
            await next(http);
        }
        catch (Refused refused)
        {
            if (refused.IsMalformed) http.Items[typeof(Wrong)] = Wrong.Malformed;
            await Admission.RefuseAsync(http, refused, api, tenant);
        }
        catch (Exception odd) when (Admission.IsOdd(odd))
        {
            await Admission.RefuseAsync(http, new Refused(400, "BadRequest", odd.Message), api, tenant);
        }
        return stroke is { Rule.IsAfter: true } ? await stroke.FallAsync(http, api, tenant) : Fate.Answered;
    }

    /// <summary>Why the exchange does not belong into a recording of good traffic; the batch it came in does not, then, either.</summary>
    private static string? Why(HttpContext http, Refused? malformed, Stroke? stroke)
    {
        var why = stroke is not null ? Wrong.Fault : malformed is not null ? Wrong.Malformed : http.Items[typeof(Wrong)] as string;
        if (why is not null && http.Items[typeof(BatchStep)] is BatchStep step) step.Wrong = why;
        return why;
    }

    /// <summary>Counts the request whatever becomes of it: Microsoft 365 counts refused ones too.</summary>
    private (Charge? Charge, int Units) Count(HttpRequest request, string api, Caller? caller)
    {
        // a batch costs what the requests in it cost, and each of them passes here by itself
        if (api is "openid" or "bot" || BatchEndpoint.IsAt(request.Path) || Rest.RestBatchEndpoint.IsAt(request.Path)) return (null, 0);
        var units = CostTable.Units(request.Method, request.Path, request.QueryString.Value ?? "", request.Query.ContainsKey("token"));
        tenant.Meter.Count(Identity(caller), api, units, request.Method != "GET");
        return (caller is null ? null : tenant.Quota.Spend(caller.AppId, units), units);
    }

    private static string Identity(Caller? caller) => caller?.Identity ?? "none";

    private void Identify(HttpContext http)
    {
        var request = tenant.Ids.Text();
        http.Response.Headers["request-id"] = request;
        // an answer says what time it is for the tenant, which is not the machine's
        http.Response.Headers.Date = tenant.Clock.GetUtcNow().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers["client-request-id"] = http.Request.Headers["client-request-id"].ToString() is { Length: > 0 } given ? given : request;
    }

    private static async Task BufferAsync(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Request.Body = body;
    }

    private static string Asked(HttpRequest request) => request.Path.Value!.EndsWith("/content", StringComparison.Ordinal) ? "" : Text((MemoryStream)request.Body);

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);

    private static async Task SendAsync(HttpContext http, MemoryStream answer)
    {
        if (answer.Length == 0) return;
        answer.Position = 0;
        await answer.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    /// <summary>Promises the whole answer, sends a part of it, and ends.</summary>
    private static async Task TearAsync(HttpContext http, MemoryStream answer, double share)
    {
        if (answer.Length > 0)
        {
            await http.Response.Body.WriteAsync(answer.ToArray().AsMemory(0, (int)Math.Min(answer.Length * share, answer.Length - 1)), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
        // the server closes a connection whose answer ends too early, after what was sent; where there is none, there is nothing to close
        if (!http.Response.HasStarted) http.Abort();
    }

    private static string? Api(string path)
    {
        if (path.StartsWith("/v1.0", StringComparison.OrdinalIgnoreCase)) return "graph";
        if (path.StartsWith("/openid/", StringComparison.OrdinalIgnoreCase)) return "openid";
        if (path.StartsWith("/connector/", StringComparison.OrdinalIgnoreCase)) return "bot";
        return CostTable.IsRest(path) ? "rest" : null;
    }
}
