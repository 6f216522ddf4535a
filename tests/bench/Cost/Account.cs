using EmulationM365.Functions.Local.Sample;
using EmulationM365.LocalM365.Metering;
using EmulationM365.LocalM365.Odata;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Bench.Cost;

/// <summary>What something cost, by what it was spent on.</summary>
internal sealed class Account
{
    private readonly SortedDictionary<string, (int Requests, int Units)> _causes = new(StringComparer.Ordinal);
    private bool _answering;
    private string _last = "";

    public int Units => _causes.Values.Sum(cause => cause.Units);

    public int Requests => _causes.Values.Sum(cause => cause.Requests);

    public IReadOnlyDictionary<string, (int Requests, int Units)> Causes => _causes;

    /// <summary>Units of the causes that begin so.</summary>
    public int Of(params string[] beginnings) => _causes.Where(cause => beginnings.Any(begin => cause.Key.StartsWith(begin, StringComparison.Ordinal))).Sum(cause => cause.Value.Units);

    /// <summary>Adds one exchange.</summary>
    public void Add(string method, Uri url, IReadOnlyDictionary<string, string> lists)
    {
        var cause = CauseOf(method, url, lists);
        var (requests, units) = _causes.GetValueOrDefault(cause);
        _causes[cause] = (requests + 1, units + UnitsOf(method, url));
    }

    /// <summary>What it costs by the one spelling that the price list knows.</summary>
    private static int UnitsOf(string method, Uri url)
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.QueryString) = (PathString.FromUriComponent(url), QueryString.FromUriComponent(url));
        PathSpelling.Rewrite(request);
        return CostTable.Units(method, request.Path, request.QueryString.Value ?? "", request.Query.ContainsKey("token"));
    }

    /// <summary>
    /// Whoever answers is looked up at that moment, and so is what they answer, on the page and with the answer itself: that is part of what the request costs.
    /// </summary>
    private string CauseOf(string method, Uri url, IReadOnlyDictionary<string, string> lists)
    {
        var (cause, before) = (Cause.Of(method, url, lists), _last);
        _last = cause;
        // The delegations are asked alone when somebody answers; else with the lists that are read before them.
        if (cause == "settings: Delegations" && before != "settings: Routes") return Cause.MayAnswer;
        if (cause == Cause.MayAnswer) _answering = true;
        else if (cause == "events: append") _answering = false;
        else if (_answering && cause.StartsWith("content:", StringComparison.Ordinal)) return "requests: is it still what was asked";
        // On the page, which looks up how the case stands right before.
        else if (cause == "papers" && (_answering || before == "events: read")) return "requests: what lies in the dossier";
        else if (cause == "events: read" && (_answering || before == "requests: read")) return "requests: how the case stands";
        return cause;
    }

    /// <summary>The account as a table.</summary>
    public IEnumerable<string> Table() => _causes.OrderByDescending(cause => cause.Value.Units).Select(cause => $"    {cause.Key,-44} {cause.Value.Requests,7} requests {cause.Value.Units,7} RU");
}

/// <summary>What a request is spent on, as its address shows it.</summary>
internal static class Cause
{
    public const string MayAnswer = "requests: who may answer";

    private static readonly string[] Columns = ["Nominations", "UnitReturns", "CouncilSessions", "Submissions"];

    public static string Of(string method, Uri url, IReadOnlyDictionary<string, string> lists)
    {
        var parts = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var place = Array.IndexOf(parts, "lists");
        if (place < 0 || place + 2 >= parts.Length || !lists.TryGetValue(parts[place + 1].ToLowerInvariant(), out var list)) return Elsewhere(parts);
        var last = parts[^1];
        if (last.StartsWith("delta", StringComparison.Ordinal)) return list == "Requests" ? "requests: polling" : $"polling: {list}";
        // One row of it is asked only of somebody who answers.
        if (list == "Staff" && parts[^2] == "items") return MayAnswer;
        if (list == "CaseEvents") return method == "GET" ? "events: read" : "events: append";
        if (list == "EffectLedger") return method == "GET" ? "ledger: read" : "ledger: write";
        if (list == "SystemState") return method == "GET" ? "memory: read" : "memory: write";
        if (list == "Requests") return method == "GET" ? last == "versions" ? "requests: who answered" : "requests: read" : "requests: write";
        if (method != "GET") return Columns.Contains(list) ? $"status columns: {list}" : $"effects: {list}";
        if (last == "versions") return $"commands: who pressed, {list}";
        return Columns.Contains(list) || list is "AwardRegister" or "Petitions" ? $"content: {list}" : $"settings: {list}";
    }

    private static string Elsewhere(string[] parts) => parts switch
    {
        [_, "subscriptions", ..] => "subscriptions",
        [_, "users", _, "sendMail"] => "mail",
        [_, "users", ..] => "settings: people",
        _ when parts.Contains("pages") => "effects: news",
        _ when parts.Contains("_api") => "provisioning and groups",
        _ when parts.Contains("drive") || parts.Contains("drives") => "papers",
        _ => "site and lists",
    };
}

/// <summary>Goes through a recording entry by entry: a day of polling is larger than what should be held at once.</summary>
internal static class Recording
{
    /// <summary>Method and address of each exchange that the worker paid for, and how many entries there are.</summary>
    public static int Read(string file, int from, Action<string, Uri> each)
    {
        using var json = new JsonTextReader(new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)));
        while (json.Read() && !(json.TokenType == JsonToken.PropertyName && (string)json.Value! == "entries")) { }
        var count = 0;
        for (json.Read(); json.Read() && json.TokenType == JsonToken.StartObject; count++)
        {
            if (count < from)
            {
                json.Skip();
                continue;
            }

            if (Paid(JObject.Load(json)) is { } paid) each(paid.Method, paid.Url);
        }

        return count;
    }

    private static (string Method, Uri Url)? Paid(JObject entry)
    {
        if ((string?)entry["_identity"] != $"app:{SamplePeople.Worker}" || (string?)entry["_api"] == "openid") return null;
        var url = new Uri((string)entry["request"]!["url"]!);
        // What is in a batch passes the door by itself.
        return url.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal) ? null : ((string)entry["request"]!["method"]!, url);
    }
}
