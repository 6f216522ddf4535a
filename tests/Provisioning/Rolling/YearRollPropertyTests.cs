using EmulationM365.Campaigns;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Rolling;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Provisioning.Rolling;

/// <summary>Whatever a valid year holds, its next year is valid, worked, in order, and says what it could not know.</summary>
public sealed class YearRollPropertyTests
{
    private static readonly Campaign Real = CampaignFiles.Load(2025);

    private static readonly Arbitrary<(Campaign Year, WorkingDays Days)> Years = (
        from year in Gen.Choose(2024, 2040)
        from launch in Day(new DateOnly(year - 1, 12, 1), new DateOnly(year, 4, 30))
        let end = new DateOnly(year + 1, 3, 31)
        from rounds in Gen.ListOf(Span(launch, end), 3)
        from dues in Gen.ListOf(Day(launch, end), 4)
        from movements in Gen.ListOf(AnyMovement(year, launch, end), 6)
        from settings in Gen.ListOf(Rows(year), 5)
        from off in Gen.ListOf(Day(new DateOnly(year + 1, 1, 1), new DateOnly(year + 2, 4, 30)), 60)
        from worked in Gen.ListOf(Day(new DateOnly(year + 1, 1, 1), new DateOnly(year + 2, 4, 30)), 10)
        select (Make(year, launch, rounds, dues, movements, settings), new WorkingDays(off.ToHashSet(), worked.Except(off).ToHashSet()))).ToArbitrary();

    [Fact]
    public void The_Next_Year_Of_Any_Year_Can_Be_Applied_And_Rolled_On() => Prop.ForAll(Years, asked =>
    {
        var (year, days) = (Read(asked.Year), asked.Days);
        for (var times = 0; times < 3; times++)
        {
            var (rolled, twice) = (YearRoll.Next(year, days), YearRoll.Next(year, days));
            Assert.Equal(SeedText.Of(rolled.Campaign), SeedText.Of(twice.Campaign));
            Assert.Equal(rolled.Confirm, twice.Confirm);
            var read = Read(rolled.Campaign);
            Assert.Equal(SeedText.Of(read), SeedText.Of(rolled.Campaign));
            Holds(year, rolled, days);
            year = read;
        }
    }).QuickCheckThrowOnFailure();

    private static void Holds(Campaign old, RolledYear rolled, WorkingDays days)
    {
        var next = rolled.Campaign;
        Assert.Equal(old.Year + 1, next.Year);
        var before = old.Rounds.SelectMany(round => new[] { round.Opens, round.Due }).Concat(old.Tasks.Select(task => task.Due).OfType<DateOnly>()).Append(old.Launch).ToList();
        var after = next.Rounds.SelectMany(round => new[] { round.Opens, round.Due }).Concat(next.Tasks.Select(task => task.Due).OfType<DateOnly>()).Append(next.Launch).ToList();
        Assert.All(after, day => Assert.True(days.IsWorking(day), $"{day}"));
        foreach (var (one, at) in before.Select((day, at) => (day, at)))
            foreach (var (other, to) in before.Select((day, to) => (day, to))) Assert.True(one > other || after[at] <= after[to]);
        Assert.All(next.Rounds, round => Assert.False(round.Confirmed));
        // Every row of a setting is there, or said to be gone.
        foreach (var row in old.Settings)
            Assert.True(next.Settings.Any(kept => kept.RowKey == row.RowKey || (kept.Key == row.Key && row.Key.StartsWith("deadline.", StringComparison.Ordinal))) || rolled.Left.Any(left => left.Key == row.RowKey) || rolled.Confirm.Any(each => each.Key == row.RowKey && each.Field == "to"), row.RowKey);
        foreach (var movement in old.Movements)
            Assert.True(next.Movements.Any(kept => kept.Key == movement.Key) || rolled.Left.Any(left => left.Key == movement.Key) || rolled.Confirm.Any(each => each.File == "movements.json" && each.Old == movement.Key), movement.Key);
        // What still names the old year is said, one by one.
        Assert.Equal(OldYear.Find(SeedText.Of(next), old.Year).Count, rolled.Confirm.Count(each => each.Because.Key == "roll.stillNamed"));
    }

    private static Campaign Read(Campaign campaign) => CampaignSeed.Read(SeedText.Of(campaign), year: campaign.Year);

    private static Campaign Make(
        int year, DateOnly launch, IEnumerable<(DateOnly From, DateOnly To)> rounds, IEnumerable<DateOnly> dues, IEnumerable<Movement> movements, IEnumerable<IReadOnlyList<Setting>> settings) => Real with
    {
        Year = year, Launch = launch, Defects = [],
        Rounds = [.. rounds.Select((days, at) => new Round($"dot-{at}", $"Đợt {at} năm {year}", days.From, days.To, at > 0, at > 0 ? null : $"Như năm {year}."))],
        Tasks = [.. dues.Select((due, at) => new PlanTask($"d{at:00}", $"Việc trước {due:dd/MM/yyyy}", "director", due, null, "Kế hoạch", "Documents"))],
        Movements = [.. movements.Select((movement, at) => movement with { Key = $"{movement.Key}-{at}" })],
        Settings = [.. Real.Settings.Where(setting => !setting.Key.StartsWith("deadline.", StringComparison.Ordinal)), .. settings.SelectMany((rows, at) => rows.Select(row => row with { Key = $"{row.Key}.{at}" }))],
    };

    private static Gen<DateOnly> Day(DateOnly from, DateOnly to) => Gen.Choose(0, to.DayNumber - from.DayNumber).Select(from.AddDays);

    private static Gen<(DateOnly From, DateOnly To)> Span(DateOnly first, DateOnly last) =>
        from one in Day(first, last) from other in Day(first, last) select one <= other ? (one, other) : (other, one);

    private static Gen<Movement> AnyMovement(int year, DateOnly launch, DateOnly end) =>
        from own in Gen.Elements(true, false)
        from named in Gen.Elements($"năm {year}", "thi đua", $"giai đoạn 2021-{year}", $"giai đoạn {year}-{year + 5}")
        from days in own ? Span(launch, end) : Span(launch.AddDays(-900), end.AddDays(900)).Where(days => days.From <= end && days.To >= launch)
        from source in Gen.Elements("Chỉ thị 01/CT-UBND ngày 01/01/" + year, $"Kế hoạch năm {year} của đơn vị")
        select new Movement(own ? $"co-so-{year}" : "tinh", $"Phong trào {named}", "Giám đốc", own ? "co_so" : "tinh", "chuyen_de", "Toàn đơn vị", days.From, days.To, null, source);

    /// <summary>The rows of one setting, one after the other in time.</summary>
    private static Gen<IReadOnlyList<Setting>> Rows(int year) =>
        from family in Gen.Elements("deadline.x", "x")
        from cuts in Gen.ListOf(Day(new DateOnly(year - 1, 1, 1), new DateOnly(year + 2, 12, 31)), 2)
        from open in Gen.Elements(true, false)
        from value in Gen.Elements("5", $"{year}-05-30", $"{year}-02-28", $"quý I/{year}", $"{year + 1}-01-31", "-")
        from confirmed in Gen.Elements(true, false)
        let begins = cuts.Distinct().Order().ToList()
        select (IReadOnlyList<Setting>)[.. begins.Select((begin, at) => new Setting(
            family, "Thiết lập mẫu", value, $"Kế hoạch năm {year}", confirmed, confirmed ? null : "Mặc định.", at == 0 ? null : begin,
            at + 1 < begins.Count ? begins[at + 1].AddDays(-1) : open ? null : begin.AddDays(400)))];
}
