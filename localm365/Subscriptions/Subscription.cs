namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>A wish to be told that a list changed.</summary>
internal sealed record Subscription(
    string Id, string App, long List, string Resource, string NotificationUrl, string? ClientState, string? LifecycleUrl, string? Tls, string Expires)
{
    /// <summary>The longest life of a subscription to a list, in minutes.</summary>
    public const int MostMinutes = 42_300;

    /// <summary>Asked for by the drive of a library, not by the list.</summary>
    private bool IsOfDrive => Resource.StartsWith("drives/", StringComparison.OrdinalIgnoreCase);

    public JsonObject ToGraph() => new()
    {
        ["id"] = Id,
        ["resource"] = Resource,
        ["applicationId"] = App,
        ["changeType"] = "updated",
        ["clientState"] = ClientState,
        ["notificationUrl"] = NotificationUrl,
        ["notificationQueryOptions"] = null,
        ["lifecycleNotificationUrl"] = LifecycleUrl,
        ["expirationDateTime"] = Expires,
        ["creatorId"] = App,
        ["includeResourceData"] = null,
        ["latestSupportedTlsVersion"] = Tls ?? "v1_2",
        ["encryptionCertificate"] = null,
        ["encryptionCertificateId"] = null,
        ["notificationUrlAppId"] = null,
    };

    /// <summary>The notification: which subscription and list, never which item or what changed.</summary>
    public JsonObject ToNotification(string tenant) => new()
    {
        ["subscriptionId"] = Id,
        ["clientState"] = ClientState,
        ["resource"] = Resource,
        ["tenantId"] = tenant,
        ["resourceData"] = new JsonObject { ["@odata.type"] = IsOfDrive ? "#Microsoft.Graph.DriveItem" : "#Microsoft.Graph.ListItem" },
        ["subscriptionExpirationDateTime"] = Expires,
        ["changeType"] = "updated",
    };

    /// <summary>What the lifecycle address is told: nothing of resource or change.</summary>
    public JsonObject ToLifecycle(string tenant, string happening) => new()
    {
        ["subscriptionId"] = Id,
        ["subscriptionExpirationDateTime"] = Expires,
        ["tenantId"] = tenant,
        ["clientState"] = ClientState,
        ["lifecycleEvent"] = happening,
    };
}
