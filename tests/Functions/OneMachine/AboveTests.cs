using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Posting, council and submission as people meet them: by lists under their own tokens, by pages, with what they get wrong.</summary>
public sealed class AboveTests : PeopleOnStage
{
    private const string Session = "Họp Hội đồng bổ sung đợt 1";
    private static readonly Place Submission = Place.Submission(Session, Script.Department);

    [Fact]
    public async Task A_Posted_List_Shows_Names_To_The_Unit_While_It_Is_Posted_And_Nothing_Else_Of_Anybody()
    {
        await PlayToAsync("s2-post");
        var link = await PostingAsync(14);
        var events = await _stage.EventsAsync();
        using var browser = new Browser();
        var page = await browser.OpenAsync(link, SamplePeople.Number(14), Cancel);
        var text = WebUtility.HtmlDecode(page.Html);
        Assert.Equal((200, true), (page.Status, page.HasForm));
        Assert.All(new List<string> { "Cán bộ mẫu 03", "Cán bộ mẫu 06", "Cán bộ mẫu 25", "Điểm vệ tinh 1", "Lao động tiên tiến" }, shown => Assert.Contains(shown, text, StringComparison.Ordinal));
        Assert.All(new List<string> { "NV0", "Hoàn thành", "số liệu mẫu", "Đủ điều kiện", "Cán bộ mẫu 04" }, hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
        using var scanner = new Browser();
        Assert.DoesNotContain("mẫu", (await scanner.OpenAsync(link, null, Cancel)).Html, StringComparison.Ordinal);
        Assert.Equal(404, (await browser.OpenAsync(new Uri(link, "aaaaaaaaaaaaaaaaaaaaaaaaaa"), SamplePeople.Number(14), Cancel)).Status);

        MoveTo("s2-sit");
        var over = await browser.OpenAsync(link, SamplePeople.Number(14), Cancel);
        Assert.Equal((410, false), (over.Status, over.HasForm));
        Assert.DoesNotContain("Cán bộ mẫu 03", WebUtility.HtmlDecode(over.Html), StringComparison.Ordinal);
        Assert.Equal(410, (await CommentAsync(browser, link, page, "Quá hạn")).Status);
        Assert.Equal(events, await _stage.EventsAsync());
    }

    [Fact]
    public async Task A_Comment_Is_Kept_Once_Is_Read_By_The_Office_Alone_And_Is_Answered_By_Mail()
    {
        await PlayToAsync("s2-post");
        var link = await PostingAsync(14);
        using var browser = new Browser();
        var page = await browser.OpenAsync(link, SamplePeople.Number(14), Cancel);
        Assert.Equal(400, (await CommentAsync(browser, link, page, "  ")).Status);
        foreach (var _ in new[] { 1, 2 }) Assert.Equal(200, (await CommentAsync(browser, link, page, "Đề nghị xem lại dòng 2 (mẫu)")).Status);
        await _stage.Machine.SettleAsync(Cancel);
        var petition = Assert.Single(await _stage.ItemsAsync(Petitions.List));
        Assert.Equal(("Đề nghị xem lại dòng 2 (mẫu)", Petitions.Stage.Word("received")), ((string?)petition["Question"], (string?)petition["Stage"]));
        // To those who may not read it the list is not there at all.
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _people.As(14).ItemsAsync(Petitions.List, null, Cancel));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _people.As(4).ItemsAsync(Petitions.List, null, Cancel));

