using EmulationM365.Bench.Provisioning;

namespace EmulationM365.Tests.Provisioning;

/// <summary>However an apply is cut short or hurt, the site it comes to is the same to the byte, and nothing stands twice. The bench kills it at every tenth exchange.</summary>
public sealed class ResumeTests
{
    private static readonly Lazy<Task<(string Dump, int Exchanges)>> Whole = new(async () =>
    {
        await using var site = await ApplySite.StartAsync();
        var (_, wire) = await site.ApplyAsync();
        return (await site.DumpAsync(), wire.Exchanges);
    });

    [Theory]
    [InlineData(7, true)]
    [InlineData(47, false)]
    [InlineData(87, true)]
    [InlineData(127, false)]
    [InlineData(167, true)]
    [InlineData(207, false)]
    [InlineData(247, true)]
    [InlineData(287, false)]
    [Trait("Fault", "31")]
    public async Task An_Apply_That_Was_Killed_Is_Taken_Up_By_Another(int at, bool afterEffect)
    {
        var (dump, exchanges) = await Whole.Value;
        Assert.True(at < exchanges, $"there are only {exchanges} exchanges");
        Assert.Null(await ProvisioningBench.KilledAsync(dump, at, afterEffect));
    }

    [Theory]
    [InlineData("30 %")]
    [InlineData("conflict though applied")]
    [InlineData("busy after the effect")]
    [Trait("Fault", "14")]
    [Trait("Fault", "16")]
    [Trait("Fault", "18")]
    public async Task Faults_Delay_An_Apply_And_Change_Nothing(string script)
    {
        var (wrong, struck) = await ProvisioningBench.HurtAsync((await Whole.Value).Dump, 7, script, ProvisioningBench.Scripts[script]);
        Assert.Null(wrong);
        Assert.True(struck > 20, $"only {struck} faults struck");
    }

    [Fact]
    public async Task A_Dump_Tells_Two_Sites_Apart()
    {
        await using var site = await ApplySite.StartAsync();
        var dump = await site.DumpAsync();
        Assert.NotEmpty(SchemaDump.Difference((await Whole.Value).Dump, dump));
        Assert.Equal("", SchemaDump.Difference(dump, await site.DumpAsync()));
    }
}
