using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Drawings of columns that people changed. Blanks and the order of members are no difference.</summary>
internal static class OwnDrawings
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from column in pair.Schema.Columns
        where column.Format is not null
        let there = found.Site.Formats.GetValueOrDefault((pair.List.Id, column.Name), "")
        where there.Length > 0 && !Same(there, column.Format!)
        select DriftFinding.Of(DriftKind.DrawingEdited, found.At(pair.Schema), column.Name);

    private static bool Same(string one, string other)
    {
        try
        {
            return JToken.DeepEquals(JToken.Parse(one), JToken.Parse(other));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
