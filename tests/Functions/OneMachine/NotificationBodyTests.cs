using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EmulationM365.Functions;
using EmulationM365.Intake;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Bodies that arrive at the notification door: full ones, mixed ones, broken ones, and far too large ones.</summary>
public sealed class NotificationBodyTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    [Trait("Fault", "5")]
    public async Task Of_Two_Hundred_Notifications_Each_List_Rings_Once_And_The_Forged_One_Is_Counted()
    {
        var known = (await KnownAsync(stage)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(3).Select(pair => pair.Value).ToList();
        var all = Enumerable.Range(0, 199).Select(number => Ring(known[number % 3].Id, known[number % 3].ClientState)).ToList();
        all.Insert(77, Ring(known[0].Id, "a guess"));
        var (forged, waiting) = (Desk(stage).Forged, Waiting(stage));
        using var answer = await PostAsync(Door(stage), Body(all));
        Assert.Equal((HttpStatusCode.Accepted, 3, 1), (answer.StatusCode, known.Count, Desk(stage).Forged - forged));
        Assert.Equal(3, Waiting(stage) - waiting);
        await stage.Machine.SettleAsync(Cancel);
    }

    [Theory]
    [Trait("Fault", "6")]
    [InlineData("{\"value\":[{\"subscriptionId\":\"s\",\"clientState\":\"\\ud800\"}]}", HttpStatusCode.Accepted)]
    [InlineData("{\"value\":[{\"subscriptionId\":{\"a\":[1]},\"clientState\":7}]}", HttpStatusCode.Accepted)]
    [InlineData("{\"value\":[{\"subscriptionId\":null}]}", HttpStatusCode.Accepted)]
    [InlineData("{\"value\":[{\"subscriptionId\":\"s\",\"subscriptionId\":\"t\"}]}", HttpStatusCode.BadRequest)]
    [InlineData("{\"value\":\"\\ud800\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"value\":[{\"a\":1e999999999}]}", HttpStatusCode.Accepted)]
    [InlineData("{\"value\":[{\"a\":99999999999999999999999999999999999999}]}", HttpStatusCode.Accepted)]
    [InlineData("{\"value\":[{}]", HttpStatusCode.BadRequest)]
    [InlineData("{\"value\":true}", HttpStatusCode.BadRequest)]
    [InlineData("\0", HttpStatusCode.BadRequest)]
    public async Task Whatever_Stands_In_A_Body_It_Is_Judged_And_Never_A_Fault_Of_Ours(string body, HttpStatusCode status)
    {
        var waiting = Waiting(stage);
        using var answer = await PostAsync(Door(stage), body);
        Assert.Equal((status, waiting), (answer.StatusCode, Waiting(stage)));
    }

    [Fact]
    [Trait("Fault", "6")]
    public async Task A_Hundred_Boxes_In_Each_Other_Are_Not_Opened()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"value\":[", 100)) + string.Concat(Enumerable.Repeat("]}", 100));
        using var answer = await PostAsync(Door(stage), deep);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    [Trait("Fault", "7")]
    public async Task Of_A_Hundred_Megabytes_Only_A_Beginning_Is_Taken()
    {
        using var content = new Flood(100);
        try
        {
            using var answer = await _http.PostAsync(Door(stage), content, Cancel);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The door closed while we were still pushing.
        }

        // What is on its way between two sockets counts as sent here.
        Assert.InRange(content.Sent, 1, 32);
    }

    [Fact]
    [Trait("Fault", "7")]
    public async Task What_Is_Packed_Is_Not_Unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(Body([]).PadRight(50_000_000)), Cancel);
        using var content = new ByteArrayContent(packed.ToArray());
        (content.Headers.ContentType, packed.Position) = (new MediaTypeHeaderValue("application/json"), 0);
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await _http.PostAsync(Door(stage), content, Cancel);
        Assert.True(packed.Length < 100_000);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType });
    }

    [Fact]
    [Trait("Fault", "8")]
    public async Task A_Token_Is_Echoed_Only_Out_Of_The_Address_And_Only_Up_To_A_Length()
    {
        using var inBody = await PostAsync(Door(stage), "{\"validationToken\":\"echo me\"}");
        Assert.Equal(HttpStatusCode.BadRequest, inBody.StatusCode);
        Assert.DoesNotContain("echo me", await inBody.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var megabyte = await PostAsync(new Uri($"{Door(stage)}&validationToken={new string('a', 60_000)}"), "");
        Assert.Contains(megabyte.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.RequestUriTooLong });
        Assert.DoesNotContain("aaa", await megabyte.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "9")]
    public async Task A_Secret_Opens_Its_Own_Subscription_And_No_Other()
    {
        var known = (await KnownAsync(stage)).Values.ToList();
        var (forged, waiting) = (Desk(stage).Forged, Waiting(stage));
        using var answer = await PostAsync(Door(stage), Body([Ring(known[0].Id, known[1].ClientState), Ring(known[1].Id, ""), Ring("", known[1].ClientState)]));
        Assert.Equal((HttpStatusCode.Accepted, forged + 3, waiting), (answer.StatusCode, Desk(stage).Forged, Waiting(stage)));
    }

    [Fact]
    [Trait("Fault", "9")]
    [Trait("Fault", "53")]
    public async Task An_Old_Secret_Rings_For_A_Short_While_After_The_Subscription_Was_Made_Anew_And_Then_No_More()
    {
        await using var own = new Stage();
        await own.InitializeAsync();
        var old = await KnownAsync(own);
        using (await _http.PostAsync(new Uri(own.Machine.TenantAddress, "_local/subscriptions"), new StringContent("{\"action\":\"remove\"}", Encoding.UTF8, "application/json"), Cancel))
        {
            own.Machine.Clock.MoveTo(own.Machine.Clock.GetUtcNow().AddHours(3));
            await own.Machine.SettleAsync(Cancel);
        }

        var anew = await KnownAsync(own);
        var list = old.Keys.First(anew.ContainsKey);
        Assert.NotEqual(old[list].Id, anew[list].Id);
        using (var now = await PostAsync(Door(own), Body([Ring(anew[list].Id, anew[list].ClientState)]))) Assert.Equal(HttpStatusCode.Accepted, now.StatusCode);
        await own.Machine.SettleAsync(Cancel);

        // What the old one sent just before still rings, for as long as is written down; its secret opens the new one at no time.
        var (forged, waiting, end) = (Desk(own).Forged, Waiting(own), anew[list].Before!.Until);
        Assert.InRange(end, own.Machine.Clock.GetUtcNow(), own.Machine.Clock.GetUtcNow().AddDays(1));
        using (var before = await PostAsync(Door(own), Body([Ring(old[list].Id, old[list].ClientState), Ring(anew[list].Id, old[list].ClientState)])))
            Assert.Equal((HttpStatusCode.Accepted, forged + 1, waiting + 1), (before.StatusCode, Desk(own).Forged, Waiting(own)));
        own.Machine.Clock.MoveTo(end.AddSeconds(1));
        using var after = await PostAsync(Door(own), Body([Ring(old[list].Id, old[list].ClientState), Ring(anew[list].Id, old[list].ClientState)]));
        Assert.Equal((HttpStatusCode.Accepted, forged + 3, waiting + 1), (after.StatusCode, Desk(own).Forged, Waiting(own)));
    }

    private static NotificationDesk Desk(Stage at) => at.Machine.Host.Services.GetRequiredService<NotificationDesk>();

    private static int Waiting(Stage at) => at.Machine.Host.CountMessages(Doors.ListsQueue);

    private static Uri Door(Stage at) => new(at.Machine.Host.BaseAddress, $"api/notifications?code={at.Machine.Host.KeyOf(nameof(ReceiveNotification))}");

    private static async Task<IReadOnlyDictionary<string, KnownSubscription>> KnownAsync(Stage at)
    {
        var flow = await at.Machine.Host.Services.GetRequiredService<SiteFlows>().OpenAsync(0, Cancel);
        return await flow.Subscriptions.KnownAsync(flow.Site.Year, true, Cancel);
    }

    private static JObject Ring(string id, string secret) => new() { ["subscriptionId"] = id, ["clientState"] = secret, ["changeType"] = "updated", ["resource"] = "sites/x/lists/y" };

    private static string Body(IEnumerable<JObject> notifications) => new JObject { ["value"] = new JArray(notifications) }.ToString(Formatting.None);

    private Task<HttpResponseMessage> PostAsync(Uri address, string body) => _http.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

    /// <summary>A body of so many megabytes, made while it is sent, which counts what was taken from it.</summary>
    private sealed class Flood(int megabytes) : HttpContent
    {
        public int Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = new byte[1024 * 1024];
            Array.Fill(piece, (byte)' ');
            for (Sent = 0; Sent < megabytes; Sent++) await stream.WriteAsync(piece, Cancel);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
