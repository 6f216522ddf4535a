using EmulationM365.Functions.Cards;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Takes what a person presses on the card of a mail. Outlook's machines call here, for the person whose token they bring.</summary>
public sealed class AnswerInOutlook(RequestDesk desk, OutlookDesk outlook)
{
    /// <summary>An answer to a request with a certain content; a reason is the whole body.</summary>
    [Function(nameof(AnswerInOutlook))]
    public async Task<AnswerRequest.Result> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "outlook/{locator}/answers/{answer}/{content}")] HttpRequest request,
        string locator, string answer, string content, CancellationToken cancellationToken)
    {
        using var language = Text.Speak(null);
        var (person, stranger) = await outlook.PersonAsync(request, cancellationToken);
        if (person is null) return new AnswerRequest.Result { Answer = stranger };
        var (form, fault) = await outlook.FormAsync(request, answer, content, cancellationToken);
        if (form is null) return new AnswerRequest.Result { Answer = fault };
        var page = await desk.AnswerAsync(locator, person.ObjectId, person.Name, form, "outlook", cancellationToken);
        return new AnswerRequest.Result { Answer = outlook.Card(request, page, locator), Doorbells = page.Doorbell is { } doorbell ? [doorbell.ToString()] : [] };
    }
}
