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
/// sleep or the end of its job. All that the product awaits completes on this thread, so a history is the same each time. Where nobody else works there is no one to
/// choose between: then the worker goes on from call to call on the scheduler's own thread, which costs no change of threads.
/// </summary>
internal sealed class SimWorker : IDisposable
{
    // Without spinning: the other side works long, and the second core is busy with histories of its own.
    private readonly AutoResetEvent _go = new(false);
    private readonly AutoResetEvent _back = new(false);
    private readonly Thread _thread;
    private Func<Task>? _job;
    private Task? _running;
    private bool _alone;
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
    /// <param name="job">What to do.</param>
    /// <param name="alone">Nobody else works until it is done: it asks for no leave.</param>
    public void Begin(Func<Task> job, bool alone)
    {
        (_job, _running, _alone, Failure) = (job, null, alone, null);
        Resume();
    }

    /// <summary>Hands the baton over, and waits until it comes back.</summary>
    public void Resume()
    {
        if (_alone)
        {
            Step();
            return;
        }

        _go.Set();
        _back.WaitOne();
    }

    /// <summary>Called before each call: gives the baton back and waits for it, unless nobody else would take it.</summary>
    public void AwaitLeave(HttpRequestMessage call)
    {
        if (_alone) return;
        (Call, State) = (call, WorkerState.Calling);
        _back.Set();
        _go.WaitOne();
        Call = null;
    }

    public void Dispose()
    {
        _ended = true;
        _go.Set();
        _thread.Join();
        _go.Dispose();
        _back.Dispose();
    }

    private void Live()
    {
        while (true)
        {
            _go.WaitOne();
            if (_ended) return;
            Step();
            _back.Set();
        }
    }

    /// <summary>Begins the job, or goes on with it after a sleep, until it sleeps or ends.</summary>
    private void Step()
    {
        try
        {
            if (_running is null) _running = _job!();
            else Product!.Time.GoOff();
            if (!_running.IsCompleted)
            {
                if (Product!.Time.NextDue is null) throw new InvalidOperationException("A worker waits for something that no timer will bring.");
                State = WorkerState.Asleep;
                return;
            }

            _running.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // Whatever ends a job is told to the scheduler.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failure = failure;
        }

        State = WorkerState.Idle;
    }
}
