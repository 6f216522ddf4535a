using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>
/// Tells receivers that a list changed, in the background. Changes that fall together before a delivery leaves become one;
/// a change during a delivery brings one more. What is waiting when the process dies is lost, as notifications may be.
/// </summary>
internal sealed partial class Doorbell : IDisposable
{
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];
    private readonly Tenant _tenant;
    private readonly ConcurrentDictionary<string, Uri> _deliveries = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _one = new();
    private readonly HashSet<string> _waiting = [];
    private readonly HashSet<string> _underWay = [];
    private TaskCompletionSource _idle = Finished();

    public Doorbell(Tenant tenant, IReadOnlyDictionary<Uri, Uri> deliveries)
    {
        _tenant = tenant;
        foreach (var (from, to) in deliveries) DeliverTo(from, to);
    }

    public ILogger? Logger { get; set; }

    public void DeliverTo(Uri from, Uri to) => _deliveries[from.GetLeftPart(UriPartial.Authority)] = to;

    /// <summary>Completes when nothing is waiting or under way.</summary>
    public Task WhenQuietAsync(CancellationToken cancellationToken)
    {
        lock (_one) return _idle.Task.WaitAsync(cancellationToken);
    }

    /// <summary>To be called after a write to a list is committed.</summary>
    public void Ring(long list)
    {
        var subscriptions = _tenant.Database.Read(session => SubscriptionStore.OfList(session, list, _tenant.Clock.Now));
        lock (_one)
        {
            foreach (var subscription in subscriptions)
            {
                if (_underWay.Contains(subscription.Id))
                {
                    _waiting.Add(subscription.Id);
                    continue;
                }
                if (_underWay.Count == 0) _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _underWay.Add(subscription.Id);
                _ = Task.Run(() => DeliverAsync(subscription.Id));
            }
        }
    }

    /// <summary>Asks the receiver to echo a token. Null when it did, otherwise what Graph would say.</summary>
    public async Task<string?> ValidateAsync(string url, CancellationToken cancellationToken)
    {
        const string fault = "Subscription validation request timed out.";
        if (Mapped(url) is not { } target) return fault;
        var token = $"Validation: Testing client application reachability for subscription Request-Id: {Guid.NewGuid()}";
        using var empty = new StringContent("", Encoding.UTF8, "text/plain");
        try
        {
            using var answer = await _http.PostAsync(QueryHelpers.AddQueryString(target, "validationToken", token), empty, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            var plain = answer.Content.Headers.ContentType?.MediaType == "text/plain";
            return answer.StatusCode == HttpStatusCode.OK && plain && text == token ? null : fault;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return fault;
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
        _closing.Dispose();
    }

    private async Task DeliverAsync(string id)
    {
        do await TryAsync(id);
        while (Again(id));
    }

    private bool Again(string id)
    {
        lock (_one)
        {
            if (_waiting.Remove(id)) return true;
            _underWay.Remove(id);
            if (_underWay.Count == 0) _idle.TrySetResult();
            return false;
        }
    }

    private async Task TryAsync(string id)
    {
        try
        {
            for (var attempt = 0; attempt <= _pauses.Length; attempt++)
            {
                var (subscription, tenantId) = _tenant.Database.Read(session => (SubscriptionStore.Find(session, id, _tenant.Clock.Now), DirectoryStore.Tenant(session)));
                if (subscription is null || await PostAsync(subscription, tenantId)) return;
                if (attempt < _pauses.Length) await Task.Delay(_pauses[attempt], _closing.Token);
            }
            if (Logger is { } logger) Log.Dropped(logger, id);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            // the tenant is closing; the receiver will poll
        }
    }

    private async Task<bool> PostAsync(Subscription subscription, string tenantId)
    {
        if (Mapped(subscription.NotificationUrl) is not { } target) return false;
        using var body = new StringContent(Wire.Text(Wire.Collection([subscription.ToNotification(tenantId)])), new MediaTypeHeaderValue("application/json", "utf-8"));
        try
        {
            using var answer = await _http.PostAsync(target, body, _closing.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || failure is TaskCanceledException && !_closing.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The address on this machine; null for anything that would leave it.</summary>
    private string? Mapped(string url)
    {
        var asked = new Uri(url);
        if (_deliveries.TryGetValue(asked.GetLeftPart(UriPartial.Authority), out var to)) return to.GetLeftPart(UriPartial.Authority) + asked.PathAndQuery;
        return asked.IsLoopback ? url : null;
    }

    private static TaskCompletionSource Finished()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Notification of subscription {Subscription} was refused four times and dropped")]
        public static partial void Dropped(ILogger logger, string subscription);
    }
}
