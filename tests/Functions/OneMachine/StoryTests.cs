using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A story from a department's list to the readers of the news site and back, by the list alone.</summary>
public sealed class StoryTests : StoryOnStage
{
    [Fact]
    public async Task A_Department_Introduces_Another_Reads_And_Everybody_Has_It()
    {
        await AddAsync();
        Assert.Equal("Đã giới thiệu. Đang chờ bộ phận truyền thông đọc và đăng.", await PressAsync("introduce", Clerk));
        Assert.Equal(Stories.Stage.Word("ready"), (string?)(await ItemAsync())["Stage"]);
        Assert.Contains("không tự đăng bài của mình", await PressAsync("publish", Clerk), StringComparison.Ordinal);
        Assert.Empty(await PagesAsync());
        Assert.StartsWith("Đã đăng.", await PressAsync("publish", Office), StringComparison.Ordinal);

        var page = Assert.Single(await PagesAsync());
        Assert.Equal(("Gương người tốt, việc tốt: Cán bộ mẫu 14", "published", "newsPost"), ((string?)page["title"], (string?)page["publishingState"]!["level"], (string?)page["promotionKind"]));
        Assert.EndsWith($"/SitePages/{page["name"]}", (string?)(await ItemAsync())["NewsLink"], StringComparison.Ordinal);
        var text = await TextAsync(page);
        Assert.All(["Cán\u00A0bộ\u00A0mẫu\u00A014", "Phòng chuyên môn 1", "Số 07/GT-MAU ngày 05/06/2025", "<li>Không ngại khó</li>", "mau14@mau.example"], told => Assert.Contains(told, text, StringComparison.Ordinal));
        Assert.All(["Biên bản riêng", "<script", "NV014", "alert"], hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Is_Edited_Comes_To_The_Same_Page_When_Another_Has_Read_It()
    {
        await PublishedAsync();
        var before = Assert.Single(await PagesAsync());
        await ChangeAsync(new JObject { ["Story"] = "Nội dung mới, chưa ai đọc." }, Clerk);
        Assert.Equal("Nội dung mới đang chờ đọc và đăng; trang tin vẫn giữ nội dung cũ.", (string?)(await ItemAsync())["SystemNote"]);
        Assert.DoesNotContain("chưa ai đọc", await TextAsync(before), StringComparison.Ordinal);
        await PressAsync("publish", Office);
        var after = Assert.Single(await PagesAsync());
        Assert.Equal(before["id"], after["id"]);
        Assert.Contains("chưa ai đọc", await TextAsync(after), StringComparison.Ordinal);
        await ChangeAsync(new JObject { ["Story"] = "Thường trực sửa thẳng." }, Office);
        Assert.Contains("sửa thẳng", await TextAsync(Assert.Single(await PagesAsync())), StringComparison.Ordinal);
        Assert.Equal(Stories.Stage.Word("published"), (string?)(await ItemAsync())["Stage"]);
    }

    [Fact]
    public async Task What_Must_Not_Be_Public_Does_Not_Go_Out_And_Readers_Keep_What_They_Have()
    {
        await PublishedAsync();
        await ChangeAsync(new JObject { ["Story"] = "Anh sinh ngày 02/03/1985." }, Office);
        Assert.Contains("Bài có ngày hoặc năm sinh", (string?)(await ItemAsync())["SystemNote"], StringComparison.Ordinal);
        Assert.DoesNotContain("1985", await TextAsync(Assert.Single(await PagesAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_Taken_Back_Leaves_No_Page()
    {
        await PublishedAsync();
        await ChangeAsync(new JObject { ["Consent"] = false }, Clerk);
        Assert.Empty(await PagesAsync());
        var item = await ItemAsync();
        Assert.Equal((Stories.Stage.Word("withdrawn"), null), ((string?)item["Stage"], (string?)item["NewsLink"]));
        Assert.Contains("Chưa đánh dấu Đồng ý cho đăng", await PressAsync("publish", Office), StringComparison.Ordinal);
        await ChangeAsync(new JObject { ["Consent"] = true }, Clerk);
        Assert.Empty(await PagesAsync());
        await PressAsync("publish", Office);
        Assert.Single(await PagesAsync());
    }

    [Fact]
    public async Task A_Story_Taken_Back_Or_Deleted_Leaves_A_Notice_Without_A_Name()
    {
        await PublishedAsync();
        await PressAsync("withdraw", Clerk);
        var page = Assert.Single(await PagesAsync());
        Assert.Equal("Tin đã được rút", (string?)page["title"]);
        Assert.DoesNotContain("mẫu 14", $"{page}{await TextAsync(page)}", StringComparison.Ordinal);
        await PressAsync("publish", Office);
        Assert.Contains("mẫu 14", (string?)Assert.Single(await PagesAsync())["title"], StringComparison.Ordinal);
        await _people.As(Office).RemoveAsync(Stories.List, await _people.FindAsync(Office, Story, Cancel), Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal("Tin đã được rút", (string?)Assert.Single(await PagesAsync())["title"]);
    }

    [Fact]
    public async Task The_Page_Of_Exemplars_Lists_What_Readers_Have_And_The_Week_Is_Told_Once()
    {
        await PublishedAsync();
        var list = await ExemplarsAsync();
        Assert.Equal(("page", "published"), ((string?)list["promotionKind"], (string?)list["publishingState"]!["level"]));
        Assert.Contains("1 gương người tốt", (string?)list["description"], StringComparison.Ordinal);
        Assert.Contains("Gương người tốt, việc tốt: Cán bộ mẫu 14", await TextAsync(list), StringComparison.Ordinal);
        await ChangeAsync(new JObject { ["Consent"] = false }, Clerk);
        Assert.DoesNotContain("mẫu 14", await TextAsync(await ExemplarsAsync()), StringComparison.Ordinal);
        await ChangeAsync(new JObject { ["Consent"] = true }, Clerk);
        await PressAsync("publish", Office);
        // Thursday: the week is told on the Monday after, once, also by a process that knows nothing of the one before.
        await ToAsync(new DateTimeOffset(2025, 6, 16, 8, 0, 0, TimeSpan.FromHours(7)));
        await _stage.StartAnewAsync();
        await ToAsync(new DateTimeOffset(2025, 6, 16, 9, 0, 0, TimeSpan.FromHours(7)));
        var told = (await _stage.LocalAsync("_local/mails?to=mau10@mau.example"))["value"]!.Select(mail => mail.ToString()).Where(mail => mail.Contains("news:2025-06-16", StringComparison.Ordinal)).ToList();
        Assert.Contains("Cán bộ mẫu 14", WebUtility.HtmlDecode(Assert.Single(told)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Story_Of_An_Award_Is_Withdrawn_When_The_Award_Is_Cancelled()
    {
        var row = (await _people.As(Office).ItemsAsync(AwardRegister.List, null, Cancel)).First(item => ((string?)item["fields"]!["StaffKey"])?.Length > 0 && (string?)item["fields"]!["DecisionNumber"] == "101/QĐ-MAU");
        var (name, staff) = ((string)row["fields"]!["Title"]!, (string)row["fields"]!["StaffKey"]!);
        await _people.As(Office).AddAsync(Stories.List, new JObject
        {
            ["Title"] = name, ["Year"] = 2025, ["UnitKey"] = "tchckt", ["Kind"] = Stories.Kind.Word("deed"), ["StaffKey"] = staff, ["Consent"] = true, ["Story"] = "Việc làm mẫu.", ["DecisionNumber"] = "101/QĐ-MAU",
        }, Cancel);
        var place = new Place(Stories.List, "Title", name);
        await _people.As(Office).ChangeAsync(Stories.List, await _people.FindAsync(Office, place, Cancel), new JObject { ["Step"] = Stories.Step.Word("publish") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var text = await TextAsync(Assert.Single(await PagesAsync()));
        Assert.All(["Quyết định số 101/QĐ-MAU", "Tin về Quyết định số 101/QĐ-MAU", "/SitePages/tdkt-quyet-dinh-"], told => Assert.Contains(told, text, StringComparison.Ordinal));
        const string Title = "Hủy bỏ (mẫu)";
        await _people.As(Office).AddAsync(Submissions.List, new JObject
        {
            ["Title"] = Title, ["Kind"] = Submissions.Kind.Word("revoke"), ["Addressee"] = Script.Department, ["AwardRows"] = (string)row["id"]!, ["Ground"] = Submissions.Ground.Word("a"), ["Finding"] = "Kết luận số 05/KL-MAU (mẫu)",
        }, Cancel);
        await _people.SubmissionAsync("record", Office, Place.Own(Submissions.List, Title), Cancel, "record");
        await _people.PaperAsync(Office, "huy-bo.pdf", Cancel);
        await _people.AnswerInListAsync("cancel", Office, Place.Own(Submissions.List, Title), "01-upper_decision", "UpperDecided", LineFacts.Paper("58/QĐ-MAU", "2025-06-11", "huy-bo.pdf"), Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal("Tin đã được rút", (string?)Assert.Single(await PagesAsync())["title"]);
        Assert.Contains("đã bị hủy bỏ theo Quyết định số 58/QĐ-MAU", (string?)(await _people.FindAsync(Office, place, Cancel))["fields"]!["SystemNote"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Night_That_Finds_Everything_As_It_Was_Changes_Nothing()
    {
        await PublishedAsync();
        await _stage.NightAsync();
        var events = await _stage.EventsAsync();
        Assert.Empty((await _stage.NightAsync()).Repairs);
        Assert.Equal(events, await _stage.EventsAsync());
        await ChangeAsync(new JObject { ["Stage"] = Stories.Stage.Word("draft"), ["NewsLink"] = "https://xau.example" }, Office);
        var item = await ItemAsync();
        Assert.Equal(Stories.Stage.Word("published"), (string?)item["Stage"]);
        Assert.Contains("/SitePages/", (string?)item["NewsLink"], StringComparison.Ordinal);
    }
}
