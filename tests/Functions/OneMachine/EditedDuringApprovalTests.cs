using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What was sent is edited or marked by hand while people look at it: by the lists alone, at every point between the requests.</summary>
public sealed class EditedDuringApprovalTests : ReturnUnderReview
{
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
    [Trait("Fault", "41")]
    public async Task A_Status_Written_By_Hand_In_The_Save_Of_A_Step_That_Is_Refused_Is_Put_Right_Too()
    {
        foreach (var step in Steps) await AnswerAsync(step.Kind, step.Answer, step.Person, 1);
        var before = await EventsAsync();
        await EditReturnAsync(Clerk, new JObject { ["Step"] = UnitReturns.Step.Word("withdraw"), ["Status"] = UnitReturns.Status.Word("decided") });
        var item = await ReturnAsync();
        Assert.Contains("không rút được", (string?)item["SystemNote"], StringComparison.Ordinal);
        Assert.Equal(UnitReturns.Status.Word("awaiting_council"), (string?)item["Status"]);
        Assert.Equal(before, await EventsAsync());
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
}
