using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Drift;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>
/// What staff do to a site: each is found as docs/decisions/drift.md says, and what an apply leaves is what the page says too. The names of the damages are
/// those of its table.
/// </summary>
public sealed class DriftDamageTests : OnMadeSite
{
    [Fact]
    public async Task Right_After_Apply_Nothing_Differs()
    {
        var report = await LookAsync();
        Assert.Empty(Keys(report));
        Assert.Equal(0, report.Reading.Writes);
    }

    /// <summary>Damage, the kind of difference it is found as, and the kind that an apply leaves; null = none.</summary>
    private static readonly (string Damage, string Found, string? Left)[] Damages =
    [
        ("a list renamed", "listRenamed", null),
        ("a list deleted", "listDeleted", null),
        ("a list with content types deleted", "listDeleted", null),
        ("versions off", "listSettings", null),
        ("a list hidden", "listSettings", null),
        ("items of others open", "itemsOpen", null),
        ("items of others shut", "itemsShut", null),
        ("a column renamed", "columnRenamed", null),
        ("a heading explained", "headingWidened", "headingWidened"),
        ("a column deleted", "columnDeleted", null),
        ("a drawn column deleted", "columnDeleted", null),
        ("a unique key deleted", "columnDeleted", null),
        ("a column of another kind", "columnRetyped", "columnRetyped"),
        ("a column made required", "columnRequired", "columnRequired"),
        ("an index lost", "indexLost", null),
        ("a choice removed", "choicesLost", null),
        ("choices reordered", "choicesReordered", null),
        ("a choice added", "choicesAdded", "choicesAdded"),
        ("uniqueness lost", "uniqueLost", null),
        ("a key that stands twice", "uniqueRefused", "uniqueRefused"),
        ("a value forbidden twice", "uniqueTooMuch", null),
        ("a check lost", "columnUnruled", null),
        ("a default lost", "columnUnruled", null),
        ("a check of items lost", "itemsUnchecked", null),
        ("a column added", "columnAdded", "columnAdded"),
        ("a view deleted", "viewLost", null),
        ("a view filtered otherwise", "viewEdited", "viewEdited"),
        ("a view added", "viewAdded", "viewAdded"),
        ("a default view emptied", "viewEmpty", null),
        ("columns of a view in another order", "viewEdited", "viewEdited"),
        ("a default view filtered", "viewFiltered", "viewFiltered"),
        ("a drawing lost", "drawingLost", null),
        ("a drawing changed", "drawingEdited", "drawingEdited"),
        ("a content type renamed", "typeRenamed", null),
        ("a content type deleted", "typeLost", null),
        ("a column taken out of a form", "typeColumns", null),
        ("the New menu in another order", "typeOrder", null),
        ("a content type added", "typeAdded", "typeAdded"),
        ("a form cleared", "formLost", null),
        ("a condition cleared", "conditionLost", null),
        ("a help text cleared", "helpLost", null),
        ("a form laid out otherwise", "formEdited", "formEdited"),
        ("a condition written otherwise", "conditionEdited", "conditionEdited"),
        ("a link added", "linkAdded", "linkAdded"),
        ("a link renamed", "linkRenamed", "linkRenamed"),
        ("a link moved", "linkMoved", "linkMoved"),
        ("a link deleted", "linkLost", null),
        ("the first link named as it was born", "homeUnnamed", null),
        ("the home page deleted", "homeLost", null),
        ("the home page edited", "homeEdited", "homeEdited"),
        ("the site opening with another page", "homeNotFirst", "homeNotFirst"),
        ("a right taken", "rightLost", null),
        ("a right too many", "rightTooMany", null),
        ("a right changed", "rightChanged", null),
        ("a list opened to the site", "listOpen", null),
        ("a person let in", "othersRights", "othersRights"),
        ("a group deleted", "groupLost", null),
        ("a person put into a group by hand", "members", null),
        ("the folder of a unit deleted", "folderLost", null),
        ("the folder of a unit opened", "folderOpen", null),
        ("a right on the folder of a unit", "folderRights", null),
    ];

    /// <summary>So many damages are done to one site, far apart in the table; each alone when everything is to be tried.</summary>
    private static readonly int Together = Environment.GetEnvironmentVariable("EMULATION_FULL") == "1" ? 1 : 4;

    /// <summary>What is done to the content types of a list hides what else is done to it.</summary>
    private static readonly string[] Alone =
        ["a list with content types deleted", "a content type renamed", "a content type deleted", "a column taken out of a form", "the New menu in another order", "a content type added"];

    private static readonly List<IReadOnlyList<(string Damage, string Found, string? Left)>> Sites = Grouped();

    public static TheoryData<int> Groups => [.. Enumerable.Range(0, Sites.Count)];

    private static List<IReadOnlyList<(string Damage, string Found, string? Left)>> Grouped()
    {
        var others = Damages.Where(one => !Alone.Contains(one.Damage)).ToList();
        var sites = (others.Count + Together - 1) / Together;
        return [.. others.Select((one, place) => (one, Site: place % sites)).GroupBy(pair => pair.Site, pair => pair.one).Select(site => site.ToList()),
            .. Damages.Where(one => Alone.Contains(one.Damage)).Select(one => new List<(string Damage, string Found, string? Left)> { one })];
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task What_Staff_Do_Is_Found_And_Apply_Leaves_What_The_Page_Says(int group)
    {
        // Act
        var done = Sites[group];
        foreach (var (damage, _, _) in done) await new StaffDamage(_site).DoAsync(damage);
        var before = await LookAsync();
        await ApplyAsync();
        var after = await LookAsync();

        // Assert
        var what = string.Join("; ", done.Select(one => one.Damage));
        Assert.True(done.Select(one => one.Found).Order(StringComparer.Ordinal).SequenceEqual(Keys(before).Order(StringComparer.Ordinal)), $"{what}: found {string.Join(", ", Keys(before))}");
        var left = done.Select(one => one.Left).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        Assert.True(left.SequenceEqual(Keys(after).Distinct().Order(StringComparer.Ordinal)), $"{what}: left {string.Join(", ", Keys(after))}");
        foreach (var one in done)
        {
            var kind = before.Findings.First(finding => finding.Kind.Key == one.Found).Kind;
            if (one.Left is null) Assert.NotEqual(Handling.Keep, kind.Handling);
            if (one.Left == one.Found) Assert.NotEqual(Handling.Repair, kind.Handling);
        }

        Assert.Equal(0, before.Reading.Writes);
    }

    [Fact]
    public async Task A_Unit_That_Was_Just_Entered_Is_No_Difference()
    {
        await new StaffDamage(_site).DoAsync("a unit added");
        Assert.Empty(Keys(await LookAsync()));
    }

    private async Task<DriftReport> LookAsync() => await new DriftReading(_site.Connection, Connection.Site).ReadAsync(Cancel);

    private async Task ApplyAsync()
    {
        try
        {
            await _site.ApplyAsync();
        }
        catch (NotAppliedException left) when (left.Report is not null)
        {
            // What only people can mend is left; the look says what.
        }
    }

    private static string[] Keys(DriftReport report) => [.. report.Findings.Select(finding => finding.Kind.Key)];
}
