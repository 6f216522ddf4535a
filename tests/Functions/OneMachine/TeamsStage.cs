using System.Net.Http.Headers;
using System.Text;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Tests.Support;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A return that waits for its head, with the bot switched on: the card has been brought, and people press and write in their own Teams.</summary>
public abstract class TeamsStage : IAsyncLifetime
{
    private protected const string Case = "r-2025-000002";
    private protected static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private protected static readonly SamplePerson Head = SamplePeople.Number(4);
    private protected static readonly SamplePerson Office = SamplePeople.Number(5);
    private protected static readonly SamplePerson OtherHead = SamplePeople.Number(2);
    private protected readonly Stage _stage = new() { Teams = true };
    private readonly HttpClient _http = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        await _stage.InitializeAsync();
        // The year was played without the bot: the night looks at every case, and brings what is owed.
        await _stage.NightAsync();
        await _stage.Machine.SettleAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await _stage.DisposeAsync();
    }

    /// <summary>What the bot said to a person, oldest first.</summary>
    private protected async Task<IReadOnlyList<JObject>> MessagesAsync(SamplePerson person) =>
        [.. (await _stage.LocalAsync($"_local/teams/messages?person={person.ObjectId}"))["value"]!.OfType<JObject>().Where(message => (bool)message["fromBot"]!)];

    private protected async Task<JObject> CardMessageAsync(SamplePerson person) => (await MessagesAsync(person)).Last(message => message["card"] is JObject);

    /// <summary>Presses a button by its title; the bot's answer with its HTTP status.</summary>
    private protected Task<JObject> PressAsync(SamplePerson person, JObject message, string title, string comment = "") => LocalAsync("_local/teams/press", new JObject
    {
        ["person"] = person.ObjectId, ["message"] = message["id"], ["title"] = title, ["inputs"] = new JObject { ["comment"] = comment },
    });

    private protected Task<JObject> SayAsync(SamplePerson person, string text) => LocalAsync("_local/teams/say", new JObject { ["person"] = person.ObjectId, ["bot"] = SamplePeople.Worker, ["text"] = text });

    /// <summary>An activity with a token for it, as Teams would send it; both may be spoilt before they are sent.</summary>
    private protected async Task<(JObject Activity, string Token)> SignedAsync(SamplePerson person, JObject activity, JObject? header = null, JObject? claims = null)
    {
        var signed = await LocalAsync("_local/teams/sign", new JObject { ["person"] = person.ObjectId, ["bot"] = SamplePeople.Worker, ["activity"] = activity, ["header"] = header, ["claims"] = claims });
        return ((JObject)signed["activity"]!, (string)signed["token"]!);
    }

    private protected static JObject Invoke(JObject data, string verb = "answer", string trigger = "manual") => new()
    {
        ["type"] = "invoke", ["name"] = "adaptiveCard/action",
        ["value"] = new JObject { ["action"] = new JObject { ["type"] = "Action.Execute", ["id"] = "", ["verb"] = verb, ["data"] = data }, ["trigger"] = trigger },
    };

    /// <summary>Sends something to the bot's door.</summary>
    private protected async Task<(int Status, string Body)> SendAsync(string body, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_stage.Machine.Host.BaseAddress, "api/messages")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        // What is refused for its size is not read: it is sent only when it is asked for, or the answer would be lost with the line.
        request.Headers.ExpectContinue = body.Length > 100_000;
        using var answer = await _http.SendAsync(request, Cancel);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private protected async Task<JObject> LocalAsync(string path, JObject body)
    {
        using var content = new StringContent(body.ToString(Formatting.None), new MediaTypeHeaderValue("application/json"));
        using var answer = await _http.PostAsync(new Uri(_stage.Machine.TenantAddress, path), content, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JObject.Parse(text);
    }

    private protected async Task PutAsync(string path, JObject body)
    {
        using var content = new StringContent(body.ToString(Formatting.None), new MediaTypeHeaderValue("application/json"));
        using var answer = await _http.PutAsync(new Uri(_stage.Machine.TenantAddress, path), content, Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
    }

    /// <summary>Requests that the tenant got, each as a line, from a number on.</summary>
    private protected async Task<IReadOnlyList<string>> RequestsAsync() => (await _http.GetStringAsync(new Uri(_stage.Machine.TenantAddress, "_local/requests"), Cancel)).Split('\n');

    private protected async Task<IReadOnlyList<string>> EventsAsync() => [.. (await _stage.EventsAsync()).Where(recorded => recorded.StartsWith($"{Case}:", StringComparison.Ordinal))];

    /// <summary>Titles of the buttons of a card.</summary>
    private protected static IReadOnlyList<string> Buttons(JObject card) => [.. card.SelectTokens("$..actions[*].title").Select(title => (string)title!)];

    /// <summary>What the first button of a card carries.</summary>
    private protected static JObject Carried(JObject message) => (JObject)message["card"]!.SelectTokens("$..actions[?(@.type=='Action.Execute')].data").First();

    /// <summary>Everything that a card says, as a reader sees it.</summary>
    private protected static string Said(JToken card) => string.Join('\n', card.SelectTokens("$..text").Concat(card.SelectTokens("$..value")).Where(text => text.Type == JTokenType.String).Select(text => (string)text!));
}
