using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Intake;

/// <summary>A subscription of ours.</summary>
/// <param name="Id">Id given by Graph.</param>
/// <param name="ClientState">Secret that Graph sends along.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Before">The one it took the place of, with another secret; what that one sent just before still counts until its own <see cref="Until"/>.</param>
public sealed record KnownSubscription(string Id, string ClientState, DateTimeOffset Until, KnownSubscription? Before = null);

/// <summary>What the gate made of a notification.</summary>
/// <param name="Readable">The body was a notification at all.</param>
/// <param name="Doorbells">Keys of the lists to look at, each once.</param>
/// <param name="Forged">Notifications that are not from a subscription of ours.</param>
public sealed record GateAnswer(bool Readable, IReadOnlyList<string> Doorbells, int Forged);

/// <summary>
/// Judges what arrives at the notification door. A notification is a doorbell: it may be lost, doubled, late or forged, and nothing in it is believed but
/// that one of our lists may have changed. A forged one that slipped through would cost one cheap read.
/// </summary>
public static class NotificationGate
{
    /// <summary>Longest validation token that is echoed.</summary>
    public const int LongestToken = 2048;

    /// <summary>Judges a body against our subscriptions, given by the key of the list each watches.</summary>
    /// <param name="body">What arrived.</param>
    /// <param name="known">Our subscriptions.</param>
    /// <param name="now">The present: a secret that was replaced counts only for a short while.</param>
    public static GateAnswer Judge(string body, IReadOnlyDictionary<string, KnownSubscription> known, DateTimeOffset now)
    {
        if (Read(body) is not { } notifications) return new GateAnswer(false, [], 0);
        var doorbells = new HashSet<string>();
        var forged = 0;
        foreach (var notification in notifications)
        {
            var (id, secret) = (Text(notification, "subscriptionId"), Text(notification, "clientState"));
            var list = known.FirstOrDefault(pair => Sent(id, secret, pair.Value) || (pair.Value.Before is { } before && before.Until > now && Sent(id, secret, before))).Key;
            if (list is not null) doorbells.Add(list);
            else forged++;
        }

        return new GateAnswer(true, [.. doorbells], forged);
    }

    private static List<JObject>? Read(string body)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None, MaxDepth = 16 };
            var root = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            if (root is not JObject outer || outer["value"] is not JArray { Count: > 0 } value || value.Any(entry => entry is not JObject)) return null;
            return [.. value.OfType<JObject>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JObject notification, string name) => notification[name] is JValue { Type: JTokenType.String } value ? (string)value! : "";

    private static bool Sent(string id, string secret, KnownSubscription subscription) =>
        string.Equals(subscription.Id, id, StringComparison.OrdinalIgnoreCase) && Same(secret, subscription.ClientState);

    /// <summary>In constant time: the time of an answer must not tell how much of a guess was right.</summary>
    private static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
