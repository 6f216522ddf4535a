using EmulationM365.Functions.Pages;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Takes one answer to several requests that wait for a person; each has its own result.</summary>
public sealed class AnswerTogether(WaitingDesk desk, SignInCheck signIn, FormProof proofs, M365Options options)
{
    /// <summary>The form of the page.</summary>
    [Function(nameof(AnswerTogether))]
    public async Task<AnswerRequest.Result> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var language = PageLanguage.Of(request);
        var context = request.HttpContext;
        if (await signIn.PersonAsync(request, cancellationToken) is not { } person) return new AnswerRequest.Result { Answer = PageFrame.SignIn(context) };
        if (!SameSite.Holds(request, options.PublicBaseUrl)) return new AnswerRequest.Result { Answer = PageFrame.CrossSite(context) };
        var (picked, proof, fault) = await AnswerForm.PickedAsync(request, cancellationToken);
        if (picked is null) return new AnswerRequest.Result { Answer = PageFrame.BadForm(context, fault) };
        if (!FormProof.Holds(request, proof, person.ObjectId)) return new AnswerRequest.Result { Answer = PageFrame.CrossSite(context) };
        var page = await desk.AgreeAsync(person.ObjectId, person.Name, picked, Traces.Of(context), cancellationToken);
        return new AnswerRequest.Result { Answer = WaitingHtml.Of(context, page, person, proofs.For(context, person.ObjectId)), Doorbells = [.. page.Doorbells.Select(doorbell => doorbell.ToString())] };
    }
}
