using System.Text.RegularExpressions;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Schema;

/// <summary>The site schema stays within what SharePoint takes, and every part of it has a word that staff understand.</summary>
public sealed partial class SiteSchemaTests
{
    private static readonly string[] Reserved = ["Title", "Name", "Author", "Created", "Modified", "ID", "Editor"];

    public static TheoryData<string> Lists => [.. SiteSchema.Lists.Select(list => list.Name)];

    public static TheoryData<string, string> Columns
    {
        get
        {
            var columns = new TheoryData<string, string>();
            foreach (var list in SiteSchema.Lists)
                foreach (var column in list.Columns) columns.Add(list.Name, column.Name);
            return columns;
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_Column_Name_Is_Short_Ascii_And_Not_Reserved(string list, string name)
    {
        Assert.Matches(InternalName(), name);
        Assert.True(name.Length <= 32, $"{list}.{name} is too long");
        Assert.DoesNotContain(name, Reserved, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_List_Name_Is_Short_Ascii_With_Its_Year(string name)
    {
        var list = SiteSchema.List(name);
        Assert.Matches(InternalName(), list.SiteName(2025));
        Assert.True(list.SiteName(2025).Length <= 32);
        Assert.Equal(list.PerYear ? name + "2025" : name, list.SiteName(2025));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_List_Names_No_Column_Twice(string name) =>
        Assert.Empty(SiteSchema.List(name).Columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_List_Has_At_Most_Ten_Person_And_Lookup_Columns_With_Author_And_Editor(string name) =>
        Assert.True(SiteSchema.List(name).Columns.Count(Points) + 2 <= 10);

    [Theory]
    [MemberData(nameof(Lists))]
    public void No_Column_Stands_In_The_Way_Of_The_Id_Of_A_Person_Or_Lookup_Column(string name)
    {
        var list = SiteSchema.List(name);
        var names = list.Columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Empty(list.Columns.Where(Points).Where(column => names.Contains(column.Name + "Id") || names.Contains(column.Name + "LookupId")).Select(column => column.Name));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void What_Is_Unique_Is_Indexed_And_A_List_Has_At_Most_Twenty_Indexes(string name)
    {
        var list = SiteSchema.List(name);
        Assert.Empty(list.Columns.Where(column => column is { Unique: true, Indexed: false }).Select(column => column.Name));
        Assert.True(list.Columns.Count(column => column.Indexed) <= 20);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Only_Columns_That_SharePoint_Indexes_Are_Indexed(string name) => Assert.Empty(SiteSchema.List(name).Columns
        .Where(column => column.Indexed && column.Kind is ColumnKind.Note or ColumnKind.People).Select(column => column.Name));

    [Fact]
    public void A_Lookup_Points_To_A_List_That_Is_Made_Earlier()
    {
        var made = new HashSet<string>();
        foreach (var list in SiteSchema.Lists)
        {
            Assert.All(list.Columns.Where(column => column.Kind == ColumnKind.Lookup), column => Assert.Contains(column.LookupList!, made));
            Assert.True(made.Add(list.Name), $"{list.Name} stands twice");
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_Column_Has_A_Vietnamese_Heading(string list, string name) => Assert.NotEmpty(SiteSchema.List(list).Column(name).DisplayName(list));

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_List_Has_A_Vietnamese_Name_And_Title_And_No_Two_Headings_Alike(string name)
    {
        var list = SiteSchema.List(name);
        var headings = list.Columns.Select(column => column.DisplayName(name)).Append(list.TitleName).ToList();
        Assert.NotEmpty(list.DisplayName(2025));
        Assert.Equal(headings.Count, headings.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_List_Of_One_Year_Shows_That_Year_And_A_List_Of_All_Years_None(string name)
    {
        var list = SiteSchema.List(name);
        Assert.Equal(list.PerYear, list.DisplayName(2031).Contains("2031", StringComparison.Ordinal));
    }

    [Fact]
    public void No_Two_Lists_Bear_The_Same_Name() =>
        Assert.Equal(SiteSchema.Lists.Count, SiteSchema.Lists.Select(list => list.DisplayName(2025)).Distinct().Count());

    [Theory]
    [MemberData(nameof(Columns))]
    public void The_Words_Of_A_Choice_Are_There_And_Lead_Back_To_Their_Keys(string list, string name)
    {
        var column = SiteSchema.List(list).Column(name);
        Assert.Equal(column.Kind == ColumnKind.Choice, column.Choices.Count > 0);
        Assert.Equal(column.Choices, column.Choices.Select(key => column.KeyOf(column.Word(key))));
        Assert.Equal(column.Choices.Count, column.Choices.Select(column.Word).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_Word_Of_A_Choice_In_The_Texts_Is_Used()
    {
        var used = SiteSchema.Lists.SelectMany(list => list.Columns).SelectMany(column => column.Choices.Select(key => $"choice.{column.Words}.{key}")).ToHashSet();
        Assert.DoesNotContain(Text.All(Text.Vietnamese).Keys, key => key.StartsWith("choice.", StringComparison.Ordinal) && !used.Contains(key));
        Assert.DoesNotContain(Text.All(Text.Vietnamese).Keys, key => key.StartsWith("column.", StringComparison.Ordinal) && !Headed(key));
    }

    [Fact]
    public void A_Word_That_Is_Not_Ours_Has_No_Key()
    {
        Assert.Null(Requests.Kind.KeyOf("Phê duyệt"));
        Assert.Null(Requests.Kind.KeyOf(null));
    }

    [Fact]
    public void A_Person_Or_Lookup_Column_Goes_By_Its_Id_On_The_Wire()
    {
        Assert.Equal("AccountLookupId", Staff.Account.WireName);
        Assert.Equal("ReturnLookupId", Nominations.Return.WireName);
        Assert.Equal("AssignedToLookupId", Requests.AssignedTo.WireName);
        Assert.Equal("UnitKey", Requests.UnitKey.WireName);
    }

    [Fact]
    public void Events_And_Effects_Are_For_The_Worker_Alone_And_Their_Keys_Are_Unique()
    {
        Assert.All(new[] { CaseEvents.List, EffectLedger.List, SystemState.List }, list => Assert.True(list.AppOnly));
        Assert.All(new[] { CaseEvents.StreamKey, EffectLedger.EffectKey, SystemState.StateKey, Requests.RequestKey, AwardRegister.AwardKey, UnitReturns.ReturnKey },
            column => Assert.True(column.Unique));
    }

    [Fact]
    public void A_List_Or_Column_That_Is_Not_There_Is_Named()
    {
        Assert.Contains("Nothing", Assert.Throws<KeyNotFoundException>(() => SiteSchema.List("Nothing")).Message, StringComparison.Ordinal);
        Assert.Contains("Nothing", Assert.Throws<KeyNotFoundException>(() => Requests.List.Column("Nothing")).Message, StringComparison.Ordinal);
    }

    private static bool Points(ColumnSchema column) => column.Kind is ColumnKind.Person or ColumnKind.People or ColumnKind.Lookup;

    private static bool Headed(string key) => key.Split('.') is [_, var list, var column]
        && SiteSchema.Lists.FirstOrDefault(found => found.Name == list) is { } schema && (column == "Title" || schema.Columns.Any(found => found.Name == column));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$")]
    private static partial Regex InternalName();
}
