using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Tests.Functions.Local;
using EmulationM365.Tests.Provisioning;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Every column of every list that the worker rests on, changed in every way in which an owner can change it: each is found, and nothing else is.</summary>
[Collection(SdkTests.Name)]
[Trait("Fault", "25")]
[Trait("Fault", "46")]
public sealed class SchemaDifferenceTests : IAsyncLifetime
{
    private readonly OwnedSite _site = new();
    private IReadOnlyList<FoundList> _found = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.ApplyAsync();
        var directory = new SiteDirectory(_site.Connection);
        _found = await directory.ListsAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), true, Cancel);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public void Whatever_An_Owner_Does_To_A_Column_Is_Named_With_List_And_Column()
    {
        var (changes, found) = (0, 0);
        Assert.Empty(Needs.All.SelectMany(name => Differences(name, Of(name))));
        foreach (var name in Needs.All)
        {
            Assert.Equal([""], Differences(name, null).Select(difference => difference.Column));
            foreach (var column in SiteSchema.List(name).Columns)
            {
                foreach (var (what, mutant) in Mutants(column, Of(name)!.Columns.Single(there => there.Name == column.Name)))
                {
                    changes++;
                    var columns = Of(name)!.Columns.Where(there => there.Name != column.Name).Concat(mutant is null ? [] : [mutant]).ToList();
                    var difference = Assert.Single(Differences(name, Of(name)! with { Columns = columns }));
                    Assert.Equal((name, column.Name), (difference.List, difference.Column));
                    Assert.Contains(SiteSchema.List(name).DisplayName(2025), difference.What, StringComparison.Ordinal);
                    Assert.Contains($"“{column.DisplayName(name)}” ({column.Name})", difference.What, StringComparison.Ordinal);
                    Assert.True(difference.What.Contains(what, StringComparison.Ordinal), difference.What);
                    found++;
                }
            }
        }

        Assert.True(changes > 500, $"{changes} changes");
        Assert.Equal(changes, found);
    }

    [Fact]
    [Trait("Fault", "45")]
    public void A_List_That_Is_Called_Something_Else_Differs_In_Nothing() => Assert.All(Needs.All, name => Assert.Empty(Differences(name, Of(name)! with { DisplayName = "Tên khác", Name = "Ten khac" })));

    [Fact]
    public void What_People_Added_Is_Theirs() => Assert.All(Needs.All, name => Assert.Empty(Differences(name, Of(name)! with { Columns = [.. Of(name)!.Columns, new ColumnDefinition { Name = "Them", Required = true }] })));

    private static IEnumerable<(string What, ColumnDefinition? Mutant)> Mutants(ColumnSchema column, ColumnDefinition there)
    {
        yield return ("không thấy cột", null);
        // what the schema itself requires is no difference
        if (!column.Required) yield return ("bắt buộc", Copy(there, copy => copy.Required = true));
        yield return ("số tiền", Copy(there, copy => Retype(copy).Currency = new CurrencyColumn()));
        yield return (column.Kind == ColumnKind.Boolean ? "một dòng chữ" : "có hoặc không", Copy(there, copy =>
        {
            Retype(copy);
            if (column.Kind == ColumnKind.Boolean) copy.Text = new TextColumn();
            else copy.Boolean = new BooleanColumn();
        }));
        if (column.Indexed && !column.Unique) yield return ("chỉ mục", Copy(there, copy => copy.Indexed = false));
        if (column.Unique) yield return ("duy nhất", Copy(there, copy => copy.EnforceUniqueValues = false));
        if (column.Kind is ColumnKind.Text or ColumnKind.Note)
            yield return (column.Kind == ColumnKind.Text ? "nhiều dòng chữ" : "một dòng chữ", Copy(there, copy => copy.Text = new TextColumn { AllowMultipleLines = column.Kind == ColumnKind.Text }));
        foreach (var key in column.Choices)
            yield return ($"“{column.Word(key)}”", Copy(there, copy => copy.Choice = new ChoiceColumn { Choices = [.. there.Choice!.Choices!.Where(word => word != column.Word(key))], DisplayAs = "dropDownMenu" }));
    }

    private static ColumnDefinition Copy(ColumnDefinition there, Action<ColumnDefinition> change)
    {
        var copy = new ColumnDefinition
        {
            Name = there.Name, Indexed = there.Indexed, Required = there.Required, EnforceUniqueValues = there.EnforceUniqueValues, Text = there.Text, Choice = there.Choice, Number = there.Number,
            DateTime = there.DateTime, Boolean = there.Boolean, PersonOrGroup = there.PersonOrGroup, Lookup = there.Lookup,
        };
        change(copy);
        return copy;
    }

    private static ColumnDefinition Retype(ColumnDefinition copy)
    {
        (copy.Text, copy.Choice, copy.Number, copy.DateTime, copy.Boolean, copy.PersonOrGroup, copy.Lookup) = (null, null, null, null, null, null, null);
        return copy;
    }

    private FoundList? Of(string name) => _found.SingleOrDefault(list => list.Name == SiteSchema.List(name).SiteName(2025));

    private IReadOnlyList<SchemaDifference> Differences(string name, FoundList? list) => [.. SchemaDifferences.Of(SiteSchema.List(name), 2025, list, target => Of(target)?.Id)];
}
