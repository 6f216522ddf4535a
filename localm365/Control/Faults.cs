using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Control;

/// <summary>A fault that was asked for. <c>After</c> true lets the effect happen and spoils only the answer.</summary>
internal sealed class FaultRule(JsonObject asked)
{
    private int _seen;

    public Regex Route { get; } = new(asked.String("route") ?? ".", RegexOptions.IgnoreCase);

    public string? Identity { get; } = asked.String("identity");

    public string Kind { get; } = asked.String("kind") ?? "status";

    public bool After { get; } = asked.String("when") == "after";

    public int Status { get; } = asked["status"]?.GetValue<int>() ?? 503;

    public string? RetryAfter { get; } = asked["retryAfter"]?.ToString();

    public string? Body { get; } = asked["body"] is JsonObject json ? Wire.Text(json) : asked.String("body");

    public string ContentType { get; } = asked.String("contentType") ?? "application/json";

    private int Skipped { get; } = asked["after"]?.GetValue<int>() ?? 0;

    private int Times { get; } = asked["times"]?.GetValue<int>() ?? 1;

    /// <summary>Whether this request is one of those the rule is for. Counts it.</summary>
    public bool Takes(string line, string identity)
    {
        if (Identity is not null && Identity != identity || !Route.IsMatch(line)) return false;
        _seen++;
        return _seen > Skipped && _seen <= Skipped + Times;
    }

    public JsonObject ToJson()
    {
        var body = asked.DeepClone().AsObject();
        body["seen"] = _seen;
        return body;
    }
}

/// <summary>The faults in force. Only the first rule that takes a request acts on it.</summary>
internal sealed class Faults
{
    private readonly Lock _one = new();
    private List<FaultRule> _rules = [];

    public void Set(JsonArray rules)
    {
        var fresh = rules.OfType<JsonObject>().Select(rule => new FaultRule(rule.DeepClone().AsObject())).ToList();
        lock (_one) _rules = fresh;
    }

    public JsonObject Read()
    {
        lock (_one) return new JsonObject { ["rules"] = new JsonArray([.. _rules.Select(rule => rule.ToJson())]) };
    }

    public FaultRule? For(string method, string path, string identity)
    {
        lock (_one) return _rules.Find(rule => rule.Takes($"{method} {path}", identity));
    }

    /// <summary>Spoils the answer. False when none is to be sent at all.</summary>
    public static bool Apply(FaultRule rule, HttpContext http)
    {
        if (rule.Kind == "kill") Process.GetCurrentProcess().Kill();
        if (rule.Kind != "status") return false;
        var date = http.Response.Headers["request-id"].ToString();
        http.Response.StatusCode = rule.Status;
        http.Response.ContentType = rule.ContentType;
        http.Response.ContentLength = null;
        if (rule.RetryAfter is not null) http.Response.Headers.RetryAfter = rule.RetryAfter;
        http.Response.Body.SetLength(0);
        http.Response.Body.Write(Encoding.UTF8.GetBytes(rule.Body ?? Wire.Text(Wire.Error(http, Code(rule.Status), "A fault that was asked for.", date))));
        return true;
    }

    private static string Code(int status) => status switch
    {
        429 => "activityLimitReached",
        503 => "serviceNotAvailable",
        504 => "gatewayTimeout",
        _ => "generalException",
    };
}
