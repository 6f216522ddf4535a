using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Stories that begin by themselves: of a sudden merit with its decision, of a movement with its launch and its review. People finish them, or delete them.</summary>
public sealed class StoryDraftTests : PeopleOnStage
{
    private const int Office = 5;
    private const string Name = "Cán bộ mẫu 27";
    private const string Movement = "Thi đua mùa hè (mẫu)";

    [Fact]
    public async Task A_Sudden_Merit_That_Was_Decided_Begins_A_Story_That_A_Person_Finishes()
    {
        await DecidedAsync();
        var item = Assert.Single(await StoriesAsync(Name));
        Assert.Equal((2025, Stories.Kind.Word("deed"), "ve-tinh-1", "NV027", "158/QĐ-MAU", false, Stories.Stage.Word("draft")),
            ((int)item["Year"]!, (string?)item["Kind"], (string?)item["UnitKey"], (string?)item["StaffKey"], (string?)item["DecisionNumber"], (bool)item["Consent"]!, (string?)item["Stage"]));
        Assert.Contains("theo Quyết định số 158/QĐ-MAU ngày 30/07/2025 vì thành tích đột xuất", (string?)item["Story"], StringComparison.Ordinal);
        Assert.StartsWith("Bài nháp do hệ thống soạn từ Quyết định số 158/QĐ-MAU", (string?)item["SystemNote"], StringComparison.Ordinal);
        Assert.Empty(await PagesAsync());
        // The unit reads of it in the mail that it has of the decision anyway.
        Assert.Contains(await MailsAsync(25), mail => mail.Contains("mail:decision", StringComparison.Ordinal) && mail.Contains("đã có bài về thành tích đột xuất này", StringComparison.Ordinal));

        await PressAsync(Name, new JObject { ["Step"] = Stories.Step.Word("publish") });
        Assert.Contains("Chưa đánh dấu Đồng ý cho đăng", (string?)(await StoriesAsync(Name))[0]["SystemNote"], StringComparison.Ordinal);
        Assert.Empty(await PagesAsync());
        await PressAsync(Name, new JObject { ["Consent"] = true, ["Step"] = Stories.Step.Word("publish") });
        Assert.Equal($"Hành động dũng cảm: {Name}", (string?)Assert.Single(await PagesAsync())["title"]);
        // What is sudden belongs to no round.
        Assert.DoesNotContain("158/QĐ-MAU", await RoundUpAsync(), StringComparison.Ordinal);
    }

