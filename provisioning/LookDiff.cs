using System.Text;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>The default view shows none of the list's columns: the service adds no column to a view by itself.</summary>
public sealed record ShowColumns(ListSchema List, string ListId, string ViewId) : ListStep(List)
{
    /// <summary>The view as the service takes it: the title, then the columns in the order of the schema, nothing filtered.</summary>
    public string Xml
    {
        get
        {
            var fields = new StringBuilder("<FieldRef Name=\"LinkTitle\" />");
            foreach (var column in List.Columns.Where(column => !column.Hidden)) fields.Append("<FieldRef Name=\"").Append(column.Name).Append("\" />");
            return $"<View><Query><OrderBy><FieldRef Name=\"ID\" /></OrderBy></Query><ViewFields>{fields}</ViewFields><RowLimit Paged=\"TRUE\">100</RowLimit></View>";
        }
    }
}

/// <summary>A view is missing.</summary>
public sealed record AddView(ListSchema List, string ListId, ViewSchema View) : ListStep(List);

/// <summary>A column that has a drawing is plain.</summary>
public sealed record DrawColumn(ListSchema List, string ListId, ColumnSchema Column) : ListStep(List);

/// <summary>
/// What staff see of a list. A default view that shows any of the list's columns, a view of the name that is wanted, and a
/// drawing that is there, were made by somebody: they are left as they are.
/// </summary>
public static class LookDiff
{
    /// <summary>The steps that the look of one list needs.</summary>
    /// <param name="schema">List as it should be.</param>
    /// <param name="list">List as it is.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="found">The site.</param>
    public static IEnumerable<SiteStep> Of(ListSchema schema, FoundList list, JObject settings, SiteFound found)
    {
        if (schema.AppOnly || schema.Library) yield break;
        var shown = ((settings["DefaultView"] as JObject)?["ViewFields"]?["Items"] as JArray)?.Values<string>().ToHashSet();
        if (shown is not null && !schema.Columns.Any(column => shown.Contains(column.Name)) && (string?)settings["DefaultView"]!["Id"] is { } view)
            yield return new ShowColumns(schema, list.Id, view);
        var views = (settings["Views"] as JArray)?.Select(view => (string?)view["Title"]).ToHashSet();
        foreach (var missing in schema.Views.Where(wanted => views is not null && !views.Contains(wanted.Title))) yield return new AddView(schema, list.Id, missing);
        foreach (var column in schema.Columns.Where(column => column.Format is not null && found.Formats.TryGetValue((list.Id, column.Name), out var format) && format.Length == 0))
            yield return new DrawColumn(schema, list.Id, column);
    }
}
