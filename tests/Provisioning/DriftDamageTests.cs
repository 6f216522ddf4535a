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

    [Theory]
    [InlineData("a list renamed", "listRenamed")]
    [InlineData("a list deleted", "listDeleted")]
    [InlineData("a list with content types deleted", "listDeleted")]
    [InlineData("versions off", "listSettings")]
    [InlineData("a list hidden", "listSettings")]
    [InlineData("items of others open", "itemsOpen")]
    [InlineData("items of others shut", "itemsShut")]
    [InlineData("a column renamed", "columnRenamed")]
    [InlineData("a heading explained", "headingWidened", "headingWidened")]
    [InlineData("a column deleted", "columnDeleted")]
    [InlineData("a drawn column deleted", "columnDeleted")]
    [InlineData("a unique key deleted", "columnDeleted")]
    [InlineData("a column of another kind", "columnRetyped", "columnRetyped")]
    [InlineData("a column made required", "columnRequired", "columnRequired")]
    [InlineData("an index lost", "indexLost")]
    [InlineData("a choice removed", "choicesLost")]
    [InlineData("choices reordered", "choicesReordered")]
    [InlineData("a choice added", "choicesAdded", "choicesAdded")]
    [InlineData("uniqueness lost", "uniqueLost")]
    [InlineData("a key that stands twice", "uniqueRefused", "uniqueRefused")]
    [InlineData("a value forbidden twice", "uniqueTooMuch")]
    [InlineData("a check lost", "columnUnruled")]
    [InlineData("a default lost", "columnUnruled")]
    [InlineData("a check of items lost", "itemsUnchecked")]
    [InlineData("a column added", "columnAdded", "columnAdded")]
    [InlineData("a view deleted", "viewLost")]
    [InlineData("a view filtered otherwise", "viewEdited", "viewEdited")]
    [InlineData("a view added", "viewAdded", "viewAdded")]
    [InlineData("a default view emptied", "viewEmpty")]
    [InlineData("columns of a view in another order", "viewEdited", "viewEdited")]
    [InlineData("a default view filtered", "viewFiltered", "viewFiltered")]
    [InlineData("a drawing lost", "drawingLost")]
    [InlineData("a drawing changed", "drawingEdited", "drawingEdited")]
    [InlineData("a content type renamed", "typeRenamed")]
    [InlineData("a content type deleted", "typeLost")]
    [InlineData("a column taken out of a form", "typeColumns")]
    [InlineData("the New menu in another order", "typeOrder")]
    [InlineData("a content type added", "typeAdded", "typeAdded")]
    [InlineData("a form cleared", "formLost")]
    [InlineData("a condition cleared", "conditionLost")]
    [InlineData("a help text cleared", "helpLost")]
    [InlineData("a form laid out otherwise", "formEdited", "formEdited")]
    [InlineData("a condition written otherwise", "conditionEdited", "conditionEdited")]
    [InlineData("a link added", "linkAdded", "linkAdded")]
    [InlineData("a link renamed", "linkRenamed", "linkRenamed")]
    [InlineData("a link moved", "linkMoved", "linkMoved")]
    [InlineData("a link deleted", "linkLost")]
    [InlineData("the first link named as it was born", "homeUnnamed")]
    [InlineData("the home page deleted", "homeLost")]
    [InlineData("the home page edited", "homeEdited", "homeEdited")]
    [InlineData("the site opening with another page", "homeNotFirst", "homeNotFirst")]
    [InlineData("a right taken", "rightLost")]
    [InlineData("a right too many", "rightTooMany")]
    [InlineData("a right changed", "rightChanged")]
    [InlineData("a list opened to the site", "listOpen")]
    [InlineData("a person let in", "othersRights", "othersRights")]
    [InlineData("a group deleted", "groupLost")]
    [InlineData("a person put into a group by hand", "members")]
    [InlineData("the folder of a unit deleted", "folderLost")]
    [InlineData("the folder of a unit opened", "folderOpen")]
    [InlineData("a right on the folder of a unit", "folderRights")]
    public async Task What_Staff_Do_Is_Found_And_Apply_Leaves_What_The_Page_Says(string damage, string found, string? left = null)
    {
        // Act
        await new StaffDamage(_site).DoAsync(damage);
        var before = await LookAsync();
        await ApplyAsync();
        var after = await LookAsync();

        // Assert
        Assert.Equal(found, Assert.Single(Keys(before)));
        Assert.Equal(left is null ? [] : [left], Keys(after).Distinct());
        var kind = before.Findings[0].Kind;
        if (left is null) Assert.NotEqual(Handling.Keep, kind.Handling);
        if (left == found) Assert.NotEqual(Handling.Repair, kind.Handling);
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
