using EmulationM365.Microsoft365;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>What one call is told holds for all: nobody goes out to that part of Microsoft 365 before, and nobody sleeps through a long block.</summary>
public sealed class LanesTests
{
    private static readonly DateTimeOffset Start = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly Uri Items = new("https://graph.microsoft.com/v1.0/sites/s/lists/l/items");
    private static readonly Uri Item = new("https://graph.microsoft.com/v1.0/sites/s/lists/l/items/1");
    private static readonly Uri Mail = new("https://graph.microsoft.com/v1.0/users/u/sendMail");
    private static readonly Uri People = new("https://graph.microsoft.com/v1.0/users/u");
    private static readonly Uri Rest = new("https://contoso.sharepoint.com/sites/tdkt/_api/web/lists");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Fault", "14")]
    [InlineData("7", null, 7)]
    [InlineData("7.5", null, 7.5)]
    [InlineData("0", null, 1)]
    [InlineData("-5", null, 1)]
    [InlineData("Thu, 20 Nov 2025 08:00:42 GMT", null, 42)]
    [InlineData("Thursday, 20-Nov-25 08:00:42 GMT", null, 42)]
    [InlineData("7", "30", 30)]
    [InlineData("30", "7", 30)]
    [InlineData(null, "30", 30)]
    [InlineData("soon", "20", 20)]
    [InlineData("soon", null, 1)]
    public async Task Nobody_Goes_Out_Before_The_Time_That_One_Call_Was_Told(string? told, string? reset, double seconds)
    {
        var time = new SteppedTime(Start);
        var first = true;
        var wire = new ScriptedWire(time, (_, _) =>
        {
            if (!first) return ScriptedWire.Json(200);
            first = false;
            return ScriptedWire.Json(429, "{}", told, reset);
        });
        using var http = Http(wire, time);

        var refused = http.GetAsync(Item, Cancel);
        var wait = await time.WaitBegunAsync(Cancel);
        // By Graph and by REST, reading and writing: the quota is one.
        Task<HttpResponseMessage>[] others = [http.GetAsync(Items, Cancel), http.PostAsync(Items, new StringContent("{}"), Cancel), http.GetAsync(Rest, Cancel), http.GetAsync(Item, Cancel), http.GetAsync(Item, Cancel)];
        time.Advance(wait - TimeSpan.FromMilliseconds(1));
        Assert.Single(wire.Sent);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll([refused, .. others]);

        Assert.Equal(TimeSpan.FromSeconds(seconds), wait);
        Assert.Equal(7, wire.Sent.Count);
        Assert.All(wire.Sent.Skip(1), sent => Assert.True(sent.At >= Start + wait));
    }

