namespace EmulationM365.LocalM365.Tokens;

/// <summary>Who a token speaks for: an app with its roles, or a person through an app.</summary>
internal sealed record Caller(bool IsApp, string Id, string DisplayName, string? Mail, string AppId, IReadOnlyList<string> Roles, string Audience)
{
    public const string Graph = "https://graph.microsoft.com";

    /// <summary>What a bot speaks to.</summary>
    public const string BotConnector = "https://api.botframework.com";

    /// <summary>The name of the caller in the meter and in recordings.</summary>
    public string Identity => (IsApp ? "app:" : "person:") + Id;

    /// <summary>The caller as Graph writes an identity set.</summary>
    public JsonObject IdentitySet() => IsApp
        ? new JsonObject { ["application"] = new JsonObject { ["displayName"] = DisplayName, ["id"] = Id } }
        : new JsonObject { ["user"] = new JsonObject { ["displayName"] = DisplayName, ["email"] = Mail, ["id"] = Id } };
}
