using System.Globalization;
using System.Text.RegularExpressions;
using EmulationM365.Campaigns;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Rolling;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning.Rolling;

/// <summary>The next year's seed from this year's: what is carried, what is moved, what is left, and what a person is asked.</summary>
public sealed class YearRollTests
{
    private static readonly Campaign Year2025 = CampaignFiles.Load(2025);
    private static readonly WorkingDays Unknown = new(new HashSet<DateOnly>(), new HashSet<DateOnly>());
    private static readonly RolledYear To2026 = YearRoll.Next(Year2025, Unknown);
    private static readonly RolledYear To2027 = YearRoll.Next(Read(To2026.Campaign), Unknown);

    [Fact]
    public void A_Year_That_Is_Written_Is_Read_Again_As_It_Was_And_Written_With_The_Same_Bytes()
    {
        var texts = SeedText.Of(Year2025);
        foreach (var file in Directory.GetFiles(Path.Combine(CampaignFiles.Own, "2025"))) Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n') + "\n", texts[Path.GetFileName(file)]);
        Assert.Equal(texts, SeedText.Of(CampaignSeed.Read(texts)));
    }

    [Theory]
    [InlineData(2026)]
    [InlineData(2027)]
    public void Nothing_But_Sources_Names_The_Year_Before(int year)
    {
        // Arrange: read the files as they are, not by the words that made them.
        var (old, rolled) = (year - 1, year == 2026 ? To2026 : To2027);
        var allowed = new Regex(@"^(\$|.*)\.(source|from|to)$");

        // Act
        var named = SeedText.Of(rolled.Campaign).SelectMany(file => Values(file.Value).Where(value => value.ToString(CultureInfo.InvariantCulture).Contains($"{old}", StringComparison.Ordinal))
            .Select(value => (File: file.Key, Name: ((JProperty)value.Parent!).Name, value))).ToList();

        // Assert: papers, the day since which a value has held, and a name that says that day.
        Assert.All(named, place => Assert.True(
            place.Name == "source" || (place.File == "settings.json" && place.Name is "from" or "to")
            || (place.Name == "name" && ((string)place.value!).Contains($"/{old}", StringComparison.Ordinal) && place.value.Parent!.Parent!["from"] is not null),
            $"{place.File} {place.value.Path}: {place.value}"));
        Assert.Contains(named, place => place.Name == "source");
        Assert.Empty(OldYear.Find(SeedText.Of(rolled.Campaign), old));
        Assert.DoesNotContain(rolled.Confirm, each => each.Because.Key == "roll.stillNamed");
    }

    [Fact]
    public void What_Still_Names_The_Year_Before_Is_Found_Wherever_It_Stands()
    {
        foreach (var planted in new[]
        {
            Year2025 with { Organisation = "Cơ sở 2025" }, Year2025 with { Rounds = [Year2025.Rounds[0] with { Reason = "Như năm 2025." }] }, Year2025 with { Tasks = [Year2025.Tasks[0] with { Title = "Quý I/2025" }] },
            Year2025 with { Movements = [Year2025.Movements[7] with { From = new DateOnly(2025, 2, 4) }] }, Year2025 with { Units = [Year2025.Units[0] with { Aliases = ["P.2025"] }] },
        })
            Assert.NotEmpty(OldYear.Find(SeedText.Of(planted), 2025));
    }

