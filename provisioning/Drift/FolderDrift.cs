using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>
/// The folders of the units. A unit that has neither group nor folder yet was entered after the last apply and is no difference; and what only follows from a
/// folder, a group or a library that is gone is left out.
/// </summary>
internal static class FolderDrift
{
    public static IEnumerable<DriftFinding> Of(DriftFound found)
    {
        var (made, closed) = (found.FolderSteps.OfType<MakeFolder>().Select(make => make.Url).ToHashSet(), found.FolderSteps.OfType<CloseFolder>().Select(close => close.Url).ToHashSet());
        var gone = found.FolderSteps.Concat(found.Steps).OfType<MakeGroup>().Select(make => make.Title).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<string> libraries = [.. found.Lists.Where(pair => Rights.UnitFolders(pair.Schema)).Select(pair => pair.Schema.SiteName(found.Year))];
        foreach (var step in found.FolderSteps)
        {
            if (step is MakeGroup make)
            {
                if (!IsNew(make.Title, made, libraries.Count)) yield return DriftFinding.Of(DriftKind.GroupLost, DriftPlace.Site, make.Title);
                continue;
            }

            var url = Legs.PlaceOf(step);
            if (!libraries.Exists(library => url.Contains($"/{library}/", StringComparison.OrdinalIgnoreCase)) || IsNew(Rights.TitleOf(url[(url.LastIndexOf('/') + 1)..]), made, gone, libraries.Count)) continue;
            if (step is MakeFolder) yield return DriftFinding.Of(DriftKind.FolderLost, DriftPlace.Folder(url));
            else if (step is CloseFolder && !made.Contains(url)) yield return DriftFinding.Of(DriftKind.FolderOpen, DriftPlace.Folder(url));
            else if (step is GiveRight give && !closed.Contains(url) && !gone.Contains(give.Group)) yield return DriftFinding.Of(DriftKind.FolderRights, DriftPlace.Folder(url), give.Group);
            else if (step is TakeRight take) yield return DriftFinding.Of(DriftKind.FolderRights, DriftPlace.Folder(url), take.Group);
        }
    }

    private static bool IsNew(string group, HashSet<string> made, HashSet<string> gone, int libraries) => gone.Contains(group) && IsNew(group, made, libraries);

    private static bool IsNew(string group, HashSet<string> made, int libraries) =>
        libraries == 0 || made.Count(url => url.EndsWith($"/{Rights.UnitOf(group)}", StringComparison.OrdinalIgnoreCase)) >= libraries;
}
