using System.Text;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Tests.Support;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What came back from a door of Outlook.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Card">The card that is to be shown instead; null when there is none.</param>
/// <param name="Said">The line that Outlook shows; null when there is none.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Cookies">The door tried to keep something in a browser.</param>
internal sealed record Pressed(int Status, JObject? Card, string? Said, string Body, bool Cookies)
{
    /// <summary>The texts of the card.</summary>
    public string Text => Card is null ? "" : string.Join('\n', Card.DescendantsAndSelf().OfType<JObject>().SelectMany(part => new[] { part["text"], part["value"] }).OfType<JValue>().Select(text => (string?)text));

    /// <summary>Where the card's actions lead, by the answer in their address.</summary>
    public Uri? To(string answer) => Card?.DescendantsAndSelf().OfType<JObject>().Where(part => (string?)part["type"] == "Action.Http").Select(part => new Uri((string)part["url"]!))
        .FirstOrDefault(url => url.AbsolutePath.Contains($"/answers/{answer}/", StringComparison.Ordinal));
}

/// <summary>The service behind Outlook, for tests: mints tokens at the tenant and posts to the doors as it does.</summary>
internal sealed class OutlookPresses(Stage stage) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    /// <summary>Where a request is refreshed, by the address of its page.</summary>
    public Uri RefreshOf(Uri page) => new(stage.Machine.Host.BaseAddress, $"/api/outlook/{page.Segments[^1]}/refresh");

    /// <summary>A token for a person, with what is to be other in it.</summary>
    public async Task<string> TokenAsync(SamplePerson person, int version = 1, JObject? claims = null, JObject? header = null)
    {
        var asked = new JObject { ["originator"] = SampleOutlook.Originator, ["person"] = person.ObjectId, ["version"] = version, ["claims"] = claims ?? [], ["header"] = header ?? [] };
        using var body = new StringContent(asked.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(stage.Machine.TenantAddress, "_local/cards/token"), body, Cancel);
        answer.EnsureSuccessStatusCode();
        return (string)JObject.Parse(await answer.Content.ReadAsStringAsync(Cancel))["token"]!;
    }

    /// <summary>Presses as a person.</summary>
    public async Task<Pressed> PressAsync(Uri url, SamplePerson person, string body = ".", int version = 1) => await PostAsync(url, body, ("Action-Authorization", "Bearer " + await TokenAsync(person, version)));

    /// <summary>Posts with these headers.</summary>
    public async Task<Pressed> PostAsync(Uri url, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value));
        // What is refused for its size is not read: it is sent only when it is asked for, or the answer would be lost with the line.
        request.Headers.ExpectContinue = body.Length > 100_000;
        using var answer = await _http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        var renews = answer.Headers.TryGetValues("CARD-UPDATE-IN-BODY", out var flag) && flag.Single() == "true";
        return new Pressed((int)answer.StatusCode, renews ? JObject.Parse(text) : null, answer.Headers.TryGetValues("CARD-ACTION-STATUS", out var said) ? said.Single() : null, text, answer.Headers.Contains("Set-Cookie"));
    }
}

/// <summary>One stage with the Outlook channel, for tests that leave it as it is.</summary>
public sealed class OutlookStage : IAsyncLifetime
{
    /// <summary>The stage.</summary>
    public Stage Stage { get; } = new() { Outlook = true };

    public ValueTask InitializeAsync() => Stage.InitializeAsync();

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}

/// <summary>A stage whose mails carry cards, and the service that presses them; a new one for each test.</summary>
public abstract class OutlookOnStage : IAsyncLifetime
{
    private protected readonly Stage _stage = new() { Outlook = true };
    private protected OutlookPresses _outlook = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _stage.InitializeAsync();
        _outlook = new OutlookPresses(_stage);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _outlook.Dispose();
        await _stage.DisposeAsync();
    }
}
