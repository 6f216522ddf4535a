using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The year as data: what the seed holds stands in the lists, comes there once, and is read by its days.</summary>
public sealed class SeedTests : IAsyncLifetime
{
    private LocalTenant _tenant = null!;
    private Tenancy _connection = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Campaign Year { get; } = CampaignFiles.Load(2025);

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        _connection = Connection.Open(_tenant);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task Every_Row_Of_The_Seed_Stands_In_Its_List()
    {
        // Act
        var report = await ApplyAsync(Year);

        // Assert
        var counts = new Dictionary<string, int>
        {
            ["Settings"] = Year.Settings.Count, ["Units"] = 6, ["Rounds"] = Year.Rounds.Count, ["Routes"] = Year.Routes.Count, ["Movements"] = Year.Movements.Count, ["PlanTasks"] = 37,
        };
        foreach (var (list, count) in counts) Assert.Equal(count, (await RowsAsync(list)).Count);
        Assert.Equal(counts.Values.Sum(), report.RowsSeeded);
    }

    [Fact]
    public async Task A_Route_Shows_Its_Steps_And_Who_Decides_And_Is_Not_Confirmed()
    {
        await ApplyAsync(Year);
        var routes = await RowsAsync("Routes");
        var route = routes.Single(row => row.Text(Routes.RouteKey) == "ldtt");
        Assert.Equal(("Lao động tiên tiến", "ldtt", "danh_hieu", "Chiến sĩ tiên tiến", "full"),
            (route.Title, route.Text(Routes.Award), route.Text(Routes.Kind), route.Text(Routes.PoliceName), route.Text(Routes.Form)));
        Assert.Equal(
            "Bình xét tại phòng → Trưởng phòng xác nhận → Tiếp nhận → Thẩm định → Niêm yết → Hội đồng → Giám đốc ký trình → Nhập quyết định → Sổ khen thưởng → Đăng tin", route.Text(Routes.Steps));
        Assert.Equal(("decidingAuthority.ldtt", "council.thresholdPercent.co-so"), (route.Text(Routes.DecidingAuthority), route.Text(Routes.Threshold)));
        Assert.StartsWith("Luật 06/2022/QH15 Điều 24", route.Text(Routes.Source), StringComparison.Ordinal);
        var sudden = routes.Single(row => row.Text(Routes.RouteKey) == "dot-xuat");
        Assert.Equal(("", "sudden", ""), (sudden.Text(Routes.Award), sudden.Text(Routes.Form), sudden.Text(Routes.Threshold)));
        Assert.All(routes, row => Assert.False(row.YesNo(Routes.Confirmed)));
    }

