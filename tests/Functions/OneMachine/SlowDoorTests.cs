using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A door that answers too slowly is told nothing for a while. The road to it is what is slow here: the door itself answers at once.</summary>
public sealed class SlowDoorTests : ReturnUnderReview
{
    [Fact]
    [Trait("Fault", "10")]
    public async Task What_Is_Dropped_Because_Answers_Were_Slow_Is_Found_By_Polling_And_Only_Time_Is_Lost()
    {
        await using var road = await Receiver.StartAsync(Cancel);
        (road.PassTo, road.Meanwhile) = (_stage.Machine.Host.BaseAddress, () => _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddSeconds(3)));
        _stage.Machine.DeliverTo(EmulationM365.Functions.Local.OneMachine.NotificationBase, road.Address);
        var before = await EventsAsync();
        await UntilDroppedAsync();
        road.Meanwhile = null;
        await AnswerAsync("confirm", "agree", Head, 1);
        Assert.Equal(before, await EventsAsync());
        Assert.Equal(1, await DroppedAsync());

        // Nobody told; it is seen when the list is looked at all the same, once.
        await PollAsync();
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnConfirmed"], await EventsAsync());
        Assert.Equal(Requests.Status.Word("pending"), (string?)(await RequestsAsync())["01-receive"]["Status"]);

        // The ten minutes are over: the next answer is told, and followed at once.
        await AnswerAsync("receive", "received", Office, 1);
        Assert.Equal($"{Case}:{before.Count + 2:D6} ReturnReceived", (await EventsAsync())[^1]);
        Assert.Equal(1, await DroppedAsync());
    }

    /// <summary>Changes that lead to nothing, each told and slowly taken, until the tenant has had enough: it judges after a hundred answers.</summary>
    private async Task UntilDroppedAsync()
    {
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office);
        for (var change = 0; change < 120 && await TreatmentAsync() != "dropped"; change++)
        {
            await office.AddAsync(Petitions.List, new JObject { ["Title"] = $"Kiến nghị mẫu {change}" }, Cancel);
            await _stage.Machine.SettleAsync(Cancel);
        }

        Assert.Equal(("dropped", 0), (await TreatmentAsync(), await DroppedAsync()));
    }

    private async Task<string?> TreatmentAsync() => (string?)(await _stage.LocalAsync("_local/notifications"))["receivers"]!.SingleOrDefault()?["treatment"];

    private async Task<int> DroppedAsync() => (int)(await _stage.LocalAsync("_local/notifications"))["dropped"]!;
}
