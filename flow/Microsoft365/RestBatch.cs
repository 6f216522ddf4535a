using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>One call of SharePoint REST.</summary>
/// <param name="What">Names it in the message that people will read.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Server-relative address, encoded.</param>
/// <param name="Body">Its body; null = none.</param>
/// <param name="Merge">It changes what is there, whatever its version.</param>
internal sealed record RestCall(string What, HttpMethod Method, string Path, JObject? Body, bool Merge)
{
    /// <summary>Everything of a site is addressed below this.</summary>
    public string Root => Path[..(Path.IndexOf("/_api/", StringComparison.Ordinal) + "/_api/".Length)];
}

/// <summary>What came of one call.</summary>
/// <param name="Body">What was answered; empty when nothing was.</param>
/// <param name="Failure">Why not; null when it succeeded.</param>
/// <param name="Repeated">It was throttled before, so that calls behind it were done before it.</param>
internal sealed record RestAnswer(JObject Body, M365Exception? Failure, bool Repeated);

/// <summary>
/// Several calls that write, in one exchange: done by the service in the order given, each at its own price and with its own outcome, none undone when another fails. What was throttled is sent
/// again, and only that, after the time told; a call whose outcome is unknown is never repeated.
/// </summary>
internal sealed partial class RestBatch(Tenancy tenancy)
{
    /// <summary>Calls that one batch may hold.</summary>
    public const int Most = 100;

    private const string What = "send a batch";
    private const string Line = "\r\n";

    // A boundary stands at the beginning of a line, and JSON on one line has no other line that could begin so.
    private const string Boundary = "batch_1";
    private const string Set = "changeset_1";

    /// <summary>Sends the calls, which all go to one site.</summary>
    /// <returns>What came of each, in the order given.</returns>
    public async Task<IReadOnlyList<RestAnswer>> SendAsync(IReadOnlyList<RestCall> calls, CancellationToken cancellationToken)
    {
        var answers = new RestAnswer[calls.Count];
        foreach (var block in Enumerable.Range(0, calls.Count).Chunk(Most))
        {
            var (open, left) = (block, RetryOnce.MostSleep);
            for (var attempt = 0; open.Length > 0; attempt++)
            {
                var told = await TriedAsync([.. open.Select(call => calls[call])], cancellationToken);
                for (var at = 0; at < open.Length; at++) answers[open[at]] = Judged(calls[open[at]], told[at], attempt);
                open = attempt == RetryOnce.Repeats ? [] : [.. open.Where((_, at) => told[at].Status == (int)HttpStatusCode.TooManyRequests)];
                // The lane makes the next batch wait; together they wait no longer than one call would.
                if ((left -= open.Select(call => answers[call].Failure!.RetryAfter ?? TimeSpan.Zero).DefaultIfEmpty().Max()) < TimeSpan.Zero) break;
            }
        }

        return answers;
    }

    /// <summary>The answer to each call; where there is none, what the batch as a whole met.</summary>
    private async Task<IReadOnlyList<Told>> TriedAsync(IReadOnlyList<RestCall> calls, CancellationToken cancellationToken)
    {
        try
        {
            var told = await Failures.Named(What, () => ExchangeAsync(calls, cancellationToken), cancellationToken);
            return [.. calls.Select((_, at) => at < told.Count ? told[at] : new Told(0, new Dictionary<string, string>(), "", null))];
        }
        catch (M365Exception failure)
        {
            return [.. calls.Select(_ => new Told(0, new Dictionary<string, string>(), "", failure))];
        }
    }

    private RestAnswer Judged(RestCall call, Told told, int attempt)
    {
        if (told.Whole is { } whole) return new RestAnswer([], whole.Of(call.What), attempt > 0);
        if (told.Status == 0) return new RestAnswer([], new M365Exception(Failure.Unknown, call.What, "the batch was answered without an answer to this"), attempt > 0);
        if (told.Status is >= 200 and < 300) return new RestAnswer(told.Body.StartsWith('{') ? JObject.Parse(told.Body) : [], null, attempt > 0);
        var wait = Heed(told, attempt);
        return new RestAnswer([], Failures.Answered(call.What, told.Status, Failures.Said(told.Body), name => name == "Retry-After" && wait is { } seconds ? RetryAfter.Written(seconds) : told.Headers.GetValueOrDefault(name)), attempt > 0);
    }

