using EmulationM365.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Shows a person everything that waits for them. Looking changes nothing.</summary>
public sealed class ShowWaiting(WaitingDesk desk, SignInCheck signIn, FormProof proofs)
{
    /// <summary>Chờ tôi xử lý.</summary>
    [Function(nameof(ShowWaiting))]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var language = PageLanguage.Of(request);
        if (await signIn.PersonAsync(request, cancellationToken) is not { } person) return PageFrame.SignIn(request.HttpContext);
        return WaitingHtml.Of(request.HttpContext, await desk.ShowAsync(person.ObjectId, person.Name, cancellationToken), person, proofs.For(request.HttpContext, person.ObjectId));
    }
}
