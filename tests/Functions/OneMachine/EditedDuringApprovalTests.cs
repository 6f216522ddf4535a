using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What was sent is edited, deleted or marked by hand while people look at it: by the lists alone, at every point between the requests.</summary>
public sealed class EditedDuringApprovalTests : IAsyncLifetime
{
    private const string Case = "r-2025-000002";
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private static readonly SamplePerson Office = SamplePeople.Number(5);
    private static readonly SamplePerson OtherClerk = SamplePeople.Number(17);
    private static readonly (string Kind, string Answer, SamplePerson Person)[] Steps = [("confirm", "agree", Head), ("receive", "received", Office), ("appraise", "qualified", Office)];
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [Trait("Fault", "41")]
    [Trait("Fault", "42")]
    [InlineData("confirm")]
    [InlineData("receive")]
    [InlineData("appraise")]
    public async Task An_Edit_Begins_A_New_Round_Once_The_List_Is_Quiet_And_Answers_To_The_Old_One_Count_No_More(string waiting)
    {
        await AnswerUpToAsync(waiting);
        var before = await EventsAsync();
        await EditLineAsync(Clerk, new JObject { ["Achievement"] = "Thành tích sửa lần 1 (mẫu)" });
        await EditLineAsync(Clerk, new JObject { ["Achievement"] = "Thành tích sửa lần 2 (mẫu)", ["MonthsServed"] = 11 });

        // While people still write, nothing is taken, and what was asked cannot be answered.
        var asked = Steps.Single(step => step.Kind == waiting);
        await AnswerAsync(asked.Kind, asked.Answer, asked.Person, 1);
        Assert.Equal(before, await EventsAsync());
        Assert.Contains(await MailsAsync(asked.Person), mail => mail.Contains("Danh sách đã thay đổi sau khi nộp", StringComparison.Ordinal));
        await PassAsync(8);
        await EditLineAsync(Clerk, new JObject { ["Votes"] = 3 });
        await PassAsync(8);
        Assert.Equal(before, await EventsAsync());

        await PassAsync(4);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnRevised"], await EventsAsync());
        Assert.Equal(UnitReturns.Status.Word("awaiting_confirmation"), (string?)(await ReturnAsync())["Status"]);
        var requests = await RequestsAsync();
        Assert.Equal(Requests.Status.Word("pending"), (string?)requests["02-confirm"]["Status"]);
        Assert.All(requests.Where(pair => pair.Key.StartsWith("01-", StringComparison.Ordinal)), pair => Assert.NotEqual(Requests.Status.Word("pending"), (string?)pair.Value["Status"]));
        foreach (var given in Steps.TakeWhile(step => step.Kind != waiting)) Assert.Contains("không còn giá trị", (string?)requests[$"01-{given.Kind}"]["Answered"], StringComparison.Ordinal);
        var mail = (await MailsAsync(Head))[^1];
        Assert.All(new List<string> { "Cán bộ mẫu 03", "được xét lại từ đầu", "Sửa: ", "Tóm tắt thành tích", "Số tháng" }, word => Assert.Contains(word, mail, StringComparison.Ordinal));

        await PassAsync(30);
        Assert.Equal(before.Count + 1, (await EventsAsync()).Count);
        foreach (var step in Steps) await AnswerAsync(step.Kind, step.Answer, step.Person, 2);
        Assert.Equal(UnitReturns.Status.Word("awaiting_council"), (string?)(await ReturnAsync())["Status"]);
    }

    [Fact]
    [Trait("Fault", "42")]
    public async Task An_Edit_Undone_Before_The_List_Is_Quiet_Leads_To_Nothing()
    {
        var before = await EventsAsync();
        var line = await LineAsync(Clerk);
        await EditLineAsync(Clerk, new JObject { ["Achievement"] = "Sửa nhầm (mẫu)" });
        await PassAsync(5);
        await EditLineAsync(Clerk, new JObject { ["Achievement"] = line["fields"]!["Achievement"] });
        await PassAsync(30);
        Assert.Equal(before, await EventsAsync());
        await AnswerAsync("confirm", "agree", Head, 1);
        Assert.Equal(before.Count + 1, (await EventsAsync()).Count);
    }

