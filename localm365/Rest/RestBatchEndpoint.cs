using System.Text;
using EmulationM365.LocalM365.Batch;
using EmulationM365.LocalM365.Recording;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Rest;

/// <summary>
/// <c>POST /sites/{name}/_api/$batch</c>: up to a hundred requests in one, done one after the other in the order given. Each goes its own way from the door on, with its own
/// rights, cost, faults and place in the recording, and is answered by itself: nothing is rolled back, and none waits for the outcome of another.
/// </summary>
internal static class RestBatchEndpoint
{
    /// <summary>Whether a path is such a batch itself.</summary>
    public static bool IsAt(string path) => path.EndsWith("/_api/$batch", StringComparison.OrdinalIgnoreCase);

    public static async Task<IResult> PostAsync(HttpContext http, Tenant tenant, string name)
    {
        var call = GraphCall.For(http, (Caller)http.Items[typeof(Caller)]!);
        call.Read(session => RestAccess.Site(call, session, name, Right.Read));
        if (http.Items.ContainsKey(typeof(BatchStep))) throw RestAccess.Wrong("A batch cannot hold another batch.");
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var steps = RestBatchBody.Read(http.Request.ContentType ?? "", body.ToArray(), $"{tenant.Origin}/sites/{name}/_api/");
        var boundary = "batchresponse_" + tenant.Ids.Text();
        using var answer = new MemoryStream();
        foreach (var step in steps) await AnswerAsync(http, tenant, step, boundary, answer);
        Write(answer, $"--{boundary}--\r\n");
        if (steps.Select(step => step.Wrong).FirstOrDefault(why => why is not null) is { } wrong) http.Items[typeof(Wrong)] = wrong;
        return Results.Bytes(answer.ToArray(), $"multipart/mixed; boundary={boundary}");
    }

    private static async Task AnswerAsync(HttpContext outer, Tenant tenant, BatchStep step, string boundary, MemoryStream to)
    {
        // who asks is settled by the batch, for all of it
        var headers = step.Headers.Where(header => !header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && !header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Append(("Authorization", outer.Request.Headers.Authorization.ToString()));
        var told = await SocketlessCall.RunAsync(outer, tenant, new SocketlessRequest(step.Method, step.Url, [.. headers], step.Body, step));
        var status = told?.Status ?? 504;
        Write(to, $"--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} {ReasonPhrases.GetReasonPhrase(status)}\r\n");
        if (told?.ContentType is { } type) Write(to, $"CONTENT-TYPE: {type}\r\n");
        foreach (var (header, value) in told?.Headers ?? new HeaderDictionary())
            if (header is "Retry-After" or "ETag" or "Location") Write(to, $"{header.ToUpperInvariant()}: {value}\r\n");
        Write(to, "\r\n");
        await to.WriteAsync(told?.Bytes ?? []);
        Write(to, "\r\n");
    }

    private static void Write(MemoryStream to, string text) => to.Write(Encoding.UTF8.GetBytes(text));
}