    [Fact]
    public void Days_Move_To_The_Year_And_To_A_Day_That_Is_Worked_And_Wait_To_Be_Confirmed()
    {
        var rounds = To2026.Campaign.Rounds.ToDictionary(round => round.Key);
        Assert.Equal(new DateOnly(2026, 2, 4), To2026.Campaign.Launch);
        Assert.Equal((new DateOnly(2026, 11, 17), new DateOnly(2026, 12, 7), "Tổng kết năm 2026"), (rounds["cuoi-nam"].Opens, rounds["cuoi-nam"].Due, rounds["cuoi-nam"].Name));
        Assert.All(rounds.Values, round => Assert.True(!round.Confirmed && round.Reason!.Contains("chưa nhập lịch nghỉ lễ", StringComparison.Ordinal)));
        Assert.All(To2026.Campaign.Tasks.Where(task => task.Due is not null), task => Assert.False(task.Confirmed));
        Assert.False(To2026.Campaign.Confirmed);
        var asked = To2026.Confirm.Single(each => each is { File: "rounds.json", Key: "cuoi-nam", Field: "due" });
        Assert.Equal(("2025-12-05", "2026-12-07"), (asked.Old, asked.New));
        Assert.Contains("Tết", asked.Why, StringComparison.Ordinal);
        Assert.Contains("public holidays", asked.WhyEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_Off_That_People_Entered_Are_Kept_And_Then_Said_To_Be_Known()
    {
        // Announced for 2026: New Year, and Tết from 14 to 22 February.
        var off = Enumerable.Range(0, 9).Select(day => new DateOnly(2026, 2, 14).AddDays(day)).Append(new DateOnly(2026, 1, 1)).Append(new DateOnly(2026, 12, 7)).ToHashSet();
        var moved = YearRoll.Next(Year2025 with { Launch = new DateOnly(2025, 2, 17) }, new WorkingDays(off, new HashSet<DateOnly>()));
        Assert.Equal(new DateOnly(2026, 2, 23), moved.Campaign.Launch);
        var due = moved.Campaign.Rounds.Single(round => round.Key == "cuoi-nam");
        Assert.Equal(new DateOnly(2026, 12, 8), due.Due);
        Assert.DoesNotContain("chưa nhập", due.Reason, StringComparison.Ordinal);
        // The submission is due in the year after, of which nothing is entered.
        Assert.Contains("chưa nhập", moved.Campaign.Settings.Single(setting => setting.Key == "deadline.submission").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2028-02-29", "2029-02-28")]
    [InlineData("2027-02-28", "2028-02-28")]
    [InlineData("2025-12-31", "2026-12-31")]
    [InlineData("2026-01-31", "2027-02-01")]
    [InlineData("2024-12-31", "2025-12-31")]
    [InlineData("2027-12-31", "2029-01-01")]
    [InlineData("2029-03-31", "2030-04-01")]
    public void Leap_Days_And_The_Turn_Of_The_Year_Are_Moved_To_A_Day_That_Exists(string day, string moved)
    {
        var from = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Assert.Equal(DateOnly.Parse(moved, CultureInfo.InvariantCulture), new DayMove(Unknown, from.Year + 1).Next(from));
    }

    [Theory]
    [InlineData(2026, "2028-03-31", "2029-03-30")]
    [InlineData(2026, "2025-03-30", "2026-03-30")]
    public void The_Last_Day_Of_The_Window_Moves_Back_And_Not_Out_Of_It(int _, string day, string moved)
    {
        var from = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        // 31 March of the year after the campaign: the window of the year before it.
        Assert.Equal(DateOnly.Parse(moved, CultureInfo.InvariantCulture), new DayMove(Unknown, from.Month == 3 && from.Day == 31 ? from.Year : from.Year + 1).Next(from));
    }

    [Fact]
    public void A_Movement_Called_By_The_Year_Comes_Again_One_That_Runs_Goes_On_And_The_Others_Are_Left_And_Said()
    {
        // Arrange: beside those of 2025, one of the province that runs for years and one of the unit that runs into the new year.
        var running = Year2025.Movements[2] with { Key = "tinh-2025-2030", Name = "Thi đua giai đoạn 2025-2030", From = new DateOnly(2025, 10, 1), To = new DateOnly(2030, 12, 31), Source = "Chỉ thị 20/CT-UBND ngày 01/10/2025" };
        var long2 = Year2025.Movements[7] with { Key = "xanh-sach", Name = "Cơ sở xanh, sạch, đẹp", To = new DateOnly(2026, 3, 31), InheritedFrom = "tinh-2025-2030" };

        // Act
        var rolled = YearRoll.Next(Year2025 with { Movements = [.. Year2025.Movements, running, long2] }, Unknown);

        // Assert
        var movements = Read(rolled.Campaign).Movements.ToDictionary(movement => movement.Key);
        Assert.Equal(["co-so-2026", "co-so-chuyen-de-2026", "tinh-2025-2030", "xanh-sach"], movements.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((running.From, running.To, running.Name, true), (movements["tinh-2025-2030"].From, movements["tinh-2025-2030"].To, movements["tinh-2025-2030"].Name, movements["tinh-2025-2030"].Confirmed));
        var again = movements["co-so-2026"];
        Assert.Equal(("Phong trào thi đua năm 2026 của đơn vị", new DateOnly(2026, 2, 4), new DateOnly(2026, 12, 31), null, false), (again.Name, again.From, again.To, again.InheritedFrom, again.Confirmed));
        Assert.Equal((new DateOnly(2026, 2, 4), "tinh-2025-2030", false), (movements["xanh-sach"].From, movements["xanh-sach"].InheritedFrom, movements["xanh-sach"].Confirmed));
        Assert.Equal(["ttg-2021-2025", "ttg-chuyen-de", "tinh-2020-2025", "tinh-chuyen-de", "tinh-2025", "co-so-130-nam"], rolled.Left.Where(left => left.File == "movements.json").Select(left => left.Key));
        Assert.Contains(rolled.Confirm, each => each is { Key: "co-so-2026", Field: "inheritedFrom", Old: "tinh-2025", New: null });
        Assert.Contains(rolled.Confirm, each => each is { File: "tasks.json", Key: "d04" } && each.Because.Key == "roll.anniversary");
    }

    [Fact]
    public void A_Value_That_Holds_On_Keeps_Its_Row_And_One_That_Changes_Is_Another_From_The_Launch_On()
    {
        var settings = To2026.Campaign.Settings.ToDictionary(setting => setting.RowKey);
        Assert.Equal(("civil", new DateOnly(2025, 1, 1)), (settings["regime@2025-01-01"].Value, settings["regime@2025-01-01"].From!.Value));
        Assert.Equal(("2026-12-21", new DateOnly(2026, 2, 4), false), (settings["deadline.council@2026-02-04"].Value, settings["deadline.council@2026-02-04"].From!.Value, settings["deadline.council@2026-02-04"].Confirmed));
        Assert.Contains(To2026.Confirm, each => each is { Key: "deadline.council", Field: "to", New: "2026-02-03" });
        Assert.Equal(Year2025.Settings.Single(setting => setting.Key == "posting.days"), settings["posting.days"]);
        Assert.Contains("regime.changeDay", To2026.Left.Select(left => left.Key));
        // Of 2027 nothing of the first base salary is left; the second follows it without a gap in 2026.
        Assert.Equal(["bonus.base@2024-07-01", "bonus.base@2026-07-01"], settings.Keys.Where(key => key.StartsWith("bonus.base", StringComparison.Ordinal)));
        Assert.DoesNotContain(To2026.Confirm, each => each.Because.Key == "roll.expires");
        Assert.Equal(["bonus.base@2026-07-01"], To2027.Campaign.Settings.Where(setting => setting.Key == "bonus.base").Select(setting => setting.RowKey));
        Assert.Contains("bonus.base@2024-07-01", To2027.Left.Select(left => left.Key));
    }

    [Fact]
    public void A_Value_That_Ends_Is_Named_And_One_That_A_Route_Needs_Stays_Open()
    {
        var ends = new DateOnly(2026, 6, 30);
        var rolled = YearRoll.Next(Year2025 with
        {
            Settings = [.. Year2025.Settings.Select(setting => setting.Key switch
            {
                "posting.days" => setting with { To = ends },
                "decidingAuthority.ldtt" => setting with { To = new DateOnly(2025, 12, 31) },
                "appraisal.workingDays" => setting with { To = new DateOnly(2025, 12, 31) },
                _ => setting,
            })],
        }, Unknown);
        Assert.Contains(rolled.Confirm, each => each is { Key: "posting.days", Field: "to", New: null } && each.Why.Contains("30/06/2026", StringComparison.Ordinal));
        var open = rolled.Campaign.Settings.Single(setting => setting.Key == "decidingAuthority.ldtt");
        Assert.Equal(("-", new DateOnly(2026, 2, 4), false), (open.Value, open.From!.Value, open.Confirmed));
        Assert.Contains("appraisal.workingDays", rolled.Left.Select(left => left.Key));
        Assert.DoesNotContain(rolled.Campaign.Settings, setting => setting.Key == "appraisal.workingDays");
        Assert.Equal(2026, Read(rolled.Campaign).Year);
    }

    [Fact]
    public void The_Plan_Of_The_Year_Stays_The_Source_Until_The_New_One_Confirms_It()
    {
        var (role, later) = (To2026.Campaign.Roles.Single(role => role.Key == "office"), To2027.Campaign.Roles.Single(role => role.Key == "office"));
        Assert.Equal("Kế hoạch TĐKT năm 2025 của đơn vị (ban hành 04/02/2025), mục II.3 (chờ kế hoạch năm 2026 xác nhận)", role.Source);
        Assert.Equal("Kế hoạch TĐKT năm 2025 của đơn vị (ban hành 04/02/2025), mục II.3 (chờ kế hoạch năm 2027 xác nhận)", later.Source);
        Assert.Equal(Year2025.Routes.Select(route => route.Source), To2026.Campaign.Routes.Select(route => route.Source));
        // The reasons given for a default do not grow from year to year.
        Assert.Equal(To2026.Campaign.Rounds.Select(round => round.Reason), To2027.Campaign.Rounds.Select(round => round.Reason));
    }

    [Fact]
    public void Defects_Of_The_Plan_Are_Not_Carried_And_Units_Roles_Routes_And_Duties_Are()
    {
        Assert.Empty(To2026.Campaign.Defects);
        Assert.Equal(Year2025.Units, To2026.Campaign.Units, (one, other) => one.Key == other.Key && one.Name == other.Name && one.Confirmed == other.Confirmed);
        Assert.Equal((Year2025.Roles.Count, Year2025.Routes.Count, Year2025.Tasks.Count), (To2026.Campaign.Roles.Count, To2026.Campaign.Routes.Count, To2026.Campaign.Tasks.Count));
    }

    [Fact]
    public void The_Packs_Of_The_Window_Are_Named_By_Its_Days()
    {
        Assert.Equal(
            [new PackOfYear("RP-2025", "2026-02-04", "2026-09-30", true), new PackOfYear("RP-2026", "2026-10-01", "2027-03-31", false)], RollReport.PacksOf(To2026.Campaign));
        Assert.Equal(["RP-2024", "RP-2025"], RollReport.PacksOf(Year2025).Select(pack => pack.Name));
    }

    private static Campaign Read(Campaign campaign) => CampaignSeed.Read(SeedText.Of(campaign), year: campaign.Year);

    private static IEnumerable<JValue> Values(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return [.. ((JContainer)JToken.ReadFrom(reader)).DescendantsAndSelf().OfType<JValue>().Where(value => value.Parent is JProperty)];
    }
}