    [Fact]
    [Trait("Fault", "42")]
    public async Task An_Edit_By_Another_Unit_Is_Put_Back_And_Named_To_The_Office_And_Nothing_Begins_Anew()
    {
        var before = await EventsAsync();
        var line = await LineAsync(Clerk);
        await EditLineAsync(OtherClerk, new JObject { ["Achievement"] = "Người khác sửa (mẫu)", ["MonthsServed"] = 3, ["Title"] = "Tên khác (mẫu)" });
        var again = await LineAsync(Clerk);
        Assert.All(new List<string> { "Achievement", "MonthsServed", "Title" }, column => Assert.Equal((string?)line["fields"]![column], (string?)again["fields"]![column]));
        await PassAsync(30);
        Assert.Equal(before, await EventsAsync());
        var attend = (await _stage.ItemsAsync(Requests.List)).Single(item => ((string)item["RequestKey"]!).StartsWith("attend-edit-", StringComparison.Ordinal));
        Assert.Contains("Cán bộ mẫu 17", (string?)attend["Summary"], StringComparison.Ordinal);
        var told = Assert.Single(await MailsAsync(OtherClerk), mail => mail.Contains("Đã trả lại như cũ", StringComparison.Ordinal));
        Assert.Contains("Chỉ cán bộ lập báo cáo", told, StringComparison.Ordinal);
        await AnswerAsync("confirm", "agree", Head, 1);
        Assert.Equal(before.Count + 1, (await EventsAsync()).Count);
    }

