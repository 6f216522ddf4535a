using System.Text;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>The default view shows what the service or an earlier version put there, and nobody chose.</summary>
public sealed record ShowColumns(ListSchema List, string ListId, string ViewId) : ListStep(List)
{
    /// <summary>The view as the service takes it: the title, then the columns that the schema chose, nothing filtered.</summary>
    public string Xml
    {
        get
        {
            var fields = new StringBuilder();
            foreach (var name in List.DefaultView.Fields(List)) fields.Append("<FieldRef Name=\"").Append(name).Append("\" />");
            return $"<View><Query>{List.DefaultView.Query}</Query><ViewFields>{fields}</ViewFields><RowLimit Paged=\"TRUE\">{ViewSchema.Rows}</RowLimit></View>";
        }
    }
}

/// <summary>A view is missing.</summary>
public sealed record AddView(ListSchema List, string ListId, ViewSchema View) : ListStep(List);

/// <summary>A column that has a drawing is plain, or drawn as an earlier version did.</summary>
public sealed record DrawColumn(ListSchema List, string ListId, ColumnSchema Column) : ListStep(List);

/// <summary>
/// What staff see of a list. A default view that somebody chose columns for, a view of the name that is wanted, and a drawing that is there are left as they
/// are: whether they are still what the schema says is the question of <see cref="ViewMatch"/>.
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
        if (schema.AppOnly) yield break;
        if (settings["DefaultView"] is JObject view && (string?)view["Id"] is { } viewId && view["ViewFields"] is JObject && Untouched(schema, ViewMatch.Fields(view)))
            yield return new ShowColumns(schema, list.Id, viewId);
        var views = (settings["Views"] as JArray)?.Select(there => (string?)there["Title"]).ToHashSet();
        foreach (var missing in schema.Views.Where(wanted => views is not null && !views.Contains(wanted.Title))) yield return new AddView(schema, list.Id, missing);
        foreach (var column in schema.Columns.Where(column => column.Format is not null && found.Fields.TryGetValue((list.Id, column.Name), out var field) && (field.Format.Length == 0 || Formats.IsEarlier(field.Format))))
            yield return new DrawColumn(schema, list.Id, column);
    }

    /// <summary>It shows none of the list's columns, as it was born; or all of them in the order of the schema, as earlier versions set it, where the schema now chooses.</summary>
    private static bool Untouched(ListSchema schema, IReadOnlyList<string> shown)
    {
        if (shown.SequenceEqual(schema.DefaultView.Fields(schema))) return false;
        if (!schema.Columns.Any(column => shown.Contains(column.Name))) return true;
        return shown.SequenceEqual(schema.Columns.Where(column => column is { Hidden: false, Later: false }).Select(column => column.Name).Prepend("LinkTitle"));
    }
}
