using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>How lists look: their views and the formatting of their columns. Graph knows neither.</summary>
public sealed partial class SharePointRest
{
    /// <summary>What SharePoint calls a view that is a calendar.</summary>
    public const string CalendarType = "MODERNCALENDAR";

    /// <summary>Replaces what a view shows.</summary>
    /// <param name="sitePath">Site.</param>
    /// <param name="listId">List.</param>
    /// <param name="viewId">View.</param>
    /// <param name="xml">The view as SharePoint writes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task SetViewAsync(string sitePath, string listId, string viewId, string xml, CancellationToken cancellationToken) => SendAsync(
        "set the columns of a view", HttpMethod.Post, $"{sitePath}/_api/web/lists(guid'{listId}')/views('{viewId}')/SetViewXml", new JObject { ["viewXml"] = xml }, cancellationToken);

    /// <summary>Lets a view show one column more, and touches nothing else of it.</summary>
    /// <param name="sitePath">Site.</param>
    /// <param name="listId">List.</param>
    /// <param name="viewId">View.</param>
    /// <param name="column">Internal name of the column.</param>
    /// <param name="place">Where it is to stand, from 0.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ShowAsync(string sitePath, string listId, string viewId, string column, int place, CancellationToken cancellationToken)
    {
        var fields = $"{sitePath}/_api/web/lists(guid'{listId}')/views('{viewId}')/viewfields";
        await SendAsync("show a column in a view", HttpMethod.Post, $"{fields}/addviewfield('{column}')", null, cancellationToken);
        await SendAsync("put a column of a view in its place", HttpMethod.Post, $"{fields}/moveviewfieldto", new JObject { ["field"] = column, ["index"] = place }, cancellationToken);
    }

    /// <summary>Adds a view for everybody.</summary>
    /// <param name="sitePath">Site.</param>
    /// <param name="listId">List.</param>
    /// <param name="list">The list in the schema.</param>
    /// <param name="view">The view.</param>
    /// <param name="year">The campaign year, which formatting may name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task AddViewAsync(string sitePath, string listId, ListSchema list, ViewSchema view, int year, CancellationToken cancellationToken)
    {
        var wanted = new JObject
        {
            ["Title"] = view.Title,
            ["ViewFields"] = new JArray(view.Fields(list)),
            ["Query"] = view.Query,
            ["RowLimit"] = ViewSchema.Rows,
            ["Paged"] = true,
        };
        if (view.Format is not null) wanted["CustomFormatter"] = Formats.Of(year, view.Format);
        if (view.Kind == ViewKind.Calendar) (wanted["ViewType2"], wanted["ViewData"]) = (CalendarType, view.Data);
        return SendAsync("add a view", HttpMethod.Post, $"{sitePath}/_api/web/lists(guid'{listId}')/views/add", new JObject { ["parameters"] = wanted }, cancellationToken);
    }

    /// <summary>Sets the formatting of a column.</summary>
    public Task SetFormatAsync(string sitePath, string listId, string column, string format, CancellationToken cancellationToken) =>
        SetFieldAsync(sitePath, listId, column, new JObject { ["CustomFormatter"] = format }, cancellationToken);

    /// <summary>Changes what Graph cannot change of a column.</summary>
    public Task SetFieldAsync(string sitePath, string listId, string column, JObject change, CancellationToken cancellationToken) =>
        SendAsync("change a column over REST", HttpMethod.Post, FieldOf(sitePath, listId, column), change, cancellationToken, merge: true);

    private static string FieldOf(string sitePath, string listId, string column) => $"{sitePath}/_api/web/lists(guid'{listId}')/fields/getbyinternalnameortitle('{column}')";
}
