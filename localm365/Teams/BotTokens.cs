namespace EmulationM365.LocalM365.Teams;

/// <summary>The authority that vouches to bots for what Teams tells them. Its keys say for which channels they may sign.</summary>
internal static class BotTokens
{
    /// <summary>The keys: one for Teams, one for another channel, one for none.</summary>
    private static readonly (string Id, string[]? Channels)[] _keys = [("teams-1", ["msteams", "skype", "skypeforbusiness"]), ("webchat-1", ["webchat", "directline"]), ("plain-1", null)];

    private static readonly TimeSpan _life = TimeSpan.FromHours(1);

    public static IResult Configuration(Tenant tenant, string tenantId) => tenantId != "botframework.com" ? Results.NotFound() : Wire.Plain(new JsonObject
    {
        ["issuer"] = Bot.Resource,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = $"{tenant.Origin}/openid/botframework.com/v1/.well-known/keys",
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    });

    public static IResult Keys(Tenant tenant, string tenantId) => tenantId != "botframework.com" ? Results.NotFound()
        : Wire.Plain(new JsonObject { ["keys"] = new JsonArray([.. _keys.Select(key => (JsonNode)Key(tenant, key.Id, key.Channels))]) });

    /// <summary>A token for what a bot is told; members of header and claims are put in place of those it would have, null takes one out.</summary>
    public static string Make(Tenant tenant, string appId, string serviceUrl, JsonObject? header = null, JsonObject? claims = null)
    {
        var now = tenant.Clock.GetUtcNow();
        var all = new JsonObject
        {
            ["serviceurl"] = serviceUrl, ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = (now + _life).ToUnixTimeSeconds(), ["iss"] = Bot.Resource, ["aud"] = appId,
        };
        foreach (var (name, value) in claims ?? [])
        {
            if (value is null) all.Remove(name);
            else all[name] = value.DeepClone();
        }
        var odd = new JsonObject { ["kid"] = _keys[0].Id };
        foreach (var (name, value) in header ?? []) odd[name] = value?.DeepClone();
        return tenant.Key.Sign(all, odd);
    }

    private static JsonObject Key(Tenant tenant, string id, string[]? channels)
    {
        var key = tenant.Key.PublicKey();
        (key["kid"], key["x5t"]) = (id, id);
        if (channels is not null) key["endorsements"] = new JsonArray([.. channels.Select(channel => (JsonNode)channel)]);
        return key;
    }
}
