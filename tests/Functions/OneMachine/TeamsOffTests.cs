using System.Net;
using System.Text;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>While the channel is off nobody is believed at the bot's door, nobody is written to in Teams, and not one request more is made.</summary>
public sealed class TeamsOffTests : IAsyncLifetime
{
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Switched_Off_The_Door_Believes_Nobody_And_Teams_Is_Never_Called()
    {
        using var http = new HttpClient();
        using var registered = new StringContent(SamplePeople.Bot(_stage.Machine.Host.BaseAddress).ToString(), Encoding.UTF8, "application/json");
        (await http.PutAsync(new Uri(_stage.Machine.TenantAddress, "_local/teams"), registered, Cancel)).EnsureSuccessStatusCode();
        using var asked = new StringContent($$"""{"person":"{{SamplePeople.Number(4).ObjectId}}","bot":"{{SamplePeople.Worker}}","text":"giúp"}""", Encoding.UTF8, "application/json");
        using var said = await http.PostAsync(new Uri(_stage.Machine.TenantAddress, "_local/teams/say"), asked, Cancel);
        Assert.Contains("\"status\":403", await said.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var browser = new Browser();
        await browser.SendAsync(_stage.Link, await browser.OpenAsync(_stage.Link, SamplePeople.Number(4), Cancel), [KeyValuePair.Create("answer", "agree")], Cancel);
        await _stage.NightAsync();
        var calls = await http.GetStringAsync(new Uri(_stage.Machine.TenantAddress, "_local/requests"), Cancel);
        Assert.All(new[] { "/connector/", "/teamwork/", "/appCatalogs", "/openid/botframework.com" }, path => Assert.DoesNotContain(path, calls, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
    }
}
