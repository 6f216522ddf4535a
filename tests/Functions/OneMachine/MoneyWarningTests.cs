using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What the night tells the office of money and caps.</summary>
public sealed class MoneyWarningTests : IAsyncLifetime
{
    private static readonly string[] Kinds = ["budget-", "cap-"];
    private readonly Support.Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task The_Office_Is_Warned_Before_The_Awards_Cost_More_Than_The_Fund_And_The_Warning_Closes_Itself()
    {
        await SettingAsync("bonus.factor.thu_khen", "1");
        await SettingAsync("bonus.fund.own", "1.000");
        await SettingAsync("cap.percent.cstd_cs", "mười lăm");
        await _stage.NightAsync();
        var warned = await WarningsAsync();
        Assert.Equal(["attend-budget-2025 pending", "attend-cap-cstd-cs-2025 pending"], warned.Select(warning => $"{warning["RequestKey"]} {Requests.Status.KeyOf((string?)warning["Status"])}").Order(StringComparer.Ordinal));
        Assert.Contains("trên trần 1.000 đ", string.Concat(warned.Select(warning => (string?)warning["Summary"])), StringComparison.Ordinal);

        await SettingAsync("bonus.fund.own", "1.000.000.000");
        await SettingAsync("cap.percent.cstd_cs", "100");
        await _stage.NightAsync();
        Assert.All(await WarningsAsync(), warning => Assert.Equal("closed", Requests.Status.KeyOf((string?)warning["Status"])));
    }

    private async Task SettingAsync(string key, string value)
    {
        using var worker = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);
        var row = (await worker.ItemsAsync(Settings.List, null, Cancel)).Single(item => (string?)item["fields"]!["SettingKey"] == key);
        await worker.ChangeAsync(Settings.List, row, new JObject { ["Value"] = value }, Cancel);
    }

    private async Task<IReadOnlyList<JObject>> WarningsAsync() => [.. (await _stage.ItemsAsync(Requests.List))
        .Where(item => Kinds.Any(kind => ((string?)item["RequestKey"])?.Contains(kind, StringComparison.Ordinal) == true))];
}
