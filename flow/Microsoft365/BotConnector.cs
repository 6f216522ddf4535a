using System.Net.Http.Headers;
using System.Text;
using Azure.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>How far something got in Teams. Only the first is good; the others are answers, and whoever asked falls back to mail.</summary>
public enum Reach
{
    /// <summary>It is there.</summary>
    Done,

    /// <summary>The app is not installed for the person, or not any more.</summary>
    NotInstalled,

    /// <summary>The person, or an administrator, does not let the bot write.</summary>
    Blocked,

    /// <summary>There is no such conversation or message.</summary>
    Gone,

    /// <summary>The message is too large.</summary>
    TooLarge,
}

/// <summary>What came of a call to the bot's service.</summary>
/// <param name="Reach">How far it got.</param>
/// <param name="Id">Id of what was made; empty when nothing was.</param>
public sealed record Delivery(Reach Reach, string Id = "");

/// <summary>
/// Speaks as the bot, over plain HTTP. What was refused for sure (429, 412) is sent again for every call; what may have been done (502, 504, no answer) only for calls
/// that come to the same when they are done twice: a conversation and a correction are, a new message is not.
/// </summary>
public sealed class BotConnector : IDisposable
{
    /// <summary>Repeats of one call whose outcome is open, or that was asked to come again at once.</summary>
    public const int Repeats = 3;

    private readonly TeamsOptions _options;
    private readonly string _tenantId;
    private readonly TokenCredential _credential;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <summary>Connects by these settings.</summary>
    /// <param name="options">Where.</param>
    /// <param name="tenantId">Home tenant.</param>
    /// <param name="credential">Signs the bot in.</param>
    /// <param name="time">The clock of retries.</param>
    /// <param name="transport">The wire; null = the real one.</param>
    public BotConnector(TeamsOptions options, string tenantId, TokenCredential credential, TimeProvider time, HttpMessageHandler? transport = null)
    {
        (_options, _tenantId, _credential, _time) = (options, tenantId, credential, time);
        transport ??= new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10) };
        // Lanes of its own: a bot that is throttled does not hold up the lists.
        _http = new HttpClient(new RetryOnce(new Lanes(time, int.MaxValue)) { InnerHandler = new AnswerInTime(time) { InnerHandler = transport } }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>The conversation with one person; the same person gives the same conversation.</summary>
    /// <param name="service">Service address.</param>
    /// <param name="member">The id that Teams gave the person, or the object id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Delivery> CreateAsync(Uri service, string member, CancellationToken cancellationToken) => SendAsync(
        "begin a conversation in Teams", HttpMethod.Post, At(service),
        new JObject { ["isGroup"] = false, ["bot"] = new JObject { ["id"] = $"28:{_options.AppId}" }, ["members"] = new JArray(new JObject { ["id"] = member }), ["tenantId"] = _tenantId }, true, cancellationToken);

    /// <summary>Writes a message. When nobody can say whether it arrived, it is not written again here.</summary>
    /// <exception cref="M365Exception"><see cref="Failure.Unknown"/> when it may be there or not.</exception>
    public Task<Delivery> PostAsync(Uri service, string conversation, JObject activity, CancellationToken cancellationToken) =>
        SendAsync("write in Teams", HttpMethod.Post, At(service, conversation, "activities"), activity, false, cancellationToken);

    /// <summary>Puts another text in the place of a message; doing it again comes to the same.</summary>
    public Task<Delivery> UpdateAsync(Uri service, string conversation, string activityId, JObject activity, CancellationToken cancellationToken) =>
        SendAsync("correct a message in Teams", HttpMethod.Put, At(service, conversation, "activities", activityId), activity, true, cancellationToken);

    /// <summary>Takes a message away; doing it again finds it gone.</summary>
    public Task<Delivery> DeleteAsync(Uri service, string conversation, string activityId, CancellationToken cancellationToken) =>
        SendAsync("take away a message in Teams", HttpMethod.Delete, At(service, conversation, "activities", activityId), null, true, cancellationToken);

    /// <summary>A token, asked for and thrown away: whether the bot gets in.</summary>
    public Task SignInAsync(CancellationToken cancellationToken) => Failures.Named("sign the bot in", async () => (await TokenAsync(cancellationToken)).Length, cancellationToken);

    private static Uri At(Uri service, params string[] ids) =>
        new($"{service.ToString().TrimEnd('/')}/v3/conversations{string.Concat(ids.Select(id => "/" + Uri.EscapeDataString(id)))}");

    private async Task<Delivery> SendAsync(string what, HttpMethod method, Uri url, JObject? body, bool again, CancellationToken cancellationToken)
    {
        if (!_options.IsOurs(url)) throw new M365Exception(Failure.Refused, what, $"{url.Host} is not a host that may receive the bot's token (Teams:AllowedHosts)");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await Failures.Named(what, () => OnceAsync(what, method, url, body, cancellationToken), cancellationToken);
            }
            catch (M365Exception failure) when (attempt < Repeats && (failure.Failure == Failure.Changed || (again && failure.Failure == Failure.Unknown)))
            {
                await Sleep.ForAsync(RetryOnce.Wait(attempt), _time, cancellationToken);
            }
        }
    }

    private async Task<Delivery> OnceAsync(string what, HttpMethod method, Uri url, JObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
        if (body is not null) request.Content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (Known((int)answer.StatusCode, text) is { } reach) return new Delivery(reach);
        if (!answer.IsSuccessStatusCode) throw Failures.Answered(what, answer, text);
        // What was made has an id; an answer that names none leaves open whether it was made.
        var id = text.StartsWith('{') ? (string?)JObject.Parse(text)["id"] ?? "" : "";
        return method != HttpMethod.Post || id.Length > 0 ? new Delivery(Reach.Done, id) : throw new JsonException("the answer names no id");
    }

    private static Reach? Known(int status, string text) => status switch
    {
        403 when text.Contains("BotNotInConversationRoster", StringComparison.OrdinalIgnoreCase) => Reach.NotInstalled,
        403 when text.Contains("MessageWritesBlocked", StringComparison.OrdinalIgnoreCase) || HasCode(text, 209) => Reach.Blocked,
        404 or 410 => Reach.Gone,
        413 => Reach.TooLarge,
        _ => null,
    };

    private static bool HasCode(string text, int code)
    {
        try
        {
            return text.StartsWith('{') && JObject.Parse(text)["errorCode"] is JValue { Type: JTokenType.Integer } value && (int)value == code;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken) => (await _credential.GetTokenAsync(new TokenRequestContext([TeamsOptions.Scope]), cancellationToken)).Token;

    /// <summary>An answer that takes longer is given up: whoever called is told that nobody knows.</summary>
    private sealed class AnswerInTime(TimeProvider time) : DelegatingHandler
    {
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var limit = new CancellationTokenSource(Longest, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            var answer = await base.SendAsync(request, either.Token);
            await answer.Content.LoadIntoBufferAsync(either.Token);
            return answer;
        }
    }
}
