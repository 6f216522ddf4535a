using System.Text;
using EmulationM365.Functions;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>
/// Subscriptions vanish, end, lead elsewhere, are doubled or were not renewed, and nobody says so. The hour finds it and puts it right, and what changed unheard is
/// read right after, before its list is looked at anyway.
/// </summary>
public sealed class LostSubscriptionTests : ReturnUnderReview
{
    private static readonly Uri Moved = new("https://moved.functions.test");
    private static readonly int Watched = SiteSchema.Lists.Count(list => list.Watch == Watch.Subscribe);

    [Theory]
    [Trait("Fault", "11")]
    [InlineData("remove")]
    [InlineData("expire")]
    public async Task Gone_Or_Ended_Without_A_Word_They_Are_Made_Anew_Within_The_Hour_And_What_Was_Missed_Is_Read_Then(string action)
    {
        await BeforeTheHourlyRunAsync();
        var (before, old) = (await EventsAsync(), await AliveAsync());
        await LocalAsync("_local/subscriptions", $$"""{"action":"{{action}}"}""");
        Assert.Empty(await AliveAsync());
        await AnswerAsync("confirm", "agree", Head, 1);
        Assert.Equal(before, await EventsAsync());

        await PassAsync(1);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnConfirmed"], await EventsAsync());
        await OneEachAsync(Home);
        Assert.Empty((await AliveAsync()).Select(one => one.Id).Intersect(old.Select(one => one.Id)));

        // And they ring.
        await AnswerAsync("receive", "received", Office, 1);
        Assert.Equal($"{Case}:{before.Count + 2:D6} ReturnReceived", (await EventsAsync())[^1]);
    }

    [Fact]
    [Trait("Fault", "11")]
    public async Task Leading_To_An_Old_Address_They_Are_Replaced_Within_The_Hour_And_What_Was_Missed_Is_Read_Then()
    {
        await BeforeTheHourlyRunAsync();
        var before = await EventsAsync();
        // The functions have moved, and somebody else answers where Graph still goes.
        await using var stranger = await Receiver.StartAsync(Cancel);
        Options.NotificationBaseUrl = Moved;
        _stage.Machine.DeliverTo(Moved, _stage.Machine.Host.BaseAddress);
        _stage.Machine.DeliverTo(Home, stranger.Address);
        await AnswerAsync("confirm", "agree", Head, 1);
        Assert.Equal(before, await EventsAsync());
        Assert.Single(stranger.Notifications);

        await PassAsync(1);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnConfirmed"], await EventsAsync());
        await OneEachAsync(Moved);
    }

    [Fact]
    [Trait("Fault", "12")]
    public async Task A_Second_One_That_Nobody_Remembers_Is_Not_Believed_And_Is_Ended_Within_The_Hour()
    {
        await BeforeTheHourlyRunAsync();
        // A worker made it and was cut off before it could write that down.
        var first = Assert.Single(await AliveAsync(Petitions.List));
        var address = (await FlowAsync()).Stores["Petitions"].Address;
        await Calls.CreateAsync(address, new Uri(first.Address), "mẫu", _stage.Machine.Clock.GetUtcNow().AddDays(20), Cancel);
        Assert.Equal(2, (await AliveAsync(Petitions.List)).Count);
        Assert.Equal((1, 1), await RingAndReadAsync());

        await PassAsync(1);
        Assert.Equal(first.Id, Assert.Single(await AliveAsync(Petitions.List)).Id);
        await OneEachAsync(Home);
    }

    [Fact]
    [Trait("Fault", "12")]
    public async Task Two_That_Are_Both_Ours_Lead_To_One_Reading_Until_The_Old_One_Can_Be_Ended()
    {
        await BeforeTheHourlyRunAsync();
        var old = Assert.Single(await AliveAsync(Petitions.List));
        // The key of the door is changed, so all are made anew; the old ones cannot be ended.
        Options.NotificationKey = _stage.Machine.Host.HostKey;
        await LocalAsync("_local/faults", """{"rules":[{"route":"DELETE .*/subscriptions/","every":1,"kind":"status","status":503}]}""", HttpMethod.Put);
        await PassAsync(1);
        Assert.Equal(2, (await AliveAsync(Petitions.List)).Count);
        Assert.Equal((2, 1), await RingAndReadAsync());

        await LocalAsync("_local/faults", "{}", HttpMethod.Delete);
        await PassAsync(60);
        Assert.NotEqual(old.Id, Assert.Single(await AliveAsync(Petitions.List)).Id);
        await OneEachAsync(Home);
    }

