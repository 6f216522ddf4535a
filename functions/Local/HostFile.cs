using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local;

/// <summary>The settings of host.json that a local run obeys; what is not written there has the platform's default.</summary>
internal sealed record HostFile(
    string RoutePrefix,
    TimeSpan FunctionTimeout,
    int BatchSize,
    int MaxDequeueCount,
    TimeSpan VisibilityTimeout)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="LocalHostException">It is missing, not JSON, or holds a value out of range; the sentence says which.</exception>
    public static HostFile Read(string path)
    {
        var root = Parse(path);
        // Checked though unused: batches are taken one after the other here, and a value the platform would refuse must fail before deployment.
        Whole(root, path, "extensions.queues.newBatchThreshold", 8, 0, 1000);
        return new HostFile(
            (Text(root, path, "extensions.http.routePrefix") ?? "api").Trim('/'),
            Timeout(root, path),
            Whole(root, path, "extensions.queues.batchSize", 16, 1, 32),
            Whole(root, path, "extensions.queues.maxDequeueCount", 5, 1, 1000),
            Span(root, path, "extensions.queues.visibilityTimeout") ?? TimeSpan.Zero);
    }

    private static JObject Parse(string path)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(File.ReadAllText(path))) { DateParseHandling = DateParseHandling.None };
            return JObject.Load(reader);
        }
        catch (IOException e)
        {
            throw new LocalHostException($"The settings of the functions host could not be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new LocalHostException($"{path} is not a JSON object: {e.Message}", e);
        }
    }

    private static TimeSpan Timeout(JObject root, string path) =>
        Text(root, path, "functionTimeout") == "-1"
            ? System.Threading.Timeout.InfiniteTimeSpan
            : Span(root, path, "functionTimeout") ?? TimeSpan.FromMinutes(30);

    private static TimeSpan? Span(JObject root, string path, string name)
    {
        var text = Text(root, path, name);
        if (text is null) return null;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.Zero && value <= TimeSpan.FromDays(7)
            ? value
            : throw Bad(path, name, "a time of at most seven days, written as 00:00:30", text);
    }

    private static int Whole(JObject root, string path, string name, int otherwise, int least, int most)
    {
        var text = Text(root, path, name);
        if (text is null) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Bad(path, name, $"a whole number from {least} to {most}", text);
    }

    private static string? Text(JObject root, string path, string name)
    {
        JToken? token = root;
        foreach (var part in name.Split('.'))
        {
            if (token is null or { Type: JTokenType.Null }) return null;
            token = token is JObject parent ? parent[part] : throw Bad(path, name, "below a JSON object", token.ToString(Formatting.None));
        }

        return token switch
        {
            null or { Type: JTokenType.Null } => null,
            JValue value => Convert.ToString(value.Value, CultureInfo.InvariantCulture),
            _ => throw Bad(path, name, "a single value", token.ToString(Formatting.None)),
        };
    }

    private static LocalHostException Bad(string path, string name, string wanted, string found) =>
        new($"In {path}, {name} must be {wanted}, but it is {found}.");
}
