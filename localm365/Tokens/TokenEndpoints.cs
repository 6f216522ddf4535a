using System.Collections.Concurrent;

namespace EmulationM365.LocalM365.Tokens;

/// <summary>The sign-in authority: no secrets and no passwords, because nothing beyond this machine can reach it.</summary>
internal static class TokenEndpoints
{
    public static IResult Configuration(Tenant tenant, string tenantId)
    {
        var root = $"{tenant.Origin}/openid/{tenantId}";
        return Wire.Plain(new JsonObject
        {
            ["issuer"] = root + "/v2.0",
            ["authorization_endpoint"] = root + "/oauth2/v2.0/authorize",
            ["token_endpoint"] = root + "/oauth2/v2.0/token",
            ["jwks_uri"] = root + "/discovery/v2.0/keys",
            ["response_types_supported"] = new JsonArray("code"),
            ["response_modes_supported"] = new JsonArray("query"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt"),
            ["claims_supported"] = new JsonArray("sub", "iss", "aud", "exp", "iat", "name", "oid", "tid", "preferred_username", "nonce"),
        });
    }

    /// <summary>The authority under the name that tokens of version 1 give it.</summary>
    public static IResult OlderConfiguration(Tenant tenant, string tenantId)
    {
        var root = $"{tenant.Origin}/openid/{tenantId}";
        return Wire.Plain(new JsonObject
        {
            ["issuer"] = tenant.Mint.OlderIssuer(tenantId),
            ["authorization_endpoint"] = root + "/oauth2/authorize",
            ["token_endpoint"] = root + "/oauth2/token",
            ["jwks_uri"] = root + "/discovery/keys",
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        });
    }

    public static IResult Keys(Tenant tenant) => Wire.Plain(new JsonObject { ["keys"] = new JsonArray(tenant.Key.PublicKey()) });

    public static async Task<IResult> TokenAsync(HttpContext http, Tenant tenant, string tenantId, CancellationToken cancellationToken)
    {
        if (!http.Request.HasFormContentType) return No("invalid_request", "AADSTS900144: The request body must be a form.");
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var appId = form["client_id"].ToString();
        if (tenant.Database.Read(session => DirectoryStore.App(session, appId)) is not { } app)
            return No("unauthorized_client", $"AADSTS700016: Application with identifier '{appId}' was not found in the directory.");
        return form["grant_type"].ToString() switch
        {
            "client_credentials" => ForApp(tenant, tenantId, app, form["scope"].ToString()),
            "password" => ForPerson(tenant, tenantId, app, tenant.Database.Read(s => DirectoryStore.Person(s, form["username"].ToString())), form["scope"].ToString(), null),
            "authorization_code" => ForCode(tenant, tenantId, app, form),
            var other => No("unsupported_grant_type", $"AADSTS70003: The app requested an unsupported grant type '{other}'."),
        };
    }

    private static IResult ForApp(Tenant tenant, string tenantId, App app, string scope) => Audience(tenant, scope) is { } audience
        ? Granted(tenant.Mint.ForApp(tenantId, app, audience), null)
        : No("invalid_scope", $"AADSTS70011: The provided value for the input parameter 'scope' is not valid: {scope}");

    private static IResult ForCode(Tenant tenant, string tenantId, App app, IFormCollection form)
    {
        var known = tenant.Codes.TryRemove(form["code"].ToString(), out var code);
        if (!known || code!.AppId != app.Id || code.RedirectUri != form["redirect_uri"].ToString())
            return No("invalid_grant", "AADSTS70008: The provided authorization code is not valid, was used before, or belongs to another request.");
        var scope = form["scope"].ToString() is { Length: > 0 } asked ? asked : code.Scope;
        return ForPerson(tenant, tenantId, app, tenant.Database.Read(session => DirectoryStore.Person(session, code.PersonId)), scope, code.Nonce);
    }

    private static IResult ForPerson(Tenant tenant, string tenantId, App app, Person? person, string scope, string? nonce)
    {
        if (person is null) return No("invalid_grant", "AADSTS50034: The user account does not exist in the directory.");
        if (!person.Enabled) return No("invalid_grant", "AADSTS50057: The user account is disabled.");
        var access = tenant.Mint.ForPerson(tenantId, person, app.Id, Audience(tenant, scope) ?? Caller.Graph);
        var wantsId = scope.Split(' ').Contains("openid") || nonce is not null;
        return Granted(access, wantsId ? tenant.Mint.IdToken(tenantId, person, app.Id, nonce) : null);
    }

    private static string? Audience(Tenant tenant, string scope) => scope.Split(' ')
        .Where(part => part.EndsWith("/.default", StringComparison.Ordinal))
        .Select(part => part[..^"/.default".Length].TrimEnd('/'))
        .FirstOrDefault(resource => resource is Caller.Graph or Caller.BotConnector || resource == tenant.Origin);

    private static IResult Granted(string access, string? id)
    {
        var body = new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = TokenMint.LifeInSeconds, ["access_token"] = access };
        body.SetIf("id_token", id);
        return Wire.Plain(body);
    }

    private static IResult No(string error, string description) =>
        Wire.Plain(new JsonObject { ["error"] = error, ["error_description"] = description }, 400);
}

/// <summary>What an authorization code stands for until it is exchanged, once.</summary>
internal sealed record SignInCode(string AppId, string PersonId, string RedirectUri, string Scope, string? Nonce);
