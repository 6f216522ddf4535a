using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Functions.Local;

/// <summary>Brings HTTP requests to the functions that answer them, and their results back.</summary>
internal sealed partial class HttpDoors(DoorCaller caller, FunctionKeys keys, ILogger<HttpDoors> log)
{
    /// <summary>The largest body accepted, in bytes. Everything these functions are sent is far below it.</summary>
    public const int LargestBody = 256 * 1024;

    /// <summary>Puts each function on its route.</summary>
    /// <exception cref="LocalHostException">A route is not a route template.</exception>
    public void Map(IEndpointRouteBuilder routes, IEnumerable<HttpDoor> doors)
    {
        foreach (var door in doors)
        {
            try
            {
                Task Answer(HttpContext http) => AnswerAsync(http, door);
                if (door.Methods.Count == 0) routes.Map(door.Template, Answer);
                else routes.MapMethods(door.Template, door.Methods, Answer);
            }
            catch (RoutePatternException e)
            {
                throw new LocalHostException($"The function {door.Name} has the route \"{door.Template}\": {e.Message}", e);
            }
        }
    }

    /// <summary>Refuses a body whose announced length is too large, before anything is read; the server itself stops one that grows too large.</summary>
    public static Task RefuseLargeAsync(HttpContext http, RequestDelegate next) =>
        http.Request.ContentLength > LargestBody ? TooLargeAsync(http) : next(http);

    private static Task TooLargeAsync(HttpContext http) =>
        Plain.AnswerAsync(http, StatusCodes.Status413PayloadTooLarge, $"The request is larger than {LargestBody / 1024} kB.");

    private async Task AnswerAsync(HttpContext http, HttpDoor door)
    {
        if (!keys.Opens(http.Request, door.Name, door.Level))
        {
            await Plain.AnswerAsync(http, StatusCodes.Status401Unauthorized, "This address needs its function key.");
            return;
        }

        try
        {
            await RunAsync(http, door);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            if (e.StatusCode == StatusCodes.Status413PayloadTooLarge) await TooLargeAsync(http);
            else await Plain.AnswerAsync(http, e.StatusCode, "The request could not be read.");
        }
        catch (Exception e)
        {
            await FailAsync(http, door, e);
        }
    }

    private async Task RunAsync(HttpContext http, HttpDoor door)
    {
        var data = http.GetRouteData().Values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        var answer = AnswerOf(door, await ResultAsync(http, door, data));
        if (answer is IActionResult action) await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
        else http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>As on the platform, an answer with a body is on its way before the queue is tried, and stays; one without a body becomes a 500 (azure-functions-dotnet-worker 3269).</summary>
    private async Task<object?> ResultAsync(HttpContext http, HttpDoor door, IReadOnlyDictionary<string, object?> data)
    {
        try
        {
            return await caller.CallAsync(door, http.Request, data, http.RequestServices, http.RequestAborted);
        }
        catch (OutputException lost) when (AnswerOf(door, lost.Result) is ContentResult { Content.Length: > 0 })
        {
            Log.OutputLost(log, lost, door.Name);
            return lost.Result;
        }
    }

    private static object? AnswerOf(HttpDoor door, object? result) => door.Answer is { } property && result is not null ? property.GetValue(result) : result;

    private async Task FailAsync(HttpContext http, HttpDoor door, Exception fault)
    {
        Log.RequestFailed(log, fault, door.Name);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await Plain.AnswerAsync(http, StatusCodes.Status500InternalServerError, "Something went wrong on our side; it has been written to the log.");
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Function} failed on a request")]
        public static partial void RequestFailed(ILogger log, Exception fault, string function);

        [LoggerMessage(LogLevel.Error, "{Function} answered, and its messages were lost")]
        public static partial void OutputLost(ILogger log, Exception fault, string function);
    }
}
