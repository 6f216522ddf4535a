using Microsoft.Extensions.Configuration;

namespace EmulationM365.Microsoft365;

/// <summary>The bot that brings requests to people in Teams. Section <c>Teams</c>; looked at only while <see cref="ChannelOptions.Teams"/> is on.</summary>
public sealed class TeamsOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Teams";

    /// <summary>The resource that the bot's own token is for.</summary>
    public const string Scope = "https://api.botframework.com/.default";

    /// <summary>Who signs what Teams sends.</summary>
    public const string Issuer = "https://api.botframework.com";

    /// <summary>The one channel that is spoken to.</summary>
    public const string Channel = "msteams";

    /// <summary>The host of all service addresses of the global cloud; the domain above it is shared with strangers.</summary>
    private const string GlobalHost = "smba.trafficmanager.net";

    /// <summary>Client id of the bot: as a rule the managed identity under which the product runs, then equal to <see cref="M365Options.ClientId"/>.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Id of the app in the organisation's catalog; looked up by <see cref="ManifestId"/> when empty.</summary>
    public string CatalogId { get; set; } = "";

    /// <summary>Id in the app's manifest.</summary>
    public string ManifestId { get; set; } = "";

    /// <summary>Where the bot speaks to people who never wrote to it. Once Teams told another address of a person, that one is used.</summary>
    public Uri ServiceUrl { get; set; } = new("https://smba.trafficmanager.net/teams/");

    /// <summary>Where the keys are told with which Teams signs. Its name has no hyphen in it.</summary>
    public Uri Metadata { get; set; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>Hosts that may receive the bot's token beside the usual ones, separated by commas.</summary>
    public string AllowedHosts { get; set; } = "";

    /// <summary>Reads the section.</summary>
    public static TeamsOptions Read(IConfiguration configuration) => configuration.GetSection(Section).Get<TeamsOptions>() ?? new TeamsOptions();

    /// <summary>An address may receive the bot's token: whoever has it can speak as the bot.</summary>
    public bool IsOurs(Uri url) => url.IsAbsoluteUri && url.UserInfo.Length == 0
        && (url.GetLeftPart(UriPartial.Authority) == ServiceUrl.GetLeftPart(UriPartial.Authority) || (url is { Scheme: "https", IsDefaultPort: true } && Hosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase)));

    private IEnumerable<string> Hosts => AllowedHosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(GlobalHost);

    /// <summary>Everything that is wrong with these settings; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Guid.TryParse(AppId, out _)) yield return $"Teams:AppId is '{AppId}': Channels:Teams is on, so name the client id of the bot, or switch the channel off";
        if (CatalogId.Length == 0 && ManifestId.Length == 0) yield return "Teams:CatalogId is missing: Channels:Teams is on, so name the id of the app in the catalog, or its Teams:ManifestId";
        foreach (var (name, id) in new[] { (nameof(CatalogId), CatalogId), (nameof(ManifestId), ManifestId) })
            if (id.Length > 0 && !Guid.TryParse(id, out _)) yield return $"Teams:{name} is '{id}': it must be an id";
        foreach (var (name, url) in new[] { (nameof(ServiceUrl), ServiceUrl), (nameof(Metadata), Metadata) })
        {
            if (url is not { IsAbsoluteUri: true }) yield return $"Teams:{name} must be a full address";
            else if (url.Scheme != Uri.UriSchemeHttps && url is not { Scheme: "http", IsLoopback: true }) yield return $"Teams:{name} is {url}: http is taken on this machine only, use https";
        }
    }
}
