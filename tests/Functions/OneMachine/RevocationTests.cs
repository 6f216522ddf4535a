using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;
using static EmulationM365.Functions.Local.Sample.LineFacts;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The office cancels awards that were given in June: by its list, with what it gets wrong, by the page, and by the night that puts right what somebody wrote over it.</summary>
public sealed class RevocationTests : PeopleOnStage
{
    private const string Title = "Hủy bỏ danh hiệu (mẫu)";
    private static readonly Place Submission = Place.Own(Submissions.List, Title);

    [Fact]
    public async Task What_Is_Missing_Or_Wrong_Is_Said_In_The_Item_And_Nothing_Is_Recorded()
    {
        var events = await _stage.EventsAsync();
        var rows = await RowsAsync();
        await _people.As(5).AddAsync(Submissions.List, new JObject { ["Title"] = Title, ["Kind"] = Submissions.Kind.Word("revoke") }, Cancel);
        (string Column, string Value, string Refusal)[] mended =
        [
            ("Addressee", "Chủ tịch Ủy ban nhân dân tỉnh", "Chưa ghi số dòng"),
            ("AwardRows", "mười hai", "Không đọc được số dòng “mười hai”"),
            ("AwardRows", "999", "không có dòng số 999"),
            ("AwardRows", string.Join("; ", rows.Take(2).Select(row => row.Id)), "Chưa chọn căn cứ"),
            ("Ground", Submissions.Ground.Word("a"), "Chưa ghi kết luận"),
            ("Finding", "Kết luận số 05/KL-MAU (mẫu)", "cấp nào quyết định thì cấp đó hủy bỏ"),
        ];
        Assert.Contains("chưa ghi nơi nhận", await PressAsync("send"), StringComparison.Ordinal);
        foreach (var (column, value, refusal) in mended)
        {
            await ChangeAsync(new JObject { [column] = value });
            Assert.Contains(refusal, await PressAsync("send"), StringComparison.Ordinal);
        }

        Assert.Equal(events, await _stage.EventsAsync());
        Assert.All(await RowsAsync(), row => Assert.Equal("valid", row.Validity));
        await ChangeAsync(new JObject { ["Addressee"] = Script.Department });
        Assert.Equal("Đang chờ Giám đốc ký trình.", await PressAsync("send"));
        Assert.Equal([.. events, "t-2025-000002:000001 SubmissionMade"], await _stage.EventsAsync());
        Assert.StartsWith("1. Cán bộ mẫu 01 – Lao động tiên tiến", (string?)(await ItemAsync())["LinesText"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_A_Decision_Cancels_Is_Cancelled_In_Register_Line_And_News_And_The_Rest_Stands()
    {
        var rows = await RowsAsync();
        await RecordAsync([.. rows.Take(2).Select(row => row.Id)]);
        var page = await PageAsync("01-upper_decision");
        Assert.Contains("Hủy bỏ</option>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Mức thấp hơn", page, StringComparison.Ordinal);
        Assert.Contains("Quyết định số 101/QĐ-MAU ngày 10/06/2025", page, StringComparison.Ordinal);
        await _people.PaperAsync(5, "huy-bo.pdf", Cancel);
        await _people.AnswerOnPageAsync("cancel", 5, Submission, "01-upper_decision", "UpperDecided",
            [("answer", "recorded"), ("number", "58/QĐ-MAU"), ("date", "2025-06-11"), ("authority", Script.Department), ("signedBy", "Người ký mẫu"), ("file", "huy-bo.pdf"), ("outcome-2", "refused")], Cancel);

        Assert.Equal([("cancelled", "58/QĐ-MAU"), ("valid", null)], (await RowsAsync()).Take(2).Select(row => (row.Validity, row.By)));
        var line = (await _stage.ItemsAsync(Nominations.List)).Single(item => (string?)item["Title"] == rows[0].Name && (string?)item["DecisionNumber"] == "101/QĐ-MAU");
        Assert.Equal((Nominations.LineStatus.Word("revoked"), null), ((string?)line["LineStatus"], (string?)line["GrantedAward"]));
        var news = WebUtility.HtmlDecode((await NewsAsync()).Single(text => text.Contains("101/QĐ-MAU", StringComparison.Ordinal)));
        Assert.Contains("1 trường hợp trong quyết định này đã bị hủy bỏ theo Quyết định số 58/QĐ-MAU", news, StringComparison.Ordinal);
        Assert.DoesNotContain(rows[0].Name, news, StringComparison.Ordinal);
        Assert.Contains(rows[1].Name, news, StringComparison.Ordinal);
        var mail = (await MailsAsync(5)).Single(text => text.Contains("hủy bỏ các khen thưởng sau đây", StringComparison.Ordinal));
        Assert.Contains("702.000 đồng", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(rows[1].Name, mail, StringComparison.Ordinal);

        // Cancelled once, it is not cancelled again.
        await _people.As(5).AddAsync(Submissions.List, Revoking("Lần nữa (mẫu)", rows[0].Id), Cancel);
        Assert.Contains("đã hủy bỏ trước đây", await PressAsync("record", "Lần nữa (mẫu)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Last_Name_Of_A_Decision_Leaves_A_Notice_And_What_Came_Back_Is_Told_In_Parts()
    {
        var rows = (await RowsAsync()).Take(2).ToList();
        await RecordAsync([.. rows.Select(row => row.Id)]);
        await CancelAllAsync();
        var news = WebUtility.HtmlDecode((await NewsAsync()).Single(text => text.Contains("101/QĐ-MAU", StringComparison.Ordinal)));
        Assert.Contains("nêu trong tin này đã bị hủy bỏ", news, StringComparison.Ordinal);
        Assert.All(rows, row => Assert.DoesNotContain(row.Name, news, StringComparison.Ordinal));

        Assert.Contains("name=\"comment\"", await PageAsync("01-recover"), StringComparison.Ordinal);
        await _people.AnswerOnPageAsync("back-1", 5, Submission, "01-recover", "AwardsRecovered", [("answer", "recorded"), ("except", "2"), ("comment", "Phiếu thu 01-MAU")], Cancel);
        Assert.Equal(["recovered", "cancelled"], (await RowsAsync()).Take(2).Select(row => row.Validity));
        await _people.AnswerInListAsync("back-2", 5, Submission, "02-recover", "AwardsRecovered", Answer("recorded", comment: "Phiếu thu 02-MAU"), Cancel);
        Assert.Equal(["recovered", "recovered"], (await RowsAsync()).Take(2).Select(row => row.Validity));
        Assert.Equal(Submissions.Stage.Word("decided"), (string?)(await ItemAsync())["Stage"]);
    }

    [Fact]
    public async Task Whoever_Writes_Over_A_Cancellation_Is_Put_Right_By_The_Night_And_A_Second_Night_Writes_Nothing()
    {
        await RecordAsync([(await RowsAsync())[0].Id]);
        await CancelAllAsync();
        await _stage.NightAsync();
        using var office = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(5));
        var cancelled = (await RowsAsync())[0].Id;
        var row = (await office.ItemsAsync(AwardRegister.List, null, Cancel)).Single(item => (string?)item["id"] == cancelled);
        await office.ChangeAsync(AwardRegister.List, row, new JObject { ["Validity"] = AwardRegister.Validity.Word("valid"), ["RevocationNumber"] = null }, Cancel);
        Assert.Equal(1, (await _stage.NightAsync()).Repairs["AwardRegister"]);
        Assert.Equal(("cancelled", "58/QĐ-MAU"), ((await RowsAsync())[0].Validity, (await RowsAsync())[0].By));
        Assert.Empty((await _stage.NightAsync()).Repairs);
    }

    [Fact]
    public async Task Only_The_Office_Brings_A_Cancellation_In()
    {
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _people.As(1).ItemsAsync(Submissions.List, null, Cancel));
        // The director may write to the list, and is told that it is not theirs to ask.
        await _people.As(8).AddAsync(Submissions.List, Revoking(Title, (await RowsAsync())[0].Id), Cancel);
        var events = await _stage.EventsAsync();
        Assert.Contains("Chưa thực hiện được", await PressAsync("record", Title, 8), StringComparison.Ordinal);
        Assert.Equal(events, await _stage.EventsAsync());
    }

    private static JObject Revoking(string title, params string[] rows) => new()
    {
        ["Title"] = title, ["Kind"] = Submissions.Kind.Word("revoke"), ["Addressee"] = Script.Department, ["AwardRows"] = string.Join("; ", rows), ["Ground"] = Submissions.Ground.Word("a"),
        ["Finding"] = "Kết luận số 05/KL-MAU (mẫu)",
    };

    private async Task RecordAsync(params string[] rows)
    {
        await _people.As(5).AddAsync(Submissions.List, Revoking(Title, rows), Cancel);
        Assert.Contains("chờ nhập quyết định hủy bỏ", await PressAsync("record"), StringComparison.Ordinal);
    }

    private async Task CancelAllAsync()
    {
        await _people.PaperAsync(5, "huy-bo.pdf", Cancel);
        await _people.AnswerInListAsync("cancel", 5, Submission, "01-upper_decision", "UpperDecided", Paper("58/QĐ-MAU", "2025-06-11", "huy-bo.pdf"), Cancel);
    }

    /// <summary>Somebody presses a step, and reads what the item says then.</summary>
    private async Task<string> PressAsync(string step, string title = Title, int who = 5)
    {
        await ChangeAsync(new JObject { ["Step"] = Submissions.Step.Word(step) }, title, who);
        await _stage.Machine.SettleAsync(Cancel);
        return (string?)(await ItemAsync(title))["SystemNote"] ?? "";
    }

    private async Task ChangeAsync(JObject fields, string title = Title, int who = 5) =>
        await _people.As(who).ChangeAsync(Submissions.List, await _people.FindAsync(who, Place.Own(Submissions.List, title), Cancel), fields, Cancel);

    private async Task<JToken> ItemAsync(string title = Title) => (await _people.FindAsync(5, Place.Own(Submissions.List, title), Cancel))["fields"]!;

    private async Task<IReadOnlyList<(string Id, string Name, string Validity, string? By)>> RowsAsync()
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        return [.. (await auditor.ItemsAsync(AwardRegister.List, null, Cancel)).Where(item => (string?)item["fields"]!["DecisionNumber"] == "101/QĐ-MAU")
            .Select(item => ((string)item["id"]!, (string)item["fields"]!["Title"]!, AwardRegister.Validity.KeyOf((string?)item["fields"]!["Validity"])!, (string?)item["fields"]!["RevocationNumber"]))];
    }

    private async Task<string> PageAsync(string request)
    {
        var caseId = await _people.CaseAsync(5, Submission, Cancel);
        var link = (string)(await _stage.ItemsAsync(Requests.List)).Single(item => (string?)item["RequestKey"] == $"{caseId}-{request}")["Link"]!;
        using var browser = new Browser();
        return WebUtility.HtmlDecode((await browser.OpenAsync(_stage.Here(link), SamplePeople.Number(5), Cancel)).Html);
    }

    /// <summary>Texts of the pages of decisions.</summary>
    private async Task<IReadOnlyList<string>> NewsAsync()
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        var texts = new List<string>();
        foreach (var page in (await auditor.PagesAsync(SamplePeople.NewsSite, Cancel)).Where(page => ((string)page["name"]!).Contains("quyet-dinh-", StringComparison.Ordinal))) texts.Add((await auditor.PageAsync(SamplePeople.NewsSite, page, Cancel)).ToString());
        return texts;
    }

    private async Task<IReadOnlyList<string>> MailsAsync(int who) =>
        [.. (await _stage.LocalAsync($"_local/mails?to={SamplePeople.Number(who).UserPrincipalName}"))["value"]!.Select(mail => WebUtility.HtmlDecode(mail.ToString()))];
}
