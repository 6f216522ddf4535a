using EmulationM365.Bench.Tenant;
using EmulationM365.Intake;
using EmulationM365.Schema;

namespace EmulationM365.Bench.Simulation;

/// <summary>The scheduler's half: who is picked, what idle workers are given, how notifications travel.</summary>
internal sealed partial class History
{
    private static readonly string[] Watched = [.. SiteSchema.Lists.Where(list => list.Watch != Watch.No).Select(list => list.Name)];

    private static bool IsTransient(Exception failure) => failure is OperationCanceledException;

    /// <summary>From here on one worker at a time has work, and goes on until it is done.</summary>
    private bool _oneByOne;

    private bool Busy() => _workers.Any(worker => worker.State != WorkerState.Idle);

    private List<SimWorker> Ready() => [.. _workers.Where(worker => worker.StalledUntil <= Time.Now
        && (worker.State == WorkerState.Calling || (worker.State == WorkerState.Asleep && worker.Product!.Time.NextDue <= Time.Now)))];

    private SimWorker? Idle() => _workers.FirstOrDefault(worker => worker.State == WorkerState.Idle && worker.StalledUntil <= Time.Now);

    private DateTimeOffset NextWake() => _workers.Where(worker => worker.State != WorkerState.Idle)
        .Select(worker => worker.State == WorkerState.Asleep && worker.Product!.Time.NextDue is { } due && due > worker.StalledUntil ? due : worker.StalledUntil)
        .DefaultIfEmpty(Time.Now.AddSeconds(1)).Min();

    private void Move(SimWorker worker)
    {
        worker.Resume();
        Settle(worker);
    }

    /// <summary>An idle worker follows a doorbell, or sweeps.</summary>
    private void Employ(SimWorker worker)
    {
        if (_bells.Count > 0 && Random.Next(4) > 0) Follow(worker);
        else SweepOn(worker);
    }

    private void Follow(SimWorker worker)
    {
        var place = Random.Next(_bells.Count);
        var list = _bells[place];
        _bells.RemoveAt(place);
        Start(worker, $"follow {list}", (product, life) => product.Pipeline.ProcessAsync(new Doorbell(0, list), life));
    }

    private void SweepOn(SimWorker worker) => Start(worker, "sweep", async (product, life) =>
    {
        foreach (var doorbell in await product.Pipeline.SweepAsync(life)) Ring(doorbell.List);
    });

    private void Start(SimWorker worker, string name, Func<Product, CancellationToken, Task> job)
    {
        Note($"{worker.Number} begins {name}");
        var product = worker.Product!;
        worker.Begin(() => job(product, product.Life), _oneByOne);
        Settle(worker);
    }

    /// <summary>A worker whose job ended: a dead one is born again with nothing in its memory.</summary>
    private void Settle(SimWorker worker)
    {
        if (worker.State != WorkerState.Idle) return;
        if (worker.Failure is { } failure) Note($"{worker.Number} failed: {failure.GetType().Name} {(IsTransient(failure) ? "" : failure.Message)}");
        if (worker.Product!.Dead) Reborn(worker);
    }

    private void Reborn(SimWorker worker)
    {
        worker.Product?.Dispose();
        // Hosts' clocks differ; a host keeps its own.
        worker.Product = new Product(new WorkerTime(Time, TimeSpan.FromMinutes(Skew * (worker.Number - 1))), new Wire(this, worker));
        foreach (var key in _peace.Keys.Where(key => key.Worker == worker.Number).ToList()) _peace.Remove(key);
    }

    /// <summary>Minutes by which each worker's clock differs from the one before.</summary>
    public int Skew { get; init; }

    /// <summary>Lets everything that runs come to its end.</summary>
    private void Finish()
    {
        for (var turn = 0; Busy(); turn++)
        {
            if (turn > 20_000) throw new InvalidOperationException("A worker never comes to an end.");
            if (Ready() is [var worker, ..]) Move(worker);
            else Time.PassTo(NextWake());
        }
    }

    private void DoSomething()
    {
        var possible = Acts.Of(this).Where(act => act.Weight > 0).ToList();
        if (possible.Count == 0) return;
        var draw = Random.Next(possible.Sum(act => act.Weight));
        var chosen = possible.First(act => (draw -= act.Weight) < 0);
        Note($"act {chosen.Name}");
        chosen.Do(this);
    }

    private void OnWritten(MemoryList list, MemoryItem? before, MemoryItem after)
    {
        Judge.Written(list, before, after);
        if (list.Schema.Watch == Watch.No) return;
        switch (Bells)
        {
            case Bells.None: return;
            case Bells.Tenfold:
                for (var time = 0; time < 10; time++) Ring(list.Schema.Name);
                return;
            case Bells.Shuffled: Ring(list.Schema.Name); return;
        }

        if (Random.NextDouble() < _rates.Lost) return;
        Ring(list.Schema.Name);
        if (Random.NextDouble() < _rates.Doubled) Ring(list.Schema.Name);
    }

    private void Ring(string list) => _bells.Add(list);

    /// <summary>The wire of one worker.</summary>
    private sealed class Wire(History history, SimWorker worker) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(history.Through(worker, request));
    }
}
