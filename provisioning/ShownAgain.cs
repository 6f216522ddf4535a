using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>A view of ours lost a column because the column was deleted; the column is made again, and the view shows it in its place. What else people did with a view stays.</summary>
/// <param name="List">The list.</param>
/// <param name="ListId">Its id.</param>
/// <param name="ViewId">Id of the view.</param>
/// <param name="ViewTitle">The name that staff see of it.</param>
/// <param name="Column">The column.</param>
/// <param name="Place">Where it stands among what the view shows.</param>
public sealed record ShowAgain(ListSchema List, string ListId, string ViewId, string ViewTitle, ColumnSchema Column, int Place) : ListStep(List);

/// <summary>
/// Which views show a column that is made again. It can be told only before the column is there: afterwards a view that lost it looks like one out of which people took it. So the steps come
/// in the round that makes the column, for views that are ours in all but the columns that are missing.
/// </summary>
public static class ShownAgain
{
    /// <summary>The steps that follow from the columns that one list lacks.</summary>
    /// <param name="year">The campaign year, which formatting may name.</param>
    /// <param name="schema">List as it should be.</param>
    /// <param name="settings">Its settings, with its views.</param>
    /// <param name="added">The columns that are made.</param>
    public static IEnumerable<ShowAgain> Of(int year, ListSchema schema, JObject settings, IReadOnlyList<AddColumn> added)
    {
        if (schema.AppOnly || added.Count == 0) yield break;
        var missing = added.Select(add => add.Column.Name).ToHashSet();
        foreach (var view in (settings["Views"] as JArray ?? []).OfType<JObject>())
        {
            if (Wanted(schema, view) is not { } wanted || (string?)view["Id"] is not { } id || !ViewMatch.IsSameBut(year, schema, wanted, view, missing)) continue;
            foreach (var (place, name) in wanted.Fields(schema).Index())
                if (added.FirstOrDefault(add => add.Column.Name == name) is { } add) yield return new ShowAgain(schema, add.ListId, id, (string?)view["Title"] ?? "", add.Column, place);
        }
    }

    /// <summary>The view as it should be; null when it is not ours.</summary>
    private static ViewSchema? Wanted(ListSchema schema, JObject view) =>
        schema.Views.FirstOrDefault(wanted => wanted.Title == (string?)view["Title"]) ?? ((bool?)view["DefaultView"] == true ? schema.DefaultView : null);
}