        await _people.ReplyAsync("reply", 5, Session, "Đã xem lại (trả lời mẫu).", Cancel);
        var mail = (await _stage.LocalAsync("_local/mails?to=mau14@mau.example"))["value"]!.Last!;
        Assert.StartsWith("Trả lời ý kiến", (string)mail["subject"]!, StringComparison.Ordinal);
        Assert.Contains("Đã xem lại (trả lời mẫu).", mail.ToString(), StringComparison.Ordinal);
        var told = (await _stage.LocalAsync("_local/mails?to=mau05@mau.example"))["value"]!.Where(each => ((string)each["subject"]!).StartsWith("Có ý kiến", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain("dòng 2", Assert.Single(told).ToString(), StringComparison.Ordinal);
        Assert.Contains("Đã xem lại", WebUtility.HtmlDecode((await browser.OpenAsync(link, SamplePeople.Number(14), Cancel)).Html), StringComparison.Ordinal);
        using var other = new Browser();
        Assert.DoesNotContain("Đề nghị xem lại", WebUtility.HtmlDecode((await other.OpenAsync(link, SamplePeople.Number(15), Cancel)).Html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Is_Wrong_With_An_Outcome_Is_Said_And_Nothing_Is_Recorded()
    {
        await PlayToAsync("s2-post");
        var events = await _stage.EventsAsync();
        await _people.PaperAsync(7, "kiem-phieu-bo-sung.pdf", Cancel);
        await _people.As(7).UploadAsync(await _people.As(7).RootAsync(YearLists.Documents, Cancel), "giay-trang.pdf", "no paper"u8.ToArray(), Cancel);
        var whole = new JObject { ["Day"] = "2025-07-10T00:00:00Z", ["Members"] = 9, ["Present"] = 8, ["WrittenBallots"] = 1, ["Tally"] = "kiem-phieu-bo-sung.pdf", ["Outcome"] = "1\t8\n2; 8\n3. Cán bộ mẫu 25: 8" };
        Assert.Contains("còn niêm yết đến hết ngày", await RecordAsync((JObject)whole.DeepClone()), StringComparison.Ordinal);
        MoveTo("s2-sit");
        foreach (var (change, value, says) in new (string, JToken, string)[]
        {
            ("Tally", "khong-co.pdf", "Không thấy tệp “khong-co.pdf”"), ("Tally", "giay-trang.pdf", "không phải là tệp PDF"), ("Present", 5, "5 trên 9 thành viên có mặt, chưa đủ"),
            ("Present", 9, "nhiều hơn 9 thành viên"), ("Outcome", "1; 8\n2; 8", "Dòng 3"), ("Outcome", "1; 8\n2; 8\n3; 10", "nhiều hơn 9 phiếu"), ("Outcome", "1; 8\nhai; 8", "“hai; 8”"), ("Day", "2025-07-09T00:00:00Z", "09/07/2025 phải sau"),
        })
        {
            var fields = (JObject)whole.DeepClone();
            fields[change] = value;
            Assert.Contains(says, await RecordAsync(fields), StringComparison.Ordinal);
        }

        Assert.Equal(events, await _stage.EventsAsync());
        Assert.Contains("Hội đồng tán thành 3 trên 3", await RecordAsync(whole), StringComparison.Ordinal);
        await AMinuteLaterAsync();
        var lines = (await _stage.ItemsAsync(Nominations.List)).Where(line => (string?)line["CouncilVotes"] == "8/9" && line["DecisionNumber"] is null).ToList();
        Assert.All(lines, line => Assert.Equal(Nominations.LineStatus.Word("council_passed"), (string?)line["LineStatus"]));
        Assert.Equal(3, lines.Count);
        Assert.Single(await _stage.ItemsAsync(Submissions.List), draft => (string?)draft["Stage"] == Submissions.Stage.Word("draft"));
    }

    [Fact]
    public async Task An_Outcome_That_Was_Recorded_When_The_Worker_Was_Cut_Off_Is_Shown_And_Not_Refused()
    {
        await PlayToAsync("s2-post");
        MoveTo("s2-sit");
        await _people.PaperAsync(7, "kiem-phieu-bo-sung.pdf", Cancel);
        var list = _stage.Machine.Host.Services.GetRequiredService<SiteFlows>();
        var id = (await list.OpenAsync(0, Cancel)).Stores["CouncilSessions"].Address.ListId;
        using var http = new HttpClient();
        var rule = new JObject { ["route"] = $"PATCH .*/lists/{id}/items/.*", ["identity"] = $"app:{SamplePeople.Worker}", ["after"] = 0, ["times"] = 6, ["kind"] = "reset", ["when"] = "before" };
        using var body = new StringContent(new JObject { ["rules"] = new JArray(rule) }.ToString());
        (await http.PutAsync(new Uri(_stage.Machine.TenantAddress, "_local/faults"), body, Cancel)).EnsureSuccessStatusCode();
        var fields = new JObject
        {
            ["Day"] = "2025-07-10T00:00:00Z", ["Members"] = 9, ["Present"] = 8, ["WrittenBallots"] = 1, ["Tally"] = "kiem-phieu-bo-sung.pdf", ["Outcome"] = "1; 8\n2; 8\n3; 8",
            ["Step"] = CouncilSessions.Step.Word("record"),
        };
        await _people.As(5).ChangeAsync(CouncilSessions.List, await _people.FindAsync(5, Place.Session(Session), Cancel), fields, Cancel);
        for (var minute = 0; minute < 25; minute++) await AMinuteLaterAsync();
        var item = (await _people.FindAsync(5, Place.Session(Session), Cancel))["fields"]!;
        Assert.Equal((CouncilSessions.Stage.Word("held"), CouncilSessions.Step.Word("draft")), ((string?)item["Stage"], (string?)item["Step"]));
        Assert.Contains("Hội đồng tán thành 3 trên 3", (string)item["SystemNote"]!, StringComparison.Ordinal);
        Assert.Single(await _stage.EventsAsync(), recorded => recorded.StartsWith("s-2025-000002", StringComparison.Ordinal) && recorded.EndsWith("CouncilHeld", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Line_Taken_Off_Waits_Again_And_The_Table_Keeps_What_Was_Typed()
    {
        await PlayToAsync("s2-post");
        var item = await _people.FindAsync(5, Place.Session(Session), Cancel);
        await _people.As(5).ChangeAsync(CouncilSessions.List, item, new JObject { ["Outcome"] = ((string)item["fields"]!["Outcome"]!).Replace("3. Cán bộ mẫu 25 – Lao động tiên tiến:", "3. Cán bộ mẫu 25 – Lao động tiên tiến: 7", StringComparison.Ordinal) }, Cancel);
        Assert.Contains("phải ghi rõ lý do", await StepAsync("take_off", new JObject { ["TakeOff"] = "2" }), StringComparison.Ordinal);
        Assert.Contains("2 trường hợp", await StepAsync("take_off", new JObject { ["TakeOff"] = "2", ["Because"] = "Có ý kiến, cần xem lại (mẫu)" }), StringComparison.Ordinal);
        var table = (string)(await _people.FindAsync(5, Place.Session(Session), Cancel))["fields"]!["Outcome"]!;
        Assert.Equal(["1. Cán bộ mẫu 03 – Lao động tiên tiến:", "3. Cán bộ mẫu 25 – Lao động tiên tiến: 7"], table.Split('\n').Select(row => row.TrimEnd()));
        await AMinuteLaterAsync();
        Assert.Equal(Nominations.LineStatus.Word("awaiting_council"), (string?)(await _stage.ItemsAsync(Nominations.List)).Single(line => (string?)line["StaffKey"] == "NV006")["LineStatus"]);
    }

    [Fact]
    public async Task A_Submission_Is_The_Directors_To_Agree_To_And_Goes_Out_With_Its_Signed_Pdf()
    {
        await PlayToAsync("s2-submission");
        var (sign, events) = (await RequestLinkAsync(8, "01-sign"), await _stage.EventsAsync());
        using var office = new Browser();
        Assert.Equal(403, (await office.OpenAsync(sign, SamplePeople.Number(5), Cancel)).Status);
        using var director = new Browser();
        var page = await director.OpenAsync(sign, SamplePeople.Number(8), Cancel);
        Assert.Contains("Phòng chuyên môn 1", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        Assert.Equal(400, (await director.SendAsync(sign, page, [KeyValuePair.Create("answer", "send_back")], Cancel)).Status);
        Assert.Equal(events, await _stage.EventsAsync());
        Assert.Equal(200, (await director.SendAsync(sign, page, [KeyValuePair.Create("answer", "agree"), KeyValuePair.Create("except", "3")], Cancel)).Status);
        await AMinuteLaterAsync();
        Assert.Equal(Nominations.LineStatus.Word("not_signed"), (string?)(await _stage.ItemsAsync(Nominations.List)).Single(line => (string?)line["StaffKey"] == "NV025")["LineStatus"]);

        await Assert.ThrowsAsync<RehearsalException>(() => _people.AnswerInListAsync("dispatch", 7, Submission, "01-dispatch", "SubmissionDispatched", LineFacts.Paper("21/TTr-MAU", "2025-07-11", "chua-tai-len.pdf"), Cancel));
        var refused = (await _stage.LocalAsync("_local/mails?to=mau07@mau.example"))["value"]!.Last!;
        Assert.Contains("Không thấy tệp", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(Submissions.Stage.Word("awaiting_dispatch"), (string?)(await _people.FindAsync(5, Submission, Cancel))["fields"]!["Stage"]);
    }

    [Fact]
    public async Task A_Draft_Of_Ones_Own_Has_No_Lines_And_Says_So()
    {
        var made = await _people.As(5).AddAsync(Submissions.List, new JObject { ["Title"] = "Tự lập (mẫu)", ["Addressee"] = "Sở mẫu", ["Step"] = Submissions.Step.Word("send") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var item = await _people.FindAsync(5, new Place(Submissions.List, "Title", "Tự lập (mẫu)"), Cancel);
        Assert.Equal(made["id"], item["id"]);
        Assert.Contains("không do hệ thống lập", (string?)item["fields"]!["SystemNote"], StringComparison.Ordinal);
        Assert.Equal(Submissions.Step.Word("draft"), (string?)item["fields"]!["Step"]);
    }

    /// <summary>Plays the year on from where the sample stops, up to and with a step.</summary>
    private async Task PlayToAsync(string id)
    {
        foreach (var step in Script.Steps.SkipWhile(step => step.InDemo))
        {
            _stage.Machine.Clock.MoveTo(step.At);
            await _stage.Machine.SettleAsync(Cancel);
            await step.Play(_people, Cancel);
            await _stage.Machine.SettleAsync(Cancel);
            if (step.Id == id) return;
        }

        Assert.Fail($"the script has no step {id}");
    }

    /// <summary>What one case tells another is seen in the lists with the next look at the events, which is a minute away at most.</summary>
    private async Task AMinuteLaterAsync()
    {
        await _stage.Machine.SettleAsync(Cancel);
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(1));
        await _stage.Machine.SettleAsync(Cancel);
    }

    private void MoveTo(string id) => _stage.Machine.Clock.MoveTo(Script.Steps.Single(step => step.Id == id).At);

    private Task<string> RecordAsync(JObject fields) => StepAsync("record", fields);

    /// <summary>The office presses a button of the session and reads what the system says to it.</summary>
    private async Task<string> StepAsync(string step, JObject fields)
    {
        fields["Step"] = CouncilSessions.Step.Word(step);
        await _people.As(5).ChangeAsync(CouncilSessions.List, await _people.FindAsync(5, Place.Session(Session), Cancel), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var item = await _people.FindAsync(5, Place.Session(Session), Cancel);
        Assert.Equal(CouncilSessions.Step.Word("draft"), (string?)item["fields"]!["Step"]);
        return (string)item["fields"]!["SystemNote"]!;
    }

    private static async Task<Page> CommentAsync(Browser browser, Uri link, Page page, string text) => await browser.SendAsync(link, page, [KeyValuePair.Create("comment", text)], Cancel);

    private async Task<Uri> PostingAsync(int who) => await MailLinkAsync(who, "|mail:posting\"");

    private async Task<Uri> RequestLinkAsync(int who, string request) => await MailLinkAsync(who, $"-{request}\"");

    private async Task<Uri> MailLinkAsync(int who, string mark) => _stage.Here((string)(await _stage.LocalAsync($"_local/mails?to={SamplePeople.Number(who).UserPrincipalName}"))["value"]!
        .Last(mail => mail.ToString().Contains(mark, StringComparison.Ordinal))["link"]!);
}
