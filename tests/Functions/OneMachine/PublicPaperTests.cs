using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The signed paper of a decision for readers of the news: only where the office says so, only as it was entered, and only while the decision stands.</summary>
public sealed class PublicPaperTests : PeopleOnStage
{
    private const int Office = 5;
    private const string Paper = "quyet-dinh-101.pdf";

    [Fact]
    public async Task Nothing_Is_Public_Until_The_Office_Says_So_And_Only_While_It_Does()
    {
        Assert.Empty(await CopiesAsync());
        Assert.DoesNotContain(".pdf", await PageAsync(), StringComparison.Ordinal);
        await TickAsync(true);
        Assert.StartsWith("quyet-dinh-01-", Assert.Single(await CopiesAsync()), StringComparison.Ordinal);
        Assert.Equal("Đã công khai trên trang tin bản quyết định số 101/QĐ-MAU.", await NoteAsync());
        var page = await PageAsync();
        Assert.All(["Bản công khai của Quyết định số 101/QĐ-MAU (PDF)", "/dien-hinh/tdkt-t-2025-000001/quyet-dinh-01-", "tong-hop-2025-dot-1-ket-qua.aspx", "Cán bộ mẫu 01"], told => Assert.Contains(told, page, StringComparison.Ordinal));
        await _stage.NightAsync();
        Assert.Empty((await _stage.NightAsync()).Repairs);
        Assert.Single(await CopiesAsync());
        await TickAsync(false);
        Assert.Empty(await CopiesAsync());
        Assert.DoesNotContain(".pdf", await PageAsync(), StringComparison.Ordinal);
        Assert.Equal("Đã gỡ bản công khai của quyết định khỏi trang tin.", await NoteAsync());
    }

    [Fact]
    public async Task A_File_That_Is_Not_The_One_That_Was_Entered_Is_Not_Passed_On()
    {
        var office = _people.As(Office);
        var root = await office.RootAsync(YearLists.Documents, Cancel);
        await office.PutAsync(root, Paper, OfficeActs.Pdf("another"), Cancel);
        await TickAsync(true);
        Assert.Empty(await CopiesAsync());
        Assert.Contains($"không có đúng tệp “{Paper}” như khi nhập quyết định", await NoteAsync(), StringComparison.Ordinal);
        await office.PutAsync(root, Paper, OfficeActs.Pdf(Paper), Cancel);
        await TickAsync(false);
        await TickAsync(true);
        Assert.Single(await CopiesAsync());
    }

    [Fact]
    public async Task What_Was_Cancelled_Wholly_Leaves_No_Copy_And_Gets_None_Again()
    {
        await TickAsync(true);
        var rows = (await _people.As(Office).ItemsAsync(AwardRegister.List, null, Cancel)).Where(item => (string?)item["fields"]!["DecisionNumber"] == "101/QĐ-MAU").Select(item => (string)item["id"]!).ToList();
        await CancelAsync("Hủy một (mẫu)", "58/QĐ-MAU", rows[0]);
        Assert.Single(await CopiesAsync());
        Assert.Contains("(PDF)", await PageAsync(), StringComparison.Ordinal);
        await CancelAsync("Hủy hai (mẫu)", "59/QĐ-MAU", rows[1]);
        Assert.Empty(await CopiesAsync());
        Assert.DoesNotContain(".pdf", await PageAsync(), StringComparison.Ordinal);
        await TickAsync(false);
        await TickAsync(true);
        Assert.Empty(await CopiesAsync());
        Assert.Equal("Không công khai quyết định số 101/QĐ-MAU: mọi khen thưởng trong đó đã bị hủy bỏ.", await NoteAsync());
    }

    [Fact]
    public async Task What_Is_Said_Before_The_Decision_Stands_On_Its_Page_From_The_Start()
    {
        foreach (var step in Script.Steps.Where(step => step.Id.StartsWith("sudden-", StringComparison.Ordinal) && step.Id != "sudden-appraise"))
        {
            _stage.Machine.Clock.MoveTo(step.At);
            await _stage.Machine.SettleAsync(Cancel);
            if (step.Id == "sudden-decision") await TickAsync(true, "t-2025-000002");
            await step.Play(_people, Cancel);
            await _stage.Machine.SettleAsync(Cancel);
        }

        Assert.Contains("Bản công khai của Quyết định số 158/QĐ-MAU (PDF)", await PageAsync("t-2025-000002"), StringComparison.Ordinal);
        Assert.Single(await CopiesAsync("t-2025-000002"));
    }

    private async Task CancelAsync(string title, string number, string row)
    {
        await _people.As(Office).AddAsync(Submissions.List, new JObject
        {
            ["Title"] = title, ["Kind"] = Submissions.Kind.Word("revoke"), ["Addressee"] = Script.Department, ["AwardRows"] = row, ["Ground"] = Submissions.Ground.Word("a"), ["Finding"] = "Kết luận số 05/KL-MAU (mẫu)",
        }, Cancel);
        await _people.SubmissionAsync("record", Office, Place.Own(Submissions.List, title), Cancel, "record");
        await _people.PaperAsync(Office, "huy-bo.pdf", Cancel);
        await _people.AnswerInListAsync("cancel", Office, Place.Own(Submissions.List, title), "01-upper_decision", "UpperDecided", LineFacts.Paper(number, "2025-06-11", "huy-bo.pdf"), Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task TickAsync(bool open, string caseId = "t-2025-000001")
    {
        await _people.As(Office).ChangeAsync(Submissions.List, await ItemAsync(caseId), new JObject { ["PublicPaper"] = open }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task<JObject> ItemAsync(string caseId = "t-2025-000001") => (await _people.As(Office).ItemsAsync(Submissions.List, null, Cancel)).Single(item => (string?)item["fields"]!["CaseId"] == caseId);

    private async Task<string> NoteAsync() => (string?)(await ItemAsync())["fields"]!["SystemNote"] ?? "";

    /// <summary>Names of the copies on the news site.</summary>
    private async Task<IReadOnlyList<string>> CopiesAsync(string caseId = "t-2025-000001")
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        // A site that was made through Graph has no library until the first file comes.
        if (await auditor.NewsRootAsync(SamplePeople.NewsSite, Cancel) is not { } root) return [];
        foreach (var folder in new[] { "dien-hinh", $"tdkt-{caseId}" })
        {
            var above = folder == "dien-hinh" ? "" : "dien-hinh";
            if ((await auditor.FilesAsync(root, above, Cancel)).All(file => (string?)file["name"] != folder)) return [];
        }

        return [.. (await auditor.FilesAsync(root, $"dien-hinh/tdkt-{caseId}", Cancel)).Select(file => (string)file["name"]!)];
    }

    private async Task<string> PageAsync(string caseId = "t-2025-000001")
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        var page = Assert.Single(await auditor.PagesAsync(SamplePeople.NewsSite, Cancel), page => ((string)page["name"]!).Contains($"quyet-dinh-{caseId}-01", StringComparison.Ordinal));
        return WebUtility.HtmlDecode((await auditor.PageAsync(SamplePeople.NewsSite, page, Cancel)).ToString());
    }
}
