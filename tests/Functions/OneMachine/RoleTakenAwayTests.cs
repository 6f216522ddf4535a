using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>
/// Somebody was asked, and may no longer answer when they do: judged at the click, by what the lists say then, though the worker has not yet seen that they changed.
/// </summary>
public sealed class RoleTakenAwayTests : ReturnUnderReview
{
    private static readonly SamplePerson Deputy = SamplePeople.Number(18);
    private static readonly SamplePerson Successor = SamplePeople.Number(14);

    [Theory]
    [Trait("Fault", "51")]
    [InlineData("Role", "staff")]
    [InlineData("UnitKey", "chuyen-mon-2")]
    [InlineData("Account", "")]
    [InlineData("", "")]
    public async Task On_The_Page_The_Answer_Of_Somebody_Who_No_Longer_Holds_The_Role_Is_Refused_At_The_Click(string column, string value)
    {
        var before = await EventsAsync();
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        Assert.True(page.HasForm);
        await TakeAwayAsync(column, value);
        foreach (var answer in new[] { "agree", "send_back" })
            Assert.Equal(403, (await browser.SendAsync(_stage.Link, page, [KeyValuePair.Create("answer", answer), KeyValuePair.Create("comment", "Lý do mẫu")], Cancel)).Status);
        Assert.Equal(before, await EventsAsync());

        // The page itself is theirs no longer either, and whatever the worker makes of the change, nothing was answered.
        Assert.Equal(403, (await browser.OpenAsync(_stage.Link, Head, Cancel)).Status);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.DoesNotContain(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal) || recorded.EndsWith("ReturnSentBack", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Fault", "51")]
    [InlineData("Role", "staff")]
    [InlineData("UnitKey", "chuyen-mon-2")]
    public async Task In_The_List_The_Answer_Is_Refused_Though_They_Could_Still_Write_It(string column, string value)
    {
        await TakeAwayAsync(column, value);
        await AnswerAsync("confirm", "agree", Head, 1);
        Assert.DoesNotContain(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
        Assert.Contains(await MailsAsync(Head), mail => mail.Contains("Chưa ghi nhận được", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Fault", "51")]
    public async Task Whose_Delegation_Was_Taken_Back_No_Longer_Answers_In_The_Place_Of_Another()
    {
        await AnswerUpToAsync("receive");
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office);
        await office.AddAsync(Delegations.List, new JObject { ["Title"] = "Ủy quyền mẫu", ["FromStaffKey"] = Office.StaffKey, ["ToStaffKey"] = Deputy.StaffKey }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        await PassAsync(1);
        var link = await _stage.LastLinkAsync(Deputy);
        using var browser = new Browser();
        var page = await browser.OpenAsync(link, Deputy, Cancel);
        Assert.True(page.HasForm);

        await office.RemoveAsync(Delegations.List, Assert.Single(await office.ItemsAsync(Delegations.List, null, Cancel)), Cancel);
        Assert.Equal(403, (await browser.SendAsync(link, page, [KeyValuePair.Create("answer", "received")], Cancel)).Status);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.DoesNotContain(await EventsAsync(), recorded => recorded.EndsWith("ReturnReceived", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Fault", "51")]
    public async Task Who_Got_The_Role_Since_Answers_What_Was_Sent_To_Another()
    {
        var before = await EventsAsync();
        using (var office = Caller.Person(_stage.Machine.TenantAddress, Office))
            await office.ChangeAsync(Staff.List, await RowAsync(office, Successor), new JObject { ["Role"] = Staff.Role.Word("head") }, Cancel);
        await TakeAwayAsync("Role", "staff");
        await _stage.Machine.SettleAsync(Cancel);
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Successor, Cancel);
        Assert.Equal(200, (await browser.SendAsync(_stage.Link, page, [KeyValuePair.Create("answer", "agree")], Cancel)).Status);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnConfirmed"], await EventsAsync());
    }

    /// <summary>The office changes the row of the head, or deletes it; nothing has been told to the worker when this returns, or it has not looked.</summary>
    private async Task TakeAwayAsync(string column, string value)
    {
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office);
        var row = await RowAsync(office, Head);
        if (column.Length == 0) await office.RemoveAsync(Staff.List, row, Cancel);
        else await office.ChangeAsync(Staff.List, row, column == "Account" ? new JObject { ["AccountLookupId"] = null } : new JObject { [column] = column == "Role" ? Staff.Role.Word(value) : value }, Cancel);
    }

    private static async Task<JObject> RowAsync(Caller caller, SamplePerson person) =>
        (await caller.ItemsAsync(Staff.List, null, Cancel)).Single(row => (string?)row["fields"]!["StaffKey"] == person.StaffKey);
}
