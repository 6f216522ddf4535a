using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>What came of one act of several that were done together.</summary>
/// <param name="Failure">Why not; null when it was done.</param>
/// <param name="Doubtful">Something of the batch went wrong or was done late, so that what failed here may have failed for that alone.</param>
public sealed record Together(M365Exception? Failure, bool Doubtful);

/// <summary>Several acts in few exchanges.</summary>
public sealed partial class SharePointRest
{
    // Whoever calls out of an act sees the gathering of that act, and nobody else does: one object may do several of these at once.
    private readonly AsyncLocal<Gathering?> _gathering = new();

    /// <summary>Resource units that one minute grants.</summary>
    public int UnitsPerMinute => tenancy.Options.RuPerMinute;

    /// <summary>
    /// Does several acts, whose calls that write go out together, in the order of the acts; the service does them one after the other. An act makes its calls over this very object; none may need what
    /// another is answered. Reads of an act go out at once.
    /// </summary>
    /// <param name="acts">The acts.</param>
    /// <param name="cancellationToken">Stops it; what was done stays.</param>
    /// <returns>What came of each. A failure that is not the service's is thrown.</returns>
    public async Task<IReadOnlyList<Together>> TogetherAsync(IReadOnlyList<Func<Task>> acts, CancellationToken cancellationToken)
    {
        var gathering = _gathering.Value = new Gathering();
        // One act moves at a time, until it has ended or waits for an answer: so the calls stand in the order of the acts, and no two of them touch the same thing at once.
        for (var act = 0; act < acts.Count; act++)
        {
            var called = gathering.Expect(act);
            gathering.Acts.Add(acts[act]());
            await Task.WhenAny(gathering.Acts[act], called);
        }

        while (gathering.Take() is { Count: > 0 } asked) await SendAsync(gathering, asked, cancellationToken);
        return [.. await Task.WhenAll(gathering.Acts.Select(act => OutcomeAsync(act, gathering)))];
    }

    /// <summary>Parts of such a size that each goes out as one batch, and costs no more than one minute grants.</summary>
    /// <param name="acts">What is to be done.</param>
    /// <param name="units">Resource units of each.</param>
    /// <param name="unitsPerMinute">Units of one minute.</param>
    public static IReadOnlyList<IReadOnlyList<T>> Cut<T>(IEnumerable<T> acts, Func<T, long> units, int unitsPerMinute)
    {
        var (parts, part, spent) = (new List<IReadOnlyList<T>>(), new List<T>(), 0L);
        foreach (var act in acts)
        {
            if (part.Count == RestBatch.Most || (part.Count > 0 && spent + units(act) > unitsPerMinute))
            {
                parts.Add(part);
                (part, spent) = ([], 0);
            }

            part.Add(act);
            spent += units(act);
        }

        if (part.Count > 0) parts.Add(part);
        return parts;
    }

    /// <summary>One call goes out by itself, as if there were no batches.</summary>
    private async Task SendAsync(Gathering gathering, List<Waiting> asked, CancellationToken cancellationToken)
    {
        var answers = asked.Count == 1 ? [await AloneAsync(asked[0].Call, cancellationToken)] : await new RestBatch(tenancy).SendAsync([.. asked.Select(each => each.Call)], cancellationToken);
        gathering.IsDoubtful |= asked.Count > 1 && answers.Any(answer => answer.Repeated || answer.Failure is { Failure: Failure.Unknown or Failure.Throttled or Failure.Changed });
        foreach (var (each, answer) in asked.Zip(answers))
        {
            var called = gathering.Expect(each.Act);
            if (answer.Failure is { } failure) each.Told.SetException(failure);
            else each.Told.SetResult(answer.Body);
            await Task.WhenAny(gathering.Acts[each.Act], called);
        }
    }

    private async Task<RestAnswer> AloneAsync(RestCall call, CancellationToken cancellationToken)
    {
        try
        {
            return new RestAnswer(await SendAsync(call, cancellationToken), null, false);
        }
        catch (M365Exception failure)
        {
            return new RestAnswer([], failure, false);
        }
    }

    private static async Task<Together> OutcomeAsync(Task task, Gathering gathering)
    {
        try
        {
            await task;
            return new Together(null, gathering.IsDoubtful);
        }
        catch (M365Exception failure)
        {
            return new Together(failure, gathering.IsDoubtful);
        }
    }

    /// <summary>A call that waits for the next batch.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="Act">Which act makes it.</param>
    /// <param name="Told">Where the act waits for the answer.</param>
    private sealed record Waiting(RestCall Call, int Act, TaskCompletionSource<JObject> Told);

    /// <summary>The acts that are done together, and their calls that wait for the next batch.</summary>
    private sealed class Gathering
    {
        private readonly Lock _one = new();
        private List<Waiting> _calls = [];
        private TaskCompletionSource _called = new();
        private int _act;

        public List<Task> Acts { get; } = [];

        public bool IsDoubtful { get; set; }

        /// <summary>From now on it is the turn of an act; completes when that makes a call.</summary>
        public Task Expect(int act)
        {
            lock (_one)
            {
                (_act, _called) = (act, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                return _called.Task;
            }
        }

        public Task<JObject> Add(RestCall call)
        {
            var told = new TaskCompletionSource<JObject>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_one)
            {
                _calls.Add(new Waiting(call, _act, told));
                _called.TrySetResult();
            }

            return told.Task;
        }

        public List<Waiting> Take()
        {
            lock (_one)
            {
                var taken = _calls;
                _calls = [];
                return taken;
            }
        }
    }
}
