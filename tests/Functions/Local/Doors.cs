using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Tests.Functions.Local;

/// <summary>What the dummy functions saw, and what they are told to do.</summary>
public sealed class DoorBook
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    /// <summary>Runs inside the function that takes jobs.</summary>
    public Func<string, CancellationToken, Task> OnJob { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Whether the minute timer throws.</summary>
    public bool TimerFails { get; set; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<string> Lines
    {
        get { lock (_gate) return [.. _lines]; }
    }

    /// <summary>Notes that something happened.</summary>
    public void Note(string line)
    {
        lock (_gate) _lines.Add(line);
    }
}

/// <summary>Dummy functions over HTTP.</summary>
public sealed class HttpDummies(DoorBook book)
{
    [Function("Page")]
    public static IActionResult Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "requests/{locator}")] HttpRequest request, string locator, FunctionContext context) =>
        new ContentResult { Content = $"{context.FunctionDefinition.Name} {locator} {string.Join(',', request.Headers.Where(IsFront).Select(h => $"{h.Key}={h.Value}"))}" };

    [Function("Open")]
    public static IActionResult Open([HttpTrigger(AuthorizationLevel.Anonymous, Route = "open/door")] HttpRequest request) =>
        new OkObjectResult(string.Join(',', request.Headers.Where(IsFront).Select(h => $"{h.Key}={h.Value}")));

    [Function("Notify")]
    public static async Task<Accepted> Notify([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(cancellationToken);
        return new Accepted(new AcceptedResult(), body.Length == 0 ? null : body.Split(','));
    }

    [Function("Keys")]
    public static IActionResult Keys([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => new OkResult();

    [Function("Broken")]
    public static IActionResult Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("the secret of the house");

    [Function("Slow")]
    public async Task<IActionResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
    {
        var forever = new TaskCompletionSource();
        await using var cancelled = cancellationToken.Register(() => { book.Note("slow cancelled"); forever.TrySetCanceled(cancellationToken); });
        await forever.Task;
        return new OkResult();
    }

    private static bool IsFront(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> header) =>
        header.Key.StartsWith("X-MS-", StringComparison.OrdinalIgnoreCase);

    public sealed record Accepted([property: HttpResult] IActionResult Answer, [property: QueueOutput("jobs")] string[]? Jobs);
}

/// <summary>Dummy functions by the clock and off queues.</summary>
public sealed class OtherDummies(DoorBook book)
{
    [Function("Minute")]
    [QueueOutput("ticks")]
    public string? Minute([TimerTrigger("%MinuteSchedule%")] TimerInfo timer)
    {
        var status = timer.ScheduleStatus!;
        book.Note($"minute last {status.Last:yyyy-MM-ddTHH:mm:ss} next {status.Next:yyyy-MM-ddTHH:mm:ss}{(timer.IsPastDue ? " past due" : "")}");
        return book.TimerFails ? throw new InvalidOperationException("no") : null;
    }

    [Function("AtStart")]
    public void AtStart([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        book.Note($"start {timer.ScheduleStatus is null} {timer.IsPastDue}");

    [Function("Job")]
    [QueueOutput("done")]
    public async Task<string?> Job([QueueTrigger("jobs")] string body, FunctionContext context)
    {
        book.Note($"job {body} try {context.BindingContext.BindingData["DequeueCount"]}");
        await book.OnJob(body, context.CancellationToken);
        return body == "fail" ? throw new InvalidOperationException("no") : body + " done";
    }

    [Function("Done")]
    public void Done([QueueTrigger("done")] string body) => book.Note(body);
}
