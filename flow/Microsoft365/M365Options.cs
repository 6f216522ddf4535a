using System.ComponentModel.DataAnnotations;

namespace EmulationM365.Microsoft365;

/// <summary>Where the tenant is and who we are in it. Section <c>M365</c>.</summary>
public sealed class M365Options
{
    /// <summary>Name of the section.</summary>
    public const string Section = "M365";

    /// <summary>Graph, with version: <c>https://graph.microsoft.com/v1.0</c>.</summary>
    [Required]
    public Uri GraphBaseUrl { get; set; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>SharePoint host: <c>https://contoso.sharepoint.com</c>.</summary>
    [Required]
    public Uri SharePointBaseUrl { get; set; } = null!;

    /// <summary>Sign-in authority without tenant: <c>https://login.microsoftonline.com</c>. An http address is taken only on loopback.</summary>
    [Required]
    public Uri Authority { get; set; } = new("https://login.microsoftonline.com");

    /// <summary>Tenant id.</summary>
    [Required]
    public string TenantId { get; set; } = "";

    /// <summary>Client id of our application.</summary>
    [Required]
    public string ClientId { get; set; } = "";

    /// <summary>Client id of the application registered for the sign-in of people; <see cref="ClientId"/> when empty.</summary>
    public string SignInClientId { get; set; } = "";

    /// <summary>Client id of a public client application under which a site owner signs in to set up; <see cref="ClientId"/> when empty.</summary>
    public string SetupClientId { get; set; } = "";

    /// <summary>Hosts that may receive our token, separated by commas, beside those of the base URLs.</summary>
    public string AllowedHosts { get; set; } = "";

    /// <summary>Mailbox that sends.</summary>
    [Required]
    public string Mailbox { get; set; } = "";

    /// <summary>
    /// Mailbox to which the nightly anchor of the history goes, once a day: one that the owners of the site cannot write to. Empty = no anchor leaves the site, and who can write to its hidden
    /// lists could change the history unseen.
    /// </summary>
    public string AnchorMailbox { get; set; } = "";

    /// <summary>Key of the anchor's seal, at least 32 bytes in base64; from a key vault. Empty = anchors carry no seal.</summary>
    public string AnchorKey { get; set; } = "";

    /// <summary>The key as bytes; null when none is set.</summary>
    public byte[]? AnchorKeyBytes => AnchorKey.Length == 0 ? null : Convert.FromBase64String(AnchorKey);

    /// <summary>Address under which people reach the request pages.</summary>
    [Required]
    public Uri PublicBaseUrl { get; set; } = null!;

    /// <summary>Address under which Graph reaches the notification door; https. Empty = no subscriptions, polling alone.</summary>
    public Uri? NotificationBaseUrl { get; set; }

    /// <summary>Function key of the notification door.</summary>
    public string NotificationKey { get; set; } = "";

    /// <summary>SharePoint resource units a minute that the tenant grants our application; what goes over them waits for the next minute.</summary>
    [Range(1, int.MaxValue)]
    public int RuPerMinute { get; set; } = 1250;

    /// <summary>
    /// Scope of Graph tokens. The resource of a token is a name and not an address: a loopback Graph stands for the global cloud, whose name it carries;
    /// national clouds are named by their host.
    /// </summary>
    public string GraphScope => GraphBaseUrl.IsLoopback ? "https://graph.microsoft.com/.default" : GraphBaseUrl.GetLeftPart(UriPartial.Authority) + "/.default";

    /// <summary>Scope of SharePoint tokens.</summary>
    public string SharePointScope => SharePointBaseUrl.GetLeftPart(UriPartial.Authority) + "/.default";

    /// <summary>Hosts to which a token may be sent.</summary>
    public IReadOnlyList<string> TokenHosts =>
        [.. AllowedHosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(GraphBaseUrl.Host).Append(SharePointBaseUrl.Host).Distinct()];

    /// <summary>An address is one of Microsoft 365's as these settings name it: same scheme, host and port; https on a host allowed beside.</summary>
    public bool IsOurs(Uri url) => url.IsAbsoluteUri && url.UserInfo.Length == 0
        && (Within(url, GraphBaseUrl) || Within(url, SharePointBaseUrl) || (url is { Scheme: "https", IsDefaultPort: true } && TokenHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase)));

    private const int LeastAnchorKey = 32;

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count >= LeastAnchorKey;
    }

    private static bool Within(Uri url, Uri origin) => url.GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority);

    /// <summary>Everything that is wrong with these settings; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(this, new ValidationContext(this), results, true);
        foreach (var result in results) yield return $"M365: {result.ErrorMessage}";
        foreach (var (name, url) in new[] { (nameof(GraphBaseUrl), GraphBaseUrl), (nameof(SharePointBaseUrl), SharePointBaseUrl), (nameof(Authority), Authority), (nameof(PublicBaseUrl), PublicBaseUrl) })
        {
            if (url is null) continue;
            if (!url.IsAbsoluteUri) yield return $"M365:{name} must be a full address";
            else if (url.Scheme != Uri.UriSchemeHttps && url is not { Scheme: "http", IsLoopback: true }) yield return $"M365:{name} is {url}: http is taken on this machine only, use https";
        }

        if (AnchorMailbox.Length > 0 && !new EmailAddressAttribute().IsValid(AnchorMailbox)) yield return $"M365:AnchorMailbox is '{AnchorMailbox}': it must be one mail address";
        if (string.Equals(AnchorMailbox, Mailbox, StringComparison.OrdinalIgnoreCase) && Mailbox.Length > 0) yield return "M365:AnchorMailbox is the mailbox that sends: choose another, which the owners of the site cannot write to";
        // The key itself is never said.
        if (AnchorKey.Length > 0 && !IsKey(AnchorKey)) yield return $"M365:AnchorKey must be at least {LeastAnchorKey} bytes in base64";
        if (NotificationBaseUrl is { } door and not { IsAbsoluteUri: true, Scheme: "https" }) yield return $"M365:NotificationBaseUrl is {door}: Graph delivers to https only";
    }
}

/// <summary>One unit's site and its campaign year. Section <c>Sites:0</c> and on.</summary>
public sealed class SiteOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Sites";

    /// <summary>Server-relative path: <c>/sites/tdkt</c>.</summary>
    public string Path { get; set; } = "";

    /// <summary>Server-relative path of the site that carries the news; the same site when empty.</summary>
    public string NewsSite { get; set; } = "";

    /// <summary>Campaign year.</summary>
    public int Year { get; set; }

    /// <summary>Site and year in one: what is remembered of one campaign says nothing of another, on another site or in another year of the same site.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path}|{Year}");

    /// <summary>What tells this site's pages from those of others on a news site that several units write to; empty where the news stay on the site itself.</summary>
    public string NewsMark => NewsSite.Length == 0 || NewsSite == Path ? "" : (Path.StartsWith("/sites/", StringComparison.OrdinalIgnoreCase) ? Path["/sites/".Length..] : Path[1..]).Replace('/', '.').ToLowerInvariant();

    /// <summary>Everything that is wrong with it.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Path.StartsWith('/')) yield return $"Sites: Path '{Path}' must begin with / (for example /sites/tdkt)";
        if (NewsSite.Length > 0 && !NewsSite.StartsWith('/')) yield return $"Sites: NewsSite '{NewsSite}' must begin with /";
        if (Year is < 2024 or > 2100) yield return $"Sites: Year {Year} is not a campaign year";
    }
}
