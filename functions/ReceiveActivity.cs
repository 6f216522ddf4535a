using EmulationM365.Functions.Pages;
using EmulationM365.Functions.Teams;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Newtonsoft.Json;

namespace EmulationM365.Functions;

/// <summary>The door of the bot: Teams knocks here when somebody presses a button on a card or writes to it. It is a door for machines, so no sign-in of people stands before it.</summary>
public sealed class ReceiveActivity(TeamsDesk desk, BotTokenCheck check, ChannelOptions channels, TimeProvider time)
{
    /// <summary>What the door gives back: an answer for Teams, and a doorbell so that what follows happens at once.</summary>
    public sealed record Result
    {
        /// <summary>For Teams.</summary>
        [HttpResult]
        public required IActionResult Answer { get; init; }

        /// <summary>For the queue.</summary>
        [QueueOutput(Doors.ListsQueue)]
        public string[] Doorbells { get; init; } = [];
    }

    /// <summary>An activity.</summary>
    [Function(nameof(ReceiveActivity))]
    public async Task<Result> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "messages")] HttpRequest request, CancellationToken cancellationToken)
    {
        // Switched off, it answers like a door that believes nobody.
        if (!channels.Teams) return Refused;
        var (body, _, _) = await BoundedBody.ReadAsync(request, time, cancellationToken);
        if (body is null || BotActivity.Read(body) is not { } activity || !await check.HoldsAsync(request, activity, cancellationToken)) return Refused;
        var reply = await desk.ReceiveAsync(activity, Traces.Of(request.HttpContext), cancellationToken);
        IActionResult answer = reply.Body is { } said
            ? new ContentResult { StatusCode = 200, Content = said.ToString(Formatting.None), ContentType = "application/json; charset=utf-8" } : new StatusCodeResult(200);
        return new Result { Answer = answer, Doorbells = reply.Doorbell is { } doorbell ? [doorbell.ToString()] : [] };
    }

    private static Result Refused => new() { Answer = new StatusCodeResult(403) };
}
