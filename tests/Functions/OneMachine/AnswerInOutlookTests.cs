using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Answers pressed on the card of a mail: one counts, whoever may not is told so, and an old card says why it is old.</summary>
public sealed class AnswerInOutlookTests : OutlookOnStage
{
    private const string Case = "r-2025-000002";
    private static readonly SamplePerson Head = SamplePeople.Number(4);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_Answer_Counts_Once_And_Every_Card_Says_Who_Gave_It_When_And_Where(int version)
    {
        var before = await _stage.EventsAsync();
        var shown = await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head, version: version);
        Assert.Equal(before, await _stage.EventsAsync());
        var given = await _outlook.PressAsync(shown.To("agree")!, Head, version: version);
        var again = await _outlook.PressAsync(shown.To("agree")!, Head, version: version);
        var other = await _outlook.PressAsync(shown.To("send_back")!, Head, "Lý do mẫu", version);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.All(new[] { shown, given, again, other }, card => Assert.Equal((200, SampleOutlook.Originator, false), (card.Status, (string?)card.Card!["originator"], card.Cookies)));
        Assert.Contains("Đã ghi nhận câu trả lời.", given.Text, StringComparison.Ordinal);
        Assert.Contains("đã được ghi nhận trước đó", again.Text, StringComparison.Ordinal);
        Assert.Contains("đã được Cán bộ mẫu 04 trả lời", other.Text, StringComparison.Ordinal);
        Assert.All(new[] { given, again, other }, card => Assert.Contains("thẻ trong Outlook", card.Text, StringComparison.Ordinal));
        Assert.All(new[] { given, again, other }, card => Assert.Null(card.To("agree")));
        Assert.Equal(before.Append($"{Case}:000002 ReturnConfirmed").Order(StringComparer.Ordinal), await _stage.EventsAsync());
        // What follows from it followed by the queue: the office is asked, with a card of its own.
        Assert.Contains("adaptivecard+json", (await MailsAsync(SamplePeople.Number(5)))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_An_Edit_The_Old_Card_Is_Refused_With_The_Reason_And_The_New_Mail_Has_A_New_Card()
    {
        var shown = await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head);
        await _stage.EditLineAsync();
        var before = await _stage.EventsAsync();
        var refused = await _outlook.PressAsync(shown.To("agree")!, Head);
        Assert.Equal(200, refused.Status);
        Assert.Contains("Danh sách đã thay đổi sau khi nộp", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, await _stage.EventsAsync());
        await PassAsync(20);
        var moved = await _outlook.PressAsync(shown.To("agree")!, Head);
        Assert.Null(moved.To("agree"));
        Assert.Equal(before.Append($"{Case}:000002 ReturnRevised").Order(StringComparer.Ordinal), await _stage.EventsAsync());
        var card = CardOf((await MailsAsync(Head))[^1]);
        Assert.Contains("Đã ghi nhận câu trả lời.", (await _outlook.PressAsync(new Pressed(200, card, null, "", false).To("agree")!, Head)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Whoever_Is_Not_Asked_Learns_Nothing_And_Changes_Nothing(int number)
    {
        var before = await _stage.EventsAsync();
        var shown = await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head);
        foreach (var url in new[] { _outlook.RefreshOf(_stage.Link), shown.To("agree")!, shown.To("send_back")! })
        {
            var refused = await _outlook.PressAsync(url, SamplePeople.Number(number), "Lý do mẫu");
            Assert.Equal((403, null, "Viec nay khong giao cho tai khoan dang dung."), (refused.Status, refused.Card, refused.Said));
            Assert.DoesNotContain("mẫu", refused.Body, StringComparison.Ordinal);
        }

        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await _stage.EventsAsync());
    }

    [Fact]
    public async Task Sending_Back_Needs_A_Reason_Which_Arrives_As_It_Was_Written()
    {
        const string reason = "Thiếu \"biên bản\" {{comment.value}} \\ họp\nvà </script> danh sách";
        var shown = await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head);
        var before = await _stage.EventsAsync();
        foreach (var nothing in new[] { "", "  \n", "{{comment.value}}" })
        {
            var refused = await _outlook.PressAsync(shown.To("send_back")!, Head, nothing);
            Assert.Equal((200, true), (refused.Status, refused.To("send_back") is not null));
        }

        Assert.Equal(before, await _stage.EventsAsync());
        var given = await _outlook.PressAsync(shown.To("send_back")!, Head, reason);
        Assert.Contains("Đã ghi nhận câu trả lời.", given.Text, StringComparison.Ordinal);
        await _stage.Machine.SettleAsync(Cancel);
        var mail = JObject.Parse((await MailsAsync(SamplePeople.Number(3)))[^1]);
        Assert.Contains("Thiếu \"biên bản\" {{comment.value}} \\ họp", System.Net.WebUtility.HtmlDecode((string)mail["message"]!["body"]!["content"]!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Cannot_Be_Read_Is_Refused_And_Nothing_Is_Written()
    {
        var before = await _stage.EventsAsync();
        var shown = await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head);
        var (back, token) = (shown.To("send_back")!, ("Action-Authorization", "Bearer " + await _outlook.TokenAsync(Head)));
        Assert.Equal(400, (await _outlook.PostAsync(back, new string('x', 4001), token)).Status);
        Assert.Equal(413, (await _outlook.PostAsync(back, new string('x', 300_000), token)).Status);
        Assert.Equal(415, (await _outlook.PostAsync(back, "Lý do", token, ("Content-Encoding", "gzip"))).Status);
        foreach (var path in new[] { shown.To("agree")!.AbsolutePath.Replace("/agree/", "/recorded/", StringComparison.Ordinal), "/api/outlook/abcdefghijklmnopqrstuvwxyz/refresh", "/api/outlook/..%2f/refresh", "/api/outlook/x/answers/agree/y" })
            Assert.Equal(404, (await _outlook.PostAsync(new Uri(back, path), ".", token)).Status);
        Assert.Equal(before, await _stage.EventsAsync());
    }

    [Fact]
    public async Task A_Card_Of_A_Request_That_Ended_Says_So()
    {
        var shown = await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head);
        var before = await _stage.EventsAsync();
        _stage.Machine.Clock.MoveTo(Script.DemoEnd.AddDays(40));
        var ended = await _outlook.PressAsync(shown.To("agree")!, Head);
        Assert.Equal(200, ended.Status);
        Assert.Contains("Đường dẫn đã hết hạn", ended.Text, StringComparison.Ordinal);
        Assert.Null(ended.To("agree"));
        Assert.Equal(before, await _stage.EventsAsync());
    }

    [Fact]
    public async Task A_Card_Of_A_List_That_Was_Withdrawn_Takes_No_Answer()
    {
        var shown = await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head);
        using (var clerk = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(3)))
        {
            var item = (await clerk.ItemsAsync(UnitReturns.List, null, Cancel)).Single(row => (string?)row["id"] == "2");
            await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word("withdraw") }, Cancel);
        }

        await _stage.Machine.SettleAsync(Cancel);
        var before = await _stage.EventsAsync();
        Assert.Contains(before, recorded => recorded.StartsWith(Case, StringComparison.Ordinal) && recorded.EndsWith("ReturnWithdrawn", StringComparison.Ordinal));
        foreach (var url in new[] { shown.To("agree")!, _outlook.RefreshOf(_stage.Link) })
        {
            var late = await _outlook.PressAsync(url, Head);
            Assert.Equal((200, null), (late.Status, late.To("agree")));
            Assert.Contains("Việc này đã đóng", late.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await _stage.EventsAsync());
    }

    [Fact]
    public async Task A_Scanner_That_Follows_Every_Address_Of_A_Card_Changes_Nothing()
    {
        var shown = await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head);
        var before = await _stage.EventsAsync();
        using var scanner = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var url in new[] { shown.To("agree")!, shown.To("send_back")!, _outlook.RefreshOf(_stage.Link) })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Put })
            {
                using var asked = new HttpRequestMessage(method, url);
                using var answer = await scanner.SendAsync(asked, Cancel);
                Assert.InRange((int)answer.StatusCode, 404, 405);
            }

            Assert.Equal(401, (await _outlook.PostAsync(url, ".")).Status);
        }

        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await _stage.EventsAsync());
    }

    private async Task PassAsync(int minutes)
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(minutes));
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task<List<string>> MailsAsync(SamplePerson person) => [.. (await _stage.LocalAsync($"_local/mails?to={person.UserPrincipalName}"))["value"]!.Select(mail => mail.ToString())];

    internal static JObject CardOf(string mail) => JObject.Parse(new AngleSharp.Html.Parser.HtmlParser().ParseDocument((string)JObject.Parse(mail)["message"]!["body"]!["content"]!).Head!
        .QuerySelector("script[type='application/adaptivecard+json']")!.TextContent);
}

/// <summary>With the channel off, as it is by default, there is no such door and no card.</summary>
public sealed class OutlookOffTests : IAsyncLifetime
{
    private readonly Stage _stage = new();

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task The_Doors_Are_Not_There_And_Mails_Carry_No_Cards()
    {
        using var outlook = new OutlookPresses(_stage);
        var refused = await outlook.PostAsync(outlook.RefreshOf(_stage.Link), ".", ("Action-Authorization", "Bearer x"));
        Assert.Equal((404, null), (refused.Status, refused.Said));
        Assert.DoesNotContain("adaptivecard", (await _stage.LocalAsync("_local/mails")).ToString(), StringComparison.Ordinal);
    }
}
