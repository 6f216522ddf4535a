using System.Globalization;
using EmulationM365.Functions.Local;

namespace EmulationM365.Tests.Functions.Local;

public sealed class QueueTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 3, 1, 8, 0, 30, TimeSpan.Zero));

    [Fact]
    public async Task Messages_Come_In_Order_And_Their_Results_Go_On()
    {
        await using var run = await StartAsync();
        await run.PutJobsAsync("a,b,c");
        Assert.Equal(3, run.Host.CountMessages("jobs"));
        Assert.Equal(6, await run.Host.DrainQueuesAsync(HostRun.Token));
        Assert.Equal(["job a try 1", "job b try 1", "job c try 1"], run.Book.Lines.Where(line => line.StartsWith("job", StringComparison.Ordinal)));
        Assert.Equal(["a done", "b done", "c done"], run.Book.Lines.Where(line => line.EndsWith("done", StringComparison.Ordinal)));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(run.Folder, "queues"), "*", SearchOption.AllDirectories));
        Assert.Null(run.Host.NextMessage);
    }

    [Fact]
    public async Task Nothing_Is_Put_For_Null()
    {
        await using var run = await StartAsync();
        await run.PutJobsAsync("");
        Assert.Equal(0, run.Host.CountMessages("jobs"));
    }

    [Fact]
    public async Task A_Message_That_Fails_Five_Times_Goes_To_The_Poison_Queue()
    {
        await using var run = await StartAsync();
        await run.PutJobsAsync("fail");
        for (var tries = 1; tries <= 5; tries++)
        {
            Assert.Equal(1, await run.Host.DrainQueuesAsync(HostRun.Token));
            Assert.Equal(0, await run.Host.DrainQueuesAsync(HostRun.Token));
            if (tries < 5) Assert.Equal(_clock.GetUtcNow().AddSeconds(30), run.Host.NextMessage);
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(Enumerable.Range(1, 5).Select(n => string.Create(CultureInfo.InvariantCulture, $"job fail try {n}")), run.Book.Lines);
        Assert.Equal((0, 1), (run.Host.CountMessages("jobs"), run.Host.CountMessages("jobs-poison")));
        Assert.Contains(run.Log.Lines, line => line.StartsWith("Warning: Message ", StringComparison.Ordinal) && line.EndsWith("jobs-poison after 5 tries", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Fault", "34")]
    public async Task A_Message_Comes_Again_After_A_Kill()
    {
        // What lies on the disk in the middle of a call is what a kill leaves: the copy is that disk.
        var copy = HostRun.NewFolder();
        await using (var first = await StartAsync())
        {
            first.Book.OnJob = (_, _) => CopyAsync(first.Folder, copy);
            await first.PutJobsAsync("a");
            await first.Host.DrainQueuesAsync(HostRun.Token);
        }

        await using (var second = await StartAsync(copy))
        {
            Assert.Equal(0, await second.Host.DrainQueuesAsync(HostRun.Token));
            _clock.Set(second.Host.NextMessage!.Value);
            await second.Host.DrainQueuesAsync(HostRun.Token);
            Assert.Equal(["job a try 2", "a done"], second.Book.Lines);
        }

        Directory.Delete(copy, recursive: true);
    }

    [Fact]
    public async Task A_Message_That_Takes_The_Process_Down_Each_Time_Is_Not_Tried_For_Ever()
    {
        var folder = HostRun.NewFolder();
        await WriteMessageAsync(folder, """{ "id": "1", "body": "deadly", "dequeueCount": 5, "visibleAt": "2025-03-01T08:00:00Z" }""");
        await using (var run = await StartAsync(folder))
        {
            await run.Host.DrainQueuesAsync(HostRun.Token);
            Assert.Empty(run.Book.Lines);
            Assert.Equal(1, run.Host.CountMessages("jobs-poison"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_Message_Hidden_Under_Another_Clock_Does_Not_Wait_For_Years()
    {
        var folder = HostRun.NewFolder();
        await WriteMessageAsync(folder, """{ "id": "1", "body": "a", "dequeueCount": 1, "visibleAt": "2031-01-01T00:00:00Z" }""");
        await using (var run = await StartAsync(folder)) Assert.Equal(_clock.GetUtcNow().AddSeconds(30), run.Host.NextMessage);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Messages_Of_A_Disabled_Function_Wait()
    {
        await using var run = await HostRun.StartAsync(configuration: ("AzureWebJobs.Job.Disabled", "1"));
        await run.PutJobsAsync("a");
        Assert.False(await run.Host.DrainQueuesAsync(HostRun.Token) > 0);
        Assert.Equal(1, run.Host.CountMessages("jobs"));
    }

    [Fact]
    public async Task In_The_Background_A_Message_Is_Taken_At_Once()
    {
        await using var run = await HostRun.StartAsync(settings => settings with { RunInBackground = true });
        var taken = new TaskCompletionSource<string>();
        run.Book.OnJob = (body, _) => Task.FromResult(taken.TrySetResult(body));
        await run.PutJobsAsync("a");
        Assert.Equal("a", await taken.Task.WaitAsync(TimeSpan.FromSeconds(30), HostRun.Token));
    }

    [Fact]
    public async Task Stopping_Cancels_What_Runs_And_Leaves_The_Message_For_The_Next_Start()
    {
        var folder = HostRun.NewFolder();
        await using (var first = await HostRun.StartAsync(settings => settings with { RunInBackground = true }, folder))
        {
            var taken = new TaskCompletionSource();
            first.Book.OnJob = async (_, token) =>
            {
                taken.SetResult();
                await new TaskCompletionSource().Task.WaitAsync(token);
            };
            await first.PutJobsAsync("a");
            await taken.Task.WaitAsync(TimeSpan.FromSeconds(30), HostRun.Token);
        }

        await using (var second = await StartAsync(folder)) Assert.Equal(1, second.Host.CountMessages("jobs"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_File_That_Is_Not_A_Message_Is_Named()
    {
        var folder = HostRun.NewFolder();
        await WriteMessageAsync(folder, "{");
        var fault = await Assert.ThrowsAsync<LocalHostException>(() => StartAsync(folder));
        Assert.Contains("1.json is not a queue message", fault.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteMessageAsync(string folder, string text)
    {
        var queue = Directory.CreateDirectory(Path.Combine(folder, "queues", "jobs"));
        await File.WriteAllTextAsync(Path.Combine(queue.FullName, "1.json"), text, HostRun.Token);
    }

    private static async Task CopyAsync(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(from, "queues"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await File.WriteAllTextAsync(target, await File.ReadAllTextAsync(file, HostRun.Token), HostRun.Token);
        }
    }

    private Task<HostRun> StartAsync(string? folder = null) => HostRun.StartAsync(settings => settings with { Time = _clock }, folder);
}
