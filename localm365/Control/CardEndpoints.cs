using EmulationM365.LocalM365.Cards;

namespace EmulationM365.LocalM365.Control;

/// <summary><c>/_local/cards</c>: the providers of actionable messages that were approved, none at first; and tokens as the actions app brings them, with whatever is to be wrong in them.</summary>
internal static class CardEndpoints
{
    public static IResult Get(Tenant tenant) => Wire.Plain(new JsonObject { ["providers"] = new JsonArray([.. tenant.Database.Read(CardProvider.All).Select(one => (JsonNode)one.ToJson())]) });

    public static async Task<IResult> PutAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        if (asked["providers"] is not JsonArray providers) throw new BadHttpRequestException("A list of providers is missing.");
        tenant.Database.Write(session => CardProvider.Save(session, providers));
        return Get(tenant);
    }

    /// <summary>A token for a person: <c>{"originator", "person", "version"}</c>, with members of <c>header</c> and <c>claims</c> put in place of those it would have; null takes one out.</summary>
    public static async Task<IResult> TokenAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        var (person, provider, home) = tenant.Database.Read(session => (DirectoryStore.Person(session, asked.String("person") ?? ""),
            CardProvider.All(session).Find(one => one.Originator == asked.String("originator")), DirectoryStore.Tenant(session)));
        if (person is null || provider is null) return Results.NotFound("No such person, or no such provider.");
        if (asked["version"] is JsonValue version) provider = provider with { TokenVersion = version.GetValue<int>() };
        var claims = tenant.Mint.ActionClaims(home, person, provider, tenant.Ids);
        foreach (var (name, value) in asked["claims"] as JsonObject ?? [])
        {
            if (value is null) claims.Remove(name);
            else claims[name] = value.DeepClone();
        }

        return Wire.Plain(new JsonObject { ["token"] = tenant.Key.Sign(claims, asked["header"] as JsonObject) });
    }
}