    [Fact]
    [Trait("Fault", "14")]
    public async Task A_Mailbox_That_Asks_For_Peace_Stops_No_List()
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (request, _) => request.RequestUri == Mail && time.GetUtcNow() == Start ? ScriptedWire.Json(429, "{}", "60") : ScriptedWire.Json(200));
        using var http = Http(wire, time);
        var mail = http.PostAsync(Mail, new StringContent("{}"), Cancel);
        await time.WaitBegunAsync(Cancel);
        using var item = await http.GetAsync(Item, Cancel);
        using var person = await http.GetAsync(People, Cancel);
        Assert.Equal(3, wire.Sent.Count);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(200, (int)(await mail).StatusCode);
    }

    [Theory]
    [Trait("Fault", "33")]
    [InlineData(4, 200)]
    [InlineData(6, 429)]
    public async Task A_Mail_Whose_Process_Was_Frozen_While_It_Waited_To_Go_Out_Again_Does_Not(int minutes, int status)
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, _) => time.GetUtcNow() == Start ? ScriptedWire.Json(429, "{}", "2") : ScriptedWire.Json(200));
        using var http = Http(wire, time);
        var mail = http.PostAsync(Mail, new StringContent("{}"), Cancel);
        await time.WaitBegunAsync(Cancel);
        time.Advance(TimeSpan.FromMinutes(minutes));
        using var answer = await mail;
        Assert.Equal((status, status == 200 ? 2 : 1), ((int)answer.StatusCode, wire.Sent.Count));
        // What only reads may go out however late.
        time.Advance(TimeSpan.FromSeconds(10));
        using var read = await http.GetAsync(People, Cancel);
        Assert.Equal(200, (int)read.StatusCode);
    }

    [Theory]
    [Trait("Fault", "14")]
    [Trait("Fault", "15")]
    [InlineData(429, "900", 900)]
    [InlineData(429, "Thu, 20 Nov 2025 08:15:00 GMT", 900)]
    [InlineData(503, "21600", 21600)]
    [InlineData(429, "99999999999999999999", 86400)]
    public async Task A_Long_Block_Is_Not_Slept_Through_And_Nothing_Touches_The_Wire_Until_Its_End(int status, string told, double seconds)
    {
        var time = new SteppedTime(Start);
        var blocked = true;
        var wire = new ScriptedWire(time, (_, _) => blocked ? ScriptedWire.Json(status, "{}", told) : ScriptedWire.Json(200, """{"value":[]}"""));
        using var tenancy = ScriptedWire.Tenancy(wire, time);
        var lines = ScriptedWire.Lines(tenancy);

        var first = await Assert.ThrowsAsync<M365Exception>(() => lines.QueryAsync(null, Cancel));
        Assert.Equal((status == 429 ? Failure.Throttled : Failure.Unknown, TimeSpan.FromSeconds(seconds)), (first.Failure, first.RetryAfter));
        time.Advance(TimeSpan.FromSeconds(seconds / 2));
        foreach (var call in new Func<Task>[] { () => lines.QueryAsync(null, Cancel), () => lines.CreateAsync(new EmulationM365.Microsoft365.Fields { Title = "a" }, Cancel), () => lines.DeltaAsync(null, Cancel) })
        {
            var later = await Assert.ThrowsAsync<M365Exception>(call);
            Assert.Equal((Failure.Throttled, true, TimeSpan.FromSeconds(seconds / 2)), (later.Failure, later.OutcomeKnown, later.RetryAfter));
        }

        Assert.Single(wire.Sent);
        blocked = false;
        time.Advance(TimeSpan.FromSeconds(seconds / 2));
        Assert.Empty(await lines.QueryAsync(null, Cancel));
    }

    [Fact]
    public async Task What_A_Minute_Has_No_Units_For_Waits_For_The_Next()
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, _) => ScriptedWire.Json(200));
        using var http = Http(wire, time, unitsPerMinute: 5);
        for (var call = 0; call < 2; call++) using (await http.GetAsync(Items, Cancel)) Assert.Equal(call + 1, wire.Sent.Count);
        time.Advance(TimeSpan.FromSeconds(20));
        Task<HttpResponseMessage>[] late = [.. Enumerable.Range(0, 6).Select(_ => http.GetAsync(Items, Cancel))];
        Assert.Equal(TimeSpan.FromSeconds(40), await time.WaitBegunAsync(Cancel));
        // The directory costs nothing of SharePoint's, and does not wait.
        using var person = await http.GetAsync(People, Cancel);
        // Beside the person, two in the first minute and two in each of the next.
        for (var went = 5; went <= 9; went += 2)
        {
            await StepAsync(time, Task.WhenAll(late));
            await wire.WentAsync(went, Cancel);
        }

        foreach (var call in late) (await call).Dispose();
        // Two calls a minute, never a third.
        Assert.Equal([2, 2, 2, 2], wire.Sent.Where(sent => sent.Call.EndsWith("/items", StringComparison.Ordinal)).GroupBy(sent => sent.At.Minute).Select(minute => minute.Count()));
    }

    [Fact]
    public async Task A_Clock_That_Stands_Still_Holds_Nobody_Up_For_Good_And_A_Call_Dearer_Than_A_Minute_Goes_Out()
    {
        var time = new Standing();
        var wire = new ScriptedWire(time, (_, _) => ScriptedWire.Json(200));
        using var http = Http(wire, time, unitsPerMinute: 1);
        for (var call = 0; call < 5; call++) using (await http.GetAsync(Items, Cancel)) Assert.Equal(call + 1, wire.Sent.Count);
        Assert.Equal(4, time.Waits);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/users/u/sendMail")]
    [InlineData("https://graph.microsoft.com/v1.0/sites/s/lists/l/items/1")]
    public async Task Four_Are_Under_Way_At_Once_And_The_Others_Follow_In_Their_Order(string address)
    {
        var time = new SteppedTime(Start);
        var wire = new HeldWire();
        using var http = new HttpClient(new RetryOnce(new Lanes(time, 1250)) { InnerHandler = wire });
        using var stopped = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 8).Select(number => http.PostAsync(new Uri($"{address}?n={number}"), null, number == 5 ? stopped.Token : Cancel)).ToList();
        await wire.ArriveAsync(4);
        Assert.Equal(4, wire.Held.Count);
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[5]);
        for (var done = 0; done < 7; done++)
        {
            wire.LetGo(done);
            await wire.ArriveAsync(Math.Min(7, done + 5));
        }

        Assert.Equal(["?n=0", "?n=1", "?n=2", "?n=3", "?n=4", "?n=6", "?n=7"], wire.Held.Select(held => held.Query));
        Assert.Equal(4, wire.Most);
    }

    private static HttpClient Http(HttpMessageHandler wire, TimeProvider time, int unitsPerMinute = 1250) => new(new RetryOnce(new Lanes(time, unitsPerMinute)) { InnerHandler = wire });

    private static async Task StepAsync(SteppedTime time, Task until)
    {
        var waiting = time.WaitBegunAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(waiting, until) == waiting) time.Advance(await waiting);
    }

    /// <summary>A clock whose hand stands still while its timers fire at once.</summary>
    private sealed class Standing : TimeProvider
    {
        public int Waits { get; private set; }

        public override DateTimeOffset GetUtcNow() => Start;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits++;
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    /// <summary>A wire that answers when it is told to.</summary>
    private sealed class HeldWire : HttpMessageHandler
    {
        private readonly Lock _one = new();
        private readonly List<TaskCompletionSource<HttpResponseMessage>> _open = [];
        private readonly SemaphoreSlim _arrived = new(0);
        private int _underWay;
        private int _seen;

        public List<Uri> Held { get; } = [];

        public int Most { get; private set; }

        /// <summary>Waits until so many have come.</summary>
        public async Task ArriveAsync(int count)
        {
            for (; _seen < count; _seen++) await _arrived.WaitAsync(TestContext.Current.CancellationToken);
        }

        public void LetGo(int number)
        {
            lock (_one)
            {
                _underWay--;
                _open[number].SetResult(new HttpResponseMessage());
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (_one)
            {
                Held.Add(request.RequestUri!);
                Most = Math.Max(Most, ++_underWay);
                _open.Add(new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously));
                _arrived.Release();
                return _open[^1].Task;
            }
        }
    }
}
