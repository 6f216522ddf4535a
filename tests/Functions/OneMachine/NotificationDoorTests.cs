using System.Net;
using System.Text;
using EmulationM365.Functions;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The door at which Graph rings, against everybody else.</summary>
public sealed class NotificationDoorTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    private Uri Door => new(stage.Machine.Host.BaseAddress, $"api/notifications?code={stage.Machine.Host.KeyOf(nameof(ReceiveNotification))}");

    [Theory]
    [Trait("Fault", "6")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"value\":[]}")]
    [InlineData("{\"value\":[1]}")]
    [InlineData("{\"value\":[{}],\"value\":[{}]}")]
    public async Task What_Is_No_Notification_Is_Answered_400_With_A_Sentence(string body)
    {
        using var answer = await PostAsync(Door, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("not a change notification", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "9")]
    public async Task A_Forged_Notification_Is_Accepted_Counted_And_Otherwise_Ignored()
    {
        var desk = stage.Machine.Host.Services.GetRequiredService<NotificationDesk>();
        var (forged, waiting, events) = (desk.Forged, stage.Machine.Host.CountMessages(Doors.ListsQueue), await stage.EventsAsync());
        using var answer = await PostAsync(Door, """{"value":[{"subscriptionId":"0f3e","clientState":"guess","changeType":"updated","resource":"sites/x/lists/y"}]}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(forged + 1, desk.Forged);
        Assert.Equal(waiting, stage.Machine.Host.CountMessages(Doors.ListsQueue));
        await stage.Machine.SettleAsync(Cancel);
        Assert.Equal(events, await stage.EventsAsync());
    }

    [Fact]
    public async Task Without_The_Key_The_Door_Stays_Shut()
    {
        using var answer = await PostAsync(new Uri(stage.Machine.Host.BaseAddress, "api/notifications"), "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    [Trait("Fault", "8")]
    public async Task The_Handshake_Echoes_The_Token_As_Plain_Text()
    {
        const string Token = "<script>alert(1)</script> Validation: ộ";
        using var answer = await PostAsync(new Uri($"{Door}&validationToken={Uri.EscapeDataString(Token)}"), "");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(Token, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    [Trait("Fault", "7")]
    [Trait("Fault", "8")]
    public async Task A_Token_Or_Body_Beyond_Measure_Is_Refused()
    {
        using var token = await PostAsync(new Uri($"{Door}&validationToken={new string('a', 4000)}"), "");
        Assert.Equal(HttpStatusCode.BadRequest, token.StatusCode);
        using var body = await PostAsync(Door, new string('a', 300 * 1024));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, body.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(Uri address, string body) => _http.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
}
