namespace EmulationM365.Tests.Functions.Local;

public sealed class TimerTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 3, 1, 8, 0, 30, TimeSpan.Zero));

    [Fact]
    public async Task Startup_Fires_Only_What_Runs_At_Every_Start_And_Only_Once()
    {
        await using var run = await StartAsync();
        await run.Host.RunStartupTimersAsync(HostRun.Token);
        await run.Host.RunStartupTimersAsync(HostRun.Token);
        Assert.Equal(["start True False"], run.Book.Lines);
    }

    [Fact]
    public async Task A_Timer_Fires_When_It_Is_Due_And_Not_Before()
    {
        await using var run = await StartAsync();
        Assert.Equal(At(8, 1), run.Host.NextTimer);
        Assert.Equal(0, await run.Host.RunDueTimersAsync(HostRun.Token));
        _clock.Set(At(8, 1));
        Assert.Equal(1, await run.Host.RunDueTimersAsync(HostRun.Token));
        Assert.Equal(0, await run.Host.RunDueTimersAsync(HostRun.Token));
        Assert.Equal(At(8, 2), run.Host.NextTimer);
        Assert.Equal(["minute last 0001-01-01T00:00:00 next 2025-03-01T08:02:00"], run.Book.Lines);
    }

    [Fact]
    [Trait("Fault", "35")]
    public async Task Many_Missed_Ticks_Are_One_Run_That_Knows_It_Is_Late()
    {
        await using var run = await StartAsync();
        _clock.Set(At(9, 30));
        Assert.Equal(1, await run.Host.RunDueTimersAsync(HostRun.Token));
        Assert.Equal(["minute last 0001-01-01T00:00:00 next 2025-03-01T09:31:00 past due"], run.Book.Lines);
    }

    [Fact]
    [Trait("Fault", "35")]
    public async Task A_Tick_Missed_While_The_Host_Was_Down_Fires_Once_At_The_Next_Start()
    {
        var folder = HostRun.NewFolder();
        await using (var first = await StartAsync(folder))
        {
            _clock.Set(At(8, 1));
            await first.Host.RunDueTimersAsync(HostRun.Token);
        }

        _clock.Set(At(10, 0).AddSeconds(5));
        await using (var second = await StartAsync(folder))
        {
            await second.Host.SettleAsync(HostRun.Token);
            Assert.Equal(["minute last 2025-03-01T08:01:00 next 2025-03-01T10:01:00 past due", "start True False"], second.Book.Lines);
        }

        await using (var third = await StartAsync(folder))
        {
            await third.Host.SettleAsync(HostRun.Token);
            Assert.Equal(["start True False"], third.Book.Lines);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_Tick_Is_Missed_Even_If_The_Timer_Never_Ran_Before()
    {
        var folder = HostRun.NewFolder();
        await using (await StartAsync(folder))
        {
        }

        _clock.Set(At(8, 5).AddSeconds(1));
        await using (var second = await StartAsync(folder))
        {
            await second.Host.RunStartupTimersAsync(HostRun.Token);
            Assert.Contains("minute last 0001-01-01T00:00:00 next 2025-03-01T08:06:00 past due", second.Book.Lines);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_Failing_Timer_Is_Logged_And_Waits_For_Its_Next_Tick()
    {
        await using var run = await StartAsync();
        run.Book.TimerFails = true;
        _clock.Set(At(8, 1));
        Assert.Equal(1, await run.Host.RunDueTimersAsync(HostRun.Token));
        Assert.Equal(0, await run.Host.RunDueTimersAsync(HostRun.Token));
        Assert.Contains("Error: The timer Minute failed; it runs again at its next tick", run.Log.Lines);
    }

    [Fact]
    public async Task A_Disabled_Timer_Does_Not_Run()
    {
        await using var run = await HostRun.StartAsync(settings => settings with { Time = _clock }, configuration: ("AzureWebJobs.Minute.Disabled", "true"));
        _clock.Set(At(9, 0));
        Assert.Equal(0, await run.Host.RunDueTimersAsync(HostRun.Token));
    }

    private static DateTimeOffset At(int hour, int minute) => new(2025, 3, 1, hour, minute, 0, TimeSpan.Zero);

    private Task<HostRun> StartAsync(string? folder = null) => HostRun.StartAsync(settings => settings with { Time = _clock }, folder);
}
