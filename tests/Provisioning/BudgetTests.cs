using EmulationM365.Bench.Provisioning;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Tests.Functions.Local;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary><c>--budget</c>: what it means, what it cannot be, and that an apply keeps to it.</summary>
[Collection(SdkTests.Name)]
public sealed class BudgetTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 1250, 625)]
    [InlineData("30%", 1250, 375)]
    [InlineData("100 %", 1250, 1250)]
    [InlineData("1%", 1250, 12)]
    [InlineData("1%", 100, 5)]
    [InlineData("12.5%", 1000, 125)]
    [InlineData("600", 1250, 600)]
    [InlineData(null, 3, 3)]
    public void A_Share_Or_A_Number_Is_Taken(string? said, int tier, int units) => Assert.Equal(units, ApplyBudget.UnitsOf(said, tier));

    [Theory]
    [InlineData("0")]
    [InlineData("0%")]
    [InlineData("-5")]
    [InlineData("-5%")]
    [InlineData("101%")]
    [InlineData("1251")]
    [InlineData("4")]
    [InlineData("7.5")]
    [InlineData("half")]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("99999999999999999999999999999999")]
    public void What_Cannot_Be_Is_Said_In_One_Sentence(string said) =>
        Assert.StartsWith($"--budget {said}: name a share", Assert.Throws<BudgetException>(() => ApplyBudget.UnitsOf(said, 1250)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("apply")]
    [InlineData("plan")]
    public async Task The_Console_Refuses_It_Before_It_Asks_Anybody(string command)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, command, "--budget", "nothing");
        Assert.Equal((1, "", true), (said.Exit, said.Out, said.Plain));
        Assert.StartsWith("--budget nothing: name a share", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Apply_Keeps_To_It_By_The_Clock_And_Says_That_It_Waits()
    {
        // Arrange
        await using var site = await ApplySite.StartAsync();
        var waits = new List<Wait>();
        using var tenancy = site.Connect(new ApplyWire(site.Clock), unitsPerMinute: 100);
        tenancy.Waiting = waits.Add;
        var began = site.Clock.GetUtcNow();

        // Act
        var report = await new Provisioner(tenancy, ApplySite.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);

        // Assert
        var minutes = (site.Clock.GetUtcNow() - began).TotalMinutes;
        Assert.True(report.ListsMade > 0);
        Assert.NotEmpty(waits);
        Assert.All(waits, wait => Assert.True(wait.IsBudget && wait.Time <= TimeSpan.FromMinutes(1)));
        Assert.InRange(minutes, Math.Floor(tenancy.Meter.Units / 100.0) - 1, tenancy.Meter.Units / 50.0);
    }

    [Fact]
    public async Task A_Redirected_Screen_Gets_Plain_Lines_That_Say_How_Far_It_Is()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply");
        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.Matches(@"lists and rights: \d+ of \d+\. Now: List ", said.Out);
        Assert.Matches(@"seed: \d+ of \d+", said.Out);
    }
}
