using EmulationM365.Campaigns;
using EmulationM365.Provisioning;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Campaigns;

/// <summary>The year 2025 as it ships: complete, honest about what nobody has confirmed, and never half taken.</summary>
public sealed class SeedOf2025Tests : IDisposable
{
    private static readonly string[] SatelliteWords = ["cơ sở vệ tinh", "điểm vệ tinh"];

    private readonly string _folder = Directory.CreateTempSubdirectory("campaigns-").FullName;

    private static Campaign Year { get; } = CampaignFiles.Load(2025);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_Thirty_Seven_Duties_Have_An_Owner_And_A_Day_Or_A_Period()
    {
        Assert.Equal(Enumerable.Range(1, 37).Select(number => $"d{number:00}"), Year.Tasks.Select(task => task.Id));
        Assert.All(Year.Tasks, task => Assert.True(task.Due is null != task.Period is null, task.Id));
        Assert.All(Year.Tasks, task => Assert.Contains(task.Owner, Year.Units.Select(unit => unit.Key).Concat(Year.Roles.Select(role => role.Key))));
        Assert.All(Year.Tasks, task => Assert.False(string.IsNullOrWhiteSpace(task.Source) || string.IsNullOrWhiteSpace(task.KeptIn), task.Id));
    }

    [Fact]
    public void Six_Units_Two_Of_Them_Satellites_And_Only_The_Known_One_Is_Confirmed()
    {
        Assert.Equal(["tchckt", "chuyen-mon-1", "chuyen-mon-2", "chuyen-mon-3", "ve-tinh-1", "ve-tinh-2"], Year.Units.Select(unit => unit.Key));
        Assert.Equal(["tchckt"], Year.Units.Where(unit => unit.Confirmed).Select(unit => unit.Key));
        Assert.All(Year.Units.Where(unit => !unit.Confirmed), unit => Assert.False(string.IsNullOrWhiteSpace(unit.Reason)));
        Assert.All(Year.Units.Where(unit => unit.Kind == "satellite"), unit => Assert.Empty(SatelliteWords.Except(unit.Aliases)));
        Assert.Equal(2, Year.Units.Count(unit => unit.Kind == "satellite"));
    }

    [Fact]
    public void Rounds_Run_From_May_To_December_And_Say_That_Nobody_Confirmed_Them()
    {
        Assert.Equal(["dot-1", "dot-2", "cuoi-nam"], Year.Rounds.Select(round => round.Key));
        Assert.All(Year.Rounds, round => Assert.True(!round.Confirmed && round.Reason is { Length: > 0 }));
    }

    [Fact]
    public void Every_Award_Has_A_Way_Ending_With_The_News_And_A_Setting_That_Says_Who_Decides()
    {
        Assert.All(Year.Routes, route => Assert.Equal($"decidingAuthority.{route.Key}", route.Authority));
        Assert.All(Year.Routes, route => Assert.Equal(("register", "publish"), (route.Steps[^2], route.Steps[^1])));
        Assert.All(Year.Routes.Where(route => route.Steps.Contains("council")), route => Assert.NotNull(route.Threshold));
        // A letter of praise is the director's own; everything else waits for somebody above, even where the facility proposes it.
        Assert.Equal(["thu_khen"], Year.Routes.Where(route => !route.Steps.Contains("record_decision")).Select(route => route.Key));
    }

    [Fact]
    public void Movements_Of_Higher_Levels_Are_Carried_On()
    {
        Assert.Contains(Year.Movements, movement => movement.Level == "trung_uong" && movement.From.Year < 2025);
        Assert.All(Year.Movements.Where(movement => movement.Level == "co_so"), movement => Assert.NotNull(movement.InheritedFrom));
    }

    [Fact]
    public void Nothing_That_The_Plan_Leaves_Open_Is_Called_Confirmed()
    {
        Assert.All(Year.Settings, setting => Assert.True(!setting.Confirmed && setting.Reason is { Length: > 0 }, setting.Key));
        string[] asked = ["regime", "parentBody", "council.quorumPercent", "council.thresholdPercent.co-so", "posting.days", "appraisal.workingDays",
            "return.reminderDaysBefore", "return.reminderDaysAfter", "reminder.quietFrom", "reminder.quietTo", "bonus.base", "delegation.days"];
        Assert.Empty(asked.Except(Year.Settings.Select(setting => setting.Key)));
        var bases = Year.Settings.Where(setting => setting.Key == "bonus.base").ToList();
        Assert.Equal([("2340000", new DateOnly(2026, 6, 30)), ("2530000", null)], bases.Select(setting => (setting.Value, setting.To)));
        Assert.Equal(bases[0].To!.Value.AddDays(1), bases[1].From);
    }

