using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Kiota.Abstractions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>One request of a batch.</summary>
/// <param name="What">Names it in the message that people will read.</param>
/// <param name="Request">The request, as the library builds it; its body is a JSON object, if it has one.</param>
internal sealed record BatchPart(string What, RequestInformation Request);

/// <summary>What came of one request of a batch.</summary>
/// <param name="Body">What was answered; empty when nothing was.</param>
/// <param name="Failure">Why not; null when it succeeded.</param>
internal sealed record BatchAnswer(JObject Body, M365Exception? Failure);

/// <summary>
/// Several requests in one: one trip, each at its own price and with its own outcome, done in any order. The library's own batch loses ids when it repeats and
/// unescapes addresses, so the form is written here. Requests that were throttled are sent again after the time told, and only those; a write whose outcome is
/// unknown is never repeated.
/// </summary>
internal sealed class Batch(Tenancy tenancy)
{
    /// <summary>Requests that one batch may hold.</summary>
    public const int Most = 20;

    private const string What = "send a batch";

    /// <summary>Sends them, twenty at a time.</summary>
    /// <returns>What came of each, in the order given.</returns>
    public async Task<IReadOnlyList<BatchAnswer>> SendAsync(IReadOnlyList<BatchPart> parts, CancellationToken cancellationToken)
    {
        var answers = new BatchAnswer[parts.Count];
        foreach (var block in Enumerable.Range(0, parts.Count).Chunk(Most))
        {
            var (open, left) = (block, RetryOnce.MostSleep);
            for (var attempt = 0; open.Length > 0; attempt++)
            {
                var told = await TriedAsync([.. open.Select(part => parts[part])], cancellationToken);
                for (var at = 0; at < open.Length; at++) answers[open[at]] = Judged(parts[open[at]], told[at], attempt);
                open = attempt == RetryOnce.Repeats ? [] : [.. open.Where((part, at) => told[at].Answer is { } answer && Worth(parts[part], answer))];
                // The lane makes the next batch wait; together they wait no longer than one call would.
                if ((left -= open.Select(part => answers[part].Failure!.RetryAfter ?? TimeSpan.Zero).DefaultIfEmpty().Max()) < TimeSpan.Zero) break;
            }
        }

        return answers;
    }

    /// <summary>The answer to each part; where there is none, what the batch as a whole met.</summary>
    private async Task<IReadOnlyList<(JObject? Answer, M365Exception? Whole)>> TriedAsync(IReadOnlyList<BatchPart> parts, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await Failures.Named(What, () => ExchangeAsync(parts, cancellationToken), cancellationToken);
            return [.. parts.Select((_, at) => (answers.GetValueOrDefault(Id(at)), (M365Exception?)null))];
        }
        catch (M365Exception failure)
        {
            return [.. parts.Select(_ => ((JObject?)null, (M365Exception?)failure))];
        }
    }

    private BatchAnswer Judged(BatchPart part, (JObject? Answer, M365Exception? Whole) told, int attempt)
    {
        if (told.Whole is { } whole) return new BatchAnswer([], whole.Of(part.What));
        if (told.Answer is not { } answer || Status(answer) == 0) return new BatchAnswer([], new M365Exception(Failure.Unknown, part.What, "the batch was answered without an answer to this"));
        var (status, body) = (Status(answer), answer["body"] as JObject ?? []);
        if (status is >= 200 and < 300) return new BatchAnswer(body, null);
        var wait = Heed(part, answer, attempt);
        return new BatchAnswer(body, Failures.Answered(part.What, status, Failures.Said(body.ToString(Formatting.None)), name => name == "Retry-After" && wait is { } told ? RetryAfter.Written(told) : Header(answer, name)));
    }

    /// <summary>A part that was throttled closes the way for everybody, as a call of its own would have.</summary>
    private TimeSpan? Heed(BatchPart part, JObject answer, int attempt)
    {
        var told = RetryAfter.Told(name => Header(answer, name), tenancy.Time.GetUtcNow());
        if (!Worth(part, answer) && (told is null || Status(answer) is not (503 or 504))) return null;
        var wait = told ?? RetryAfter.Within(RetryOnce.Wait(attempt));
        tenancy.Lanes.To(Bill.Of(Method(part), part.Request.URI).Bucket).Close(wait);
        return wait;
    }

    private async Task<Dictionary<string, JObject>> ExchangeAsync(IReadOnlyList<BatchPart> parts, CancellationToken cancellationToken)
    {
        var root = tenancy.Options.GraphBaseUrl.ToString().TrimEnd('/');
        var requests = parts.Select((part, at) => Written(part, at, root)).ToList();
        using var request = new HttpRequestMessage(HttpMethod.Post, root + "/$batch");
        request.Options.Set(Bill.Inside, [.. parts.Select(part => (Method(part), part.Request.URI))]);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tenancy.GraphTokenAsync(cancellationToken));
        request.Headers.Accept.ParseAdd("application/json");
        request.Content = new StringContent(new JObject { ["requests"] = new JArray(requests) }.ToString(Formatting.None), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await tenancy.GraphHttp.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode) throw Failures.Answered(What, answer, text);
        return (Parsed(text)["responses"] as JArray ?? []).OfType<JObject>().GroupBy(told => (string?)told["id"] ?? "", StringComparer.OrdinalIgnoreCase)
            .ToDictionary(told => told.Key, told => told.First(), StringComparer.OrdinalIgnoreCase);
    }

    private static JObject Written(BatchPart part, int at, string root)
    {
        part.Request.PathParameters.TryAdd("baseurl", root);
        var url = part.Request.URI.AbsoluteUri;
        var headers = new JObject(part.Request.Headers.Select(header => new JProperty(header.Key, string.Join(", ", header.Value))));
        // The commas of a site id go out plain, as the library's own batches have them.
        var request = new JObject { ["id"] = Id(at), ["method"] = Method(part).Method, ["url"] = url[root.Length..].Replace("%2C", ",", StringComparison.Ordinal), ["headers"] = headers };
        if (part.Request.Content is not { Length: > 0 } content) return request;
        content.Position = 0;
        using var reader = new StreamReader(content, Encoding.UTF8, leaveOpen: true);
        request["body"] = Parsed(reader.ReadToEnd());
        return request;
    }

    /// <summary>Without guessing what a text that looks like a date may be.</summary>
    private static JObject Parsed(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        return JObject.Load(reader);
    }

    private static bool Worth(BatchPart part, JObject answer) => RetryOnce.Worth(Method(part), (HttpStatusCode)Status(answer));

    private static string Id(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);

    private static HttpMethod Method(BatchPart part) => new(part.Request.HttpMethod.ToString());

    private static int Status(JObject answer) => (int?)answer["status"] ?? 0;

    private static string? Header(JObject answer, string name) => (string?)(answer["headers"] as JObject)?.GetValue(name, StringComparison.OrdinalIgnoreCase);
}