    [Fact]
    [Trait("Fault", "42")]
    public async Task A_Line_Added_By_Another_Unit_Is_Taken_Out_Again()
    {
        var before = await EventsAsync();
        using (var stranger = Caller.Person(_stage.Machine.TenantAddress, OtherClerk))
            await stranger.AddAsync(Nominations.List, new JObject { ["Title"] = "Dòng lạ (mẫu)", ["ReturnLookupId"] = "2", ["Award"] = Nominations.Award.Word("ldtt") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.DoesNotContain(await _stage.ItemsAsync(Nominations.List), item => (string?)item["Title"] == "Dòng lạ (mẫu)");
        await PassAsync(30);
        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    [Trait("Fault", "42")]
    public async Task What_Cannot_Stand_As_Edited_Is_Said_To_The_Unit_And_Begins_Nothing()
    {
        var before = await EventsAsync();
        await EditLineAsync(Clerk, new JObject { ["Award"] = null });
        await PassAsync(12);
        Assert.Equal(before, await EventsAsync());
        Assert.Contains("chưa chọn danh hiệu", (string?)(await ReturnAsync())["SystemNote"], StringComparison.Ordinal);
        await EditLineAsync(Clerk, new JObject { ["Award"] = Nominations.Award.Word("giay_khen") });
        await PassAsync(12);
        await PassAsync(12);
        Assert.Equal(before.Count + 1, (await EventsAsync()).Count);
    }

    [Fact]
    [Trait("Fault", "42")]
    public async Task After_The_Appraisal_An_Edit_Is_Put_Back_And_Its_Editor_Is_Told_Why()
    {
        await AnswerUpToAsync("");
        var (before, line) = (await EventsAsync(), await LineAsync(Clerk));
        await EditLineAsync(Clerk, new JObject { ["Achievement"] = "Sửa muộn (mẫu)" });
        Assert.Equal((string?)line["fields"]!["Achievement"], (string?)(await LineAsync(Clerk))["fields"]!["Achievement"]);
        Assert.Contains("đã thẩm định xong", Assert.Single(await MailsAsync(Clerk), mail => mail.Contains("Đã trả lại như cũ", StringComparison.Ordinal)), StringComparison.Ordinal);
        await PassAsync(30);
        Assert.Equal(before, await EventsAsync());
    }

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
        await GoneAsync();
        await PassAsync(11);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnRevised"], await EventsAsync());
        Assert.Contains($"Xóa: {lines[0]["fields"]!["Title"]}", (await MailsAsync(Head))[^1], StringComparison.Ordinal);
        foreach (var line in lines.Skip(1)) await clerk.RemoveAsync(Nominations.List, line, Cancel);
        await GoneAsync();
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

    [Fact]
    [Trait("Fault", "44")]
    public async Task A_Status_Written_By_Hand_Is_Put_Right_Is_No_Decision_And_Its_Editor_Is_Told_Once_While_Their_Own_Column_Stays()
    {
        var before = await EventsAsync();
        await EditLineAsync(Clerk, new JObject { ["LineStatus"] = Nominations.LineStatus.Word("granted"), ["Achievement"] = "Sửa cùng lúc (mẫu)" });
        var line = (await LineAsync(Clerk))["fields"]!;
        Assert.Equal((Nominations.LineStatus.Word("awaiting_confirmation"), "Sửa cùng lúc (mẫu)"), ((string?)line["LineStatus"], (string?)line["Achievement"]));
        Assert.Equal(before, await EventsAsync());
        await PassAsync(5);
        var told = Assert.Single(await MailsAsync(Clerk), mail => mail.Contains("Đã trả lại như cũ", StringComparison.Ordinal));
        Assert.Contains(Nominations.LineStatus.Word("awaiting_confirmation"), told, StringComparison.Ordinal);
        Assert.Contains("không làm hồ sơ chuyển bước", told, StringComparison.Ordinal);
        await EditReturnAsync(Clerk, new JObject { ["Status"] = UnitReturns.Status.Word("decided") });
        Assert.Equal(UnitReturns.Status.Word("awaiting_confirmation"), (string?)(await ReturnAsync())["Status"]);
        Assert.Equal(2, (await MailsAsync(Clerk)).Count(mail => mail.Contains("Đã trả lại như cũ", StringComparison.Ordinal)));
    }

    /// <summary>Answers what waits, one after the other, until a kind waits; all of them for an empty one.</summary>
    private async Task AnswerUpToAsync(string kind)
    {
        foreach (var step in Steps.TakeWhile(step => step.Kind != kind)) await AnswerAsync(step.Kind, step.Answer, step.Person, 1);
    }

    private async Task AnswerAsync(string kind, string answer, SamplePerson person, int round)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person);
        var item = (await caller.ItemsAsync(Requests.List, null, Cancel)).Single(request => (string?)request["fields"]!["RequestKey"] == $"{Case}-{round:D2}-{kind}");
        await caller.ChangeAsync(Requests.List, item, new JObject { ["Decision"] = Requests.Decision.Word(answer) }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task EditLineAsync(SamplePerson person, JObject fields)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person);
        await caller.ChangeAsync(Nominations.List, await LineAsync(person), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task EditReturnAsync(SamplePerson person, JObject fields)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person);
        await caller.ChangeAsync(UnitReturns.List, await ItemAsync(caller), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task PassAsync(int minutes)
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(minutes));
        await _stage.Machine.SettleAsync(Cancel);
    }

    /// <summary>On to a minute in which every list is looked at, whether it rang or not.</summary>
    private Task PollAsync() => PassAsync(21);

    /// <summary>A deleted line names only its id: whoever knows its case has it looked at.</summary>
    private async Task GoneAsync()
    {
        var services = _stage.Machine.Host.Services;
        var flow = await services.GetRequiredService<SiteFlows>().OpenAsync(0, Cancel);
        await services.GetRequiredService<ContentWatch>().FollowAsync(flow, Case, [], Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task<JObject> LineAsync(SamplePerson person)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person);
        return (await caller.ItemsAsync(Nominations.List, "fields/ReturnLookupId eq 2", Cancel))[0];
    }

    private static async Task<JObject> ItemAsync(Caller caller) => (await caller.ItemsAsync(UnitReturns.List, null, Cancel)).Single(item => (string?)item["id"] == "2");

    private async Task<JObject> ReturnAsync() => (await _stage.ItemsAsync(UnitReturns.List)).Single(item => (string?)item["CaseId"] == Case);

    private async Task<IReadOnlyDictionary<string, JObject>> RequestsAsync() => (await _stage.ItemsAsync(Requests.List))
        .Where(item => ((string)item["RequestKey"]!).StartsWith($"{Case}-", StringComparison.Ordinal)).ToDictionary(item => ((string)item["RequestKey"]!)[(Case.Length + 1)..]);

    private async Task<IReadOnlyList<string>> EventsAsync() => [.. (await _stage.EventsAsync()).Where(recorded => recorded.StartsWith($"{Case}:", StringComparison.Ordinal))];

    private async Task<IReadOnlyList<string>> MailsAsync(SamplePerson person) =>
        [.. (await _stage.LocalAsync($"_local/mails?to={person.UserPrincipalName}"))["value"]!.Select(mail => System.Net.WebUtility.HtmlDecode(mail.ToString()))];
}
