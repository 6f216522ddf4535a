using System.Net;
using EmulationM365.Functions;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>
/// The storage account is down: no doorbell can be put into the queue, and none is in it afterwards. Nothing is decided, sent or half done for that; what people did
/// meanwhile is found when it is back.
/// </summary>
public sealed class StorageDownTests : ReturnUnderReview
{
    private string Queue => Path.Combine(_stage.Data, "queues", Doors.ListsQueue);

    [Fact]
    [Trait("Fault", "39")]
    public async Task While_It_Is_Down_Nothing_Happens_And_Afterwards_Everything_Once()
    {
        var (before, mails) = (await EventsAsync(), (await _stage.LocalAsync("_local/mails"))["value"]!.Count());
        Break();
        await AnswerAsync("confirm", "agree", Head, 1);
        // Polling rings too, and its doorbells find no queue.
        await PollAsync();
        Assert.Equal(before, await EventsAsync());
        Assert.Equal(mails, (await _stage.LocalAsync("_local/mails"))["value"]!.Count());
        // Graph was not told that it had been heard, and will try again.
        var heard = await _stage.LocalAsync("_local/notifications");
        Assert.Equal(0, (int)heard["dropped"]!);
        Assert.NotEqual(0, (int)heard["postponed"]!);

        Mend();
        await PollAsync();
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnConfirmed"], await EventsAsync());
        Assert.Equal(Requests.Status.Word("pending"), (string?)(await RequestsAsync())["01-receive"]["Status"]);
    }

    [Fact]
    [Trait("Fault", "39")]
    public async Task An_Answer_On_The_Page_Is_Recorded_All_The_Same_And_What_Follows_Comes_Later()
    {
        var before = await EventsAsync();
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        Break();
        var answered = await browser.SendAsync(_stage.Link, page, [KeyValuePair.Create("answer", "agree")], Cancel);
        Assert.Equal(200, answered.Status);
        Assert.Contains("Đã ghi nhận câu trả lời.", WebUtility.HtmlDecode(answered.Html), StringComparison.Ordinal);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnConfirmed"], await EventsAsync());
        Assert.DoesNotContain("01-receive", (await RequestsAsync()).Keys);

        Mend();
        await PollAsync();
        Assert.Equal(Requests.Status.Word("pending"), (string?)(await RequestsAsync())["01-receive"]["Status"]);
        Assert.Equal(before.Count + 1, (await EventsAsync()).Count);
    }

    [Fact]
    [Trait("Fault", "39")]
    public async Task What_Waited_In_A_Queue_That_Is_Lost_With_The_Storage_Is_Found_By_Polling()
    {
        var before = await EventsAsync();
        using (var head = Caller.Person(_stage.Machine.TenantAddress, Head))
        {
            var item = (await head.ItemsAsync(Requests.List, null, Cancel)).Single(request => (string?)request["fields"]!["RequestKey"] == $"{Case}-01-confirm");
            await head.ChangeAsync(Requests.List, item, new JObject { ["Decision"] = Requests.Decision.Word("agree") }, Cancel);
        }

        await _stage.Machine.WhenDeliveredAsync(Cancel);
        Assert.Equal(1, _stage.Machine.Host.CountMessages(Doors.ListsQueue));
        Directory.Delete(Queue, recursive: true);
        await _stage.SwitchOffAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _stage.Machine.Host.CountMessages(Doors.ListsQueue));
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnConfirmed"], await EventsAsync());
    }

    /// <summary>A file stands where the folder of the queue was: whatever is put there fails.</summary>
    private void Break()
    {
        if (Directory.Exists(Queue)) Directory.Delete(Queue, recursive: true);
        File.WriteAllText(Queue, "");
    }

    private void Mend() => File.Delete(Queue);
}
