using EmulationM365.Functions.Pages;
using EmulationM365.Intake;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>The door at which Graph rings. It answers at once; the work waits in the queue.</summary>
public sealed class ReceiveNotification(NotificationDesk desk, TimeProvider time)
{
    /// <summary>What the door gives back: an answer for Graph, doorbells for the queue.</summary>
    public sealed record Result
    {
        /// <summary>For Graph.</summary>
        [HttpResult]
        public required IActionResult Answer { get; init; }

        /// <summary>For the queue.</summary>
        [QueueOutput(Doors.ListsQueue)]
        public string[] Doorbells { get; init; } = [];
    }

    /// <summary>The handshake, and notifications.</summary>
    [Function(nameof(ReceiveNotification))]
    public async Task<Result> Run([HttpTrigger(AuthorizationLevel.Function, "post", Route = "notifications")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Query.TryGetValue("validationToken", out var token)) return Handshake(request.HttpContext, token.ToString());
        var (body, status, fault) = await BoundedBody.ReadAsync(request, time, cancellationToken);
        if (body is null) return new Result { Answer = Plain(status, fault) };
        return await desk.ReceiveAsync(body, cancellationToken) is { } doorbells
            ? new Result { Answer = new StatusCodeResult(202), Doorbells = [.. doorbells] }
            : new Result { Answer = Plain(400, "The body is not a change notification: JSON with a \"value\" array of objects is expected.") };
    }

    private static Result Handshake(HttpContext context, string token)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return new Result { Answer = token.Length <= NotificationGate.LongestToken ? Plain(200, token) : Plain(400, "The validation token is too long.") };
    }

    private static ContentResult Plain(int status, string text) => new() { StatusCode = status, Content = text, ContentType = "text/plain; charset=utf-8" };
}
