using System.Net;
using EmulationM365.Microsoft365;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Whatever address an answer, a setting or a list may carry, nothing goes to anybody but Microsoft 365 as the settings name it.</summary>
public sealed class FenceTests
{
    private const string Own = "https://graph.microsoft.com/v1.0/next";
    private static readonly DateTimeOffset Start = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Strange =>
    [
        "https://evil.test/v1.0/next", "http://graph.microsoft.com/v1.0/next", "https://graph.microsoft.com:8443/v1.0/next", "https://graph.microsoft.com@evil.test/next",
        "https://graph.microsoft.com.evil.test/next", "//evil.test/next", "file:///etc/passwd", "https://169.254.169.254/metadata",
    ];

    [Theory]
    [Trait("Fault", "54")]
    [MemberData(nameof(Strange))]
    public async Task A_Link_To_The_Next_Page_Leads_To_Graph_Or_Nowhere(string link)
    {
        var wire = new ScriptedWire(TimeProvider.System, (_, _) => ScriptedWire.Json(200, $$"""{"value":[],"@odata.nextLink":"{{link}}"}"""));
        using var tenancy = ScriptedWire.Tenancy(wire, TimeProvider.System);
        var lines = ScriptedWire.Lines(tenancy);
        foreach (var call in new Func<Task>[]
        {
            () => lines.QueryAsync(null, Cancel), () => lines.DeltaAsync(null, Cancel), () => new SiteDirectory(tenancy).ListsAsync("s", true, Cancel),
            () => new SubscriptionCalls(tenancy).AliveAsync(Cancel), () => new PeopleDirectory(tenancy, "s").FindAsync([1], Cancel),
        })
            Assert.Equal(Failure.Refused, (await Assert.ThrowsAsync<M365Exception>(call)).Failure);
        Assert.Equal(5, wire.Sent.Count);
        Assert.All(wire.Sent, sent => Assert.StartsWith("GET https://graph.microsoft.com/v1.0/s", sent.Call, StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Fault", "54")]
    [MemberData(nameof(Strange))]
    public async Task A_Delta_Link_And_The_Location_Of_A_Dead_One_Lead_To_Graph_Or_Nowhere(string link)
    {
        var wire = new ScriptedWire(TimeProvider.System, (_, _) =>
        {
            var answer = ScriptedWire.Json(410, """{"error":{"code":"resyncRequired","message":"x"}}""");
            answer.Headers.TryAddWithoutValidation("Location", link);
            return answer;
        });
        using var tenancy = ScriptedWire.Tenancy(wire, TimeProvider.System);
        Assert.Equal(Failure.Refused, (await Assert.ThrowsAsync<M365Exception>(() => ScriptedWire.Lines(tenancy).DeltaAsync(Own, Cancel))).Failure);
        // A cursor that leads elsewhere is thrown away, and the list read from the beginning.
        await Assert.ThrowsAsync<M365Exception>(() => ScriptedWire.Lines(tenancy).DeltaAsync(link, Cancel));
        Assert.All(wire.Sent, sent => Assert.StartsWith("GET https://graph.microsoft.com/v1.0/", sent.Call, StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Fault", "54")]
    [MemberData(nameof(Strange))]
    [InlineData("https://contoso.sharepoint.com/download.aspx?id=1")]
    [InlineData("/v1.0/next")]
    [InlineData(null)]
    public async Task A_Redirect_Is_A_Failure_And_Not_An_Answer_Without_Anything_In_It(string? link)
    {
        var wire = new ScriptedWire(TimeProvider.System, (_, _) => Redirect(302, link));
        using var tenancy = ScriptedWire.Tenancy(wire, TimeProvider.System);
        var lines = ScriptedWire.Lines(tenancy);
        var rest = new SharePointRest(tenancy);
        var calls = new (string What, Func<Task> Call)[]
        {
            ("read list Nominations", () => lines.QueryAsync(null, Cancel)), ("read changes of list Nominations", () => lines.DeltaAsync(null, Cancel)),
            ("add to list Nominations", () => lines.CreateAsync(new Fields { Title = "a" }, Cancel)), ("send a mail", () => new Post(tenancy).SendAsync(new OutgoingMail(["mau01@mau.example"], "a", "b", "k"), Cancel)),
            ("find site /sites/tdkt", () => new SiteDirectory(tenancy).SiteIdAsync("/sites/tdkt", Cancel)),
            ("read list settings", () => rest.ListsAsync("/sites/tdkt", Cancel)),
        };
        foreach (var (what, call) in calls)
        {
            var failure = await Assert.ThrowsAsync<M365Exception>(call);
            Assert.Equal((Failure.Refused, what, 302), (failure.Failure, failure.What, failure.Status));
        }

        Assert.Equal(calls.Length, wire.Sent.Count);
        Assert.DoesNotContain(wire.Sent, sent => sent.Call.Contains("next", StringComparison.Ordinal) || sent.Call.Contains("download", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Fault", "16")]
    public async Task After_See_Other_A_Write_May_Have_Been_Done()
    {
        var wire = new ScriptedWire(TimeProvider.System, (_, _) => Redirect(303, "https://contoso.sharepoint.com/done"));
        using var tenancy = ScriptedWire.Tenancy(wire, TimeProvider.System);
        Assert.False((await Assert.ThrowsAsync<M365Exception>(() => ScriptedWire.Lines(tenancy).CreateAsync(new Fields { Title = "a" }, Cancel))).OutcomeKnown);
        Assert.Single(wire.Sent);
    }

    [Theory]
    [Trait("Fault", "54")]
    [MemberData(nameof(Strange))]
    public async Task The_Bytes_Of_A_File_Are_Fetched_From_SharePoint_Without_Our_Token_And_From_Nowhere_Else(string link)
    {
        var (home, tokens) = ("https://contoso.sharepoint.com/download.aspx?id=1", new List<string?>());
        var wire = new ScriptedWire(TimeProvider.System, (request, _) =>
        {
            tokens.Add(request.Headers.Authorization?.Parameter);
            if (request.RequestUri!.AbsolutePath.EndsWith("/content", StringComparison.Ordinal)) return Redirect(302, home);
            if (request.RequestUri.Host == "contoso.sharepoint.com") return new HttpResponseMessage { Content = new ByteArrayContent("%PDF-1"u8.ToArray()) };
            return ScriptedWire.Json(200, """{"id":"f","name":"a.pdf","size":6,"file":{},"webUrl":"https://contoso.sharepoint.com/sites/tdkt/Papers"}""");
        });
        using var tenancy = ScriptedWire.Tenancy(wire, TimeProvider.System);
        var (desk, papers) = (new FileDesk(tenancy), new ListAddress("s", "l", EmulationM365.Schema.SiteSchema.Lists.Single(list => list.Name == "Documents")));
        Assert.True((await desk.FindAsync(papers, "a.pdf", Cancel)).File!.Pdf);
        Assert.Equal(["token", "token", "token", null], tokens);
        // A second redirect is one too many, and one to a stranger is one too many at once.
        home = link;
        Assert.Equal("read file f", (await Assert.ThrowsAsync<M365Exception>(() => desk.FindAsync(papers, "a.pdf", Cancel))).What);
        Assert.DoesNotContain(wire.Sent, sent => sent.Call.EndsWith("next", StringComparison.Ordinal) || sent.Call.EndsWith("metadata", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Fault", "54")]
    [InlineData("//evil.test/sites/tdkt")]
    [InlineData("https://evil.test")]
    [InlineData("http://contoso.sharepoint.com")]
    public async Task A_Path_Of_SharePoint_Leads_To_SharePoint_Or_Nowhere(string path)
    {
        var wire = new ScriptedWire(TimeProvider.System, (_, _) => ScriptedWire.Json(200, """{"value":[]}"""));
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start));
        Assert.Equal(Failure.Refused, (await Assert.ThrowsAsync<M365Exception>(() => new SharePointRest(tenancy).ListsAsync(path, Cancel))).Failure);
        Assert.Empty(wire.Sent);
        Assert.Empty(await new SharePointRest(tenancy).ListsAsync("/sites/tdkt", Cancel));
    }

    private static HttpResponseMessage Redirect(int status, string? to)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status);
        if (to is not null) answer.Headers.TryAddWithoutValidation("Location", to);
        return answer;
    }
}
