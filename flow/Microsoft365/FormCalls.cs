using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>How the forms of lists look: the layout of a content type and the conditions of its columns. Graph knows neither.</summary>
public sealed partial class SharePointRest
{
    /// <summary>Gives the form of a content type of a list its header and sections.</summary>
    public Task LayFormAsync(string sitePath, string listId, string typeId, string layout, CancellationToken cancellationToken) => SendAsync(
        "lay out a form", HttpMethod.Post, $"{sitePath}/_api/web/lists(guid'{listId}')/ContentTypes('{typeId}')", new JObject { ["ClientFormCustomFormatter"] = layout }, cancellationToken, merge: true);

    /// <summary>Says by a formula when forms show a column.</summary>
    public Task SetConditionAsync(string sitePath, string listId, string column, string formula, CancellationToken cancellationToken) => SendAsync(
        "say when a form shows a column", HttpMethod.Post, FieldOf(sitePath, listId, column), new JObject { ["ClientValidationFormula"] = formula }, cancellationToken, merge: true);
}
