using EmulationM365.Functions.Pages;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Takes the answer that a signed-in person gives on the page.</summary>
public sealed class AnswerRequest(RequestDesk desk, SignInCheck signIn, FormProof proofs, M365Options options)
{
    /// <summary>What the door gives back: the page as it is now, and a doorbell so that what follows happens at once.</summary>
    public sealed record Result
    {
        /// <summary>For the person.</summary>
        [HttpResult]
        public required IActionResult Answer { get; init; }

        /// <summary>For the queue.</summary>
        [QueueOutput(Doors.ListsQueue)]
        public string[] Doorbells { get; init; } = [];
    }

    /// <summary>The form of the page.</summary>
    [Function(nameof(AnswerRequest))]
    public async Task<Result> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests/{locator}")] HttpRequest request, string locator, CancellationToken cancellationToken)
    {
        using var language = PageLanguage.Of(request);
        if (await signIn.PersonAsync(request, cancellationToken) is not { } person) return new Result { Answer = PageFrame.SignIn(request.HttpContext) };
        if (!SameSite.Holds(request, options.PublicBaseUrl)) return new Result { Answer = PageFrame.CrossSite(request.HttpContext) };
        var (form, proof, fault) = await AnswerForm.ReadAsync(request, cancellationToken);
        if (form is null) return new Result { Answer = PageFrame.BadForm(request.HttpContext, fault) };
        if (!FormProof.Holds(request, proof, person.ObjectId)) return new Result { Answer = PageFrame.CrossSite(request.HttpContext) };
        var page = await desk.AnswerAsync(locator, person.ObjectId, person.Name, form with { Trace = Traces.Of(request.HttpContext) }, "page", cancellationToken);
        return new Result { Answer = RequestHtml.Of(request.HttpContext, page, person, locator, proofs.For(request.HttpContext, person.ObjectId)), Doorbells = page.Doorbell is { } doorbell ? [doorbell.ToString()] : [] };
    }
}
