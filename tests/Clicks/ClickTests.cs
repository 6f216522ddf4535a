using EmulationM365.Bench.Clicks;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Clicks;

/// <summary>The bench of clicks judges rightly: each thing that can be missing is missed.</summary>
public sealed class ClickTests
{
    private const string Key = "r-2025-000001-01-appraise";
    private static readonly Click Pressed = new("r-2025-000001", Key, "direct", "teams", () => throw new InvalidOperationException("nobody presses here"));

    [Fact]
    public void A_Final_Card_With_All_That_Follows_Has_No_Fault() => Assert.Null(Pressed.Fault(200, Final(), [Own(), Next()]));

    [Fact]
    public void A_Door_That_Refused_Or_Gave_No_Card_Is_Named()
    {
        Assert.Contains("answered 403 without a card", Pressed.Fault(403, null, [Own(), Next()]), StringComparison.Ordinal);
        Assert.Contains("answered 200 without a card", Pressed.Fault(200, null, [Own(), Next()]), StringComparison.Ordinal);
        Assert.Contains("answered 500 without a card", Pressed.Fault(500, Final(), [Own(), Next()]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":"Việc này đã đóng."}""")]
    [InlineData("""{"text":"Đã ghi nhận câu trả lời.","actions":[{"type":"Action.Execute","verb":"answer"}]}""")]
    [InlineData("""{"text":"Đã ghi nhận câu trả lời.","actions":[{"type":"Action.Http","url":"https://a.test/api/outlook/x/answers/agree/0"}]}""")]
    public void A_Card_That_Says_Something_Else_Or_Can_Still_Be_Pressed_Is_Not_Final(string card) =>
        Assert.Contains("not final", Pressed.Fault(200, JObject.Parse(card), [Own(), Next()]), StringComparison.Ordinal);

    [Fact]
    public void What_Did_Not_Follow_Is_Named()
    {
        Assert.Contains("does not say that it was answered so", Pressed.Fault(200, Final(), [Next()]), StringComparison.Ordinal);
        Assert.Contains("does not say that it was answered so", Pressed.Fault(200, Final(), [Own(status: "pending"), Next()]), StringComparison.Ordinal);
        Assert.Contains("does not say that it was answered so", Pressed.Fault(200, Final(), [Own(channel: "page"), Next()]), StringComparison.Ordinal);
        Assert.Contains("nobody was asked what follows", Pressed.Fault(200, Final(), [Own()]), StringComparison.Ordinal);
        Assert.Contains("nobody was asked what follows", Pressed.Fault(200, Final(), [Own(), Next(status: "closed")]), StringComparison.Ordinal);
    }

    private static JObject Final() => new() { ["text"] = Text.Vi("answer.recorded"), ["actions"] = new JArray(new JObject { ["type"] = "Action.OpenUrl", ["url"] = "https://a.test/api/requests/x" }) };

    private static JObject Own(string status = "answered", string channel = "teams") => new()
    {
        ["RequestKey"] = Key, ["Kind"] = Requests.Kind.Word("appraise"), ["Status"] = Requests.Status.Word(status), ["Answered"] = Text.Vi("answered.by", "Cán bộ mẫu 05", "09:00 02/06/2025", Text.Vi($"channel.{channel}")),
    };

    private static JObject Next(string status = "pending") => new() { ["RequestKey"] = "r-2025-000001-01-direct", ["Kind"] = Requests.Kind.Word("direct"), ["Status"] = Requests.Status.Word(status) };
}
