namespace EmulationM365.Microsoft365;

/// <summary>
/// What was registered so that a mail's card can be answered in Outlook: the provider of the cards, and the Entra application behind it. Needed once <see cref="ChannelOptions.Outlook"/> is on,
/// and then all of it: a card that a client shows and nobody can answer is worse than none. Section <c>Outlook</c>.
/// </summary>
public sealed class OutlookOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Outlook";

    /// <summary>Microsoft's application that sends what people press on a card, in every tenant: tokens of any other are refused.</summary>
    public const string ActionsApp = "48af08dc-f6d2-435f-b2a7-069abd99c086";

    /// <summary>Id of the provider that the admin approved: the originator that each card names.</summary>
    public string Originator { get; set; } = "";

    /// <summary>Application ID URI of the Entra application, <c>api://auth-am-…/…</c>: the audience of tokens of version 1.</summary>
    public string AppIdUri { get; set; } = "";

    /// <summary>Client id of the Entra application: the audience of tokens of version 2.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Name of the scope that the application exposes, and for which the actions app is authorized.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Everything that is missing or wrong; empty when cards can be sent and answered.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Guid.TryParse(Originator, out _)) yield return Said(nameof(Originator), Originator, "the id of the provider from the Actionable Messages portal, once it is approved");
        if (!AppIdUri.StartsWith("api://", StringComparison.Ordinal)) yield return Said(nameof(AppIdUri), AppIdUri, "the Application ID URI of the Entra application that the provider names, api://…");
        if (!Guid.TryParse(ClientId, out _)) yield return Said(nameof(ClientId), ClientId, "the client id of that Entra application");
        if (Scope.Length == 0 || Scope.Any(char.IsWhiteSpace)) yield return Said(nameof(Scope), Scope, $"the name of the scope that it exposes, with {ActionsApp} as an authorized client");
    }

    private static string Said(string name, string value, string what) =>
        value.Length == 0 ? $"{Section}:{name} is missing while Channels:Outlook is on: {what}" : $"{Section}:{name} is '{value}': it must be {what}";
}
