using System.Net;
using EmulationM365.Microsoft365;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>The one retry policy: never earlier than told, never at once, and never a write whose outcome is unknown.</summary>
public sealed class RetryOnceTests
{
    private static readonly DateTimeOffset Start = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [Trait("Fault", "14")]
    [InlineData("7", 7)]
    [InlineData("7.5", 7.5)]
    [InlineData("0", 1)]
    [InlineData("0.2", 1)]
    [InlineData("-5", 1)]
    [InlineData("Thu, 20 Nov 2025 08:00:42 GMT", 42)]
    [InlineData("Thu, 20 Nov 2025 07:59:00 GMT", 1)]
    [InlineData("soon", 1)]
    [InlineData(null, 1)]
    public async Task A_Call_That_Was_Throttled_Is_Repeated_Not_Earlier_Than_Told_And_Not_Within_A_Second(string? told, double seconds)
    {
        // Arrange
        var time = new SteppedTime(Start);
        var wire = new Wire(_ => Told(HttpStatusCode.TooManyRequests, told), _ => new HttpResponseMessage(HttpStatusCode.Created));
        using var http = Http(wire, time);

        // Act
        var call = http.PostAsync(new Uri("https://graph.test/x"), new StringContent("body"), TestContext.Current.CancellationToken);
        var waiting = time.WaitBegunAsync(TestContext.Current.CancellationToken);
        Assert.Same(waiting, await Task.WhenAny(waiting, call));
        var wait = await waiting;
        time.Advance(wait - TimeSpan.FromMilliseconds(1));
        var early = wire.Bodies.Count;
        time.Advance(TimeSpan.FromMilliseconds(1));
        using var answer = await call;

        // Assert
        Assert.Equal(TimeSpan.FromSeconds(seconds), wait);
        Assert.Equal(1, early);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(["body", "body"], wire.Bodies);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_Read_Is_Repeated_When_The_Service_Is_Away(HttpStatusCode status)
    {
        var time = new SteppedTime(Start);
        var wire = new Wire(_ => new HttpResponseMessage(status), _ => new HttpResponseMessage(HttpStatusCode.OK));
        using var http = Http(wire, time);
        using var answer = await PassTimeAsync(http.GetAsync(new Uri("https://graph.test/x"), TestContext.Current.CancellationToken), time, 1);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [Trait("Fault", "16")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task A_Write_Is_Not_Repeated_When_Its_Outcome_Is_Unknown(string method)
    {
        var wire = new Wire(_ => Told(HttpStatusCode.ServiceUnavailable, "1"));
        using var http = Http(wire, new NoWaiting());
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://graph.test/x");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Single(wire.Bodies);
    }

    [Theory]
    [Trait("Fault", "16")]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task A_Write_Whose_Connection_Broke_Is_Not_Repeated(HttpRequestError error)
    {
        var wire = new Wire(_ => throw new HttpRequestException(error));
        using var http = Http(wire, new NoWaiting());
        await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsync(new Uri("https://graph.test/x"), null, TestContext.Current.CancellationToken));
        Assert.Single(wire.Bodies);
    }

    [Fact]
    public async Task A_Read_Whose_Connection_Broke_Is_Repeated()
    {
        var time = new SteppedTime(Start);
        var wire = new Wire(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded), _ => new HttpResponseMessage(HttpStatusCode.OK));
        using var http = Http(wire, time);
        using var answer = await PassTimeAsync(http.GetAsync(new Uri("https://graph.test/x"), TestContext.Current.CancellationToken), time, 1);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task An_Answer_That_Will_Not_Change_Is_Not_Asked_For_Again(HttpStatusCode status)
    {
        var wire = new Wire(_ => new HttpResponseMessage(status));
        using var http = Http(wire, new NoWaiting());
        using var answer = await http.GetAsync(new Uri("https://graph.test/x"), TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Single(wire.Bodies);
    }

    [Fact]
    public async Task After_Four_Repeats_It_Is_Given_Up_Having_Waited_Ever_Longer()
    {
        // Arrange
        var time = new SteppedTime(Start);
        var wire = new Wire([.. Enumerable.Repeat<Func<HttpRequestMessage, HttpResponseMessage>>(_ => new HttpResponseMessage(HttpStatusCode.TooManyRequests), 9)]);
        using var http = Http(wire, time);

        // Act
        using var answer = await PassTimeAsync(http.GetAsync(new Uri("https://graph.test/x"), TestContext.Current.CancellationToken), time, 4);

        // Assert
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(5, wire.Bodies.Count);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2 + 4 + 8), time.GetUtcNow() - Start);
    }

    [Fact]
    public async Task What_Is_Sent_Is_Counted_And_Named()
    {
        // Arrange
        var meter = new CostMeter();
        HttpRequestMessage? sent = null;
        var wire = new Wire(request => Answered(request), request => Answered(request));
        using var http = new HttpClient(new MeteredTransport(meter, new ServerTime(TimeProvider.System), wire));

        // Act
        await http.GetAsync(new Uri("https://graph.test/x"), TestContext.Current.CancellationToken);
        await http.PostAsync(new Uri("https://graph.test/x"), null, TestContext.Current.CancellationToken);

        // Assert
        Assert.Equal((2, 1), (meter.Requests, meter.Writes));
        Assert.Equal("NONISV|EmulationM365|EmulationM365/1.0", sent!.Headers.NonValidated["User-Agent"].ToString());

        HttpResponseMessage Answered(HttpRequestMessage request)
        {
            sent = request;
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }

    private static HttpClient Http(HttpMessageHandler wire, TimeProvider time) => new(new RetryOnce(new Lanes(time, 1250)) { InnerHandler = wire });

    private static async Task<HttpResponseMessage> PassTimeAsync(Task<HttpResponseMessage> call, SteppedTime time, int waits)
    {
        // A call that ends, or goes on waiting, otherwise than expected fails the test and does not hold it up.
        for (var wait = 0; wait < waits; wait++)
        {
            var waiting = time.WaitBegunAsync(TestContext.Current.CancellationToken);
            Assert.Same(waiting, await Task.WhenAny(waiting, call));
            time.Advance(await waiting);
        }

        Assert.Same(call, await Task.WhenAny(call, time.WaitBegunAsync(TestContext.Current.CancellationToken)));
        return await call;
    }

    private static HttpResponseMessage Told(HttpStatusCode status, string? retryAfter)
    {
        var answer = new HttpResponseMessage(status);
        if (retryAfter is not null) answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return answer;
    }

    /// <summary>A clock on which nobody may wait.</summary>
    private sealed class NoWaiting : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new InvalidOperationException($"somebody waits for {dueTime}");
    }

    /// <summary>A wire that gives these answers in turn; one call more than it has answers fails the test.</summary>
    private sealed class Wire(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        private int _next;

        /// <summary>Body of each call, in order.</summary>
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "");
            return answers[_next++](request);
        }
    }
}
