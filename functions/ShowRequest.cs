using EmulationM365.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Shows a request. Looking changes nothing of the case, so a mail scanner may open the link as often as it likes; who signed in and may see it leaves a note in the history.</summary>
public sealed class ShowRequest(RequestDesk desk, SignInCheck signIn, FormProof proofs)
{
    /// <summary>The page behind the link in a mail.</summary>
    [Function(nameof(ShowRequest))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{locator}")] HttpRequest request, string locator, CancellationToken cancellationToken)
    {
        using var language = PageLanguage.Of(request);
        if (await signIn.PersonAsync(request, cancellationToken) is not { } person) return PageFrame.SignIn(request.HttpContext);
        return RequestHtml.Of(request.HttpContext, await desk.ShowAsync(locator, person.ObjectId, person.Name, cancellationToken, "page", Traces.Of(request.HttpContext)), person, locator, proofs.For(request.HttpContext, person.ObjectId));
    }
}
