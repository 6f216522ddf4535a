using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning;

/// <summary>A unit has no folder in a library.</summary>
/// <param name="Url">Server-relative address of the folder.</param>
public sealed record MakeFolder(string Url) : SiteStep;

/// <summary>A unit's folder still has the rights of its library.</summary>
/// <param name="Url">Server-relative address of the folder.</param>
public sealed record CloseFolder(string Url) : SiteStep;

/// <summary>A unit as the Units list names it.</summary>
/// <param name="Key">Its key, which names its folder and group.</param>
/// <param name="Name">Its name.</param>
public sealed record NamedUnit(string Key, string Name);

/// <summary>What was done for the folders of the units.</summary>
/// <param name="Changes">Steps taken.</param>
/// <param name="Groups">The groups of the site afterwards, those of the units among them.</param>
/// <param name="Notes">Units that get no folder, and why.</param>
public sealed record FoldersReport(int Changes, IReadOnlyList<SiteGroup> Groups, IReadOnlyList<string> Notes);

/// <summary>
/// In each library that is divided by units: a folder a unit of the Units list, with the rights of the library and, beside them, the unit's own group, which
/// writes. The folder is named by the unit's key, so that a unit may be renamed. The folder of a unit that left the list stays, with what lies in it.
/// </summary>
/// <param name="rest">The site's REST.</param>
/// <param name="sitePath">The site.</param>
/// <param name="year">The campaign year.</param>
/// <param name="unitsPerMinute">Resource units that a batch may cost.</param>
/// <param name="news">Hears how it goes on; null = nobody.</param>
public sealed class UnitFolders(SharePointRest rest, string sitePath, int year, int unitsPerMinute, IProgress<ApplyNews>? news = null)
{
    private static readonly List<ListSchema> Libraries = [.. SiteSchema.Lists.Where(Rights.UnitFolders)];

    /// <summary>Brings folders and groups to the Units list; writes nothing when nothing differs.</summary>
    /// <param name="units">Rows of the Units list.</param>
    /// <param name="groups">The groups of the site.</param>
    /// <param name="cancellationToken">Stops it; what was done stays, and another run goes on.</param>
    /// <exception cref="NotAppliedException">The service took the changes and still shows something else.</exception>
    public async Task<FoldersReport> KeepAsync(IReadOnlyList<Item> units, IReadOnlyList<SiteGroup> groups, CancellationToken cancellationToken)
    {
        var named = units.Select(row => new NamedUnit(row.Text(Units.UnitKey), row.Title)).ToList();
        var (usable, notes, words) = (Usable(named), Notes(named), new StepWords(year));
        var (tally, taking) = (new Tally(words), (Taking?)null);
        while (true)
        {
            var open = tally.Open(await StepsAsync(usable, groups, Libraries, cancellationToken));
            if (open.Count == 0) return new FoldersReport(tally.Done.Count, groups, notes);
            taking ??= new Taking(rest, unitsPerMinute, tally, new ApplyPart(news, "folders", open.Count), words);
            var run = new RightsRun(rest, sitePath, groups);
            await taking.TakeAsync(open, step => run.RunAsync(step, cancellationToken), cancellationToken);
            groups = await rest.GroupsAsync(sitePath, cancellationToken);
        }
    }

    /// <summary>What would be done. Reads the folders of each library that is there, and writes nothing.</summary>
    /// <param name="units">The units as the Units list will name them.</param>
    /// <param name="groups">The groups of the site as they will be.</param>
    /// <param name="there">Schema names of the lists that are there; a library that is not has no folders.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(IReadOnlyList<SiteStep> Steps, IReadOnlyList<string> Notes)> ForeseeAsync(
        IReadOnlyList<NamedUnit> units, IReadOnlyList<SiteGroup> groups, IReadOnlyCollection<string> there, CancellationToken cancellationToken) =>
        (await StepsAsync(Usable(units), groups, [.. Libraries.Where(library => there.Contains(library.Name))], cancellationToken), Notes(units));

    /// <summary>What reading the folders costs, once.</summary>
    internal static Price Reading { get; } = Libraries.Count * Price.Rest(HttpMethod.Get, "GetFolderByServerRelativeUrl('f')/Folders?$expand=ListItemAllFields/RoleAssignments");

    private static Dictionary<string, string> Usable(IReadOnlyList<NamedUnit> units) =>
        units.Where(unit => Rights.CanNameFolder(unit.Key)).ToDictionary(unit => unit.Key, unit => unit.Name, StringComparer.OrdinalIgnoreCase);

    private static List<string> Notes(IReadOnlyList<NamedUnit> units) => [.. units.Where(unit => !Rights.CanNameFolder(unit.Key)).Select(unit =>
        $"List Units, row '{unit.Name}': its key '{unit.Key}' cannot name a folder, so the unit has none. Give it a key of plain letters, digits, - and _ (at most 64), then run apply again.")];

    private async Task<List<SiteStep>> StepsAsync(
        Dictionary<string, string> units, IReadOnlyList<SiteGroup> groups, IReadOnlyList<ListSchema> readable, CancellationToken cancellationToken)
    {
        var steps = units.Where(unit => groups.All(group => !string.Equals(group.Title, Rights.TitleOf(unit.Key), StringComparison.OrdinalIgnoreCase)))
            .Select(SiteStep (unit) => new MakeGroup(Rights.TitleOf(unit.Key), Rights.PurposeOf(unit.Value))).ToList();
        foreach (var library in Libraries)
        {
            var url = $"{sitePath}/{library.SiteName(year)}";
            var folders = readable.Contains(library) ? await rest.FoldersAsync(sitePath, url, cancellationToken) : [];
            steps.AddRange(units.Keys.SelectMany(unit => Of(library, unit, url, folders, units.Keys, groups)));
        }

        return steps;
    }

    /// <summary>What differs for one unit in one library.</summary>
    private static IEnumerable<SiteStep> Of(
        ListSchema library, string unit, string libraryUrl, IReadOnlyList<FoundFolder> folders, IEnumerable<string> units, IReadOnlyList<SiteGroup> groups)
    {
        var url = $"{libraryUrl}/{unit}";
        var wanted = Rights.Groups.ToDictionary(Rights.TitleOf, group => Rights.LevelOf(library, group));
        foreach (var other in groups.Select(group => group.Title).Where(title => Rights.UnitOf(title) is not null).Concat(units.Select(Rights.TitleOf)))
            wanted[other] = string.Equals(Rights.UnitOf(other), unit, StringComparison.OrdinalIgnoreCase) ? SiteLevel.Contribute : SiteLevel.None;
        var found = folders.FirstOrDefault(folder => string.Equals(folder.Name, unit, StringComparison.OrdinalIgnoreCase));
        if (found is null) yield return new MakeFolder(url);
        var closed = (bool?)found?.Rights["HasUniqueRoleAssignments"] == true;
        if (!closed) yield return new CloseFolder(url);
        // A folder that is cut off keeps the rights of the library, which fit already; only the unit's own group is missing then.
        var steps = RightsDiff.Of(RightsPlace.Of(url), wanted, found?.Rights ?? [], groups);
        foreach (var step in closed ? steps : [new GiveRight(RightsPlace.Of(url), Rights.TitleOf(unit), SiteLevel.Contribute)]) yield return step;
    }
}
