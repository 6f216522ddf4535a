using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Windows;

/// <summary>docs/decisions/looks.md: the lists that staff live in, through every view of theirs, wide and on a phone, with as many lines as a year has.</summary>
public sealed class ListLooksInBrowserTests : OnStageTests
{
    private static readonly ListSchema[] Lists = [Nominations.List, UnitReturns.List, Requests.List, PlanTasks.List, AwardRegister.List, Submissions.List, Registrations.List, Staff.List];
    private static readonly string[] Pages = ["DispForm.aspx?ID=1", "EditForm.aspx?ID=1", "NewForm.aspx"];
    private static readonly DateOnly Today = new(2025, 5, 12);

    [Fact]
    public async Task Every_View_Fits_And_Draws_What_It_Shows()
    {
        await FillAsync();
        var wrong = new List<string>();
        var page = await Window.AsAsync(Tenant, SamplePeople.Number(5).UserPrincipalName, "/");
        foreach (var (list, view) in Lists.SelectMany(list => list.Views.Select(view => (list, (ViewSchema?)view)).Prepend((list, null))))
        {
            await page.GotoAsync(new Uri(Tenant, $"/sites/tdkt/Lists/{list.SiteName(2025)}/AllItems.aspx").AbsoluteUri);
            if (view is not null)
            {
                // By its address: that choosing it leads there is tested elsewhere, and some forty views are many leaves to wait for on a busy machine.
                var id = await page.Locator("#view").EvaluateAsync<string>("(box, title) => [...box.options].find(option => option.text.trim() === title).value", view.Title);
                await page.GotoAsync(new Uri(Tenant, $"/sites/tdkt/Lists/{list.SiteName(2025)}/AllItems.aspx?view={id}").AbsoluteUri);
            }

            foreach (var width in new[] { 1440, 360 }) await LookAsync(page, $"look-{list.Name}-{view?.Key ?? "all"}", width, wrong);
        }

        await page.Context.CloseAsync();
        Assert.Empty(wrong);
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    public async Task Forms_And_Menus_Fit_For_Whom_They_Are()
    {
        await FillAsync();
        var wrong = new List<string>();
        foreach (var (number, name) in new[] { (10, "staff"), (3, "clerk"), (5, "office") })
        {
            var page = await Window.AsAsync(Tenant, SamplePeople.Number(number).UserPrincipalName, "/sites/tdkt");
            foreach (var width in new[] { 1440, 360 }) await LookAsync(page, $"menu-{name}", width, wrong);
            if (name != "staff") await FormsAsync(page, name, wrong);
            await page.Context.CloseAsync();
        }

        Assert.Empty(wrong);
        // What the clerk may not open is refused, and the browser tells of it.
        Assert.DoesNotContain(Window.Trouble, trouble => !trouble.Contains("403", StringComparison.Ordinal));
    }

    private async Task FormsAsync(IPage page, string who, List<string> wrong)
    {
        foreach (var (list, form) in new[] { Nominations.List, UnitReturns.List, Registrations.List }.SelectMany(list => Pages.Select(form => (list, form))))
        {
            await page.GotoAsync(new Uri(Tenant, $"/sites/tdkt/Lists/{list.SiteName(2025)}/{form}").AbsoluteUri);
            foreach (var width in new[] { 1440, 360 }) await LookAsync(page, $"form-{who}-{list.Name}-{form[..4]}", width, wrong);
        }
    }

    private static async Task LookAsync(IPage page, string name, int width, List<string> wrong)
    {
        await page.SetViewportSizeAsync(width, width == 360 ? 740 : 900);
        await page.ReloadAsync();
        var needed = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (needed > width) wrong.Add($"{name}: {needed} wide at {width}");
        if (name.StartsWith("look-", StringComparison.Ordinal) && await page.Locator("tbody td, .empty").CountAsync() == 0) wrong.Add($"{name}: nothing is shown");
        await BrowserWindow.ShotAsync(page, $"{name}-{width}");
    }

    /// <summary>Rows of every state, by invented people, as a year would have them.</summary>
    private async Task FillAsync()
    {
        using var office = Caller.Person(Tenant, SamplePeople.Number(5));
        var cancel = TestContext.Current.CancellationToken;
        var returns = (await office.ItemsAsync(UnitReturns.List, null, cancel)).Select(item => (string)item["id"]!).ToList();
        for (var at = 0; at < 60; at++)
        {
            var (status, award) = (Nominations.LineStatus.Choices[at % Nominations.LineStatus.Choices.Count], Awards.All[at % 6]);
            await office.AddAsync(Nominations.List, new JObject
            {
                ["Title"] = $"Cán bộ mẫu {at + 101}", ["ReturnLookupId"] = returns[at % returns.Count], ["Award"] = Nominations.Award.Word(award), ["Subject"] = Nominations.Subject.Word("individual"), ["StaffKey"] = $"NV{at + 101}",
                ["LineStatus"] = Nominations.LineStatus.Word(status), ["Eligibility"] = Nominations.Eligibility.Word(Nominations.Eligibility.Choices[at % 3]), ["Votes"] = 7 + (at % 5),
                ["EligibilityReasons"] = "Chưa có quyết định công nhận sáng kiến cấp cơ sở (Điều 23 Luật Thi đua, khen thưởng, gói quy tắc RP-2025).\nBổ sung quyết định hoặc báo cáo rồi nộp lại.",
                ["Appraisal"] = at % 4 == 0 ? null : Nominations.Appraisal.Word(at % 4 == 1 ? "not_qualified" : "qualified"), ["Achievement"] = "Hoàn thành xuất sắc nhiệm vụ được giao, có sáng kiến rút ngắn thời gian xử lý hồ sơ (số liệu mẫu).",
                ["GrantedAward"] = status == "granted" ? Nominations.Award.Word(award) : null, ["DecisionNumber"] = status == "granted" ? $"{at + 1}/QĐ-MẪU" : null, ["CouncilVotes"] = at % 3 == 0 ? "8/9" : null,
            }, cancel);
        }

        for (var at = 0; at < 60; at++) await RequestAsync(office, at, cancel);
        for (var at = 0; at < 60; at++) await ReturnAsync(office, at, cancel);
        for (var at = 0; at < 12; at++) await SubmissionAsync(office, at, cancel);
        for (var at = 0; at < 24; at++)
            await office.AddAsync(AwardRegister.List, new JObject
            {
                ["Title"] = $"Cán bộ mẫu {at + 101}", ["AwardKey"] = $"mau-{at}", ["StaffKey"] = $"NV{at + 101}", ["UnitKey"] = "tchckt", ["Award"] = AwardRegister.Award.Word(Awards.All[at % Awards.All.Length]), ["MeritYear"] = 2022 + (at % 3),
                ["DecisionNumber"] = $"{at + 1}/QĐ-MẪU", ["DecisionDate"] = $"{2023 + (at % 3)}-01-15", ["DecisionAuthority"] = "Cơ quan mẫu", ["SignedBy"] = "Lãnh đạo mẫu", ["Validity"] = AwardRegister.Validity.Word(AwardRegister.Validity.Choices[at % 8 < 6 ? 0 : at % 8 - 5]),
            }, cancel);
    }

    private static async Task RequestAsync(Caller office, int at, CancellationToken cancel)
    {
        var kind = Requests.Kind.Choices[at % Requests.Kind.Choices.Count];
        await office.AddAsync(Requests.List, new JObject
        {
            ["Title"] = $"{Requests.Kind.Word(kind)}: Phòng mẫu – Đợt 1", ["RequestKey"] = $"mau-{at}", ["Kind"] = Requests.Kind.Word(kind), ["UnitKey"] = "tchckt", ["Due"] = $"{Today.AddDays((at * 2) - 9):yyyy-MM-dd}",
            ["Status"] = Requests.Status.Word(at % 5 == 4 ? "answered" : "pending"), ["Link"] = $"https://functions.test/r/{at}", ["Summary"] = "1. Cán bộ mẫu 101 – Lao động tiên tiến: Đủ điều kiện\n2. Cán bộ mẫu 102 – Lao động tiên tiến: Cần minh chứng",
            ["AssignedToLookupId@odata.type"] = "Collection(Edm.Int32)", ["AssignedToLookupId"] = new JArray(await office.EnsureUserAsync(SamplePeople.Number(5).UserPrincipalName, cancel)),
            ["Answered"] = at % 5 == 4 ? "Cán bộ mẫu 05, 10/05/2025" : null,
        }, cancel);
    }

    private static Task<JObject> ReturnAsync(Caller office, int at, CancellationToken cancel) => office.AddAsync(UnitReturns.List, new JObject
    {
        ["Title"] = $"Phòng mẫu {at % 16} – Đợt {(at / 16) + 1} năm 2025", ["ReturnKey"] = $"mau-{at}", ["UnitKey"] = "tchckt", ["RoundKey"] = $"mau-{at / 16}", ["UnitName"] = at % 9 == 8 ? null : $"Phòng mẫu số {(at % 16) + 1} – Quản lý lao động",
        ["RoundName"] = at % 9 == 8 ? null : $"Đợt {(at / 16) + 1}: kỷ niệm ngày mẫu", ["Status"] = UnitReturns.Status.Word(UnitReturns.Status.Choices[at % UnitReturns.Status.Choices.Count]), ["Step"] = UnitReturns.Step.Word("draft"),
        ["MeetingDate"] = $"{Today.AddDays(-at):yyyy-MM-dd}", ["Members"] = 12, ["Present"] = 11, ["SystemNote"] = "Đã gửi trưởng phòng xác nhận. Phòng theo dõi tại danh sách này (câu mẫu).",
        ["Report"] = "Phòng hoàn thành các chỉ tiêu được giao của đợt (nội dung mẫu).",
    }, cancel);

    private static Task<JObject> SubmissionAsync(Caller office, int at, CancellationToken cancel) => office.AddAsync(Submissions.List, new JObject
    {
        ["Title"] = $"Về việc đề nghị tặng danh hiệu thi đua năm 2025, lần {at + 1}", ["SubmissionKey"] = $"mau-{at}", ["Addressee"] = "Sở Lao động mẫu", ["UnitKey"] = at % 2 == 0 ? "tchckt" : null,
        ["Stage"] = Submissions.Stage.Word(Submissions.Stage.Choices[at % Submissions.Stage.Choices.Count]), ["LinesText"] = "1. Cán bộ mẫu 101 – Lao động tiên tiến\n2. Cán bộ mẫu 102 – Lao động tiên tiến",
        ["SystemNote"] = "Tờ trình đang chờ Giám đốc ký (câu mẫu).",
    }, cancel);
}
