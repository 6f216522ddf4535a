using EmulationM365.Cases;
using EmulationM365.LocalM365.Formatting;
using EmulationM365.Rules;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Schema;

/// <summary>Forms as data: each lays out every column of its list once, can be read as SharePoint reads it, and hides nothing that is needed.</summary>
public sealed class FormTests
{
    public static TheoryData<string, string?> All
    {
        get
        {
            var all = new TheoryData<string, string?>();
            foreach (var form in Forms.All) all.Add(form.List, form.Type);
            return all;
        }
    }

    [Theory]
    [InlineData("individual")]
    [InlineData("collective")]
    [InlineData("sudden")]
    public void A_Form_That_Names_The_Title_As_An_Earlier_Version_Did_Is_Known_Until_Somebody_Changes_It(string type)
    {
        // Arrange
        var form = Forms.Of("Nominations").Single(form => form.Type == type);
        var earlier = Without(BeforeAchievements(form.Layout), "Hồ sơ của phòng").Replace("Tên cá nhân, tập thể", "Họ và tên", StringComparison.Ordinal);

        // Act, Assert
        Assert.True(Formats.IsEarlier(earlier), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(earlier))));
        Assert.False(Formats.IsEarlier(form.Layout));
        Assert.False(Formats.IsEarlier(earlier.Replace("Thành tích", "Thành tích nổi bật", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Nominations", "individual", "Hồ sơ của phòng")]
    [InlineData("Nominations", "collective", "Hồ sơ của phòng")]
    [InlineData("Nominations", "sudden", "Hồ sơ của phòng")]
    [InlineData("Submissions", null, "Hồ sơ của phòng")]
    [InlineData("Registrations", null, "Đơn vị")]
    public void A_Form_From_Before_It_Named_A_Column_Is_Known(string list, string? type, string heading)
    {
        var earlier = Without(BeforePublicPapers(BeforeAchievements(Forms.Of(list).Single(form => form.Type == type).Layout)), heading);
        Assert.True(Formats.IsEarlier(earlier), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(earlier))));
    }

    /// <summary>Without what came later: what goes on to others, and before that all that a story needs to become news.</summary>
    [Theory]
    [InlineData("CopyText", "Package")]
    [InlineData("CopyText", "Package", "StaffKey", "AltText", "DecisionNumber", "MovementKey", "Step", "SystemNote")]
    public void The_Form_Of_A_Story_From_Before_It_Named_A_Column_Is_Known(params string[] later)
    {
        var form = Forms.Of("Stories").Single();
        var earlier = form with { Sections = [.. form.Sections.Select(section => section with { Columns = [.. section.Columns.Except(later)] }).Where(section => section.Columns.Count > 0)] };
        Assert.True(Formats.IsEarlier(earlier.Layout));
        Assert.False(Formats.IsEarlier(form.Layout));
    }

    [Fact]
    public void The_Form_Of_A_Submission_From_Before_Papers_Could_Be_Public_Is_Known()
    {
        var layout = Forms.Of("Submissions").Single().Layout;
        Assert.NotEqual(layout, BeforePublicPapers(layout));
        Assert.True(Formats.IsEarlier(BeforePublicPapers(layout)));
        Assert.False(Formats.IsEarlier(layout));
    }

    [Theory]
    [InlineData("individual")]
    [InlineData("collective")]
    [InlineData("sudden")]
    public void A_Form_From_Before_It_Asked_For_The_Achievement_By_Number_Is_Known(string type)
    {
        var form = Forms.Of("Nominations").Single(form => form.Type == type);
        var earlier = BeforeAchievements(form.Layout);
        Assert.NotEqual(form.Layout, earlier);
        Assert.True(Formats.IsEarlier(earlier), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(earlier))));
    }

    /// <summary>A layout of lines without the number of the achievement and its evidence.</summary>
    private static string BeforeAchievements(string layout) => layout.Replace(",\"Mã thành tích\",\"Minh chứng\"]", "]", StringComparison.Ordinal);

    /// <summary>A layout of submissions that does not ask whether the paper is public.</summary>
    private static string BeforePublicPapers(string layout) => layout.Replace(",\"Công khai bản quyết định\"]", "]", StringComparison.Ordinal);

    /// <summary>A layout in which the last column of a section is not named.</summary>
    private static string Without(string layout, string heading)
    {
        Assert.Contains($",\"{heading}\"]", layout, StringComparison.Ordinal);
        return layout.Replace($",\"{heading}\"]", "]", StringComparison.Ordinal);
    }

    [Fact]
    public void The_Status_Of_A_Line_As_It_Was_Drawn_Before_Awards_Were_Cancelled_Is_Known()
    {
        var earlier = Nominations.LineStatus.Format!.Replace(Nominations.LineStatus.Word("revoked") + "|", "", StringComparison.Ordinal);
        Assert.NotEqual(Nominations.LineStatus.Format, earlier);
        Assert.True(Formats.IsEarlier(earlier), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Newtonsoft.Json.Linq.JObject.Parse(earlier).ToString(Newtonsoft.Json.Formatting.None)))));
    }

    [Fact]
    public void The_Form_Of_A_Return_From_Before_It_Named_Unit_And_Round_Is_Known()
    {
        var earlier = Forms.Of("UnitReturns").Single().Layout.Replace("\"Đơn vị\",\"Đợt\",", "", StringComparison.Ordinal);
        Assert.True(Formats.IsEarlier(earlier), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(earlier))));
    }

    [Fact]
    public void The_Form_Of_A_Submission_From_Before_It_Could_Cancel_Awards_Is_Known()
    {
        var form = Forms.Of("Submissions").Single();
        var earlier = (form with { Sections = [.. form.Sections.Where(section => section.Key != "revocation").Select(section => section with { Columns = [.. section.Columns.Where(column => column is not ("Kind" or "UnitKey" or "PublicPaper"))] })] }).Layout;
        Assert.True(Formats.IsEarlier(earlier), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(earlier))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_Form_Places_Every_Column_That_People_See_Once_And_Can_Be_Read(string name, string? type)
    {
        var (list, form) = (SiteSchema.List(name), Forms.Of(name).Single(form => form.Type == type));
        var columns = list.ContentTypes.SingleOrDefault(one => one.Key == type)?.Columns ?? list.Columns.Where(column => !column.Hidden).ToList();
        Assert.Equal(columns.Select(column => column.Name).Append("Title").Order(), form.Sections.SelectMany(section => section.Columns).Order());
        var names = columns.ToDictionary(column => column.Name, column => column.DisplayName(name));
        names["Title"] = list.TitleName;
        var read = FormLayout.Read(form.Layout, [.. names.Keys], names);
        Assert.Empty(read.Problems);
        Assert.Equal(form.Sections.Select(section => string.Join(',', section.Columns)), read.Sections.Select(section => string.Join(',', section.Fields)));
        Assert.Null(read.Footer);
        Assert.Equal(form.Status is null ? 1 : 2, read.Header!["children"]!.AsArray().Count);
        Assert.True(form.Status is null || names.ContainsKey(form.Status));
        Assert.DoesNotContain("{{", form.Layout, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_Of_A_List_Differ_For_A_Section_Names_Columns_By_Them() => Assert.All(SiteSchema.Lists, list =>
    {
        var headings = list.Columns.Where(column => !column.Hidden).Select(column => column.DisplayName(list.Name)).Append(list.TitleName).ToList();
        Assert.Equal(headings.Count, headings.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    });

    [Theory]
    [InlineData("ldtt", "MonthsServed NewRecruit Rating Participation", "")]
    [InlineData("", "MonthsServed NewRecruit Rating Participation PersonType Votes", "")]
    [InlineData("giay_khen", "Rating Participation", "MonthsServed NewRecruit")]
    [InlineData("ttldtt", "TaskRating United DisciplinedMembers Participation", "")]
    [InlineData("thu_khen", "", "MonthsServed NewRecruit Rating Participation Votes TaskRating United DisciplinedMembers PersonType")]
    public void The_Award_Decides_What_Is_Asked(string award, string shown, string hidden)
    {
        var chosen = award.Length == 0 ? "" : Nominations.Award.Word(award);
        foreach (var (names, expected) in new[] { (shown, "true"), (hidden, "false") })
            foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Assert.Equal((name, expected), (name, Worked(Nominations.List.Column(name).Shown!, ("Award", chosen))));
    }

    [Fact]
    public void No_Award_With_A_Rule_Is_Spared_A_Question() => Assert.All(
        RuleBook.Rules.Select(rule => rule.Award).Intersect(Awards.All).Except(Awards.Praise),
        award => Assert.All(
            Nominations.Individual.Columns.Concat(Nominations.Collective.Columns).Where(column => column.Shown?.Decides == Nominations.Award && (Awards.YearTitles.Contains(award) || !OfTheYear.Contains(column))),
            column => Assert.Equal("true", Worked(column.Shown!, ("Award", Nominations.Award.Word(award))))));

    /// <summary>What only titles of persons look at: how much of the year was served.</summary>
    private static ColumnSchema[] OfTheYear => [Nominations.MonthsServed, Nominations.NewRecruit];

    [Fact]
    public void A_Request_Asks_For_A_Paper_Exactly_Where_The_Case_Does() => Assert.All(
        Requests.Kind.Choices, kind => Assert.Equal(Asking.WantsPaper(kind) ? "true" : "false", Worked(Requests.DecisionNumber.Shown!, ("Kind", Requests.Kind.Word(kind)))));

    [Fact]
    public void What_The_System_Found_Is_Shown_Once_It_Has_Found_It()
    {
        Assert.Equal("false", Worked(Nominations.LineStatus.Shown!, ("ID", "")));
        Assert.Equal("true", Worked(Nominations.LineStatus.Shown!, ("ID", "7")));
        Assert.Equal("false", Worked(Nominations.Eligibility.Shown!, ("LineStatus", "")));
        Assert.Equal("true", Worked(Nominations.Eligibility.Shown!, ("LineStatus", "Chờ")));
    }

    [Fact]
    public void What_The_System_Keeps_For_Itself_Is_On_No_Form() => Assert.All(SiteSchema.Lists.SelectMany(list => list.Columns).Where(column => column.Hidden), column =>
    {
        Assert.Equal("false", Worked(column.Shown!, ("ID", "")));
        Assert.Equal("false", Worked(column.Shown!, ("ID", "7")));
    });

    [Fact]
    public void A_Condition_Rests_On_A_Column_Of_Its_List_And_On_Words_Without_Quotes() => Assert.All(SiteSchema.Lists.SelectMany(list => list.Columns.Where(column => column.Shown is not null).Select(column => (list, column))), pair =>
    {
        var decides = pair.column.Shown!.Decides;
        Assert.True(decides.Name == "ID" || pair.list.Columns.Any(column => column.Name == decides.Name && column.Kind == ColumnKind.Choice));
        Assert.All(pair.column.Shown.Keys, key => Assert.DoesNotContain("'", decides.Word(key), StringComparison.Ordinal));
        Assert.All(pair.column.Shown.Keys, key => Assert.Contains(key, decides.Choices));
    });

    [Fact]
    public void Help_Is_Given_For_Columns_That_Are_There_And_Stays_Short() => Assert.All(Text.All(Text.Vietnamese).Where(text => text.Key.StartsWith("help.", StringComparison.Ordinal)), text =>
    {
        var parts = text.Key.Split('.');
        Assert.True(parts[2] == "Title" || SiteSchema.List(parts[1]).Columns.Any(column => column.Name == parts[2] && !column.Hidden), text.Key);
        Assert.InRange(text.Value.Length, 1, 120);
    });

    private static string Worked(ShownWhen shown, params (string Name, string Value)[] values)
    {
        var scope = new FormatScope("", values.ToDictionary(pair => pair.Name, pair => FormatValue.Of(pair.Value)), "", DateTimeOffset.UnixEpoch);
        var sight = new FormatSight(scope);
        return sight.Text(FormatExpression.Parse(shown.Formula[1..]).In(sight));
    }
}
