using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning.Drift;

/// <summary>
/// People and groups beside ours who have rights on a list of ours. How many, and not who. An application, and whoever has them on every list, made the lists
/// and is left out: the service gives the maker full control.
/// </summary>
internal static class OthersRights
{
    private const long LimitedAccess = 1073741825;

    public static IEnumerable<DriftFinding> Of(DriftFound found)
    {
        var ours = found.Site.Groups.Where(group => Rights.UnitOf(group.Title) is not null || Rights.Groups.Any(role => Same(Rights.TitleOf(role), group.Title))).Select(group => group.Id).ToHashSet();
        var others = (from pair in found.Lists
                      where found.Site.Settings.TryGetValue(pair.List.Id, out var settings) && (bool?)settings["HasUniqueRoleAssignments"] == true
                      select (pair.Schema, People: Others(found.Site.Settings[pair.List.Id], ours))).ToList();
        var makers = others.Count == 0 ? [] : others.Select(one => one.People).Aggregate((one, next) => [.. one.Intersect(next)]);
        foreach (var (schema, people) in others.Select(one => (one.Schema, People: one.People.Except(makers).Count())).Where(one => one.People > 0))
            yield return DriftFinding.Of(DriftKind.OthersRights, found.At(schema), $"{people}");
    }

    private static HashSet<int> Others(JObject settings, HashSet<int> ours) =>
        [.. (settings["RoleAssignments"] ?? new JArray()).Where(assignment => !IsApplication(assignment) && (assignment["RoleDefinitionBindings"] ?? new JArray()).Any(role => (long?)role["Id"] != LimitedAccess))
            .Select(assignment => (int)assignment["PrincipalId"]!).Where(id => !ours.Contains(id))];

    private static bool IsApplication(JToken assignment) => ((string?)assignment["Member"]?["LoginName"] ?? "").StartsWith("i:0i.t|", StringComparison.OrdinalIgnoreCase);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