    [Fact]
    public void Settings_And_Routes_Call_Awards_By_Their_Keys()
    {
        string[] families = ["decidingAuthority.", "cand.decidingAuthority.", "delegatedAuthority.", "bonus.factor.", "cap.percent."];
        var called = Year.Settings.SelectMany(setting => families.Where(family => setting.Key.StartsWith(family, StringComparison.Ordinal)).Select(family => setting.Key[family.Length..]))
            .Concat(Year.Routes.Select(route => route.Key)).Distinct().ToList();
        // A sudden nomination takes the way of no single award.
        Assert.Equal(["dot-xuat"], called.Except(Awards.All));
        Assert.True(called.Count > 10);
        Assert.Contains(Year.Settings, setting => setting.Key == "cap.percent.cstd_cs");
    }

    [Fact]
    public void Defects_Of_The_Plan_Are_Recorded_And_Not_Copied()
    {
        Assert.Equal(3, Year.Defects.Count(defect => defect.Quoted.Contains("2024", StringComparison.Ordinal)));
        Assert.Contains(Year.Defects, defect => defect.Quoted.Contains("số 2", StringComparison.Ordinal));
        Assert.Contains(Year.Defects, defect => defect.Quoted == "cơ sở vệ tinh / điểm vệ tinh");
        foreach (var file in Directory.GetFiles(Path.Combine(CampaignFiles.Own, "2025"), "*.json").Where(file => Path.GetFileName(file) is not ("campaign.json" or "settings.json")))
            Assert.DoesNotContain("2024", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Planted_Faults_Of_Every_Kind_Are_All_Said_At_Once_With_File_Path_And_Line()
    {
        // Arrange: the real year with five things wrong in five files.
        var files = Copy();
        Change(files, "units.json", rows => rows[1]["colour"] = "red");
        Change(files, "tasks.json", rows => rows[0]["owner"] = "nobody");
        Change(files, "rounds.json", rows => rows[2]["due"] = "2026-04-01");
        Change(files, "movements.json", rows => rows[5]["inheritedFrom"] = "gone");
        Change(files, "settings.json", rows => rows.Add(rows[2].DeepClone()));
        Change(files, "routes.json", rows => rows[0]["authority"] = "decidingAuthority.gone");

        // Act
        var faults = Assert.Throws<SeedException>(() => CampaignFiles.Load(2025, _folder)).Faults;

        // Assert
        Assert.Equal(6, faults.Count);
        foreach (var (file, place, says) in new[]
        {
            ("units.json", "[1].colour", "unknown key"), ("tasks.json", "[0].owner", "neither a unit"), ("rounds.json", "[2]", "outside the campaign window"),
            ("movements.json", "[5].inheritedFrom", "there is no movement 'gone'"), ("settings.json", $"[{Year.Settings.Count}]", "has another value on the same days at [2]"),
            ("routes.json", "[0].authority", "there is no setting"),
        })
            Assert.Contains(faults, fault => fault.File == file && fault.Place.StartsWith($"{place} line ", StringComparison.Ordinal) && fault.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_Broken_Files_And_A_Missing_One_Are_Listed_Together_And_Draw_No_Others_After_Them()
    {
        var files = Copy();
        File.WriteAllText(Path.Combine(files, "units.json"), "[{ \"key\": ");
        File.WriteAllText(Path.Combine(files, "settings.json"), "");
        File.Delete(Path.Combine(files, "roles.json"));
        var faults = Assert.Throws<SeedException>(() => CampaignFiles.Load(2025, _folder)).Faults;
        Assert.Equal(["roles.json", "settings.json", "units.json"], faults.Select(fault => fault.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_Folder_That_Holds_Another_Year_Is_Not_Taken()
    {
        Directory.Move(Copy(), Path.Combine(_folder, "2026"));
        var fault = Assert.Single(Assert.Throws<SeedException>(() => CampaignFiles.Load(2026, _folder)).Faults);
        Assert.Equal("campaign.json year line 2: 'year' is 2025, but the folder is that of 2026", fault.ToString());
    }

    [Fact]
    public void A_Year_That_Is_Not_Written_Yet_Borrows_The_Closest_One()
    {
        Assert.Equal(2025, CampaignFiles.Nearest(2031).Year);
        Assert.Throws<SeedException>(() => CampaignFiles.Nearest(2025, _folder));
    }

    private string Copy()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "2025")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(CampaignFiles.Own, "2025"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    private static void Change(string folder, string file, Action<JArray> change)
    {
        var path = Path.Combine(folder, file);
        var rows = JArray.Parse(File.ReadAllText(path));
        change(rows);
        File.WriteAllText(path, rows.ToString());
    }
}
