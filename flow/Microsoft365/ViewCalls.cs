using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>How lists look: their views and the formatting of their columns. Graph knows neither.</summary>
public sealed partial class SharePointRest
{
    /// <summary>Replaces what a view shows.</summary>
    /// <param name="sitePath">Site.</param>
    /// <param name="listId">List.</param>
    /// <param name="viewId">View.</param>
    /// <param name="xml">The view as SharePoint writes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task SetViewAsync(string sitePath, string listId, string viewId, string xml, CancellationToken cancellationToken) => SendAsync(
        "set the columns of a view", HttpMethod.Post, $"{sitePath}/_api/web/lists(guid'{listId}')/views('{viewId}')/SetViewXml", new JObject { ["viewXml"] = xml }, cancellationToken);

    /// <summary>Adds a view for everybody.</summary>
    public Task AddViewAsync(string sitePath, string listId, ViewSchema view, CancellationToken cancellationToken) => SendAsync(
        "add a view", HttpMethod.Post, $"{sitePath}/_api/web/lists(guid'{listId}')/views", new JObject
        {
            ["Title"] = view.Title,
            ["ViewFields"] = new JArray(view.Columns.Select(column => column.Name).Prepend("LinkTitle")),
            ["ViewQuery"] = view.Query,
            ["RowLimit"] = 100,
            ["Paged"] = true,
        }, cancellationToken);

    /// <summary>The formatting of a column; empty when it has none.</summary>
    public async Task<string> FormatOfAsync(string sitePath, string listId, string column, CancellationToken cancellationToken) =>
        (string?)(await SendAsync("read how a column is drawn", HttpMethod.Get, $"{FieldOf(sitePath, listId, column)}?$select=CustomFormatter", null, cancellationToken))["CustomFormatter"] ?? "";

    /// <summary>Sets the formatting of a column.</summary>
    public Task SetFormatAsync(string sitePath, string listId, string column, string format, CancellationToken cancellationToken) =>
        SendAsync("set how a column is drawn", HttpMethod.Post, FieldOf(sitePath, listId, column), new JObject { ["CustomFormatter"] = format }, cancellationToken, merge: true);

    private static string FieldOf(string sitePath, string listId, string column) => $"{sitePath}/_api/web/lists(guid'{listId}')/fields/getbyinternalnameortitle('{column}')";
}
