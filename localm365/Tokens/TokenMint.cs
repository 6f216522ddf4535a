using System.Collections.Concurrent;

namespace EmulationM365.LocalM365.Tokens;

/// <summary>Makes access and ID tokens in the shape of the Microsoft identity platform, and reads them back.</summary>
internal sealed class TokenMint(SigningKey key, TenantClock clock, Ids ids, Func<string> origin)
{
    private static readonly TimeSpan _life = TimeSpan.FromMinutes(75);
    private readonly ConcurrentDictionary<string, (Caller Caller, long From, long Until)> _seen = new();

    /// <summary>The person's scopes in a delegated token; what they may really do is decided by the site.</summary>
    private const string PersonScopes = "Mail.Send Sites.ReadWrite.All User.Read.All";

    /// <summary>Microsoft's application that brings what is pressed on cards.</summary>
    public const string ActionsApp = "48af08dc-f6d2-435f-b2a7-069abd99c086";

    public static int LifeInSeconds => (int)_life.TotalSeconds;

    public string ForApp(string tenant, App app, string audience)
    {
        var claims = Common(tenant, audience, app.Id);
        claims["idtyp"] = "app";
        claims["oid"] = app.Id;
        claims["app_displayname"] = app.DisplayName;
        claims["roles"] = new JsonArray([.. app.Roles.Select(role => (JsonNode)role)]);
        return key.Sign(claims);
    }

    public string ForPerson(string tenant, Person person, string appId, string audience)
    {
        var claims = Common(tenant, audience, appId);
        claims["idtyp"] = "user";
        claims["oid"] = person.Id;
        claims["name"] = person.DisplayName;
        claims["upn"] = person.Upn;
        claims["preferred_username"] = person.Upn;
        claims["email"] = person.Mail;
        claims["scp"] = PersonScopes;
        return key.Sign(claims);
    }

    public string IdToken(string tenant, Person person, string appId, string? nonce)
    {
        var claims = Common(tenant, appId, appId);
        claims.Remove("appid");
        claims["oid"] = person.Id;
        claims["name"] = person.DisplayName;
        claims["preferred_username"] = person.Upn;
        claims["sub"] = person.Id;
        claims["ver"] = "2.0";
        claims.SetIf("nonce", nonce);
        return key.Sign(claims);
    }

    /// <summary>The token that the actions app brings for whoever pressed a card.</summary>
    public string ForActions(string tenant, Person person, Cards.CardProvider provider, Ids given) => key.Sign(ActionClaims(tenant, person, provider, given));

    /// <summary>The claims of that token, of either version: an application decides by its manifest which it gets. It is made out to the provider's application and opens nothing here.</summary>
    public JsonObject ActionClaims(string tenant, Person person, Cards.CardProvider provider, Ids given)
    {
        var (now, older) = (clock.GetUtcNow(), provider.TokenVersion == 1);
        var claims = new JsonObject
        {
            ["aud"] = older ? provider.AppIdUri : provider.ClientId,
            ["iss"] = older ? OlderIssuer(tenant) : $"{origin()}/openid/{tenant}/v2.0",
            ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = (now + _life).ToUnixTimeSeconds(),
            [older ? "appid" : "azp"] = ActionsApp, [older ? "appidacr" : "azpacr"] = "2",
            ["name"] = person.DisplayName, ["oid"] = person.Id, ["scp"] = provider.Scope,
            ["sub"] = Pairwise(person.Id, provider.ClientId), ["tid"] = tenant, ["uti"] = given.Digits(), ["ver"] = older ? "1.0" : "2.0",
        };
        foreach (var name in older ? ["upn", "unique_name"] : new[] { "preferred_username" }) claims[name] = person.Upn;
        if (older) (claims["acr"], claims["amr"]) = ("1", new JsonArray("pwd"));
        return claims;
    }

    /// <summary>The older name of the tenant's authority, which tokens of version 1 carry.</summary>
    public string OlderIssuer(string tenant) => $"{origin()}/openid/sts.windows.net/{tenant}/";

    /// <summary>A person has another name for each application.</summary>
    private static string Pairwise(string person, string app) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{person}|{app}")));

    /// <summary>The caller of an access token that is signed by us and in force now; otherwise null.</summary>
    public Caller? Read(string token)
    {
        if (!_seen.TryGetValue(token, out var known))
        {
            if (key.Open(token) is not { } claims || claims["idtyp"] is null) return null;
            known = (Speaker(claims), claims["nbf"]!.GetValue<long>(), claims["exp"]!.GetValue<long>());
            if (_seen.Count > 10_000) _seen.Clear();
            _seen[token] = known;
        }
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return now >= known.From && now < known.Until ? known.Caller : null;
    }

    private static Caller Speaker(JsonObject claims)
    {
        var isApp = claims.String("idtyp") == "app";
        var roles = claims["roles"] is JsonArray list ? list.Select(role => role!.GetValue<string>()).ToList() : [];
        var name = claims.String(isApp ? "app_displayname" : "name")!;
        return new Caller(isApp, claims.String("oid")!, name, claims.String("email"), claims.String("appid")!, roles, claims.String("aud")!);
    }

    private JsonObject Common(string tenant, string audience, string appId)
    {
        var now = clock.GetUtcNow();
        return new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = $"{origin()}/openid/{tenant}/v2.0",
            ["iat"] = now.ToUnixTimeSeconds(),
            // a minute of grace, for a machine whose parts read the clock one after the other
            ["nbf"] = now.AddMinutes(-1).ToUnixTimeSeconds(),
            ["exp"] = (now + _life).ToUnixTimeSeconds(),
            ["tid"] = tenant,
            ["appid"] = appId,
            ["azp"] = appId,
            ["uti"] = ids.Digits(),
        };
    }
}
