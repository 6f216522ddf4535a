using EmulationM365.LocalM365.Faults;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Odata;

/// <summary>One request as the endpoints see it: who asks, with which options, carrying what. Binding has read the body already.</summary>
internal sealed class GraphCall
{
    private readonly HttpContext _http;
    private readonly JsonObject? _body;

    private GraphCall(HttpContext http, Caller caller, byte[] bytes)
    {
        (_http, Caller, Bytes) = (http, caller, bytes);
        // the door has read it already, as far as the contract knows the path; the content of a file is not JSON, whatever it looks like
        _body = http.Items[typeof(JsonObject)] as JsonObject ?? (bytes.Length == 0 || http.Request.Method == "PUT" ? null : Parse(bytes) as JsonObject);
        Tenant = http.RequestServices.GetRequiredService<Tenant>();
        Options = QueryOptions.From(http.Request.Query);
    }

    public Tenant Tenant { get; }

    public Caller Caller { get; }

    public QueryOptions Options { get; }

    /// <summary>The body as it came.</summary>
    public byte[] Bytes { get; }

    public JsonObject Body => _body ?? throw new Refused(400, "invalidRequest", "The request needs a JSON object as its body.") { IsMalformed = true };

    public string Now => Tenant.Clock.Now;

    public IHeaderDictionary Headers => _http.Request.Headers;

    public string Method => _http.Request.Method;

    public string GraphRoot => Tenant.Origin + "/v1.0";

    /// <summary>The URL of this request without its query, for links to follow.</summary>
    public string Url => Tenant.Origin + PathSpelling.Link(_http.Request.Path.ToUriComponent());

    /// <summary>The URL with those of its options that a link to a further page keeps.</summary>
    public string UrlWith(IEnumerable<string> options)
    {
        var link = Url;
        foreach (var option in options)
            if (RawOption(option) is { } value) link = QueryHelpers.AddQueryString(link, "$" + option, value);
        return link;
    }

    public bool HonorsNonIndexed => Headers["Prefer"].ToString().Contains("HonorNonIndexedQueriesWarningMayFailRandomly", StringComparison.OrdinalIgnoreCase);

    /// <summary>An option as the caller wrote it, for links that keep the query.</summary>
    public string? RawOption(string name) =>
        _http.Request.Query.TryGetValue("$" + name, out var value) || _http.Request.Query.TryGetValue(name, out value) ? value.ToString() : null;

    /// <summary>A part of the path, where a route serves paths with and without it.</summary>
    public string? RouteValue(string name) => _http.GetRouteValue(name) as string;

    /// <summary>An option that has no dollar sign.</summary>
    public string? Option(string name) => _http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public static async ValueTask<GraphCall?> BindAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return new GraphCall(http, (Caller)http.Items[typeof(Caller)]!, body.ToArray());
    }

    /// <summary>A call that a page of the tenant's own makes for somebody, to read what they may see. It has no body.</summary>
    public static GraphCall For(HttpContext http, Caller caller) => new(http, caller, []);

    public T Read<T>(Func<Session, T> ask) => _http.Items[typeof(PastView)] is PastView past
        ? Tenant.Database.Read(session => past.Through(session, ask))
        : Tenant.Database.Read(ask);

    public T Write<T>(Func<Session, T> act) => Tenant.Database.Write(act);

    /// <summary>The site, when the caller has at least this right on it.</summary>
    public Site OpenSite(Session session, string site, Right needed)
    {
        var found = SiteStore.Find(session, site);
        return SiteStore.RightOf(session, found, Caller) >= needed ? found : throw Refused.Denied();
    }

    /// <summary>The list, when the caller has at least this right on it; <paramref name="needed"/> counts for the list, not the site.</summary>
    public SiteList OpenList(Session session, string site, string list, Right needed)
    {
        var found = SiteStore.Find(session, site);
        var onSite = SiteStore.RightOf(session, found, Caller);
        var opened = onSite >= Right.Read ? ListStore.Find(session, found, list) : null;
        if (opened is null) throw onSite >= Right.Read ? Refused.NotFound("List not found") : Refused.Denied();
        return ListRights.Of(session, opened, Caller, onSite) >= needed ? opened : throw Refused.Denied();
    }

    /// <summary>Refuses when the caller's If-Match names another version. <c>*</c> and no header pass.</summary>
    public void Match(string etag)
    {
        var wanted = Headers.IfMatch.ToString().Trim();
        if (wanted is "" or "*") return;
        if (wanted.Replace("W/", "", StringComparison.Ordinal) != etag) throw Refused.Changed();
    }

    public IResult One(JsonObject body, string kind, int status = 200)
    {
        body = Selected(body);
        body.Insert(0, "@odata.context", $"{GraphRoot}/$metadata#{kind}");
        return Wire.Graph(body, status);
    }

    public IResult Many(IEnumerable<JsonObject> rows, string kind, string? nextLink = null)
    {
        var body = new JsonObject { ["@odata.context"] = $"{GraphRoot}/$metadata#{kind}" };
        body.SetIf("@odata.nextLink", nextLink);
        body["value"] = new JsonArray([.. rows.Select(Selected)]);
        return Wire.Graph(body);
    }

    /// <summary>Only the members the caller selected; annotations and expanded members stay.</summary>
    public JsonObject Selected(JsonObject row)
    {
        if (Options.Select.Count == 0 || Options.Select.Contains("*")) return row;
        var kept = new JsonObject();
        foreach (var (name, value) in row.ToList())
        {
            var asked = name.StartsWith('@') || Options.Select.Contains(name, StringComparer.OrdinalIgnoreCase) || Options.Expands(name);
            if (!asked) continue;
            row.Remove(name);
            kept[name] = value;
        }
        return kept;
    }

    /// <summary>JSON, in which no object has a member twice.</summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            throw new Refused(400, "BadRequest", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.") { IsMalformed = true };
        }
    }
}
