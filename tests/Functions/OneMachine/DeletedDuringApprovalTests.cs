using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What was sent is deleted while people look at it, or after they did: it is noticed by polling alone, of which only an id is told.</summary>
public sealed class DeletedDuringApprovalTests : ReturnUnderReview
{
    [Theory]
    [Trait("Fault", "43")]
    [InlineData("confirm")]
    [InlineData("receive")]
    [InlineData("appraise")]
    public async Task A_Deleted_Return_Is_Withdrawn_Its_Requests_Are_Closed_And_Those_Who_Were_Asked_Are_Told(string waiting)
    {
        await AnswerUpToAsync(waiting);
        var before = await EventsAsync();
        using (var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk))
            await clerk.RemoveAsync(UnitReturns.List, new JObject { ["id"] = "2" }, Cancel);
        await PollAsync();
        Assert.Equal(before, await EventsAsync());
        await PassAsync(11);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnRemoved"], await EventsAsync());
        Assert.All(await RequestsAsync(), pair => Assert.NotEqual(Requests.Status.Word("pending"), (string?)pair.Value["Status"]));
        Assert.Contains("đã bị xóa", (await MailsAsync(Head))[^1], StringComparison.Ordinal);
        Assert.Equal(waiting != "confirm", (await MailsAsync(Office)).Any(mail => mail.Contains("đã bị xóa", StringComparison.Ordinal)));
        await PassAsync(30);
        Assert.Equal(before.Count + 1, (await EventsAsync()).Count);
    }

    [Theory]
    [Trait("Fault", "43")]
    [InlineData("confirm")]
    [InlineData("receive")]
    [InlineData("appraise")]
    public async Task A_Deleted_Line_Is_A_Round_Without_It_And_The_Last_Line_Withdraws_The_Return(string waiting)
    {
        await AnswerUpToAsync(waiting);
        var before = await EventsAsync();
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        var lines = await clerk.ItemsAsync(Nominations.List, "fields/ReturnLookupId eq 2", Cancel);
        await clerk.RemoveAsync(Nominations.List, lines[0], Cancel);
        await PollAsync();
        await PassAsync(11);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnRevised"], await EventsAsync());
        Assert.Contains($"Xóa: {lines[0]["fields"]!["Title"]}", (await MailsAsync(Head))[^1], StringComparison.Ordinal);
        foreach (var line in lines.Skip(1)) await clerk.RemoveAsync(Nominations.List, line, Cancel);
        await PollAsync();
        await PassAsync(11);
        Assert.Equal($"{Case}:{before.Count + 2:D6} ReturnRemoved", (await EventsAsync())[^1]);
        Assert.Equal((UnitReturns.Status.Word("withdrawn"), UnitReturns.Step.Word("draft")), ((string?)(await ReturnAsync())["Status"], (string?)(await ReturnAsync())["Step"]));

        // The unit writes its lines anew and sends: a new round.
        await clerk.AddAsync(Nominations.List, new JObject { ["Title"] = "Cán bộ mẫu 14", ["ReturnLookupId"] = "2", ["Award"] = Nominations.Award.Word("giay_khen") }, Cancel);
        await clerk.ChangeAsync(UnitReturns.List, await ItemAsync(clerk), new JObject { ["Step"] = UnitReturns.Step.Word("submit") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(Requests.Status.Word("pending"), (string?)(await RequestsAsync())["03-confirm"]["Status"]);
    }

    [Fact]
    [Trait("Fault", "43")]
    public async Task What_Is_Deleted_After_The_Appraisal_Is_For_The_Office_To_Restore()
    {
        await AnswerUpToAsync("");
        var before = await EventsAsync();
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        await clerk.RemoveAsync(UnitReturns.List, new JObject { ["id"] = "2" }, Cancel);
        await PassAsync(30);
        Assert.Equal(before, await EventsAsync());
        var attend = (await _stage.ItemsAsync(Requests.List)).Single(item => (string?)item["RequestKey"] == $"attend-gone-{Case}");
        Assert.Contains("Thùng rác", (string?)attend["Summary"], StringComparison.Ordinal);
    }
}
