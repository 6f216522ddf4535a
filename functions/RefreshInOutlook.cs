using EmulationM365.Functions.Cards;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Gives the card of a request as it stands now, each time somebody looks at the mail. Changes nothing.</summary>
public sealed class RefreshInOutlook(RequestDesk desk, OutlookDesk outlook)
{
    /// <summary>The card.</summary>
    [Function(nameof(RefreshInOutlook))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "outlook/{locator}/refresh")] HttpRequest request, string locator, CancellationToken cancellationToken)
    {
        using var language = Text.Speak(null);
        var (person, stranger) = await outlook.PersonAsync(request, cancellationToken);
        return person is null ? stranger : outlook.Card(request, await desk.ShowAsync(locator, person.ObjectId, person.Name, cancellationToken, "outlook", OutlookDesk.Trace(request)), locator);
    }
}
