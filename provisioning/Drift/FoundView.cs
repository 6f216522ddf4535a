using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning.Drift;

/// <summary>A view as the service says it.</summary>
/// <param name="said">What it says.</param>
internal sealed class FoundView(JObject said)
{
    /// <summary>Its name.</summary>
    public string Title => (string?)said[nameof(Title)] ?? "";

    /// <summary>It is the one that opens.</summary>
    public bool IsDefault => (bool?)said["DefaultView"] == true;

    /// <summary>The view that the service made with the list, whatever it is called and whether it still opens first.</summary>
    public bool BornWith => ((string?)said["ServerRelativeUrl"] ?? "").EndsWith("/AllItems.aspx", StringComparison.OrdinalIgnoreCase);

    /// <summary>It hides items.</summary>
    public bool IsFiltered => ((string?)said["ViewQuery"] ?? "").Contains("<Where", StringComparison.OrdinalIgnoreCase);

    /// <summary>The views that people share of a list of theirs.</summary>
    public static IEnumerable<FoundView> Of(DriftFound found, ListSchema schema, string listId) => schema.AppOnly || !found.Site.Settings.TryGetValue(listId, out var settings) ? []
        : (settings["Views"] as JArray ?? []).OfType<JObject>().Where(view => (bool?)view["PersonalView"] != true && (bool?)view["Hidden"] != true).Select(view => new FoundView(view));

    /// <summary>It is as the schema wants it, columns apart that are a difference of their own.</summary>
    /// <param name="year">The campaign year.</param>
    /// <param name="list">The list.</param>
    /// <param name="wanted">The view in the schema.</param>
    /// <param name="broken">Columns that are gone, or are others by now.</param>
    public bool Is(int year, ListSchema list, ViewSchema wanted, IReadOnlySet<string> broken) => ViewMatch.IsSameBut(year, list, wanted, said, broken);
}
