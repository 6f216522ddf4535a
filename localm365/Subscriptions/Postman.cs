using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>Carries notifications and questions to receivers on this machine, and measures by the given clock how long they take to answer.</summary>
internal sealed class Postman(TimeProvider time) : IDisposable
{
    /// <summary>How long a receiver may take to echo a token, and how long an answer is waited for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Uri> _deliveries = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Longest };

    public void DeliverTo(Uri from, Uri to) => _deliveries[from.GetLeftPart(UriPartial.Authority)] = to;

    /// <summary>Asks the receiver to echo a token. Null when it did in time, otherwise what Graph would say.</summary>
    public async Task<string?> ValidateAsync(string url, string id, CancellationToken cancellationToken)
    {
        const string fault = "Subscription validation request timed out.";
        if (Mapped(url) is not { } target) return fault;
        var token = $"Validation: Testing client application reachability for subscription Request-Id: {id}";
        using var empty = new StringContent("", Encoding.UTF8, "text/plain");
        var began = time.GetTimestamp();
        try
        {
            using var answer = await _http.PostAsync(QueryHelpers.AddQueryString(target, "validationToken", token), empty, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            var plain = answer.Content.Headers.ContentType?.MediaType == "text/plain";
            return answer.StatusCode == HttpStatusCode.OK && plain && text == token && time.GetElapsedTime(began) <= Longest ? null : fault;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return fault;
        }
    }

    /// <summary>Whether the receiver took a body, and how long it had it.</summary>
    public async Task<(bool Taken, TimeSpan Took)> PostAsync(string url, JsonObject notifications, CancellationToken cancellationToken)
    {
        if (Mapped(url) is not { } target) return (false, TimeSpan.Zero);
        using var body = new StringContent(Wire.Text(notifications), new MediaTypeHeaderValue("application/json", "utf-8"));
        var began = time.GetTimestamp();
        try
        {
            using var answer = await _http.PostAsync(target, body, cancellationToken);
            return (answer.IsSuccessStatusCode, time.GetElapsedTime(began));
        }
        catch (Exception failure) when (failure is HttpRequestException || failure is TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (false, time.GetElapsedTime(began));
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The address on this machine; null for anything that would leave it.</summary>
    private string? Mapped(string url)
    {
        var asked = new Uri(url);
        if (_deliveries.TryGetValue(asked.GetLeftPart(UriPartial.Authority), out var to)) return to.GetLeftPart(UriPartial.Authority) + asked.PathAndQuery;
        return asked.IsLoopback ? url : null;
    }
}
