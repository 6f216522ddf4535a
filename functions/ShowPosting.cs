using EmulationM365.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Shows a posted list to the people of the unit. Looking changes nothing.</summary>
public sealed class ShowPosting(PostingDesk desk, SignInCheck signIn, FormProof proofs)
{
    /// <summary>The page behind the link in the mail to everybody.</summary>
    [Function(nameof(ShowPosting))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "postings/{locator}")] HttpRequest request, string locator, CancellationToken cancellationToken)
    {
        using var language = PageLanguage.Of(request);
        if (await signIn.PersonAsync(request, cancellationToken) is not { } person) return PageFrame.SignIn(request.HttpContext);
        return PostingHtml.Of(request.HttpContext, await desk.ShowAsync(locator, person.ObjectId, person.Name, cancellationToken), person, proofs.For(request.HttpContext, person.ObjectId));
    }
}