    [Fact]
    public async Task A_Movement_And_A_Duty_And_What_Is_Not_Confirmed_Are_There_In_Words()
    {
        await ApplyAsync(Year);
        var movement = (await RowsAsync("Movements")).Single(row => row.Text(Movements.MovementKey) == "tinh-2025");
        Assert.Equal((2025, "province", "regular", "UBND tỉnh", "tinh-2020-2025", "running"), (movement.Count(Movements.Year), movement.Text(Movements.Level),
            movement.Text(Movements.Mode), movement.Text(Movements.LaunchedBy), movement.Text(Movements.InheritedFrom), movement.Text(Movements.Stage)));
        Assert.Equal((new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)), (movement.Day(Movements.ValidFrom), movement.Day(Movements.ValidTo)));
        var tasks = (await RowsAsync("PlanTasks")).ToDictionary(row => row.Text(PlanTasks.TaskKey));
        Assert.Equal(("head", "Trưởng phòng chuyên môn", "once", new DateOnly(2025, 3, 15)), Of(tasks["d07"]));
        Assert.Equal(("tchckt", "Phòng Tổ chức – Hành chính – Kế toán", "half_year", null), Of(tasks["d09"]));
        Assert.Equal(("office", "per_round"), (Of(tasks["d14"]).Owner, Of(tasks["d14"]).Period));
        Assert.All(tasks.Values, row => Assert.True(row.Text(PlanTasks.KeptIn).Length > 0 && row.Text(PlanTasks.Source).Length > 0 && row.Text(PlanTasks.Stage) == "open"));
        var units = await RowsAsync("Units");
        Assert.Equal(["tchckt"], units.Where(row => row.YesNo(Units.Confirmed) == true).Select(row => row.Text(Units.UnitKey)));
        Assert.All(units.Where(row => row.YesNo(Units.Confirmed) != true), row => Assert.NotEmpty(row.Text(Units.Reason)));
        Assert.All(await RowsAsync("Rounds"), row => Assert.True(row.YesNo(Rounds.Confirmed) == false && row.Text(Rounds.Reason).Length > 0));
    }

    [Fact]
    public async Task A_Site_That_Was_Seeded_With_Three_Lists_Gets_The_Others_And_Nothing_Else()
    {
        // Arrange: a site as it was left when only settings, units and rounds were seeded, with a unit deleted by staff since.
        await ApplyAsync(Year);
        foreach (var list in new[] { "Routes", "Movements", "PlanTasks" })
            foreach (var row in await RowsAsync(list)) await DeleteAsync(list, row);
        await DeleteAsync("SystemState", await RowAsync("SystemState", SystemState.StateKey, "seeded:standing"));
        await DeleteAsync("Units", await RowAsync("Units", Units.UnitKey, "ve-tinh-2"));
        await (await StoreAsync("SystemState")).UpdateAsync(
            await RowAsync("SystemState", SystemState.StateKey, "seeded:2025"), new Fields { [SystemState.Data] = """{"Lists":["Settings","Units","Rounds"]}""" }, Cancel);

        // Act
        var report = await ApplyAsync(Year);
        var again = await ApplyAsync(Year);

        // Assert
        Assert.Equal(Year.Routes.Count + Year.Movements.Count + Year.Tasks.Count, report.RowsSeeded);
        Assert.Equal((0, 0L), (again.RowsSeeded, again.Writes));
        Assert.Equal((5, 37), ((await RowsAsync("Units")).Count, (await RowsAsync("PlanTasks")).Count));
    }

    [Fact]
    public async Task A_Later_Year_Brings_Its_Own_Rows_And_No_Movement_Or_Unit_A_Second_Time()
    {
        // Arrange: staff deleted one movement and renamed another.
        await ApplyAsync(Year);
        await DeleteAsync("Movements", await RowAsync("Movements", Movements.MovementKey, "ttg-chuyen-de"));
        var renamed = await RowAsync("Movements", Movements.MovementKey, "ttg-2021-2025");
        await (await StoreAsync("Movements")).UpdateAsync(renamed, new Fields { Title = "Tên mới" }, Cancel);
        var fresh = Year.Movements[0] with { Key = "moi-2026", Name = "Phong trào mẫu 2026" };
        var raised = Year.Settings.Single(setting => setting.RowKey == "bonus.base@2026-07-01") with { From = new DateOnly(2028, 7, 1), Value = "2700000" };

        // Act
        var next = Year with { Year = 2026, Movements = [.. Year.Movements, fresh], Settings = [.. Year.Settings, raised] };
        var report = await ApplyAsync(next, 2026);
        var again = await ApplyAsync(next, 2026);

        // Assert
        Assert.Equal(Year.Rounds.Count + Year.Tasks.Count + 2, report.RowsSeeded);
        Assert.Equal((0, 0L), (again.RowsSeeded, again.Writes));
        var movements = (await RowsAsync("Movements")).ToDictionary(row => row.Text(Movements.MovementKey));
        Assert.Equal(Year.Movements.Count, movements.Count);
        Assert.Equal(("Tên mới", 2026, false), (movements["ttg-2021-2025"].Title, movements["moi-2026"].Count(Movements.Year), movements.ContainsKey("ttg-chuyen-de")));
        Assert.Equal(0, (await ApplyAsync(Year)).Writes);
    }

    [Fact]
    public async Task A_Setting_Is_Read_As_It_Holds_On_The_Day_That_Is_Asked_About()
    {
        await ApplyAsync(Year);
        var reference = await ReadAsync();
        Assert.Equal(("2340000", new DateOnly(2025, 5, 12)), (reference.Setting("bonus.base", "-"), reference.Today));
        Assert.Equal(("2340000", "2530000"), (reference.SettingOn("bonus.base", new DateOnly(2026, 6, 30)), reference.SettingOn("bonus.base", new DateOnly(2026, 7, 1))));
        Assert.Equal(("", "-"), (reference.SettingOn("bonus.base", new DateOnly(2024, 6, 30)), reference.SettingOn("bonus.base", new DateOnly(2024, 6, 30), "-")));
        // Left empty on purpose: nobody has set it, and the default stands for it.
        Assert.Equal("100", reference.Setting("cap.percent.cstd_cs", "100"));
        _tenant.Clock.Now = new DateTimeOffset(2026, 6, 30, 17, 0, 0, TimeSpan.Zero);
        Assert.Equal("2530000", (await ReadAsync()).Setting("bonus.base", "-"));
    }

    [Fact]
    public async Task A_Later_Value_That_Staff_Add_Needs_Only_Its_Day_And_An_Overlap_Is_Reported()
    {
        await ApplyAsync(Year);
        var store = await StoreAsync("Settings");
        await store.CreateAsync(new Fields { Title = "Cơ quan chủ quản", [Settings.SettingKey] = "parentBody ", [Settings.Value] = "Sở Nội vụ", [Settings.ValidFrom] = new DateOnly(2025, 3, 1) }, Cancel);
        await store.CreateAsync(new Fields { Title = "Dòng trống" }, Cancel);
        await store.CreateAsync(new Fields { Title = "Dòng trống" }, Cancel);
        using var logs = new Warnings();
        var reference = await ReadAsync(logs);
        Assert.Equal(("Sở Lao động – Thương binh và Xã hội", "Sở Nội vụ"), (reference.SettingOn("parentBody", new DateOnly(2025, 2, 28)), reference.Setting("parentBody", "")));
        Assert.Contains("parentBody@2025-01-01 and parentBody@2025-03-01", Assert.Single(logs.Said), StringComparison.Ordinal);
    }

    private static (string Owner, string OwnerName, string Period, DateOnly? Due) Of(Item task) =>
        (task.Text(PlanTasks.Owner), task.Text(PlanTasks.OwnerName), task.Text(PlanTasks.Period), task.Day(PlanTasks.Due));

    private Task<ApplyReport> ApplyAsync(Campaign campaign, int year = 2025) =>
        new Provisioner(_connection, new SiteOptions { Path = "/sites/tdkt", Year = year }).ApplyAsync(campaign, Cancel);

    private async Task<Reference> ReadAsync(Warnings? logs = null)
    {
        using var own = new Warnings();
        var directory = new SiteDirectory(_connection);
        var site = await directory.SiteIdAsync("/sites/tdkt", Cancel);
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(logs ?? own));
        var lists = new ReferenceLists(await directory.StoresAsync(site, 2025, Cancel), new PeopleDirectory(_connection, site), _tenant.Clock, factory.CreateLogger<ReferenceLists>());
        return await lists.GetAsync(Cancel);
    }

    private async Task<ListStore> StoreAsync(string list)
    {
        var directory = new SiteDirectory(_connection);
        return (await directory.StoresAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), 2025, Cancel))[list];
    }

    private async Task<IReadOnlyList<Item>> RowsAsync(string list) => await (await StoreAsync(list)).QueryAsync(null, Cancel);

    private async Task<Item> RowAsync(string list, ColumnSchema key, string value) => (await RowsAsync(list)).Single(row => row.Text(key) == value);

    private async Task DeleteAsync(string list, Item row)
    {
        var address = (await StoreAsync(list)).Address;
        var answer = await (await _tenant.AsAppAsync(Cancel)).DeleteAsync($"/v1.0/sites/{address.SiteId}/lists/{address.ListId}/items/{row.Id}", Cancel);
        Assert.Equal(204, answer.Status);
    }

    /// <summary>Keeps the warnings that were logged.</summary>
    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public List<string> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Said.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
