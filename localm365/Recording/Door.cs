using System.Text;
using EmulationM365.LocalM365.Batch;
using EmulationM365.LocalM365.Contract;
using EmulationM365.LocalM365.Control;
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
        if (Api(http.Request.Path) is not { } api)
        {
            await Admission.PlainlyAsync(http, next);
            return;
        }
        var caller = Admission.Read(http, tenant);
        http.Items[typeof(Caller)] = caller;
        var identity = Identity(caller);
        var asked = await BufferAsync(http);
        var wire = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        Identify(http);
        var charge = Count(http.Request, api, caller);
        var malformed = api == "graph" ? await RequestCheck.JudgeAsync(http) : null;
        var fault = tenant.Faults.For(http.Request.Method, Uri.UnescapeDataString(http.Request.Path), identity);
        var sent = await AnswerAsync(http, api, charge, malformed, fault);
        http.Response.Body = wire;
        if (sent) await SendAsync(http, answer);
        var text = Encoding.UTF8.GetString(answer.ToArray());
        var status = sent ? http.Response.StatusCode : 0;
        if (tenant.Recorders.Count > 0) Record(new Exchange(http, tenant.Origin + raw, identity, api, asked, text, status, Why(http, malformed, fault)));
        if (!sent) http.Abort();
    }

    private void Record(Exchange exchange)
    {
        foreach (var recorder in tenant.Recorders) recorder.Add(exchange);
    }

    /// <summary>False when the answer is to be lost.</summary>
    private async Task<bool> AnswerAsync(HttpContext http, string api, Charge? charge, Refused? malformed, FaultRule? fault)
    {
        if (fault is { After: false }) return Faults.Apply(fault, http);
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
        return fault is null || Faults.Apply(fault, http);
    }

    /// <summary>Why the exchange does not belong into a recording of good traffic; the batch it came in does not, then, either.</summary>
    private static string? Why(HttpContext http, Refused? malformed, FaultRule? fault)
    {
        var why = fault is not null ? Wrong.Fault : malformed is not null ? Wrong.Malformed : http.Items[typeof(Wrong)] as string;
        if (why is not null && http.Items[typeof(BatchStep)] is BatchStep step) step.Wrong = why;
        return why;
    }

    /// <summary>Counts the request whatever becomes of it: Microsoft 365 counts refused ones too.</summary>
    private Charge? Count(HttpRequest request, string api, Caller? caller)
    {
        // a batch costs what the requests in it cost, and each of them passes here by itself
        if (api == "openid" || BatchEndpoint.IsAt(request.Path)) return null;
        var units = CostTable.Units(request.Method, request.Path, request.QueryString.Value ?? "", request.Query.ContainsKey("token"));
        tenant.Meter.Count(Identity(caller), api, units, request.Method != "GET");
        return caller is null ? null : tenant.Quota.Spend(caller.AppId, units);
    }

    private static string Identity(Caller? caller) => caller?.Identity ?? "none";

    private static void Identify(HttpContext http)
    {
        var request = Guid.NewGuid().ToString();
        http.Response.Headers["request-id"] = request;
        http.Response.Headers["client-request-id"] = http.Request.Headers["client-request-id"].ToString() is { Length: > 0 } given ? given : request;
    }

    private static async Task<string> BufferAsync(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Request.Body = body;
        return http.Request.Path.Value!.EndsWith("/content", StringComparison.Ordinal) ? "" : Encoding.UTF8.GetString(body.ToArray());
    }

    private static async Task SendAsync(HttpContext http, MemoryStream answer)
    {
        if (answer.Length == 0) return;
        http.Response.ContentLength = answer.Length;
        answer.Position = 0;
        await answer.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static string? Api(string path)
    {
        if (path.StartsWith("/v1.0", StringComparison.OrdinalIgnoreCase)) return "graph";
        if (path.StartsWith("/openid/", StringComparison.OrdinalIgnoreCase)) return "openid";
        return CostTable.IsRest(path) ? "rest" : null;
    }
}
