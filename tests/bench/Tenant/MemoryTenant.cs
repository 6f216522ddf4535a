using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmulationM365.LocalM365.Metering;
using EmulationM365.Schema;

namespace EmulationM365.Bench.Tenant;

/// <summary>A person of the tenant.</summary>
public sealed record MemoryPerson(string Id, string Name, string Mail, int SiteUserId)
{
    public bool Enabled { get; init; } = true;
}

/// <summary>A mail that went out.</summary>
public sealed record MemoryMail(string Effect, IReadOnlyList<string> To, string Subject, int Moment, DateTimeOffset At);

/// <summary>A news page.</summary>
public sealed record MemoryPage(string Id, string Name, bool Published);

/// <summary>
/// Microsoft 365 in memory, for the simulation: the part of Graph and SharePoint REST that the product speaks, answered at once on the caller's thread. It obeys
/// the same contract tests as localm365. It makes no faults of its own.
/// </summary>
public sealed partial class MemoryTenant
{
    public const string Origin = "http://tenant.test";
    public const string AppId = "aaaaaaaa-0000-0000-0000-0000000000a1";

    /// <summary>The token that is taken; any other is refused.</summary>
    public const string Token = "token";
    public const string SitePath = "/sites/tdkt";
    public const string SiteId = "tenant.test,10000000-0000-4000-8000-000000000001,10000000-0000-4000-8000-000000000002";

    private static readonly Writer App = new(AppId, "EmulationM365", true);
    private readonly Dictionary<string, MemoryList> _byId;
    private readonly Dictionary<string, MemoryPerson> _people;
    private readonly List<MemoryMail> _mails;
    private readonly List<MemoryPage> _pages;
    private readonly Dictionary<string, MemorySubscription> _subscriptions;
    private readonly List<string> _files;
    private readonly HashSet<string> _folders;
    private readonly Dictionary<int, HashSet<int>> _groups;

    /// <summary>An empty tenant on a clock.</summary>
    public MemoryTenant(Func<DateTimeOffset> now)
    {
        Now = now;
        (_byId, _people, _mails, _pages, _subscriptions, _groups, _files, _folders) = (new(StringComparer.OrdinalIgnoreCase), new(StringComparer.OrdinalIgnoreCase), [], [], [], [], [], new(StringComparer.OrdinalIgnoreCase));
    }

    private MemoryTenant(MemoryTenant from, Func<DateTimeOffset> now)
    {
        (Now, Moment) = (now, from.Moment);
        _byId = from._byId.ToDictionary(pair => pair.Key, pair => pair.Value.Copy(), StringComparer.OrdinalIgnoreCase);
        _people = new(from._people, StringComparer.OrdinalIgnoreCase);
        (_mails, _pages, _subscriptions, _files, _folders, _subscribed) = ([.. from._mails], [.. from._pages], new(from._subscriptions), [.. from._files], new(from._folders, StringComparer.OrdinalIgnoreCase), from._subscribed);
        _groups = from._groups.ToDictionary(pair => pair.Key, pair => pair.Value.ToHashSet());
    }

    public Func<DateTimeOffset> Now { get; }

    /// <summary>How many writes there were: the tenant's own order of things.</summary>
    public int Moment { get; private set; }

    /// <summary>How many of the writes were not the worker's own notes, which it writes down seldom and late.</summary>
    public int Acts { get; private set; }

    /// <summary>Requests answered.</summary>
    public int Exchanges { get; private set; }

    /// <summary>Their resource units, at localm365's prices.</summary>
    public long Units { get; private set; }

    public IReadOnlyList<MemoryMail> Mails => _mails;

    public IReadOnlyList<MemoryPage> Pages => _pages;

    /// <summary>Called after each write to an item, with what stood there before and what stands there now.</summary>
    public Action<MemoryList, MemoryItem?, MemoryItem>? Written { get; set; }

    /// <summary>Called before each request is answered; those inside a batch come with it.</summary>
    public Action<HttpRequestMessage>? Asked { get; set; }

    /// <summary>A copy that shares nothing that changes.</summary>
    public MemoryTenant Clone(Func<DateTimeOffset> now) => new(this, now);

    /// <summary>A list by its schema name.</summary>
    public MemoryList List(string name) => _byId.Values.First(list => list.Schema.Name == name);

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="asOf">Reads of items see the lists as they stood at this moment; null = now.</param>
    public HttpResponseMessage Answer(HttpRequestMessage request, int? asOf = null)
    {
        Asked?.Invoke(request);
        var answer = request.Headers.Authorization is { Scheme: "Bearer", Parameter: Token } ? Judge(request, asOf) : Error(401, "InvalidAuthenticationToken", "Access token is missing, malformed or expired.");
        answer.RequestMessage = request;
        answer.Headers.Date = Now();
        return answer;
    }

