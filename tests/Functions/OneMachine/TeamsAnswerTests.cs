using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A request reaches the person who is asked in Teams, is answered there, and every card comes to say what is so.</summary>
public sealed class TeamsAnswerTests : TeamsStage
{
    private const string Agree = "Đồng ý đề nghị";
    private const string SendBack = "Trả lại";

    [Fact]
    public async Task Who_Is_Asked_Has_The_Card_Once_Beside_The_Mail_And_A_Second_Look_Writes_Nothing()
    {
        var message = Assert.Single(await MessagesAsync(Head));
        Assert.Equal([Agree, SendBack], Buttons((JObject)message["card"]!).Take(2));
        Assert.Contains("Xác nhận đề nghị khen thưởng", (string)message["summary"]!, StringComparison.Ordinal);
        Assert.Empty(await MessagesAsync(Clerk));
        var before = (await RequestsAsync()).Count(line => line.Contains("/connector/", StringComparison.Ordinal));
        await _stage.NightAsync();
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, (await RequestsAsync()).Count(line => line.Contains("/connector/", StringComparison.Ordinal)));
        Assert.Single(await MessagesAsync(Head));
    }

    [Fact]
    public async Task An_Answer_On_The_Card_Counts_And_The_Card_Says_Who_And_When_And_By_Which_Way()
    {
        var message = await CardMessageAsync(Head);
        var answer = await PressAsync(Head, message, Agree);
        Assert.Equal((200, 200), ((int)answer["status"]!, (int)answer["body"]!["statusCode"]!));
        Assert.Contains("Đã ghi nhận câu trả lời.", Said(answer["body"]!["value"]!), StringComparison.Ordinal);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
        var settled = await CardMessageAsync(Head);
        Assert.NotNull((string?)settled["changed"]);
        Assert.Contains("Cán bộ mẫu 04", Said(settled["card"]!), StringComparison.Ordinal);
        Assert.Contains("qua thẻ trong Teams", Said(settled["card"]!), StringComparison.Ordinal);
        Assert.DoesNotContain(Agree, Buttons((JObject)settled["card"]!));
        // The next step asks the office, in Teams as well.
        Assert.Contains("Tiếp nhận", Buttons((JObject)(await CardMessageAsync(Office))["card"]!));
    }

    [Fact]
    public async Task An_Answer_Given_Twice_Records_Once_And_Another_One_Is_Told_Who_Was_First()
    {
        var message = await CardMessageAsync(Head);
        var data = Carried(message);
        await PressAsync(Head, message, Agree);
        var (activity, token) = await SignedAsync(Head, Invoke(data));
        var (status, again) = await SendAsync(activity.ToString(), $"Bearer {token}");
        Assert.Equal(200, status);
        Assert.Contains("đã được ghi nhận trước đó", Said(JObject.Parse(again)), StringComparison.Ordinal);
        (activity, token) = await SignedAsync(Head, Invoke(new JObject(data) { ["a"] = "send_back", ["comment"] = "Thiếu biên bản mẫu" }));
        (status, again) = await SendAsync(activity.ToString(), $"Bearer {token}");
        Assert.Equal(200, status);
        Assert.Contains("đã được Cán bộ mẫu 04 trả lời", Said(JObject.Parse(again)), StringComparison.Ordinal);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_At_Once_By_Card_And_Page_Leave_One_And_Nobody_Gets_A_Failure()
    {
        var before = (await EventsAsync()).Count;
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        var onCard = PressAsync(Head, await CardMessageAsync(Head), SendBack, "Thiếu báo cáo mẫu");
        var onPage = browser.SendAsync(_stage.Link, page, [KeyValuePair.Create("answer", "agree")], Cancel);
        var answer = await onCard;
        Assert.InRange((await onPage).Status, 200, 409);
        Assert.Equal((200, 200), ((int)answer["status"]!, (int)answer["body"]!["statusCode"]!));
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before + 1, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task Sending_Back_Without_A_Reason_Is_Refused_On_The_Card_Which_Stays_Open()
    {
        var before = await EventsAsync();
        var message = await CardMessageAsync(Head);
        var card = (JObject)(await PressAsync(Head, message, SendBack))["body"]!["value"]!;
        Assert.Contains("phải ghi rõ lý do", Said(card), StringComparison.Ordinal);
        Assert.Contains(SendBack, Buttons(card));
        Assert.Equal(before, await EventsAsync());
        await PressAsync(Head, message, SendBack, "Thiếu biên bản mẫu");
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnSentBack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_Answer_On_The_Page_Brings_The_Card_To_Its_End()
    {
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        await browser.SendAsync(_stage.Link, page, [KeyValuePair.Create("answer", "agree")], Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var settled = await CardMessageAsync(Head);
        Assert.Contains("qua trang trả lời", Said(settled["card"]!), StringComparison.Ordinal);
        Assert.Single(Buttons((JObject)settled["card"]!));
        var changed = (string?)settled["changed"];
        // Once is enough: nothing changed since, so nothing is written.
        await _stage.NightAsync();
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(changed, (string?)(await CardMessageAsync(Head))["changed"]);
    }

    [Fact]
    public async Task A_Withdrawn_Return_Closes_The_Card_And_An_Old_One_Is_Refused_With_The_Reason()
    {
        var data = Carried(await CardMessageAsync(Head));
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        var item = (await clerk.ItemsAsync(UnitReturns.List, null, Cancel)).Single(row => (string?)row["id"] == "2");
        await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word("withdraw") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Contains("đã đóng", Said((await CardMessageAsync(Head))["card"]!), StringComparison.Ordinal);
        var before = await EventsAsync();
        var (activity, token) = await SignedAsync(Head, Invoke(data));
        var (status, body) = await SendAsync(activity.ToString(), $"Bearer {token}");
        Assert.Equal(200, status);
        Assert.Contains("đã đóng", Said(JObject.Parse(body)), StringComparison.Ordinal);
        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    public async Task After_An_Edit_The_Old_Card_Is_Refused_And_Nothing_Is_Written()
    {
        var data = Carried(await CardMessageAsync(Head));
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        var line = (await clerk.ItemsAsync(Nominations.List, "fields/ReturnLookupId eq 2", Cancel))[0];
        await clerk.ChangeAsync(Nominations.List, line, new JObject { ["Achievement"] = "Thành tích mẫu sửa sau khi nộp" }, Cancel);
        var (activity, token) = await SignedAsync(Head, Invoke(data));
        var (status, body) = await SendAsync(activity.ToString(), $"Bearer {token}");
        Assert.Equal(200, status);
        Assert.Contains("đã thay đổi sau khi nộp", Said(JObject.Parse(body)), StringComparison.Ordinal);
        Assert.DoesNotContain(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Card_Whose_Link_Ended_Says_So_By_Itself()
    {
        _stage.Machine.Clock.MoveTo(Script.DemoEnd.AddDays(40));
        await _stage.Machine.SettleAsync(Cancel);
        var card = (JObject)(await CardMessageAsync(Head))["card"]!;
        Assert.Contains("Đường dẫn đã hết hạn", Said(card), StringComparison.Ordinal);
        Assert.Single(Buttons(card));
    }

    [Fact]
    public async Task The_Wrong_Person_Gets_A_Card_That_Says_So_And_Nothing_Is_Written()
    {
        var before = await EventsAsync();
        var data = Carried(await CardMessageAsync(Head));
        foreach (var person in new[] { OtherHead, Clerk })
        {
            var (activity, token) = await SignedAsync(person, Invoke(data));
            var (status, body) = await SendAsync(activity.ToString(), $"Bearer {token}");
            Assert.Equal(200, status);
            Assert.Contains("không được giao việc này", Said(JObject.Parse(body)), StringComparison.Ordinal);
        }

        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    public async Task Looking_Again_By_Itself_Never_Answers_Whatever_The_Button_Says()
    {
        var before = await EventsAsync();
        var message = await CardMessageAsync(Head);
        var data = Carried(message);
        var (activity, token) = await SignedAsync(Head, Invoke(data, trigger: "automatic"));
        var (status, body) = await SendAsync(activity.ToString(), $"Bearer {token}");
        Assert.Equal(200, status);
        Assert.Contains(Agree, Buttons((JObject)JObject.Parse(body)["value"]!));
        var refreshed = await LocalAsync("_local/teams/press", new JObject { ["person"] = Head.ObjectId, ["message"] = message["id"], ["refresh"] = true });
        Assert.Equal(200, (int)refreshed["body"]!["statusCode"]!);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    public async Task What_No_Button_Of_Ours_Can_Carry_Is_Answered_And_Never_A_Failure()
    {
        var before = await EventsAsync();
        var data = Carried(await CardMessageAsync(Head));
        JObject[] odd =
        [
            Invoke(data, verb: "delete"), Invoke([]), Invoke(new JObject(data) { ["l"] = "../../etc" }), Invoke(new JObject(data) { ["l"] = 7 }), Invoke(new JObject(data) { ["a"] = "recorded" }),
            Invoke(new JObject(data) { ["h"] = "" }), Invoke(new JObject(data) { ["comment"] = new string('x', 4001) }), Invoke(new JObject(data) { ["comment"] = new JObject() }),
            new JObject { ["type"] = "invoke", ["name"] = "composeExtension/query" }, new JObject { ["type"] = "invoke", ["name"] = "adaptiveCard/action" },
            new JObject { ["type"] = "invoke", ["name"] = "adaptiveCard/action", ["value"] = new JObject { ["action"] = "answer" } }, new JObject { ["type"] = "typing" },
        ];
        foreach (var activity in odd)
        {
            var (signed, token) = await SignedAsync(Head, activity);
            var (status, _) = await SendAsync(signed.ToString(), $"Bearer {token}");
            Assert.Equal(200, status);
        }

        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    public async Task An_Older_Client_Answers_By_The_Button_That_Stands_In()
    {
        var submit = (JObject)(await CardMessageAsync(Head))["card"]!.SelectTokens("$..actions[?(@.type=='Action.Execute')].fallback.data").First();
        var (activity, token) = await SignedAsync(Head, new JObject { ["type"] = "message", ["text"] = "", ["value"] = new JObject(submit) { ["comment"] = "" } });
        Assert.Equal(200, (await SendAsync(activity.ToString(), $"Bearer {token}")).Status);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
        Assert.Contains(await MessagesAsync(Head), message => Said(message["card"]!).Contains("Đã ghi nhận câu trả lời.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("chờ xử lý", "Việc chờ ông/bà xử lý: 1", "Xác nhận đề nghị khen thưởng")]
    [InlineData("CHO XU LY", "Việc chờ ông/bà xử lý: 1", "Xác nhận đề nghị khen thưởng")]
    [InlineData("giúp", "Hệ thống thi đua, khen thưởng", "chờ xử lý")]
    [InlineData("xin chào [bấm](http://xau.example)", "chưa hiểu", "chờ xử lý")]
    public async Task Who_Writes_Gets_An_Answer(string text, string title, string said)
    {
        Assert.Equal(200, (int)(await SayAsync(Head, text))["status"]!);
        var card = (JObject)(await CardMessageAsync(Head))["card"]!;
        Assert.Contains(title, Said(card), StringComparison.Ordinal);
        Assert.Contains(said, Said(card), StringComparison.Ordinal);
        Assert.DoesNotContain("xau.example", card.ToString(), StringComparison.Ordinal);
    }
}
