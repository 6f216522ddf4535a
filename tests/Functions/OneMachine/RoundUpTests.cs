using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;
using static EmulationM365.Functions.Local.Sample.LineFacts;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The round-up of a round: one page that says what the register says, whatever comes, and that people can take away.</summary>
public sealed class RoundUpTests : PeopleOnStage
{
    private const int Office = 5;
    private const string Decision = "101/QĐ-MAU";
    private const string Name = "tdkt-tong-hop-2025-dot-1-ket-qua.aspx";

    [Fact]
    public async Task A_Decision_Of_A_Round_Makes_One_Page_That_Counts_And_Names_Nobody()
    {
        var page = Assert.Single(await PagesAsync());
        Assert.Equal((Name, "Tổng hợp kết quả khen thưởng: Đợt 1 năm 2025", "published", "newsPost"), ((string?)page["name"], (string?)page["title"], (string?)page["publishingState"]!["level"], (string?)page["promotionKind"]));
        var text = await TextAsync(page);
        Assert.All(["2 cá nhân được khen thưởng theo 1 quyết định, quyết định gần nhất ngày 10/06/2025", "Lao động tiên tiến", "Quyết định số 101/QĐ-MAU ngày 10/06/2025", "/SitePages/tdkt-quyet-dinh-t-2025-"], told => Assert.Contains(told, text, StringComparison.Ordinal));
        // The letter of praise of June belongs to no round.
        Assert.All(["Cán bộ mẫu", "Thư khen", "05/TK-MAU"], hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
        // The page of the decision leads here.
        using var auditor = Auditor();
        var decision = (await auditor.PagesAsync(SamplePeople.NewsSite, Cancel)).Single(other => ((string)other["name"]!).Contains("quyet-dinh-t-2025-", StringComparison.Ordinal));
        Assert.Contains($"/SitePages/{Name}", await TextAsync(decision), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_Awards_Vanish_From_It_And_It_Stays_One_Page()
    {
        var rows = await RowsAsync();
        await CancelAsync("Hủy một (mẫu)", "58/QĐ-MAU", rows[0]);
        Assert.Contains("1 cá nhân được khen thưởng theo 1 quyết định", await TextAsync(Assert.Single(await PagesAsync())), StringComparison.Ordinal);
        await CancelAsync("Hủy hai (mẫu)", "59/QĐ-MAU", rows[1]);
        var text = await TextAsync(Assert.Single(await PagesAsync()));
        Assert.Contains("không còn hiệu lực", text, StringComparison.Ordinal);
        Assert.All([Decision, "Lao động tiên tiến"], gone => Assert.DoesNotContain(gone, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Story_Of_An_Award_Stands_On_It_While_Readers_Have_It()
    {
        var row = await RowAsync();
        var name = (string)row["fields"]!["Title"]!;
        await _people.As(Office).AddAsync(Stories.List, new JObject
        {
            ["Title"] = name, ["Year"] = 2025, ["UnitKey"] = "tchckt", ["Kind"] = Stories.Kind.Word("deed"), ["StaffKey"] = (string)row["fields"]!["StaffKey"]!, ["Consent"] = true, ["Story"] = "Việc làm mẫu.", ["DecisionNumber"] = Decision,
        }, Cancel);
        await ChangeStoryAsync(name, new JObject { ["Step"] = Stories.Step.Word("publish") });
        var told = await TextAsync(Assert.Single(await PagesAsync()));
        Assert.Contains($"Hành động dũng cảm: {name}", told, StringComparison.Ordinal);
        Assert.Contains("/SitePages/tdkt-dien-hinh-d-2025-", told, StringComparison.Ordinal);
        await ChangeStoryAsync(name, new JObject { ["Consent"] = false });
        Assert.DoesNotContain(name, await TextAsync(Assert.Single(await PagesAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_People_Took_Away_Stays_Away()
    {
        using var worker = Worker();
        await worker.RemovePageAsync(SamplePeople.NewsSite, Assert.Single(await PagesAsync()), Cancel);
        await CancelAsync("Hủy một (mẫu)", "58/QĐ-MAU", (await RowsAsync())[0]);
        Assert.Empty(await PagesAsync());
        await _stage.NightAsync();
        Assert.Empty(await PagesAsync());
    }

    [Fact]
    public async Task A_Night_Makes_What_Is_Missing_And_The_Next_Writes_Nothing()
    {
        using var worker = Worker();
        var made = Assert.Single(await PagesAsync());
        await worker.RemovePageAsync(SamplePeople.NewsSite, made, Cancel);
        // As a site is that an earlier version served: nothing of round-ups is remembered, by the day or by the night.
        foreach (var row in (await worker.ItemsAsync(SystemState.List, null, Cancel)).Where(row => (string?)row["fields"]!["StateKey"] is { } key && (key.StartsWith("round-up|", StringComparison.Ordinal) || key.StartsWith("nightly|", StringComparison.Ordinal))))
            await worker.RemoveAsync(SystemState.List, row, Cancel);
        await _stage.StartAnewAsync();
        await _stage.NightAsync();
        var again = Assert.Single(await PagesAsync());
        Assert.Equal(((string?)made["title"], (string?)made["description"], Name), ((string?)again["title"], (string?)again["description"], (string?)again["name"]));
        await _stage.NightAsync();
        Assert.Equal(again.ToString(), Assert.Single(await PagesAsync()).ToString());
    }

    [Fact]
    public async Task However_Often_It_Changes_The_Week_Is_Told_Of_It_Once()
    {
        await ToAsync(16);
        Assert.Contains("Tổng hợp kết quả khen thưởng: Đợt 1 năm 2025", await DigestAsync("2025-06-16"), StringComparison.Ordinal);
        await CancelAsync("Hủy một (mẫu)", "58/QĐ-MAU", (await RowsAsync())[0]);
        // Something new, so that there is a mail in the week after.
        await _people.As(Office).AddAsync(Stories.List, new JObject { ["Title"] = "Phong trào mẫu", ["Year"] = 2025, ["UnitKey"] = "tchckt", ["Kind"] = Stories.Kind.Word("movement"), ["Story"] = "Việc làm mẫu." }, Cancel);
        await ChangeStoryAsync("Phong trào mẫu", new JObject { ["Step"] = Stories.Step.Word("publish") });
        await ToAsync(23);
        var told = await DigestAsync("2025-06-23");
        Assert.Contains("Phong trào mẫu", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Tổng hợp kết quả", told, StringComparison.Ordinal);
    }

    private async Task CancelAsync(string title, string number, string row)
    {
        await _people.As(Office).AddAsync(Submissions.List, new JObject
        {
            ["Title"] = title, ["Kind"] = Submissions.Kind.Word("revoke"), ["Addressee"] = Script.Department, ["AwardRows"] = row, ["Ground"] = Submissions.Ground.Word("a"), ["Finding"] = "Kết luận số 05/KL-MAU (mẫu)",
        }, Cancel);
        await _people.SubmissionAsync("record", Office, Place.Own(Submissions.List, title), Cancel, "record");
        await _people.PaperAsync(Office, "huy-bo.pdf", Cancel);
        await _people.AnswerInListAsync("cancel", Office, Place.Own(Submissions.List, title), "01-upper_decision", "UpperDecided", Paper(number, "2025-06-11", "huy-bo.pdf"), Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task ChangeStoryAsync(string title, JObject fields)
    {
        await _people.As(Office).ChangeAsync(Stories.List, await _people.FindAsync(Office, new Place(Stories.List, "Title", title), Cancel), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private Task ToAsync(int day) => ToAsync(new DateTimeOffset(2025, 6, day, 8, 0, 0, TimeSpan.FromHours(7)));

    private async Task<string> DigestAsync(string week) => WebUtility.HtmlDecode(Assert.Single((await _stage.LocalAsync("_local/mails?to=mau10@mau.example"))["value"]!.Select(mail => mail.ToString()), mail => mail.Contains($"news:{week}", StringComparison.Ordinal)));

    private async Task<JObject> RowAsync() => (await AllAsync())[0];

    private async Task<IReadOnlyList<string>> RowsAsync() => [.. (await AllAsync()).Select(row => (string)row["id"]!)];

    private async Task<IReadOnlyList<JObject>> AllAsync()
    {
        using var auditor = Auditor();
        return [.. (await auditor.ItemsAsync(AwardRegister.List, null, Cancel)).Where(item => (string?)item["fields"]!["DecisionNumber"] == Decision)];
    }

    private Task<IReadOnlyList<JObject>> PagesAsync() => NewsAsync("tong-hop-");

    /// <summary>The same with blanks for what no line break divides.</summary>
    private new async Task<string> TextAsync(JObject page) => (await base.TextAsync(page)).Replace('\u00A0', ' ');

    private Caller Auditor() => Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);

    private Caller Worker() => Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);
}