    private HttpResponseMessage Judge(HttpRequestMessage request, int? asOf)
    {
        var url = request.RequestUri!;
        var path = Uri.UnescapeDataString(url.AbsolutePath);
        Exchanges++;
        if (!path.EndsWith("/$batch", StringComparison.Ordinal))
            Units += CostTable.Units(request.Method.Method, path.Replace("delta()", "delta", StringComparison.Ordinal).Replace("/graph.sitePage", "/microsoft.graph.sitePage", StringComparison.Ordinal), url.Query, url.Query.Contains("token=", StringComparison.Ordinal));
        try
        {
            if (request.Content is { } content) content.ReadAsStream().Position = 0;
            if (path == $"{SitePath}/_api/$batch") return RestBatch(request, asOf);
            var body = request.Content is null ? null : JsonNode.Parse(request.Content.ReadAsStream()) as JsonObject;
            return Route(new Call(request, path.Split('/', StringSplitOptions.RemoveEmptyEntries), Query(url), body, asOf));
        }
        catch (JsonException)
        {
            return Error(400, "invalidRequest", "The body is not JSON.");
        }
    }

    private HttpResponseMessage Route(Call call) => (call.Method, call.Parts) switch
    {
        ("GET", ["v1.0", "sites", var host, "sites", var name]) when host.EndsWith(':') => Site($"/sites/{name}"),
        ("GET", ["v1.0", "sites", SiteId, "lists"]) => Lists(call),
        ("GET", ["v1.0", "sites", SiteId, "lists", "User Information List", "items"]) => KnownPeople(),
        (_, ["v1.0", "sites", SiteId, "lists", var id, "items", .. var rest]) => Items(call, id, rest),
        ("GET", ["v1.0", "sites", SiteId, "lists", var id, "drive"]) => Json(200, new JsonObject { ["id"] = $"b!{id}", ["name"] = "Documents", ["webUrl"] = $"{Origin}{SitePath}/Documents" }),
        ("GET", ["v1.0", "drives", _, "root:", var file]) when _files.Contains(file, StringComparer.OrdinalIgnoreCase) => Json(200, new JsonObject { ["id"] = $"N{file}", ["name"] = file, ["size"] = Content($"N{file}").Length, ["file"] = new JsonObject { ["mimeType"] = "application/pdf" }, ["webUrl"] = $"{Origin}{SitePath}/Documents/{file}" }),
        ("GET", ["v1.0", "drives", _, "items", var file, "content"]) when _files.Exists(name => $"N{name}" == file) => Bytes(Content(file)),
        (_, ["v1.0", "drives", var drive, "root:", .. var path, "children"]) => Folder(call, $"{drive}|{string.Join('/', path).TrimEnd(':')}"),
        ("POST", ["v1.0", "users", _, "sendMail"]) => Send(call),
        ("GET", ["v1.0", "users", var name]) => Person(name),
        (_, ["v1.0", "sites", SiteId, "pages", .. var rest]) => Page(call, rest),
        (_, ["v1.0", "subscriptions", .. var rest]) => Subscription(call, rest),
        ("POST", ["v1.0", "$batch"]) => Batch(call),
        (_, ["sites", "tdkt", "_api", "web", .. var rest]) => Rest(call, rest),
        _ => Error(404, "itemNotFound", "The resource could not be found."),
    };

    private static Dictionary<string, string> Query(Uri url) => url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2)).ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => pair.Length > 1 ? Uri.UnescapeDataString(pair[1].Replace('+', ' ')) : "");

    private static HttpResponseMessage Json(int status, JsonNode body) => Text(status, body.ToJsonString());

    private static HttpResponseMessage Text(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static byte[] Content(string file) => Encoding.UTF8.GetBytes($"%PDF-1.4\n% {file}\n%%EOF\n");

    private static HttpResponseMessage Bytes(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/octet-stream");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static HttpResponseMessage Error(int status, string code, string message) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["innerError"] = new JsonObject() } });

    private static HttpResponseMessage Stream(Action<Utf8JsonWriter> write, int status = 200)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) write(json);
        var content = new ByteArrayContent(stream.ToArray());
        content.Headers.ContentType = new("application/json");
        return new HttpResponseMessage((HttpStatusCode)status) { Content = content };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A request, taken apart.</summary>
    private sealed record Call(HttpRequestMessage Request, string[] Parts, IReadOnlyDictionary<string, string> Query, JsonObject? Body, int? AsOf)
    {
        public string Method => Request.Method.Method;

        public string? IfMatch => Request.Headers.TryGetValues("If-Match", out var values) ? string.Join(',', values) : null;
    }
}
