using System.Globalization;
using System.Text.Json.Nodes;

namespace EmulationM365.Bench.Tenant;

/// <summary>A wish to be told of changes.</summary>
public sealed record MemorySubscription(string Id, string Resource, string Url, string? State, DateTimeOffset Until);

/// <summary>Subscriptions: kept, and nothing told by them; the simulation rings its own bells.</summary>
public sealed partial class MemoryTenant
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(42_301);
    private int _subscribed;

    private HttpResponseMessage Subscription(Call call, string[] rest)
    {
        foreach (var (id, one) in _subscriptions.ToList())
        {
            if (one.Until <= Now()) _subscriptions.Remove(id);
        }

        switch (call.Method, rest)
        {
            case ("GET", []):
                return Json(200, new JsonObject { ["value"] = new JsonArray([.. _subscriptions.Values.Select(Told)]) });
            case ("POST", []):
                return Odd(call.Body) is { } odd ? Error(400, "InvalidRequest", odd) : Json(201, Told(Kept(new MemorySubscription(
                    $"50000000-0000-4000-8000-{++_subscribed:D12}", Text(call.Body, "resource"), Text(call.Body, "notificationUrl"), Text(call.Body, "clientState"), Until(call.Body)!.Value))));
            case ("PATCH", [var known]) when _subscriptions.TryGetValue(known, out var one):
                return Until(call.Body) is { } until ? Json(200, Told(Kept(one with { Until = until }))) : Error(400, "InvalidRequest", "Subscription expiration is not within its limits.");
            case ("DELETE", [var gone]) when _subscriptions.Remove(gone):
                return new HttpResponseMessage(System.Net.HttpStatusCode.NoContent);
            default:
                return Error(404, "ResourceNotFound", "The object was not found.");
        }
    }

    private string? Odd(JsonObject? wish) => wish switch
    {
        _ when Text(wish, "changeType") != "updated" => "Invalid 'changeType' attribute: for this resource only 'updated' is supported.",
        _ when !Text(wish, "notificationUrl").StartsWith("https://", StringComparison.Ordinal) => "The 'notificationUrl' must be an absolute HTTPS address.",
        _ when Text(wish, "resource").TrimStart('/').Split('/') is not ["sites", _, "lists", _] => "The resource is not supported.",
        _ when Until(wish) is null => "Subscription expiration is not within its limits.",
        _ => null,
    };

    private MemorySubscription Kept(MemorySubscription one) => _subscriptions[one.Id] = one;

    private DateTimeOffset? Until(JsonObject? wish) => DateTimeOffset.TryParse(Text(wish, "expirationDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
        && until > Now() && until <= Now() + LongestLife ? until : null;

    private static string Text(JsonObject? body, string name) => body?[name]?.GetValue<string>() ?? "";

    private static JsonNode Told(MemorySubscription one) => new JsonObject
    {
        ["id"] = one.Id, ["resource"] = one.Resource, ["changeType"] = "updated", ["clientState"] = one.State, ["notificationUrl"] = one.Url, ["expirationDateTime"] = ItemJson.Stamp(one.Until),
    };
}
