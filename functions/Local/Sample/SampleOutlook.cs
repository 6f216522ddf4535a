using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>The provider of cards that the sample tenant's administrator approved, and the settings that name it.</summary>
internal static class SampleOutlook
{
    public const string Originator = "5e1f0000-0000-4000-8000-0000000000c1";
    public const string ClientId = "5e1f0000-0000-4000-8000-0000000000c2";
    public const string AppIdUri = $"api://auth-am-{Originator}/{ClientId}";
    public const string Scope = "ActionableMessages";

    /// <summary>The settings of the functions.</summary>
    public static Dictionary<string, string?> Settings => new()
    {
        ["Channels:Outlook"] = "true", ["Outlook:Originator"] = Originator, ["Outlook:AppIdUri"] = AppIdUri, ["Outlook:ClientId"] = ClientId, ["Outlook:Scope"] = Scope,
    };

    /// <summary>The approval: cards from the unit's mailbox, answered at these doors.</summary>
    public static async Task ApproveAsync(Uri tenant, Uri doors, int tokenVersion, CancellationToken cancellationToken)
    {
        var provider = new JObject
        {
            ["originator"] = Originator, ["senders"] = new JArray(SamplePeople.Mailbox), ["targets"] = new JArray(doors.GetLeftPart(UriPartial.Authority)), ["appIdUri"] = AppIdUri, ["clientId"] = ClientId,
            ["scope"] = Scope, ["tokenVersion"] = tokenVersion,
        };
        using var http = new HttpClient();
        using var body = new StringContent(new JObject { ["providers"] = new JArray(provider) }.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(new Uri(tenant, "_local/cards"), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
