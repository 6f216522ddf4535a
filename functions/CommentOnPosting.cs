using EmulationM365.Functions.Pages;
using EmulationM365.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Takes a comment that a signed-in person makes on a posted list.</summary>
public sealed class CommentOnPosting(PostingDesk desk, SignInCheck signIn, FormProof proofs, M365Options options)
{
    /// <summary>The form of the page.</summary>
    [Function(nameof(CommentOnPosting))]
    public async Task<AnswerRequest.Result> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "postings/{locator}")] HttpRequest request, string locator, CancellationToken cancellationToken)
    {
        using var language = PageLanguage.Of(request);
        if (await signIn.PersonAsync(request, cancellationToken) is not { } person) return new AnswerRequest.Result { Answer = PageFrame.SignIn(request.HttpContext) };
        if (!SameSite.Holds(request, options.PublicBaseUrl)) return new AnswerRequest.Result { Answer = PageFrame.CrossSite(request.HttpContext) };
        var (comment, proof, fault) = await AnswerForm.CommentAsync(request, cancellationToken);
        if (comment is null) return new AnswerRequest.Result { Answer = PageFrame.BadForm(request.HttpContext, fault) };
        if (!FormProof.Holds(request, proof, person.ObjectId)) return new AnswerRequest.Result { Answer = PageFrame.CrossSite(request.HttpContext) };
        var page = await desk.CommentAsync(locator, person.ObjectId, person.Name, comment, cancellationToken);
        return new AnswerRequest.Result { Answer = PostingHtml.Of(request.HttpContext, page, person, proofs.For(request.HttpContext, person.ObjectId)), Doorbells = page.Doorbell is { } doorbell ? [doorbell.ToString()] : [] };
    }
}
