namespace EmulationM365.LocalM365.Cards;

/// <summary>A provider of actionable messages, as an admin approved it: whose cards Outlook shows, from which senders, and where what is pressed on them may go.</summary>
internal sealed record CardProvider(string Originator, IReadOnlyList<string> Senders, IReadOnlyList<string> Targets, string AppIdUri, string ClientId, string Scope, int TokenVersion)
{
    private const string Setting = "cards.providers";

    /// <summary>The provider that a card names, if it was approved and may send from this mailbox.</summary>
    public static CardProvider? Find(Session session, string? originator, string sender) =>
        All(session).Find(one => one.Originator == originator && one.Senders.Contains(sender, StringComparer.OrdinalIgnoreCase));

    public static List<CardProvider> All(Session session) => session.Text($"SELECT value FROM settings WHERE name = {Setting}") is { } kept ? Read(JsonNode.Parse(kept)!.AsArray()) : [];

    public static void Save(Session session, JsonArray providers)
    {
        // Read first: what cannot be used is not kept.
        _ = Read(providers);
        session.Run($"INSERT INTO settings VALUES ({Setting}, {Wire.Text(providers)}) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    }

    /// <summary>Whether what is pressed may be sent there: to the origins that were approved, and from here to this machine only.</summary>
    public bool Allows(Uri target) => target.IsLoopback && Targets.Any(origin => Uri.TryCreate(origin, UriKind.Absolute, out var known)
        && known.GetLeftPart(UriPartial.Authority) == target.GetLeftPart(UriPartial.Authority));

    public JsonObject ToJson() => new()
    {
        ["originator"] = Originator, ["senders"] = Array(Senders), ["targets"] = Array(Targets), ["appIdUri"] = AppIdUri, ["clientId"] = ClientId, ["scope"] = Scope, ["tokenVersion"] = TokenVersion,
    };

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static List<CardProvider> Read(JsonArray providers) => [.. providers.Select(node =>
    {
        var one = node as JsonObject ?? throw new BadHttpRequestException("A provider is a JSON object.");
        string Needed(string name) => one.String(name) is { Length: > 0 } text ? text : throw new BadHttpRequestException($"A provider needs {name}.");
        List<string> Many(string name) => [.. (one[name] as JsonArray ?? throw new BadHttpRequestException($"A provider needs a list of {name}.")).Select(text => text!.GetValue<string>())];
        var version = one["tokenVersion"]?.GetValue<int>() ?? 1;
        if (version is not (1 or 2)) throw new BadHttpRequestException("tokenVersion is 1 or 2.");
        return new CardProvider(Needed("originator"), Many("senders"), Many("targets"), Needed("appIdUri"), Needed("clientId"), Needed("scope"), version);
    })];
}
