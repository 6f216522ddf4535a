namespace EmulationM365.Bench.Simulation;

/// <summary>A process freezes in the middle of its work; people and another process go on, beyond its leases; then it wakes and goes on where it was.</summary>
internal sealed partial class History
{
    private static readonly TimeSpan BeyondALease = TimeSpan.FromMinutes(15.5);
    private bool _mayFreeze = true;

    /// <summary>A sudden nomination: what the first worker does not finish, because it froze, the second does.</summary>
    public void PlayFrozen()
    {
        var row = Tenant.Rows("UnitReturns").First(row => Acts.Text(row, "Kind") == Schema.Lists.UnitReturns.Kind.Word("sudden"));
        var (id, unit) = (Acts.Text(row, "id"), Acts.Text(row, "UnitKey"));
        Edit("UnitReturns", id, $"clerk-{unit}", ("Step", Schema.Lists.UnitReturns.Step.Word("submit")));
        Onward();
        foreach (var step in Cases.ReturnRoute.Steps("sudden"))
        {
            if (Waits(id, step) is { } request) Answer(request, step, unit, onPage: false);
            // Frozen: meanwhile the case goes on in other hands.
            if (_workers[0].State != WorkerState.Idle) Other();
            else Onward();
        }

        if (_workers[0].State != WorkerState.Idle) Other();
        _mayFreeze = false;
        _workers[0].StalledUntil = default;
        Finish();
    }

    /// <summary>The first worker follows what was rung, until it is done or freezes.</summary>
    private void Onward()
    {
        while (_bells.Count > 0 && _workers[0].State == WorkerState.Idle) FollowOn(_workers[0]);
        if (_workers[0].State != WorkerState.Idle) Other();
    }

    /// <summary>The second worker does what there is to do, now and when the lease of the first is over.</summary>
    private void Other()
    {
        for (var round = 0; round < 2; round++)
        {
            SweepOn(_workers[1]);
            Run(_workers[1]);
            while (_bells.Count > 0) FollowOn(_workers[1]);
            if (round == 0) Time.Pass(BeyondALease);
        }
    }

    private void FollowOn(SimWorker worker)
    {
        var list = _bells[0];
        _bells.RemoveAll(one => one == list);
        Time.Pass(TimeSpan.FromSeconds(3));
        Start(worker, $"follow {list}", (product, life) => product.Pipeline.ProcessAsync(new Intake.Doorbell(0, list), life));
        Run(worker);
    }

    /// <summary>Lets one worker go on until it is done or freezes.</summary>
    private void Run(SimWorker worker)
    {
        while (worker.State != WorkerState.Idle && worker.StalledUntil <= Time.Now)
        {
            if (worker.State == WorkerState.Asleep && worker.Product!.Time.NextDue is { } due) Time.PassTo(due);
            Move(worker);
        }
    }
}
