namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>
/// What waits for each receiver, delivered in the background, to one receiver one after the other. Notifications of the same subscription that fall together
/// before a delivery leaves become one, and those of several subscriptions share a delivery.
/// </summary>
internal sealed class Outbox(Func<string, IReadOnlyList<Notice>, Task> deliver)
{
    private readonly Lock _one = new();
    private readonly Dictionary<string, List<Notice>> _waiting = [];
    private readonly HashSet<string> _underWay = [];
    private TaskCompletionSource _idle = Finished();

    /// <summary>Completes when nothing is waiting or under way.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        lock (_one) return _idle.Task.WaitAsync(cancellationToken);
    }

    public void Add(IEnumerable<Notice> notices)
    {
        lock (_one)
        {
            foreach (var notice in notices) Queue(notice);
            foreach (var url in _waiting.Keys.Where(url => !_underWay.Contains(url)).ToList())
            {
                if (_underWay.Count == 0) _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _underWay.Add(url);
                _ = Task.Run(() => RunAsync(url));
            }
        }
    }

    private void Queue(Notice notice)
    {
        if (!_waiting.TryGetValue(notice.Url, out var waiting)) _waiting[notice.Url] = waiting = [];
        var told = !notice.IsAlone && waiting.Exists(other => !other.IsAlone && other.Subscription == notice.Subscription && other.Lifecycle == notice.Lifecycle);
        if (!told) waiting.Add(notice);
    }

    private async Task RunAsync(string url)
    {
        while (Take(url) is { Count: > 0 } notices) await deliver(url, notices);
    }

    /// <summary>What shares the next delivery. Nothing when the receiver has been told all.</summary>
    private List<Notice> Take(string url)
    {
        lock (_one)
        {
            if (_waiting.TryGetValue(url, out var waiting))
            {
                var count = waiting[0].IsAlone ? 1 : waiting.TakeWhile(notice => !notice.IsAlone).Count();
                var taken = waiting[..count];
                waiting.RemoveRange(0, count);
                if (waiting.Count == 0) _waiting.Remove(url);
                return taken;
            }
            _underWay.Remove(url);
            if (_underWay.Count == 0) _idle.TrySetResult();
            return [];
        }
    }

    private static TaskCompletionSource Finished()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
