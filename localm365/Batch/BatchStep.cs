namespace EmulationM365.LocalM365.Batch;

/// <summary>One request inside a batch, as it was asked. Ids are the same whatever their letter case.</summary>
internal sealed record BatchStep(string Id, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, IReadOnlyList<string> DependsOn)
{
    /// <summary>More than these Graph refuses.</summary>
    public const int Most = 20;

    private const string ContentType = "Content-Type";

    private static readonly string[] _members = ["id", "method", "url", "headers", "body", "dependsOn"];

    /// <summary>Why this request makes the whole batch one that does not belong among good traffic; null when it does not.</summary>
    public string? Wrong { get; set; }

    /// <summary>All requests of a batch, or one refusal for the whole of it: then nothing has been done.</summary>
    public static List<BatchStep> ReadAll(JsonObject batch)
    {
        if (batch.FirstOrDefault(member => member.Key != "requests").Key is { } odd) throw Bad($"A batch has no member '{odd}'.");
        if (batch["requests"] is not JsonArray { Count: > 0 } asked) throw Bad("A batch needs an array 'requests' with at least one request.");
        if (asked.Count > Most) throw new Refused(400, "MaximumValueExceeded", $"Number of batch request steps exceeds the maximum value of {Most.ToString(CultureInfo.InvariantCulture)}.") { IsMalformed = true };
        var steps = new List<BatchStep>();
        var earlier = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in asked)
        {
            var step = Read(node as JsonObject ?? throw Bad("Each of 'requests' must be an object."));
            // who may be named here was open in what Graph documents; OData says a request that stands before
            if (step.DependsOn.FirstOrDefault(id => !earlier.Contains(id)) is { } unknown) throw Bad($"Request '{step.Id}' depends on '{unknown}', which is not a request before it.");
            if (!earlier.Add(step.Id)) throw Bad($"Request id '{step.Id}' is given more than once. Ids are compared without letter case.");
            steps.Add(step);
        }

        return steps;
    }

    private static BatchStep Read(JsonObject asked)
    {
        var id = Needed(asked, "id");
        if (asked.FirstOrDefault(member => !_members.Contains(member.Key)).Key is { } odd) throw Bad($"Request '{id}' of the batch has a member '{odd}', which requests do not have.");
        var headers = ReadHeaders(id, asked["headers"]);
        // the name counts in this spelling only
        var type = headers.FirstOrDefault(header => header.Name == ContentType).Value;
        var method = Needed(asked, "method").ToUpperInvariant();
        var needsBody = method is "POST" or "PATCH" or "PUT";
        if ((needsBody || asked["body"] is not null) && (asked["body"] is null || type is null)) throw Bad($"Write request id : {id} does not contain Content-Type header or body.");
        return new BatchStep(id, method, Needed(asked, "url"), headers, ReadBody(id, type, asked["body"]), ReadDependencies(id, asked["dependsOn"]));
    }

    private static string Needed(JsonObject asked, string name) =>
        asked.String(name) is { Length: > 0 } text ? text : throw Bad($"Each request of a batch needs '{name}', a string that is not empty.");

    private static List<(string Name, string Value)> ReadHeaders(string id, JsonNode? asked) => asked switch
    {
        null => [],
        JsonObject headers => [.. headers.Select(header => (header.Key, headers.String(header.Key) ?? throw Bad($"Request '{id}': header '{header.Key}' must be a string.")))],
        _ => throw Bad($"Request '{id}': 'headers' must be an object."),
    };

    private static string[] ReadDependencies(string id, JsonNode? asked) => asked switch
    {
        null => [],
        JsonArray ids => [.. ids.Select(other => other is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Bad($"Request '{id}': 'dependsOn' must hold ids."))],
        _ => throw Bad($"Request '{id}': 'dependsOn' must be an array of ids."),
    };

    /// <summary>JSON as it stands; anything else comes as base64, in either of its two alphabets.</summary>
    private static byte[] ReadBody(string id, string? type, JsonNode? body)
    {
        if (body is null) return [];
        if (type!.Contains("json", StringComparison.OrdinalIgnoreCase))
            return body is JsonObject ? System.Text.Encoding.UTF8.GetBytes(Wire.Text(body)) : throw Bad($"Request '{id}': a body of type {type} must be a JSON object.");
        if (body is not JsonValue value || !value.TryGetValue<string>(out var text)) throw Bad($"Request '{id}': a body of type {type} must be a base64 string.");
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var count)
            ? bytes[..count]
            : throw Bad($"Request '{id}': the body is not base64.");
    }

    private static Refused Bad(string message) => new(400, "BadRequest", message) { IsMalformed = true };
}
