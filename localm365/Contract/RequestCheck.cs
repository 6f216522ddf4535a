using System.Text.RegularExpressions;
using EmulationM365.LocalM365.Batch;
using EmulationM365.LocalM365.Recording;

namespace EmulationM365.LocalM365.Contract;

/// <summary>
/// Whether a request to Graph keeps the published contract, before anybody asks who sends it. What depends on the tenant (names that are taken, fields
/// of a list, rights) is not looked at here.
/// </summary>
internal static partial class RequestCheck
{
    /// <summary>What of Graph localm365 covers: below these a path that neither has is a mistake, and not something that is missing here.</summary>
    private static readonly HashSet<string> _known = ["sites", "drives", "subscriptions"];

    /// <summary>The refusal a request earns by itself; null when it is well formed, or of a path that only the route table knows.</summary>
    public static async Task<Refused?> JudgeAsync(HttpContext http)
    {
        var segments = CanonicalPath.Segments(http.Request.Path.Value!);
        try
        {
            if (segments is ["$batch"]) return await BatchAsync(http);
            if (Find(http.Request.Method, segments) is not { } operation)
            {
                http.Items[typeof(Wrong)] = Wrong.Uncontracted;
                return null;
            }
            QueryCheck.Check(operation, http.Request.Query);
            var isContent = operation.IsContent || operation.Beyond?.IsContent(http.Request) == true;
            var body = isContent ? null : await ReadAsync(http);
            if (!isContent) BodyCheck.Check(operation, body);
            if (operation.Template == "/subscriptions") Subscribed(body);
            if (operation.Beyond?.IsUsed(http.Request, body) == true) http.Items[typeof(Wrong)] = Wrong.Uncontracted;
            return null;
        }
        catch (Refused refused)
        {
            return Malformed.Spelt(refused, segments);
        }
    }

    /// <summary>What to say of a request that no route takes: Graph has it and localm365 does not, or nobody has it.</summary>
    public static Refused NotHere(HttpRequest request)
    {
        var segments = CanonicalPath.Segments(request.Path.Value!);
        var match = GraphContract.One.Paths.Match(request.Method, segments);
        var isGraphs = match.Operation is not null || match.Unknown is { } name && (match.Above?.FindBelow(name) is { IsNavigation: true } || GraphContract.One.Elsewhere.Contains(name.Split('(')[0]));
        if (!isGraphs && match.Unknown is { } segment && segments.Count > 0 && _known.Contains(segments[0])) return Malformed.Request($"Resource not found for the segment '{segment}'.");
        return new Refused(501, "notImplemented", $"localm365 does not have {request.Method} {request.Path}") { IsMalformed = !isGraphs };
    }

    private static Operation? Find(string method, IReadOnlyList<string> segments)
    {
        var match = GraphContract.One.Paths.Match(method, segments);
        if (match.IsMisspelt) throw Malformed.Request($"Resource not found for the segment '{match.Unknown}'.");
        if (match.Unknown is not null) return null;
        if (match.Operation is null) throw Malformed.Request("Specified HTTP method is not allowed for the request target.", 405, "methodNotAllowed");
        if (match.LastKey is { } key && match.Operation.Template.EndsWith("/{}", StringComparison.Ordinal)
            && match.Operation.Answer is { } answer && GraphContract.One.Keys.TryGetValue(answer.Name, out var shape) && !shape.IsMatch(key))
            throw Malformed.Body($"'{key}' is not a key of {answer.FullName}.");
        return match.Operation;
    }

    private static async Task<Refused?> BatchAsync(HttpContext http)
    {
        if (http.Request.Method != "POST") throw Malformed.Request("Specified HTTP method is not allowed for the request target.", 405, "methodNotAllowed");
        if (http.Request.Query.Count > 0) throw Malformed.Request($"The query option '{http.Request.Query.First().Key}' is not known here.");
        http.Items[typeof(List<BatchStep>)] = BatchStep.ReadAll(await ReadAsync(http) ?? throw Malformed.Body("The request needs a JSON object as its body."));
        return null;
    }

    /// <summary>The body, read once for everybody further in; null when there is none.</summary>
    private static async Task<JsonObject?> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy, http.RequestAborted);
        request.Body.Position = 0;
        if (copy.Length == 0) return null;
        var body = GraphCall.Parse(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        var type = request.ContentType;
        if (body is not null && string.IsNullOrEmpty(type)) throw Malformed.Request("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
        if (body is not null && !Json().IsMatch(type!))
            throw Malformed.Request($"A supported MIME type could not be found that matches the content type of the request: '{type}'.", 415, "RequestBodyRead");
        if (body is not (null or JsonObject)) throw Malformed.Body("The request needs a JSON object as its body.");
        http.Items[typeof(JsonObject)] = body;
        return (JsonObject?)body;
    }

    /// <summary>Lists and the root of a drive tell only that something was updated, whatever was done.</summary>
    private static void Subscribed(JsonObject? body)
    {
        if (body?.String("resource") is { } resource && Whole().IsMatch(resource) && body.String("changeType") is { } change && change != "updated")
            throw Malformed.Request("Invalid 'changeType' attribute: for this resource only 'updated' is supported.", code: "InvalidRequest");
    }

    [GeneratedRegex(@"\Aapplication/([\w.-]+\+)?json")]
    private static partial Regex Json();

    [GeneratedRegex(@"/(lists/[^/]+|root)\z")]
    private static partial Regex Whole();
}