    /// <summary>A call that was throttled closes the way for everybody, as one outside a batch would have.</summary>
    private TimeSpan? Heed(Told told, int attempt)
    {
        var wait = RetryAfter.Told(told.Headers.GetValueOrDefault, tenancy.Time.GetUtcNow());
        if (told.Status is not (429 or 503 or 504) || (wait is null && told.Status != 429)) return null;
        wait ??= RetryAfter.Within(RetryOnce.Wait(attempt));
        tenancy.Lanes.To(Bucket.SharePoint).Close(wait.Value);
        return wait;
    }

    private async Task<IReadOnlyList<Told>> ExchangeAsync(IReadOnlyList<RestCall> calls, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, calls[0].Root + "$batch");
        request.Options.Set(Bill.Inside, [.. calls.Select(call => (call.Method, Address(call)))]);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tenancy.SharePointTokenAsync(cancellationToken));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Written(calls)));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/mixed; boundary={Boundary}");
        using var answer = await tenancy.Rest.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode) throw Failures.Answered(What, answer, text);
        return answer.Content.Headers.ContentType?.MediaType == "multipart/mixed" ? Read(text) : throw new JsonException("the answer is no batch");
    }

    private Uri Address(RestCall call) => new(tenancy.Options.SharePointBaseUrl, call.Path);

    /// <summary>One change set with all the calls: the service answers in the order in which they stand.</summary>
    private string Written(IReadOnlyList<RestCall> calls)
    {
        var text = new StringBuilder($"--{Boundary}{Line}Content-Type: multipart/mixed; boundary={Set}{Line}{Line}");
        foreach (var call in calls)
        {
            text.Append(CultureInfo.InvariantCulture, $"--{Set}{Line}Content-Type: application/http{Line}Content-Transfer-Encoding: binary{Line}{Line}");
            // Inside a batch the method is said plainly; tunnelling it through POST is for what stands alone.
            text.Append(CultureInfo.InvariantCulture, $"{(call.Merge ? "MERGE" : call.Method.Method)} {Address(call).AbsoluteUri} HTTP/1.1{Line}Accept: application/json;odata=nometadata{Line}");
            if (call.Merge) text.Append("If-Match: *").Append(Line);
            if (call.Body is { } body) text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json;odata=nometadata{Line}{Line}{body.ToString(Formatting.None)}");
            else text.Append(Line);
            text.Append(Line);
        }

        return text.Append(CultureInfo.InvariantCulture, $"--{Set}--{Line}--{Boundary}--{Line}").ToString();
    }

    /// <summary>The parts of an answer in their order, whether they stand in a change set or, as SharePoint has them, beside each other.</summary>
    private static List<Told> Read(string text)
    {
        var told = new List<Told>();
        foreach (var part in BoundaryLine().Split(text))
        {
            var at = part.IndexOf("HTTP/1.1 ", StringComparison.Ordinal);
            if (at < 0) continue;
            var end = part.IndexOf("\r\n\r\n", at, StringComparison.Ordinal);
            var head = (end < 0 ? part[at..] : part[at..end]).Split(Line, StringSplitOptions.RemoveEmptyEntries);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var pair in head[1..].Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)) headers[pair[0].Trim()] = pair[1].Trim();
            var status = int.TryParse(head[0].Split(' ')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            told.Add(new Told(status, headers, end < 0 ? "" : part[(end + 4)..].Trim(), null));
        }

        return told;
    }

    [GeneratedRegex(@"^--\S+\r?$", RegexOptions.Multiline)]
    private static partial Regex BoundaryLine();

    private sealed record Told(int Status, IReadOnlyDictionary<string, string> Headers, string Body, M365Exception? Whole);
}
