using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Subscriptions;

/// <summary><c>/subscriptions</c>, for lists and for the roots of drives.</summary>
internal static partial class SubscriptionEndpoints
{
    private const string Kind = "subscriptions";

    public static IResult All(GraphCall call) =>
        call.Many(call.Read(session => SubscriptionStore.OfApp(session, call.Caller.AppId, call.Now)).Select(one => one.ToGraph()), Kind);

    /// <summary>Those of the app that watch one list.</summary>
    public static IResult OfList(GraphCall call, string site, string list)
    {
        var found = call.Read(session => SubscriptionStore.OfList(session, call.OpenList(session, site, list, Right.Read).Id, call.Now));
        return call.Many(found.Where(one => one.App == call.Caller.AppId).Select(one => one.ToGraph()), Kind);
    }

    public static IResult Get(GraphCall call, string subscription) => call.One(call.Read(session => Own(call, session, subscription)).ToGraph(), Kind + "/$entity");

    public static async Task<IResult> AddAsync(GraphCall call, CancellationToken cancellationToken)
    {
        var asked = Asked(call);
        await ValidateAsync(call, asked, cancellationToken);
        Save(call, asked);
        return call.One(asked.ToGraph(), Kind + "/$entity", 201);
    }

    /// <summary>Renewing asks the receiver again, as the service does now and then.</summary>
    public static async Task<IResult> ChangeAsync(GraphCall call, string subscription, CancellationToken cancellationToken)
    {
        var renewed = call.Read(session => Own(call, session, subscription)) with { Expires = Expiry(call, call.Body.String("expirationDateTime")) };
        await ValidateAsync(call, renewed, cancellationToken);
        Save(call, renewed);
        return call.One(renewed.ToGraph(), Kind + "/$entity");
    }

    public static async Task<IResult> ReauthorizeAsync(GraphCall call, string subscription, CancellationToken cancellationToken)
    {
        var one = call.Read(session => Own(call, session, subscription));
        await ValidateAsync(call, one, cancellationToken);
        call.Tenant.Database.Write(session => ReauthorizationPlan.Done(session, one));
        return Results.NoContent();
    }

    public static IResult Remove(GraphCall call, string subscription)
    {
        call.Write(session =>
        {
            SubscriptionStore.Remove(session, Own(call, session, subscription).Id);
            return true;
        });
        return Results.NoContent();
    }

    private static void Save(GraphCall call, Subscription one)
    {
        call.Tenant.Database.Write(session =>
        {
            SubscriptionStore.Save(session, one, call.Now);
            ReauthorizationPlan.Plan(session, one, call.Tenant.Clock.GetUtcNow());
        });
        call.Tenant.Doorbell.Plan();
    }

    private static Subscription Asked(GraphCall call)
    {
        var body = call.Body;
        if (body.String("changeType") != "updated") throw Invalid("Invalid 'changeType' attribute: for this resource only 'updated' is supported.");
        var url = Https(body.String("notificationUrl"), "notificationUrl") ?? throw Invalid("The property 'notificationUrl' is required.");
        if (body.String("clientState") is { Length: > 128 }) throw Invalid("The value of 'clientState' exceeds the maximum length of 128 characters.");
        var resource = body.String("resource")?.TrimStart('/') ?? throw Invalid("The property 'resource' is required.");
        var list = call.Read(session => Target(call, session, resource));
        return new Subscription(
            call.Tenant.Ids.Text(), call.Caller.AppId, list.Id, resource, url, body.String("clientState"),
            Https(body.String("lifecycleNotificationUrl"), "lifecycleNotificationUrl"), body.String("latestSupportedTlsVersion"),
            Expiry(call, body.String("expirationDateTime")));
    }

    private static SiteList Target(GraphCall call, Session session, string resource)
    {
        if (DriveRoot().Match(resource) is { Success: true } drive) return Files.DriveAccess.Open(call, session, Uri.UnescapeDataString(drive.Groups[1].Value)).List;
        var match = Resource().Match(resource);
        if (!match.Success) throw Invalid($"The resource '{resource}' is not supported: it must be the relative address of a list, or of the root of a drive.");
        return call.OpenList(session, Uri.UnescapeDataString(match.Groups[1].Value), Uri.UnescapeDataString(match.Groups[2].Value), Right.Read);
    }

    private static string? Https(string? url, string name) =>
        url is null || Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps ? url : throw Invalid($"The '{name}' must be an absolute HTTPS address.");

    private static string Expiry(GraphCall call, string? text)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires))
            throw Invalid("The property 'expirationDateTime' is required and must be a date and time.");
        var now = call.Tenant.Clock.GetUtcNow();
        if (expires <= now) throw Invalid("Subscription expiration must be in the future.");
        // a minute of grace, as the machine that asks has its own clock
        return expires <= now.AddMinutes(Subscription.MostMinutes + 1)
            ? TenantClock.Stamp(expires)
            : throw Invalid($"Subscription expiration can only be {Subscription.MostMinutes.ToString(CultureInfo.InvariantCulture)} minutes in the future.");
    }

    private static async Task ValidateAsync(GraphCall call, Subscription one, CancellationToken cancellationToken)
    {
        foreach (var url in new[] { one.NotificationUrl, one.LifecycleUrl }.OfType<string>().Distinct())
            if (await call.Tenant.Doorbell.ValidateAsync(url, cancellationToken) is { } fault)
                throw new Refused(400, "ValidationError", fault);
    }

    private static Subscription Own(GraphCall call, Session session, string id) =>
        SubscriptionStore.Find(session, id, call.Now) is { } one && one.App == call.Caller.AppId
            ? one : throw new Refused(404, "ResourceNotFound", "The object was not found.");

    private static Refused Invalid(string message) => new(400, "InvalidRequest", message);

    [GeneratedRegex(@"^sites/([^/]+)/lists/([^/]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Resource();

    [GeneratedRegex("^drives/([^/]+)/root$", RegexOptions.IgnoreCase)]
    private static partial Regex DriveRoot();
}
