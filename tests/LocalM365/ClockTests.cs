using System.Text.Json.Nodes;
using EmulationM365.LocalM365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>docs/localm365.md, Control routes: the tenant's clock, moved, run faster, stopped, and kept over a restart. The machine's clock is a test's own.</summary>
public sealed class ClockTests : TenantTests
{
    private Task<Answer> PutAsync(string body) => Tenant.PutAsync("/_local/clock", Json(body), Cancel);

    private async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse((await new LocalTenant.Client(Tenant, null).GetAsync("/_local/clock", Cancel)).Json["now"]!.GetValue<string>(), null);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);

    [Fact]
    public async Task Untouched_It_Is_The_Machines()
    {
        Assert.Equal("""{"now":"2025-05-12T01:00:00.0000000+00:00","offsetSeconds":0,"speed":1}""", (await new LocalTenant.Client(Tenant, null).GetAsync("/_local/clock", Cancel)).Text);
        Tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(At("2025-05-12T01:00:01Z"), await NowAsync());
    }

    [Theory]
    [InlineData("\"PT10M\"", 600)]
    [InlineData("\"P1DT2H\"", 93_600)]
    [InlineData("\"P2W\"", 1_209_600)]
    [InlineData("\"PT0.5S\"", 0.5)]
    [InlineData("90", 90)]
    [InlineData("0", 0)]
    public async Task Advance_Jumps_Forward_From_Where_It_Stands(string advance, double seconds)
    {
        await PutAsync("""{"now":"2026-01-02T03:00:00+07:00"}""");
        await PutAsync($$"""{"advance":{{advance}}}""");
        Assert.Equal(At("2026-01-01T20:00:00Z").AddSeconds(seconds), await NowAsync());
    }

    [Fact]
    public async Task An_Offset_Is_Counted_From_The_Machine()
    {
        await PutAsync("""{"now":"2026-01-02T00:00:00Z"}""");
        var answer = await PutAsync("""{"offsetSeconds":-3600}""");
        Assert.Equal(-3600, answer.Json["offsetSeconds"]!.GetValue<double>());
        Assert.Equal(At("2025-05-12T00:00:00Z"), await NowAsync());
    }

    [Fact]
    public async Task Speed_Runs_The_Tenant_So_Many_Times_As_Fast_From_Now_On()
    {
        Tenant.Clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(60, (await PutAsync("""{"speed":60}""")).Json["speed"]!.GetValue<double>());
        Assert.Equal(At("2025-05-12T01:01:40Z"), await NowAsync());
        Tenant.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(At("2025-05-12T01:11:40Z"), await NowAsync());
        await PutAsync("""{"advance":"PT1H"}""");
        Tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(At("2025-05-12T02:12:40Z"), await NowAsync());
        await PutAsync("""{"speed":1}""");
        Tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(At("2025-05-12T02:12:41Z"), await NowAsync());
    }

    [Fact]
    public async Task Speed_Zero_Stands_Still_Until_It_Is_Moved()
    {
        await PutAsync("""{"speed":0}""");
        Tenant.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(At("2025-05-12T01:00:00Z"), await NowAsync());
        await PutAsync("""{"advance":60}""");
        Tenant.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(At("2025-05-12T01:01:00Z"), await NowAsync());
    }

    [Fact]
    public async Task A_Moment_And_A_Speed_Can_Be_Set_Together()
    {
        await PutAsync("""{"now":"2026-01-01T00:00:00Z","speed":2.5}""");
        Tenant.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(At("2026-01-01T00:00:10Z"), await NowAsync());
    }

    [Fact]
    public async Task Items_And_Tokens_Go_By_It()
    {
        var list = await ListAsync("Rows");
        await PutAsync("""{"speed":3600}""");
        Tenant.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, (await Product.GetAsync($"{list}/items", Cancel)).Status);
        var made = await (await Tenant.AsAppAsync(Cancel)).PostAsync($"{list}/items", Json("""{"fields":{}}"""), Cancel);
        Assert.Equal("2025-05-12T03:00:00Z", made.Json["createdDateTime"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_Restart_Keeps_Offset_And_Speed_And_Time_Runs_On_Meanwhile()
    {
        var folder = Directory.CreateTempSubdirectory("localm365-");
        var clock = new TestClock(At("2025-05-12T01:00:00Z"));
        var settings = new LocalM365Settings { Port = 0, DataFolder = folder.FullName, Time = clock, Quiet = true };
        await using (var before = await LocalM365App.StartAsync(settings, Cancel))
        {
            using var body = new StringContent("""{"now":"2026-01-01T00:00:00Z","speed":10}""");
            (await Tenant.Http.PutAsync(new Uri(before.BaseAddress, "/_local/clock"), body, Cancel)).EnsureSuccessStatusCode();
        }
        clock.Advance(TimeSpan.FromMinutes(1));
        await using (var after = await LocalM365App.StartAsync(settings, Cancel))
        {
            var read = JsonNode.Parse(await Tenant.Http.GetStringAsync(new Uri(after.BaseAddress, "/_local/clock"), Cancel))!;
            Assert.Equal((At("2026-01-01T00:10:00Z"), 10.0), (At(read["now"]!.GetValue<string>()), read["speed"]!.GetValue<double>()));
        }
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("""{"now":"morgen"}""", "now must be a date and time such as 2025-05-12T08:00:00+07:00.")]
    [InlineData("""{"now":5}""", "now must be a date and time such as 2025-05-12T08:00:00+07:00.")]
    [InlineData("""{"now":"1899-01-01T00:00:00Z"}""", "The clock goes from the year 2000 to the year 2099.")]
    [InlineData("""{"offsetSeconds":"3"}""", "offsetSeconds must be a number of seconds.")]
    [InlineData("""{"offsetSeconds":1e300}""", "The clock goes from the year 2000 to the year 2099.")]
    [InlineData("""{"advance":-1}""", "advance must be a duration such as PT10M or P1DT2H, or a number of seconds, and go forward.")]
    [InlineData("""{"advance":"P1M"}""", "advance must be a duration such as PT10M or P1DT2H, or a number of seconds, and go forward.")]
    [InlineData("""{"advance":"P"}""", "advance must be a duration such as PT10M or P1DT2H, or a number of seconds, and go forward.")]
    [InlineData("""{"advance":"10"}""", "advance must be a duration such as PT10M or P1DT2H, or a number of seconds, and go forward.")]
    [InlineData("""{"speed":-1}""", "speed must be a number from 0 (stands still) to 1000000; 1 is the machine's.")]
    [InlineData("""{"speed":"fast"}""", "speed must be a number from 0 (stands still) to 1000000; 1 is the machine's.")]
    [InlineData("""{"speed":5,"advance":-1}""", "advance must be a duration such as PT10M or P1DT2H, or a number of seconds, and go forward.")]
    [InlineData("""{"now":"2026-01-01","advance":1}""", "Only one of now, offsetSeconds and advance can move the clock.")]
    [InlineData("""{"later":1}""", "The clock has no 'later': now, offsetSeconds, advance, speed.")]
    public async Task A_Wrong_Wish_Is_400_With_A_Sentence_And_Moves_Nothing(string body, string sentence)
    {
        await PutAsync("""{"now":"2026-01-01T00:00:00Z","speed":2}""");
        var answer = await PutAsync(body);
        Assert.Equal((400, sentence), (answer.Status, answer.Text));
        var after = await PutAsync("{}");
        Assert.Equal((At("2026-01-01T00:00:00Z"), 2.0), (At(after.Json["now"]!.GetValue<string>()), after.Json["speed"]!.GetValue<double>()));
    }
}
