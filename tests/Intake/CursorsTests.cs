using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Intake;

/// <summary>How far each list was followed up: in memory for this process, in one row for those after it, against a real list.</summary>
public sealed class CursorsTests : IAsyncLifetime
{
    private static readonly Item AnItem = new("1", "", "", new Dictionary<ColumnSchema, object>(), new Editor(null, "", null), default, false);
    private readonly Year _year = new();
    private Cursors _cursors = null!;
    private Traffic _traffic = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _year.InitializeAsync();
        (_cursors, _traffic) = await BeginAsync();
    }

    public ValueTask DisposeAsync() => _year.DisposeAsync();

    [Fact]
    public async Task What_Is_Followed_Up_Within_Twenty_Minutes_Is_Written_Down_Once_For_All_Lists_Together()
    {
        Assert.Null(await _cursors.LoadAsync("UnitReturns", Cancel));
        await SaveAsync("UnitReturns", "r0");
        Assert.Equal(["GET items", "POST items"], _traffic.Take());
        for (var minute = 1; minute < 20; minute++)
        {
            _year.Tenant.Clock.Advance(TimeSpan.FromMinutes(1));
            foreach (var list in new[] { "UnitReturns", "Nominations", "Requests" })
            {
                Assert.Equal(minute == 1 ? (list == "UnitReturns" ? "r0" : null) : $"{list}{minute - 1}", await _cursors.LoadAsync(list, Cancel));
                await SaveAsync(list, $"{list}{minute}");
            }
        }

        Assert.Empty(_traffic.Take());
        Assert.Equal("UnitReturns=r0", await RowAsync());
        _year.Tenant.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync("Requests", "last");
        Assert.Equal(["PATCH fields"], _traffic.Take());
        Assert.Equal("Nominations=Nominations19 Requests=last UnitReturns=UnitReturns19", await RowAsync());
    }

    [Fact]
    public async Task A_Link_That_Moved_Without_Any_Change_Is_Gone_On_With_And_Not_Written_Down()
    {
        await SaveAsync("UnitReturns", "r0");
        _traffic.Take();
        _year.Tenant.Clock.Advance(TimeSpan.FromHours(5));
        await SaveAsync("UnitReturns", "r1", changes: 0);
        Assert.Equal("r1", await _cursors.LoadAsync("UnitReturns", Cancel));
        Assert.Empty(_traffic.Take());

        // Everything was read anew: the old link has died, whether something was there or not.
        await SaveAsync("UnitReturns", "r2", changes: 0, fresh: true);
        Assert.Equal("UnitReturns=r2", await RowAsync());
    }

    [Theory]
    [Trait("Fault", "38")]
    [InlineData(-1)]
    [InlineData(-600)]
    public async Task A_Clock_That_Is_Set_Back_Does_Not_Keep_The_Row_From_Being_Written(int minutes)
    {
        // A clock of this process alone: the tenant has its own.
        var clock = new TestClock(_year.Tenant.Clock.Now);
        var cursors = new Cursors((await _year.BeginAsync()).Flow.State, 2025, clock);
        await SaveAsync("UnitReturns", "r0", of: cursors);
        clock.Advance(TimeSpan.FromMinutes(minutes));
        await SaveAsync("UnitReturns", "r1", of: cursors);
        Assert.Equal("UnitReturns=r1", await RowAsync());

        // From there on the twenty minutes count anew.
        clock.Advance(TimeSpan.FromMinutes(19));
        await SaveAsync("UnitReturns", "r2", of: cursors);
        Assert.Equal("UnitReturns=r1", await RowAsync());
    }

    [Theory]
    [Trait("Fault", "32")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task That_Another_Process_Wrote_The_Row_Is_No_Failure_And_The_Next_Write_Goes_Through(bool thereBefore)
    {
        if (thereBefore)
        {
            await SaveAsync("Staff", "s0");
            (_cursors, _) = await BeginAsync();
        }

        var (other, _) = await BeginAsync();
        foreach (var each in new[] { _cursors, other }) await each.LoadAsync("UnitReturns", Cancel);
        await SaveAsync("Requests", "other", of: other);
        await SaveAsync("UnitReturns", "mine");
        var kept = thereBefore ? " Staff=s0" : "";
        Assert.Equal($"Requests=other{kept}", await RowAsync());
        Assert.Equal("mine", await _cursors.LoadAsync("UnitReturns", Cancel));

        // What only the other knows stays in the row.
        _year.Tenant.Clock.Advance(Cursors.WriteEvery);
        await SaveAsync("UnitReturns", "later");
        Assert.Equal($"Requests=other{kept} UnitReturns=later", await RowAsync());
        await SaveAsync("Requests", "other later", of: other);
        _year.Tenant.Clock.Advance(Cursors.WriteEvery);
        await SaveAsync("Requests", "other again", of: other);
        Assert.Equal($"Requests=other again{kept} UnitReturns=later", await RowAsync());
    }

    [Fact]
    [Trait("Fault", "31")]
    public async Task A_Process_That_Starts_Anew_Goes_On_From_The_Row_And_Reads_It_Once()
    {
        await SaveAsync("UnitReturns", "r0");
        await SaveAsync("Nominations", "not written down");
        var (anew, traffic) = await BeginAsync();
        Assert.Equal("r0", await anew.LoadAsync("UnitReturns", Cancel));
        foreach (var list in new[] { "Nominations", "Requests", "Nominations" }) Assert.Null(await anew.LoadAsync(list, Cancel));
        Assert.Equal(["GET items"], traffic.Take());
        await SaveAsync("UnitReturns", "r1", of: anew);
        Assert.Equal(["PATCH fields"], traffic.Take());
        Assert.Equal("UnitReturns=r1", await RowAsync());
    }

    [Theory]
    [Trait("Fault", "16")]
    [InlineData(403, "before", "POST .*/items$", Failure.Forbidden, "")]
    [InlineData(504, "after", "POST .*/items$", Failure.Unknown, "UnitReturns=r0")]
    [InlineData(403, "before", "PATCH .*/fields$", Failure.Forbidden, "Staff=s0")]
    [InlineData(504, "after", "PATCH .*/fields$", Failure.Unknown, "Staff=s0 UnitReturns=r0")]
    public async Task A_Row_That_Cannot_Be_Written_Fails_The_Pass_And_Is_Tried_Again_With_The_Next(int status, string when, string route, Failure kind, string stands)
    {
        if (stands.Contains("Staff", StringComparison.Ordinal))
        {
            await SaveAsync("Staff", "s0");
            _year.Tenant.Clock.Advance(Cursors.WriteEvery);
        }

        await _year.FaultAsync($$"""{"route":"{{route}}","times":1,"kind":"status","status":{{status}},"when":"{{when}}"}""");
        Assert.Equal(kind, (await Assert.ThrowsAsync<M365Exception>(() => SaveAsync("UnitReturns", "r0"))).Failure);
        Assert.Equal(stands, await RowAsync());

        // The doorbell rings again, at once: nothing has changed since, and the cursor is written down all the same.
        await SaveAsync("UnitReturns", "r0", changes: 0);
        Assert.Contains("UnitReturns=r0", await RowAsync(), StringComparison.Ordinal);
        _traffic.Take();
        await SaveAsync("UnitReturns", "r1");
        Assert.Empty(_traffic.Take());
    }

    [Fact]
    public async Task A_Row_That_Somebody_Deleted_Is_Made_Anew()
    {
        await SaveAsync("UnitReturns", "r0");
        var rows = (await _year.BeginAsync()).Flow.Stores["SystemState"];
        Assert.True(await rows.RemoveAsync(Assert.Single(await rows.FindAsync(SystemState.StateKey, "cursors:2025", Cancel)), Cancel));
        _year.Tenant.Clock.Advance(Cursors.WriteEvery);
        await Assert.ThrowsAsync<M365Exception>(() => SaveAsync("UnitReturns", "r1"));
        await SaveAsync("UnitReturns", "r1");
        Assert.Equal("UnitReturns=r1", await RowAsync());
    }

    private async Task<(Cursors Cursors, Traffic Traffic)> BeginAsync()
    {
        var (flow, traffic) = await _year.BeginAsync();
        return (flow.Cursors, traffic);
    }

    private Task SaveAsync(string list, string link, int changes = 1, bool fresh = false, Cursors? of = null) =>
        (of ?? _cursors).SaveAsync(list, new DeltaRead([.. Enumerable.Repeat(AnItem, changes)], link, fresh), Cancel);

    /// <summary>What a process that starts now would find.</summary>
    private async Task<string> RowAsync()
    {
        var rows = await (await _year.BeginAsync()).Flow.Stores["SystemState"].FindAsync(SystemState.StateKey, "cursors:2025", Cancel);
        return string.Join(' ', rows.SelectMany(row => JObject.Parse(row.Text(SystemState.Data)).Properties()).Select(link => $"{link.Name}={link.Value}").Order(StringComparer.Ordinal));
    }
}
