using EmulationM365.Campaigns;
using EmulationM365.Provisioning;

namespace EmulationM365.Tests.Campaigns;

/// <summary>A seed is taken whole or not at all, and everything that is wrong with it is said at once, with its place.</summary>
public sealed class CampaignSeedTests
{
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "units.json", """[{ "key": "a", "name": "A", "kind": "department", "colour": "red" }]""", "[0].colour line 1", "unknown key 'colour'" },
        { "units.json", """[{ "key": "a", "kind": "department" }]""", "[0] line 1", "'name' is missing" },
        { "units.json", """[{ "key": "a", "name": null, "kind": "department" }]""", "[0] line 1", "'name' is missing" },
        { "units.json", """[{ "key": "a", "name": 5, "kind": "department" }]""", "[0].name line 1", "'name' must be a text" },
        { "units.json", """[{ "key": "a", "name": " ", "kind": "department" }]""", "[0].name line 1", "'name' must be a text" },
        { "units.json", """[{ "key": "a", "name": "A\ud800", "kind": "department" }]""", "[0].name line 1", "'name' must be a text" },
        { "units.json", """[{ "key": "a", "name": "A", "kind": "floor" }]""", "[0].kind line 1", "'floor' is not one of department, satellite" },
        { "units.json", """[{ "key": "a", "name": "A", "kind": "department", "aliases": "B" }]""", "[0].aliases line 1", "'aliases' must be a list of texts" },
        { "units.json", """[{ "key": "a", "name": "A", "kind": "department", "aliases": [{}] }]""", "[0].aliases line 1", "'aliases' must be a list of texts" },
        { "units.json", "[{ \"key\": \"a\", \"name\": \"A\", \"kind\": \"department\" },\n{ \"key\": \"A\", \"name\": \"B\", \"kind\": \"department\" }]", "[1] line 2", "key 'a' stands 2 times" },
        { "units.json", """[{ "key": "a", "key": "b", "name": "A", "kind": "department" }]""", "line 1", "is not JSON" },
        { "units.json", "[\n{ \"key\": \"a\",", "line 2", "is not JSON" },
        { "units.json", "[]\n[]", "line 2", "is not JSON" },
        { "units.json", "[1]", "[0] line 1", "is not an object" },
        { "rounds.json", """[{ "key": "r", "name": "R", "opens": "05/05/2025", "due": "2025-05-19" }]""", "[0].opens line 1", "'opens' must be a day written yyyy-MM-dd" },
        { "rounds.json", """[{ "key": "r", "name": "R", "opens": "2025-02-30", "due": "2025-05-19" }]""", "[0].opens line 1", "'opens' must be a day written yyyy-MM-dd" },
        { "rounds.json", """[{ "key": "r", "name": "R", "opens": "2025-05-05", "due": null }]""", "[0] line 1", "'due' is missing" },
        { "rounds.json", """[{ "key": "r", "name": "R", "opens": "2025-02-03", "due": "2025-05-19" }]""", "[0] line 1", "outside the campaign window 2025-02-04 to 2026-03-31" },
        { "rounds.json", """[{ "key": "r", "name": "R", "opens": "2025-12-01", "due": "2026-04-01" }]""", "[0] line 1", "outside the campaign window" },
        { "rounds.json", """[{ "key": "r", "name": "R", "opens": "2025-05-05", "due": "2025-05-04" }]""", "[0] line 1", "is due before it opens" },
        { "settings.json", """[{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": false }]""", "[0] line 1", "gives no reason" },
        { "settings.json", """[{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": false, "reason": " " }]""", "[0].reason line 1", "'reason' must be a text" },
        { "settings.json", """[{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": "yes" }]""", "[0].confirmed line 1", "'confirmed' must be true or false" },
        { "settings.json", """[{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": true, "reason": {} }]""", "[0].reason line 1", "'reason' must be a text" },
        { "settings.json", """[{ "key": "s", "name": "S", "value": 1, "source": "Q", "confirmed": true }]""", "[0].value line 1", "'value' must be a text" },
        { "campaign.json", """{ "year": "2025", "organisation": "O", "launch": "2025-02-04" }""", "year line 1", "'year' must be a campaign year" },
        { "campaign.json", """{ "year": 20250, "organisation": "O", "launch": "2025-02-04" }""", "year line 1", "'year' must be a campaign year" },
        { "campaign.json", """{ "year": 99999999999999999999, "organisation": "O", "launch": "2025-02-04" }""", "year line 1", "'year' must be a campaign year" },
        { "campaign.json", """{ "organisation": "O", "launch": "2025-02-04" }""", "$ line 1", "'year' is missing" },
        { "campaign.json", "[]", "$", "must hold one object" },
        { "campaign.json", "", "line 0", "is not JSON" },
        { "people.json", "[]", "$", "is not a file of a campaign year" },
        { "campaign.json", """{ "year": 2025, "organisation": "O", "launch": "2025-02-04", "defects": {} }""", "defects line 1", "'defects' must be a list of objects" },
        { "campaign.json", """{ "year": 2025, "organisation": "O", "launch": "2025-02-04", "defects": [{ "where": "W", "quoted": "Q", "reading": "R" }] }""", "defects[0] line 1", "'note' is missing" },
        { "units.json", """[{ "key": "a", "name": "A", "kind": "department", "confirmed": false }]""", "[0] line 1", "gives no reason" },
        { "units.json", """[{ "key": "a", "name": "A", "kind": "department", "aliases": ["b"] }, { "key": "b", "name": "B", "kind": "satellite" }]""", "[0].aliases line 1", "'b' is the name of unit 'b'" },
        { "units.json", """[{ "key": "a", "name": "A", "kind": "department", "aliases": ["W"] }, { "key": "b", "name": "B", "kind": "department", "aliases": ["W"] }, { "key": "c", "name": "C", "kind": "satellite" }, { "key": "c", "name": "D", "kind": "satellite" }]""", "[3] line 1", "key 'c' stands 2 times" },
        { "rounds.json", """[{ "key": "r", "name": "R", "opens": "2025-05-05", "due": "2025-05-19", "confirmed": false }]""", "[0] line 1", "gives no reason" },
        { "roles.json", """[{ "key": "x", "name": "X", "appointedBy": "A" }]""", "[0] line 1", "'source' is missing" },
        { "movements.json", Movement("co_so", "2025-01-01", "2025-12-31"), "[0] line 1", "movement 'm' lies outside the campaign window" },
        { "movements.json", Movement("co_so", "2025-03-01", "2026-04-01"), "[0] line 1", "movement 'm' lies outside the campaign window" },
        { "movements.json", Movement("tinh", "2020-01-01", "2024-12-31"), "[0] line 1", "movement 'm' lies outside the campaign window" },
        { "movements.json", Movement("tinh", "2025-12-31", "2025-03-01"), "[0] line 1", "ends before it begins" },
        { "movements.json", Movement("xa", "2025-03-01", "2025-12-31"), "[0].level line 1", "'xa' is not one of" },
        { "movements.json", Movement("tinh", "2021-01-01", "2025-12-31", "n"), "[0].inheritedFrom line 1", "there is no movement 'n'" },
        { "movements.json", Movement("tinh", "2021-01-01", "2025-12-31", "m"), "[0].inheritedFrom line 1", "is inherited from itself" },
        { "routes.json", Route("""["confirm", "fly"]"""), "[0].steps line 1", "'fly' is not one of" },
        { "routes.json", Route("""["confirm", "confirm"]"""), "[0].steps line 1", "a step stands twice" },
        { "routes.json", Route("""["confirm"]""", "t"), "[0].authority line 1", "there is no setting 't' in settings.json" },
        { "routes.json", Route("""["confirm"]""", "s", "t"), "[0].threshold line 1", "there is no setting 't' in settings.json" },
        { "tasks.json", Duty("a", "\"period\": \"month\"") + "\n" + "[]", "line 2", "is not JSON" },
        { "tasks.json", Duty("b", "\"period\": \"month\""), "[0].owner line 1", "'b' is neither a unit in units.json nor a role in roles.json" },
        { "tasks.json", Duty("a", "\"period\": \"week\""), "[0].period line 1", "'week' is not one of" },
        { "tasks.json", Duty("a", "\"due\": \"2026-04-01\""), "[0].due line 1", "task 'd' is due outside the campaign window 2025-02-04 to 2026-03-31" },
        { "tasks.json", Duty("a", "\"due\": \"2025-02-03\""), "[0].due line 1", "task 'd' is due outside the campaign window" },
        { "tasks.json", Duty("a", "\"due\": null"), "[0] line 1", "either 'due' or 'period'" },
        { "tasks.json", Duty("a", "\"due\": \"2025-05-05\", \"period\": \"month\""), "[0] line 1", "either 'due' or 'period'" },
        { "settings.json", $$"""[{ "key": "s", "name": "S", "value": "{{new string('1', 256)}}", "source": "Q", "confirmed": true }]""", "[0].value line 1", "one line of at most 255 letters" },
        { "settings.json", """[{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": true, "from": "2025-02-02", "to": "2025-02-01" }]""", "[0] line 1", "ends before it begins" },
        { "settings.json", Values("\"to\": \"2026-06-30\"", "\"from\": \"2026-06-30\""), "[1] line 2", "setting 's' has another value on the same days at [0]" },
        { "settings.json", Values("\"from\": null", "\"from\": \"2026-07-01\""), "[1] line 2", "setting 's' has another value on the same days at [0]" },
        { "settings.json", Values("\"from\": \"2026-07-01\"", "\"from\": \"2025-07-01\", \"to\": \"2026-08-01\""), "[1] line 2", "has another value on the same days" },
        { "settings.json", Values("\"to\": null", "\"from\": \"1.7.2026\""), "[1].from line 2", "must be a day" },
        { "settings.json", """[{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": true }, { "key": "s@2026-07-01", "name": "S", "value": "1", "source": "Q", "confirmed": true }]""", "[1].key line 1", "'@' cannot stand in a key" },
        { "settings.json", $$"""[{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": true }, { "key": "{{new string('k', 201)}}", "name": "S", "value": "1", "source": "Q", "confirmed": true }]""", "[1].key line 1", "at most 200 letters" },
        { "movements.json", Movement("tinh", "2021-01-01", "2025-12-31").Replace("\"L\"", $"\"{new string('L', 256)}\"", StringComparison.Ordinal), "[0].launchedBy line 1", "one line of at most 255 letters" },
    };

    [Fact]
    public void The_Campaign_Of_2025_Can_Be_Used()
    {
        // Act
        var campaign = CampaignFiles.Load(2025);

        // Assert
        Assert.Equal(2025, campaign.Year);
        Assert.Equal(new DateOnly(2026, 3, 31), campaign.WindowEnd);
        Assert.NotEmpty(campaign.Units);
        Assert.NotEmpty(campaign.Rounds);
        Assert.Contains(campaign.Settings, setting => setting.Key == "regime");
        Assert.All(campaign.Settings.Where(setting => !setting.Confirmed), setting => Assert.False(string.IsNullOrWhiteSpace(setting.Reason)));
    }

    [Fact]
    public void A_Seed_Without_Faults_Is_Read_As_It_Is_Written()
    {
        // Act
        var campaign = CampaignSeed.Read(Good());

        // Assert
        Assert.Equal(new Round("r", "R", new DateOnly(2025, 2, 4), new DateOnly(2026, 3, 31)), Assert.Single(campaign.Rounds));
        var unit = Assert.Single(campaign.Units);
        Assert.Equal(("a", "Phòng", "satellite"), (unit.Key, unit.Name, unit.Kind));
        Assert.Equal(["Phòng A"], unit.Aliases);
        Assert.Equal(new Setting("s", "S", "1", "Q", true, null, new DateOnly(2025, 7, 1), null), Assert.Single(campaign.Settings));
    }

    [Fact]
    public void Names_Are_Taken_In_Composed_Letters()
    {
        var files = Good();
        files["units.json"] = files["units.json"].Normalize(System.Text.NormalizationForm.FormD);
        Assert.Equal("Phòng", Assert.Single(CampaignSeed.Read(files).Units).Name);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_Fault_Is_Named_With_File_Place_And_Line(string file, string text, string place, string message)
    {
        // Arrange
        var files = Good();
        files[file] = text;

        // Act
        var fault = Assert.Single(Assert.Throws<SeedException>(() => CampaignSeed.Read(files)).Faults);

        // Assert
        Assert.Equal(file, fault.File);
        Assert.Equal(place, fault.Place);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_That_Is_Wrong_Is_Said_At_Once()
    {
        // Arrange: one of each, and nothing behind the first is left out.
        var files = Good();
        foreach (var (file, text) in new[] { ("units.json", "["), ("rounds.json", """[{ "key": "r" }]"""), ("strange.json", "{}") }) files[file] = text;
        files.Remove("settings.json");

        // Act
        var thrown = Assert.Throws<SeedException>(() => CampaignSeed.Read(files));

        // Assert
        Assert.Equal(["rounds.json", "rounds.json", "rounds.json", "settings.json", "strange.json", "units.json"], thrown.Faults.Select(fault => fault.File).Order(StringComparer.Ordinal));
        Assert.All(thrown.Faults, fault => Assert.Contains(fault.ToString(), thrown.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("campaign.json")]
    [InlineData("units.json")]
    [InlineData("rounds.json")]
    [InlineData("settings.json")]
    [InlineData("roles.json")]
    [InlineData("movements.json")]
    [InlineData("routes.json")]
    [InlineData("tasks.json")]
    public void A_Missing_File_Is_Named(string file)
    {
        var files = Good();
        files.Remove(file);
        Assert.Contains(Assert.Throws<SeedException>(() => CampaignSeed.Read(files)).Faults, fault => fault.File == file && fault.Message == "is missing");
    }

    [Fact]
    public void Values_That_Follow_Each_Other_In_Time_Are_Rows_Of_One_Setting()
    {
        var files = Good();
        files["settings.json"] = Values("\"to\": \"2026-06-30\"", "\"from\": \"2026-07-01\"");
        Assert.Equal(["s", "s@2026-07-01"], CampaignSeed.Read(files).Settings.Select(setting => setting.RowKey));
    }

    [Fact]
    public void A_Year_That_Is_Not_That_Of_Its_Folder_Is_One_Fault_With_Its_Line()
    {
        // Arrange: every day of the seed would lie outside the window of 2027.
        var files = Good();
        files["campaign.json"] = "{\n\"year\": 2027, \"organisation\": \"O\", \"launch\": \"2027-02-04\" }";

        // Act
        var fault = Assert.Single(Assert.Throws<SeedException>(() => CampaignSeed.Read(files, year: 2025)).Faults);

        // Assert
        Assert.Equal(("campaign.json", "year line 2", "'year' is 2027, but the folder is that of 2025"), (fault.File, fault.Place, fault.Message));
    }

    [Fact]
    public void A_Year_Without_A_Folder_Is_Named() => Assert.Equal("1999", Assert.Single(Assert.Throws<SeedException>(() => CampaignFiles.Load(1999)).Faults).File);

    private static Dictionary<string, string> Good() => new()
    {
        ["campaign.json"] = """{ "year": 2025, "organisation": "O", "launch": "2025-02-04" }""",
        ["units.json"] = """[{ "key": "a", "name": "Phòng", "kind": "satellite", "aliases": ["Phòng A"] }]""",
        ["rounds.json"] = """[{ "key": "r", "name": "R", "opens": "2025-02-04", "due": "2026-03-31" }]""",
        ["roles.json"] = """[{ "key": "x", "name": "X", "appointedBy": "A", "source": "Q" }]""",
        ["movements.json"] = Movement("tinh", "2021-01-01", "2025-12-31"),
        ["routes.json"] = Route("""["confirm"]"""),
        ["tasks.json"] = Duty("a", "\"period\": \"month\""),
        ["settings.json"] = """[{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": true, "reason": null, "from": "2025-07-01", "to": null }]""",
    };

    private static string Movement(string level, string from, string to, string? parent = null) => $$"""
        [{ "key": "m", "name": "M", "launchedBy": "L", "level": "{{level}}", "kind": "chuyen_de", "scope": "S", "from": "{{from}}", "to": "{{to}}", {{(parent is null ? "" : $"\"inheritedFrom\": \"{parent}\", ")}}"source": "Q" }]
        """;

    private static string Route(string steps, string authority = "s", string? threshold = null) => $$"""
        [{ "key": "ldtt", "name": "L", "kind": "danh_hieu", "form": "full", "steps": {{steps}}, "authority": "{{authority}}", {{(threshold is null ? "" : $"\"threshold\": \"{threshold}\", ")}}"source": "Q" }]
        """;

    private static string Values(string first, string second) => $$"""
        [{ "key": "s", "name": "S", "value": "1", "source": "Q", "confirmed": true, {{first}} },
        { "key": "s", "name": "S", "value": "2", "source": "Q", "confirmed": true, {{second}} }]
        """;

    private static string Duty(string owner, string when) => $$"""[{ "id": "d", "title": "T", "owner": "{{owner}}", {{when}}, "source": "Q", "keptIn": "K" }]""";
}
