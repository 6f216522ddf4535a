using EmulationM365.Bench.Tenant;

namespace EmulationM365.Bench.Simulation;

/// <summary>What becomes of a call on its way: it is answered, refused or lost, the process dies or freezes with it.</summary>
internal sealed partial class History
{
    private readonly Dictionary<(int Worker, string Service), DateTimeOffset> _peace = [];

    private HttpResponseMessage Through(SimWorker worker, HttpRequestMessage request)
    {
        if (!worker.Product!.Dead) worker.AwaitLeave(request);
        var product = worker.Product;
        if (product.Dead) throw new OperationCanceledException(product.Life);
        Calls++;
        _writes.Add(request.Method != HttpMethod.Get);
        var service = ServiceOf(request.RequestUri!);
        if (_peace.GetValueOrDefault((worker.Number, service)) > Time.Now) Judge.Violated($"a call before Retry-After: {request.Method} {request.RequestUri!.AbsolutePath}");
        var fate = Decided is { } decide ? decide(Calls) ?? Fate.Answered : _rates.Of(Random);
        if (fate != Fate.Answered) Faults++;
        Note($"{worker.Number} {fate} {request.Method} {Uri.UnescapeDataString(request.RequestUri!.PathAndQuery)}");
        switch (fate)
        {
            case Fate.Refused:
                var (refusal, peace) = Refusals.Draw(Random, worker.Product.Time.GetUtcNow());
                if (peace > TimeSpan.Zero) _peace[(worker.Number, service)] = Time.Now + peace - TimeSpan.FromSeconds(1);
                return Told(refusal, request);
            case Fate.UnknownBefore:
                throw Broken();
            case Fate.CrashBefore:
                throw Crash(worker);
        }

        Judge.Sending(worker, request);
        using var answer = Tenant.Answer(request, Random.NextDouble() < _rates.Stale ? Math.Max(0, Tenant.Moment - Random.Next(1, 12)) : null);
        Judge.Answered(worker, request, answer, fate == Fate.Answered);
        if (fate == Fate.CrashAfter) throw Crash(worker);
        // The process freezes with the answer on its way: a call once begun ends in time, what follows it may come much later.
        var freezes = _mayFreeze && worker.Number == 1 && Calls == FreezesAt;
        if (freezes || Random.NextDouble() < _rates.Stall)
        {
            worker.StalledUntil = freezes ? DateTimeOffset.MaxValue : Time.Now + TimeSpan.FromMinutes(Random.Next(2, 30));
            Note($"{worker.Number} stalls");
            worker.AwaitLeave(request);
            if (product.Dead) throw new OperationCanceledException(product.Life);
        }

        if (fate == Fate.UnknownAfter) return Random.Next(2) == 0 ? throw Broken() : Told(Refusals.Of(504, null), request);
        return Told(answer, request);
    }

    /// <summary>Mail, directory and SharePoint each throttle by themselves.</summary>
    private static string ServiceOf(Uri url) => url.AbsolutePath.EndsWith("/sendMail", StringComparison.Ordinal) ? "mail" : url.AbsolutePath.StartsWith("/v1.0/users/", StringComparison.Ordinal) ? "directory" : "sharepoint";

    private static HttpResponseMessage Told(HttpResponseMessage answer, HttpRequestMessage request)
    {
        var copy = new HttpResponseMessage(answer.StatusCode) { Content = answer.Content, RequestMessage = request };
        foreach (var (name, values) in answer.Headers.NonValidated) copy.Headers.TryAddWithoutValidation(name, values);
        answer.Content = null;
        return copy;
    }

    private static HttpRequestException Broken() => new(HttpRequestError.ResponseEnded, "the line broke");

    private OperationCanceledException Crash(SimWorker worker)
    {
        worker.Product!.Die();
        Judge.Died(worker);
        return new OperationCanceledException(worker.Product.Life);
    }
}
