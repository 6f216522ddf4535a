namespace EmulationM365.LocalM365.Recording;

/// <summary>Who may come in, and how a refusal is written for the API that was called.</summary>
internal static class Admission
{
    public static Caller? Read(HttpContext http, Tenant tenant)
    {
        const string scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? tenant.Mint.Read(header[scheme.Length..].Trim()) : null;
    }

    /// <summary>Graph takes only tokens for Graph, SharePoint only its own: the audiences are not interchangeable.</summary>
    public static void Check(HttpContext http, string api, Tenant tenant)
    {
        if (api == "openid") return;
        var wanted = api switch { "graph" => Caller.Graph, "bot" => Caller.BotConnector, _ => tenant.Origin };
        if (http.Items[typeof(Caller)] is not Caller caller) throw Unauthorized("Access token is missing, malformed, expired, or not signed by this tenant.");
        if (caller.Audience != wanted) throw Unauthorized("Access token validation failure. Invalid audience.");
        // an app that is gone from the directory, or a person who was disabled, keeps no access by an old token
        var known = tenant.Database.Read(session => caller.IsApp ? DirectoryStore.App(session, caller.Id) is not null : DirectoryStore.Person(session, caller.Id)?.Enabled == true);
        if (!known) throw Unauthorized("The identity of the token is unknown or disabled.");
    }

    public static async Task RefuseAsync(HttpContext http, Refused refused, string api, Tenant tenant)
    {
        http.Response.StatusCode = refused.Status;
        if (refused.Location is not null) http.Response.Headers.Location = refused.Location;
        if (refused.Status == 401) http.Response.Headers.WWWAuthenticate = $"Bearer realm=\"\", authorization_uri=\"{tenant.Origin}/openid/common/oauth2/v2.0/authorize\"";
        if (api == "rest" && refused.Status == 429)
        {
            // what keeps callers off stands before REST and does not speak its JSON
            http.Response.ContentType = "text/plain";
            await http.Response.WriteAsync("429 TOO MANY REQUESTS", http.RequestAborted);
            return;
        }
        var body = api == "rest" && refused.Status != 401
            ? RestError(refused)
            : Wire.Error(http, refused.Code, refused.Message, tenant.Clock.GetUtcNow().UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Wire.Text(body), http.RequestAborted);
    }

    /// <summary>Outside the APIs (control routes, pages) a refusal is a plain sentence.</summary>
    public static async Task PlainlyAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception odd) when (odd is Refused || IsOdd(odd))
        {
            http.Response.StatusCode = (odd as Refused)?.Status ?? 400;
            await http.Response.WriteAsync(odd.Message, http.RequestAborted);
        }
    }

    /// <summary>A body that is JSON of another shape than the one asked for ends in one of these.</summary>
    public static bool IsOdd(Exception fault) => fault is BadHttpRequestException or InvalidOperationException or FormatException or ArgumentException;

    private static JsonObject RestError(Refused refused) => new()
    {
        ["odata.error"] = new JsonObject
        {
            ["code"] = refused.Code,
            ["message"] = new JsonObject { ["lang"] = "en-US", ["value"] = refused.Message },
        },
    };

    private static Refused Unauthorized(string message) => new(401, "InvalidAuthenticationToken", message);
}
