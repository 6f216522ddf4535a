namespace EmulationM365.LocalM365.Faults;

/// <summary>Where requests wait until somebody lets them go. Nothing here goes by time.</summary>
internal sealed class HoldGate
{
    private readonly Lock _one = new();
    private TaskCompletionSource _open = New();
    private TaskCompletionSource _changed = New();
    private int _held;

    /// <summary>How many wait.</summary>
    public int Held
    {
        get
        {
            lock (_one) return _held;
        }
    }

    /// <summary>Completes when the request is let go; throws when its caller has gone away.</summary>
    public async Task WaitAsync(CancellationToken aborted)
    {
        Task open;
        lock (_one)
        {
            open = _open.Task;
            _held++;
            Tell();
        }
        try
        {
            await open.WaitAsync(aborted);
        }
        finally
        {
            // whoever was let go is not counted any more
            lock (_one)
                if (!open.IsCompleted)
                {
                    _held--;
                    Tell();
                }
        }
    }

    /// <summary>Completes when at least so many wait.</summary>
    public async Task WhenHeldAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_one)
            {
                if (_held >= count) return;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Lets all go that wait now, and says how many; those that come later wait again.</summary>
    public int Release()
    {
        lock (_one)
        {
            var held = _held;
            _held = 0;
            _open.TrySetResult();
            _open = New();
            return held;
        }
    }

    private void Tell()
    {
        _changed.TrySetResult();
        _changed = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