    /// <summary>Two pairs of eyes also for what nobody began: whoever told the story does not publish it.</summary>
    [Fact]
    public async Task Whoever_Finished_A_Draft_Of_The_System_Does_Not_Publish_It_Alone()
    {
        using (var worker = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker))
            foreach (var number in new[] { 10, 13 }) await worker.JoinAsync(EmulationM365.Texts.Text.Vi("group.communications"), SamplePeople.Number(number).UserPrincipalName, Cancel);
        await DecidedAsync();
        await PressAsync(Name, new JObject { ["Story"] = "Anh đã cứu người (bài mẫu).", ["Consent"] = true, ["Step"] = Stories.Step.Word("publish") }, 10);
        Assert.Contains("không tự đăng bài của mình", (string?)(await StoriesAsync(Name))[0]["SystemNote"], StringComparison.Ordinal);
        Assert.Empty(await PagesAsync());
        await PressAsync(Name, new JObject { ["Step"] = Stories.Step.Word("publish") }, 13);
        Assert.Single(await PagesAsync());
    }

    [Fact]
    public async Task What_Somebody_Deleted_Or_Had_Written_Before_Is_Not_Begun_Again()
    {
        await DecidedAsync(before: () => _people.As(Office).AddAsync(Stories.List, new JObject
        {
            ["Title"] = "Người tốt của phòng", ["Year"] = 2025, ["Kind"] = Stories.Kind.Word("deed"), ["StaffKey"] = "NV027", ["DecisionNumber"] = "158/QĐ-MAU", ["Story"] = "Bài của phòng.",
        }, Cancel));
        Assert.Empty(await StoriesAsync(Name));
        await _people.As(Office).RemoveAsync(Stories.List, await _people.FindAsync(Office, new Place(Stories.List, "Title", "Người tốt của phòng"), Cancel), Cancel);
        await LaterAsync();
        Assert.DoesNotContain(await _stage.ItemsAsync(Stories.List), item => (string?)item["StaffKey"] == "NV027");
    }

    [Fact]
    public async Task A_Movement_Begins_One_Story_When_It_Is_Launched_And_One_When_It_Is_Reviewed()
    {
        var row = await LaunchAsync();
        await ToAsync(6, 16);
        var launched = Assert.Single(await StoriesAsync(Movement));
        Assert.Equal((Stories.Kind.Word("movement"), "mua-he-mau", false, Stories.Stage.Word("draft")), ((string?)launched["Kind"], (string?)launched["MovementKey"], (bool)launched["Consent"]!, (string?)launched["Stage"]));
        Assert.Equal($"Giám đốc phát động phong trào thi đua “{Movement}”.\nThời gian thực hiện: từ ngày 12/06/2025 đến ngày 31/08/2025.\nPhạm vi: Toàn đơn vị.", ((string?)launched["Story"])!.Replace("\r", "", StringComparison.Ordinal));
        // Everybody's weekly mail has a line of it: there was a decision in that week. With it wait the three movements that were launched in February.
        Assert.Contains("Danh sách Điển hình tiên tiến có 4 bài nháp", (await MailsAsync(10)).Single(mail => mail.Contains("news:2025-06-16", StringComparison.Ordinal)), StringComparison.Ordinal);

        await RemoveAsync(Movement);
        await ToAsync(6, 23);
        await LaterAsync();
        Assert.Empty(await StoriesAsync(Movement));
        await _people.As(Office).ChangeAsync(Movements.List, row, new JObject { ["Stage"] = Movements.Stage.Word("reviewing") }, Cancel);
        await ToAsync(7, 14);
        await ToAsync(7, 21);
        Assert.Contains($"Phong trào thi đua “{Movement}” do Giám đốc phát động được sơ kết, tổng kết, xét khen thưởng.", (string?)Assert.Single(await StoriesAsync($"Sơ kết, tổng kết: {Movement}"))["Story"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Movement_Of_Which_Somebody_Has_Written_Is_Left_To_Them()
    {
        await LaunchAsync();
        await _people.As(Office).AddAsync(Stories.List, new JObject { ["Title"] = "Ra quân (mẫu)", ["Year"] = 2025, ["Kind"] = Stories.Kind.Word("movement"), ["MovementKey"] = "mua-he-mau", ["Story"] = "Bài của phòng." }, Cancel);
        await ToAsync(6, 16);
        Assert.Equal("Ra quân (mẫu)", (string?)Assert.Single(await _stage.ItemsAsync(Stories.List), item => (string?)item["MovementKey"] == "mua-he-mau")["Title"]);
    }

    /// <summary>The year is played on until the sudden nomination of July is decided.</summary>
    private async Task DecidedAsync(Func<Task>? before = null)
    {
        foreach (var step in Script.Steps.Where(step => step.Id.StartsWith("sudden-", StringComparison.Ordinal)))
        {
            _stage.Machine.Clock.MoveTo(step.At);
            await _stage.Machine.SettleAsync(Cancel);
            if (step.Id == "sudden-decision" && before is not null) await before();
            // One of the office is enough here.
            if (step.Id == "sudden-appraise") continue;
            await step.Play(_people, Cancel);
            await _stage.Machine.SettleAsync(Cancel);
        }
    }

    private async Task<JObject> LaunchAsync()
    {
        await _people.As(Office).AddAsync(Movements.List, new JObject
        {
            ["Title"] = Movement, ["MovementKey"] = "mua-he-mau", ["Year"] = 2025, ["LaunchedBy"] = "Giám đốc", ["Level"] = Movements.Level.Word("unit"), ["Scope"] = "Toàn đơn vị", ["Stage"] = Movements.Stage.Word("running"),
            ["ValidFrom"] = "2025-06-12T00:00:00Z", ["ValidTo"] = "2025-08-31T00:00:00Z",
        }, Cancel);
        return await _people.FindAsync(Office, new Place(Movements.List, "Title", Movement), Cancel);
    }

    /// <summary>A process that knows nothing of the one before, and a night.</summary>
    private async Task LaterAsync()
    {
        await _stage.StartAnewAsync();
        await _stage.NightAsync();
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddHours(7));
        await _stage.Machine.SettleAsync(Cancel);
    }

    private Task ToAsync(int month, int day) => ToAsync(new DateTimeOffset(2025, month, day, 8, 0, 0, TimeSpan.FromHours(7)));

    private async Task PressAsync(string title, JObject fields, int who = Office)
    {
        await _people.As(who).ChangeAsync(Stories.List, await _people.FindAsync(who, new Place(Stories.List, "Title", title), Cancel), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task RemoveAsync(string title) => await _people.As(Office).RemoveAsync(Stories.List, await _people.FindAsync(Office, new Place(Stories.List, "Title", title), Cancel), Cancel);

    private async Task<IReadOnlyList<JObject>> StoriesAsync(string title) => [.. (await _stage.ItemsAsync(Stories.List)).Where(item => (string?)item["Title"] == title)];

    private Task<IReadOnlyList<JObject>> PagesAsync() => NewsAsync("dien-hinh-d-");

    private async Task<string> RoundUpAsync() => await TextAsync(Assert.Single(await NewsAsync("tong-hop-")));

    private async Task<IReadOnlyList<string>> MailsAsync(int who) =>
        [.. (await _stage.LocalAsync($"_local/mails?to={SamplePeople.Number(who).UserPrincipalName}"))["value"]!.Select(mail => WebUtility.HtmlDecode(mail.ToString()))];
}
