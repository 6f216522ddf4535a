using EmulationM365.Provisioning.Home;

namespace EmulationM365.Provisioning.Drift;

/// <summary>The home page of the year. What it says of the rounds follows the list each night and is no difference.</summary>
internal static class HomeDrift
{
    public static IEnumerable<DriftFinding> Of(DriftFound found)
    {
        if (found.Home is not { } home) yield break;
        var name = HomePage.NameOf(found.Year);
        var theirs = home.Page is { } page && HomeDiff.IsTheirs(page);
        if (theirs) yield return DriftFinding.Of(DriftKind.HomeEdited, DriftPlace.Site, name);
        else if (home.Page is not { Published: true }) yield return DriftFinding.Of(DriftKind.HomeLost, DriftPlace.Site, name);
        if (HomeDiff.IsOthers(found.Year, home.Welcome)) yield return DriftFinding.Of(DriftKind.HomeNotFirst, DriftPlace.Site, home.Welcome);
    }
}
