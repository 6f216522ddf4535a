using EmulationM365.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Shows who saw and did what on a case, to the office and the director; as a page, or with <c>?format=csv</c> as a file.</summary>
public sealed class ShowHistory(AuditDesk desk, SignInCheck signIn)
{
    /// <summary>The history of the case that a request belongs to.</summary>
    [Function(nameof(ShowHistory))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{locator}/history")] HttpRequest request, string locator, CancellationToken cancellationToken)
    {
        using var language = PageLanguage.Of(request);
        if (await signIn.PersonAsync(request, cancellationToken) is not { } person) return PageFrame.SignIn(request.HttpContext);
        var (status, page) = await desk.ShowAsync(locator, person.ObjectId, person.Name, cancellationToken);
        return page is { } shown && request.Query["format"] == "csv" ? AuditHtml.File(request.HttpContext, shown) : AuditHtml.Of(request.HttpContext, locator, status, page, person);
    }
}
