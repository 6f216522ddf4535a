using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>What Teams told the bot, read with suspicion: nothing in it is believed before its token was checked, and the person only then.</summary>
/// <param name="Type">Kind: <c>message</c>, <c>invoke</c>, <c>conversationUpdate</c>, <c>installationUpdate</c>.</param>
/// <param name="Name">Name of an invoke; empty for others.</param>
/// <param name="ChannelId">Channel.</param>
/// <param name="ServiceUrl">Where answers go.</param>
/// <param name="Conversation">Conversation.</param>
/// <param name="Tenants">Every tenant that it names.</param>
/// <param name="UserId">The id that Teams gave the person.</param>
/// <param name="ObjectId">Entra object id of the person; empty when it names none.</param>
/// <param name="UserName">Name of the person; it decides nothing.</param>
/// <param name="Text">What was written.</param>
/// <param name="Action">What happened to an installation.</param>
/// <param name="Value">What an invoke or a button of an older client carries; null when nothing.</param>
public sealed record BotActivity(
    string Type, string Name, string ChannelId, string ServiceUrl, string Conversation, IReadOnlyList<string> Tenants, string UserId, string ObjectId, string UserName, string Text, string Action, JObject? Value)
{
    private const int Deepest = 16;
    private const int LongestId = 512;

    /// <summary>Reads it; null when it is no activity.</summary>
    public static BotActivity? Read(string body)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None, MaxDepth = Deepest };
            var root = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            return root is JObject activity && !reader.Read() ? Of(activity) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text member; empty when there is none, or something else.</summary>
    public static string Member(JToken? parent, string name, int most = LongestId) => parent is JObject holder && holder[name] is JValue { Type: JTokenType.String } value && (string)value! is var text && text.Length <= most ? text : "";

    private static BotActivity? Of(JObject activity)
    {
        var (from, conversation) = (activity["from"], activity["conversation"]);
        var read = new BotActivity(
            Member(activity, "type"), Member(activity, "name"), Member(activity, "channelId"), Member(activity, "serviceUrl", 2048), Member(conversation, "id"),
            [.. new[] { Member(conversation, "tenantId"), Member((activity["channelData"] as JObject)?["tenant"], "id") }.Where(id => id.Length > 0)],
            Member(from, "id"), Member(from, "aadObjectId"), Member(from, "name"), Member(activity, "text", 4000), Member(activity, "action"), activity["value"] as JObject);
        return read.Type.Length > 0 && read.ServiceUrl.Length > 0 && read.ChannelId.Length > 0 ? read : null;
    }
}
