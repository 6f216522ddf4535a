namespace EmulationM365.Bench.Simulation;

/// <summary>What a worker is doing.</summary>
internal enum WorkerState
{
    /// <summary>Nothing: a job can be given to it.</summary>
    Idle,

    /// <summary>It is about to make a call and waits for leave.</summary>
    Calling,

    /// <summary>It sleeps until one of its timers goes off.</summary>
    Asleep,
}

/// <summary>
/// A worker on a thread of its own, of which one at a time runs: it holds the baton from the moment the scheduler hands it over until its next call, its next
/// sleep or the end of its job. All that the product awaits completes on this thread, so a history is the same each time.
/// </summary>
internal sealed class SimWorker : IDisposable
{
    private readonly SemaphoreSlim _go = new(0);
    private readonly SemaphoreSlim _back = new(0);
    private readonly Thread _thread;
    private Func<Task>? _job;
    private bool _ended;

    public SimWorker(int number)
    {
        Number = number;
        _thread = new Thread(Live, 1 << 20) { IsBackground = true, Name = $"worker {number}" };
        _thread.Start();
    }

    public int Number { get; }

    public WorkerState State { get; private set; }

    /// <summary>The call that waits for leave.</summary>
    public HttpRequestMessage? Call { get; private set; }

    /// <summary>The product that lives on this worker now.</summary>
    public Product? Product { get; set; }

    /// <summary>The scheduler does not pick it before then.</summary>
    public DateTimeOffset StalledUntil { get; set; }

    /// <summary>What ended the last job; null when it ended well.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Hands the baton over with a job, and waits until it comes back.</summary>
    public void Begin(Func<Task> job)
    {
        _job = job;
        Resume();
    }

    /// <summary>Hands the baton over, and waits until it comes back.</summary>
    public void Resume()
    {
        _go.Release();
        _back.Wait();
    }

    /// <summary>Called on the worker's thread before each call: gives the baton back and waits for it.</summary>
    public void AwaitLeave(HttpRequestMessage call)
    {
        (Call, State) = (call, WorkerState.Calling);
        _back.Release();
        _go.Wait();
        Call = null;
    }

    public void Dispose()
    {
        _ended = true;
        _go.Release();
        _thread.Join();
        _go.Dispose();
        _back.Dispose();
    }

    private void Live()
    {
        while (true)
        {
            _go.Wait();
            if (_ended) return;
            Failure = null;
            try
            {
                var task = _job!();
                while (!task.IsCompleted)
                {
                    if (Product!.Time.NextDue is null) throw new InvalidOperationException("A worker waits for something that no timer will bring.");
                    State = WorkerState.Asleep;
                    _back.Release();
                    _go.Wait();
                    Product.Time.GoOff();
                }

                task.GetAwaiter().GetResult();
            }
#pragma warning disable CA1031 // Whatever ends a job is told to the scheduler.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failure = failure;
            }

            State = WorkerState.Idle;
            _back.Release();
        }
    }
}
