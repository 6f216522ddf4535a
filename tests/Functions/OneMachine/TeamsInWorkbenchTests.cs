using System.Net;
using System.Text.RegularExpressions;
using EmulationM365.Functions.Local.Sample;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A person's Teams in the workbench, without any script: the card is read, pressed and comes back; words are answered; nobody sees another's chat.</summary>
public sealed partial class TeamsInWorkbenchTests : TeamsStage
{
    [Fact]
    public async Task A_Person_Reads_Presses_Writes_And_Sees_What_Became_Of_It()
    {
        using var pages = Browser(Head);
        var page = await ReadAsync(pages, $"/teams/{SamplePeople.Worker}");
        Assert.Contains("Xác nhận đề nghị khen thưởng", page, StringComparison.Ordinal);
        var (form, button) = (Form().Match(page).Groups[1].Value, Button().Match(page).Groups[1].Value);
        var answered = await PostAsync(pages, form, ("action", button), ("input.comment", ""));
        Assert.Contains("Đã ghi nhận câu trả lời.", answered, StringComparison.Ordinal);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Contains("qua thẻ trong Teams", await ReadAsync(pages, $"/teams/{SamplePeople.Worker}"), StringComparison.Ordinal);
        Assert.Contains("Việc chờ ông/bà xử lý: 0", await PostAsync(pages, $"/teams/{SamplePeople.Worker}/say", ("text", "chờ xử lý")), StringComparison.Ordinal);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_Has_No_Chat_Sees_None_And_Cannot_Press_Anothers_Card()
    {
        var message = await CardMessageAsync(Head);
        using var pages = Browser(Clerk);
        Assert.Contains("Chưa có trò chuyện nào", await ReadAsync(pages, "/teams"), StringComparison.Ordinal);
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("action", "0:Đồng ý đề nghị")]);
        using var answer = await pages.PostAsync(new Uri(_stage.Machine.TenantAddress, $"/teams/{SamplePeople.Worker}/press?message={message["id"]}"), body, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_Bot_That_Does_Not_Answer_Is_Said_In_A_Sentence_And_The_Card_Stays()
    {
        await PutAsync("_local/teams", Newtonsoft.Json.Linq.JObject.FromObject(new { bots = new[] { new { appId = SamplePeople.Worker, displayName = "Bot mẫu", endpoint = "http://localhost:1/api/messages" } } }));
        using var pages = Browser(Head);
        var page = await ReadAsync(pages, $"/teams/{SamplePeople.Worker}");
        var after = await PostAsync(pages, Form().Match(page).Groups[1].Value, ("action", Button().Match(page).Groups[1].Value));
        Assert.Contains("Không kết nối được với ứng dụng", after, StringComparison.Ordinal);
        Assert.Contains("Đồng ý đề nghị", after, StringComparison.Ordinal);
    }

    private HttpClient Browser(SamplePerson person)
    {
        var cookies = new CookieContainer();
        cookies.Add(_stage.Machine.TenantAddress, new Cookie("localm365.person", person.ObjectId));
        return new HttpClient(new SocketsHttpHandler { CookieContainer = cookies });
    }

    private async Task<string> ReadAsync(HttpClient pages, string path) => WebUtility.HtmlDecode(await pages.GetStringAsync(new Uri(_stage.Machine.TenantAddress, path), Cancel));

    private async Task<string> PostAsync(HttpClient pages, string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await pages.PostAsync(new Uri(_stage.Machine.TenantAddress, path), body, Cancel);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    [GeneratedRegex("""action="(/teams/[^"]*/press[^"]*)" """)]
    private static partial Regex Form();

    [GeneratedRegex("""name="action" value="([^"]*)">Đồng ý đề nghị""")]
    private static partial Regex Button();
}