    [Theory]
    [Trait("Fault", "13")]
    [InlineData(3)]
    [InlineData(31)]
    public async Task After_Days_In_Which_Nothing_Was_Renewed_They_Are_Alive_Again_And_Nothing_Is_Lost(int days)
    {
        var before = await EventsAsync();
        await _stage.SwitchOffAsync(TimeSpan.FromDays(days));
        // While nobody worked, a person went on, and what could still tell of it is gone.
        await LocalAsync("_local/subscriptions", """{"action":"expire"}""");
        using (var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk))
            await clerk.ChangeAsync(UnitReturns.List, await ItemAsync(clerk), new JObject { ["Step"] = UnitReturns.Step.Word("withdraw") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Contains($"{Case}:{before.Count + 1:D6} ReturnWithdrawn", await EventsAsync());
        await OneEachAsync(Home);
    }

    private static Uri Home => EmulationM365.Functions.Local.OneMachine.NotificationBase;

    private M365Options Options => _stage.Machine.Host.Services.GetRequiredService<M365Options>();

    private SubscriptionCalls Calls => new(_stage.Machine.Host.Services.GetRequiredService<Tenancy>());

    /// <summary>To a minute before the subscriptions are looked at, with every list looked at shortly before: nothing but that run can find anything in the next minute.</summary>
    private async Task BeforeTheHourlyRunAsync()
    {
        var now = _stage.Machine.Clock.GetUtcNow();
        var hour = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour)).AddHours(1);
        foreach (var minute in new[] { 10, 16 })
        {
            _stage.Machine.Clock.MoveTo(hour.AddMinutes(minute));
            await _stage.Machine.SettleAsync(Cancel);
        }
    }

    /// <summary>A change of a list nobody else touches: doorbells that came of it, and readings of the list that came of those.</summary>
    private async Task<(int Doorbells, int Readings)> RingAndReadAsync()
    {
        using (var office = Caller.Person(_stage.Machine.TenantAddress, Office)) await office.AddAsync(Petitions.List, new JObject { ["Title"] = "Kiến nghị mẫu" }, Cancel);
        await _stage.Machine.WhenDeliveredAsync(Cancel);
        var (rung, read) = (_stage.Machine.Host.CountMessages(Doors.ListsQueue), await ReadingsAsync());
        await _stage.Machine.SettleAsync(Cancel);
        return (rung, await ReadingsAsync() - read);
    }

    private async Task<int> ReadingsAsync()
    {
        var list = (await FlowAsync()).Stores["Petitions"].Address.ListId;
        using var http = new HttpClient();
        return (await http.GetStringAsync(new Uri(_stage.Machine.TenantAddress, "_local/requests"), Cancel)).Split('\n').Count(line => line.Contains($"/lists/{list}/items/", StringComparison.OrdinalIgnoreCase) && line.Contains("delta", StringComparison.Ordinal));
    }

    private async Task OneEachAsync(Uri host)
    {
        var alive = await AliveAsync();
        Assert.Equal(Watched, alive.Count);
        Assert.Equal(Watched, alive.Select(one => one.Resource).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(alive, one => Assert.StartsWith(host.ToString(), one.Address, StringComparison.Ordinal));
    }

    private Task<IReadOnlyList<AliveSubscription>> AliveAsync() => Calls.AliveAsync(Cancel);

    private async Task<IReadOnlyList<AliveSubscription>> AliveAsync(ListSchema list)
    {
        var resource = SubscriptionCalls.ResourceOf((await FlowAsync()).Stores[list.Name].Address);
        return [.. (await AliveAsync()).Where(one => string.Equals(one.Resource.Trim('/'), resource, StringComparison.OrdinalIgnoreCase))];
    }

    private Task<SiteFlow> FlowAsync() => _stage.Machine.Host.Services.GetRequiredService<SiteFlows>().OpenAsync(0, Cancel);

    private async Task LocalAsync(string path, string body, HttpMethod? method = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, new Uri(_stage.Machine.TenantAddress, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await http.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
    }
}
