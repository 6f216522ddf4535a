using EmulationM365.LocalM365;
using System.Text.Json.Nodes;
using EmulationM365.LocalM365.Recording;
using EmulationM365.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;

namespace EmulationM365.Tests.LocalM365;

/// <summary>docs/localm365.md, Recordings: HAR 1.2, whole at any time, without anything that would let its reader in.</summary>
public sealed class RecordingTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localm365-");
    private LocalTenant _tenant = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "traffic.har");

    public async ValueTask InitializeAsync() => _tenant = await LocalTenant.StartAsync(Cancel, _folder.FullName, File);

    public async ValueTask DisposeAsync()
    {
        await _tenant.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task All_Traffic_At_The_Door_Is_Recorded_With_Who_And_Which_Api()
    {
        await CampaignAsync();
        var entries = await EntriesAsync();
        Assert.Contains(entries, entry => Is(entry, "openid", "none"));
        Assert.Contains(entries, entry => Is(entry, "graph", $"app:{LocalTenant.Product}"));
        Assert.Contains(entries, entry => Is(entry, "graph", $"person:{LocalTenant.An}"));
        Assert.Contains(entries, entry => Is(entry, "rest", $"app:{LocalTenant.Product}"));
        Assert.DoesNotContain(entries, entry => entry["request"]!["url"]!.GetValue<string>().Contains("/_local/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_Secret_Is_In_The_Recording_And_Its_Bodies_Stay_Json()
    {
        var token = await CampaignAsync();
        var text = await new LocalTenant.Client(_tenant, null).GetAsync("/_local/har", Cancel);
        Assert.DoesNotContain(token, text.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("function-key", text.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("client-state-secret", text.Text, StringComparison.Ordinal);
        Assert.Contains("[redacted]", text.Text, StringComparison.Ordinal);
        foreach (var entry in await EntriesAsync())
            if (entry["request"]!["postData"] is { } body && body["mimeType"]!.GetValue<string>().Contains("json", StringComparison.Ordinal))
                Assert.NotNull(JsonNode.Parse(body["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_A_Fault_Touched_Goes_To_A_File_Of_Its_Own()
    {
        var product = await _tenant.AsAppAsync(Cancel);
        var before = (await EntriesAsync()).Count;
        await _tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[{"route":"GET /v1.0/users","status":429,"retryAfter":1}]}""")!, Cancel);
        Assert.Equal(429, (await product.GetAsync("/v1.0/users", Cancel)).Status);
        Assert.Equal(before, (await EntriesAsync()).Count);
        await _tenant.DisposeAsync();
        var faults = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(Path.Combine(_folder.FullName, "traffic.faults.har"), Cancel))!;
        Assert.Equal(429, Assert.Single(faults["log"]!["entries"]!.AsArray())!["response"]!["status"]!.GetValue<int>());
        _tenant = await LocalTenant.StartAsync(Cancel, _folder.FullName);
    }

    [Fact]
    public async Task An_Exchange_That_Ends_After_The_Recorder_Is_Closed_Leaves_The_File_Whole()
    {
        var file = Path.Combine(_folder.FullName, "late.har");
        var recorder = new Recorder(file, TimeProvider.System);
        var late = new Exchange(new DefaultHttpContext(), "http://localhost/v1.0/users", "none", "graph", "", "{}", 200, null);
        recorder.Add(late);
        recorder.Dispose();
        recorder.Add(late);
        var har = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(file, Cancel))!;
        Assert.Single(har["log"]!["entries"]!.AsArray());
        Assert.Throws<ObjectDisposedException>(recorder.Read);
    }

    /// <summary>Whoever has an answer, and looks at once, finds what was asked in the recording.</summary>
    [Fact]
    public async Task An_Exchange_Is_Recorded_Before_The_First_Byte_Of_Its_Answer_Is_Sent()
    {
        using var tenant = new Tenant(new LocalM365Settings { DataFolder = Path.Combine(_folder.FullName, "other"), RecordFile = Path.Combine(_folder.FullName, "other.har"), Quiet = true });
        await using var wire = new Wire(() => JsonNode.Parse(tenant.Recorder!.Read())!["log"]!["entries"]!.AsArray().Count);
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Path, http.Response.Body) = ("GET", "/openid/keys", wire);
        await new Door(inner => inner.Response.WriteAsync("{}", Cancel), tenant).InvokeAsync(http);
        Assert.Equal([1], wire.RecordedAtEachWrite);
    }

    private static bool Is(JsonNode entry, string api, string identity) =>
        entry["_api"]!.GetValue<string>() == api && entry["_identity"]!.GetValue<string>() == identity;

    private async Task<List<JsonNode>> EntriesAsync()
    {
        var har = await new LocalTenant.Client(_tenant, null).GetAsync("/_local/har", Cancel);
        return [.. har.Json["log"]!["entries"]!.AsArray().Select(entry => entry!)];
    }

    /// <summary>A little of everything, as the product would call it; gives the token used.</summary>
    private async Task<string> CampaignAsync()
    {
        await using var receiver = await Receiver.StartAsync(Cancel);
        _tenant.App.DeliverTo(new Uri("https://functions.test"), receiver.Address);
        var token = (await _tenant.AsAppAsync(Cancel)).Token;
        var graph = _tenant.Sdk(token);
        var site = (await graph.Sites["localhost:/sites/tdkt:"].GetAsync(cancellationToken: Cancel))!.Id!;
        var list = await graph.Sites[site].Lists.PostAsync(new List
        {
            DisplayName = "Rows",
            ListProp = new ListInfo { Template = "genericList" },
            Columns =
            [
                new ColumnDefinition { Name = "Key", Text = new TextColumn(), Indexed = true, EnforceUniqueValues = true },
                new ColumnDefinition { Name = "Tags", Choice = new ChoiceColumn { Choices = ["A", "B"], DisplayAs = "checkBoxes" } },
                new ColumnDefinition { Name = "Owner", PersonOrGroup = new PersonOrGroupColumn() },
                new ColumnDefinition { Name = "Link", HyperlinkOrPicture = new HyperlinkOrPictureColumn() },
            ],
        }, cancellationToken: Cancel);
        var rows = graph.Sites[site].Lists[list!.Id];
        await rows.PatchAsync(new List { DisplayName = "Dòng", Description = "Thử" }, cancellationToken: Cancel);
        await rows.Columns["Key"].PatchAsync(new ColumnDefinition { DisplayName = "Khóa" }, cancellationToken: Cancel);
        await rows.Columns.GetAsync(cancellationToken: Cancel);
        await graph.Sites[site].Lists.GetAsync(r => r.QueryParameters.Select = ["id", "name", "system"], Cancel);
        await graph.Sites[site].Lists.GetAsync(r => (r.QueryParameters.Expand, r.QueryParameters.Filter) = (["columns"], "displayName eq 'Dòng'"), Cancel);
        await SubscribeAsync(graph, site, list.Id!);
        await ItemsAsync(graph, site, list.Id!);
        await PageAsync(graph, site);
        await graph.Users.GetAsync(r => (r.QueryParameters.Filter, r.QueryParameters.Select, r.QueryParameters.Top) = ("userPrincipalName eq 'an@mau.example'", ["id", "department"], 5), Cancel);
        await graph.Users["an@mau.example"].GetAsync(cancellationToken: Cancel);
        await graph.Users["tdkt@mau.example"].SendMail.PostAsync(new SendMailPostRequestBody { Message = Letter(), SaveToSentItems = false }, cancellationToken: Cancel);
        var rest = await _tenant.AsAppAsync(Cancel, resource: _tenant.Origin);
        await rest.GetAsync("/sites/tdkt/_api/web/lists?$select=Id,Title", Cancel);
        await rest.PostAsync("/sites/tdkt/_api/web/sitegroups", new JsonObject { ["Title"] = "Nhóm" }, Cancel);
        await FilesAsync(graph, site);
        await (await _tenant.AsPersonAsync(LocalTenant.An, Cancel)).GetAsync($"/v1.0/sites/{site}", Cancel);
        await _tenant.App.WhenDeliveredAsync(Cancel);
        return token;
    }

    private async Task SubscribeAsync(Microsoft.Graph.GraphServiceClient graph, string site, string list)
    {
        var made = await graph.Subscriptions.PostAsync(new Subscription
        {
            ChangeType = "updated", ClientState = "client-state-secret", NotificationUrl = "https://functions.test/api/notifications?code=function-key",
            Resource = $"sites/{site}/lists/{list}", ExpirationDateTime = _tenant.Clock.Now.AddDays(20),
        }, cancellationToken: Cancel);
        await graph.Subscriptions.GetAsync(cancellationToken: Cancel);
        await graph.Subscriptions[made!.Id].PatchAsync(new Subscription { ExpirationDateTime = _tenant.Clock.Now.AddDays(25) }, cancellationToken: Cancel);
    }

    private static async Task ItemsAsync(Microsoft.Graph.GraphServiceClient graph, string site, string list)
    {
        var items = graph.Sites[site].Lists[list].Items;
        var fields = new Dictionary<string, object> { ["Title"] = "Một", ["Key"] = "a:1", ["Tags@odata.type"] = "Collection(Edm.String)", ["Tags"] = new List<string> { "A", "B" } };
        var made = await items.PostAsync(new ListItem { Fields = new FieldValueSet { AdditionalData = fields } }, cancellationToken: Cancel);
        await items.PostAsync(new ListItem { Fields = new FieldValueSet { AdditionalData = new Dictionary<string, object> { ["Title"] = "Hai" } } }, cancellationToken: Cancel);
        await items[made!.Id].Fields.PatchAsync(new FieldValueSet { AdditionalData = new Dictionary<string, object> { ["Title"] = "Ba", ["OwnerLookupId"] = "1" } }, cancellationToken: Cancel);
        await items[made.Id].GetAsync(r => r.QueryParameters.Expand = ["fields($select=Title,Owner)"], Cancel);
        await items[made.Id].Versions.GetAsync(r => r.QueryParameters.Expand = ["fields"], Cancel);
        var page = await items.GetAsync(r => (r.QueryParameters.Expand, r.QueryParameters.Filter, r.QueryParameters.Top) = (["fields"], "fields/ID gt 0", 1), Cancel);
        await items.WithUrl(page!.OdataNextLink!).GetAsync(cancellationToken: Cancel);
        var delta = await items.Delta.GetAsDeltaGetResponseAsync(r => (r.QueryParameters.Expand, r.QueryParameters.Top) = (["fields"], 1), Cancel);
        delta = await items.Delta.WithUrl(delta!.OdataNextLink!).GetAsDeltaGetResponseAsync(cancellationToken: Cancel);
        await items["2"].DeleteAsync(cancellationToken: Cancel);
        await items.Delta.WithUrl(delta!.OdataDeltaLink!).GetAsDeltaGetResponseAsync(cancellationToken: Cancel);
        await items.DeltaWithToken("latest").GetAsDeltaWithTokenGetResponseAsync(cancellationToken: Cancel);
    }

    private static async Task FilesAsync(Microsoft.Graph.GraphServiceClient graph, string site)
    {
        var library = await graph.Sites[site].Lists.PostAsync(new List { DisplayName = "Dossiers", ListProp = new ListInfo { Template = "documentLibrary" } }, cancellationToken: Cancel);
        var drive = graph.Drives[(await graph.Sites[site].Lists[library!.Id].Drive.GetAsync(cancellationToken: Cancel))!.Id];
        var root = await drive.Root.GetAsync(cancellationToken: Cancel);
        var folder = await drive.Items[root!.Id].Children.PostAsync(
            new DriveItem { Name = "Phòng A", Folder = new Folder(), AdditionalData = new Dictionary<string, object> { ["@microsoft.graph.conflictBehavior"] = "rename" } }, cancellationToken: Cancel);
        using var content = new MemoryStream([1, 2, 3]);
        var file = await drive.Items[folder!.Id].ItemWithPath("a b.bin").Content.PutAsync(content, cancellationToken: Cancel);
        await drive.Items[folder.Id].Children.GetAsync(cancellationToken: Cancel);
        var item = await drive.Items[file!.Id].ListItem.GetAsync(r => r.QueryParameters.Expand = ["fields"], Cancel);
        await graph.Sites[site].Lists[library.Id].Items[item!.Id].DriveItem.GetAsync(cancellationToken: Cancel);
        await using var bytes = await drive.Items[file.Id].Content.GetAsync(cancellationToken: Cancel);
        await drive.Items[folder.Id].DeleteAsync(cancellationToken: Cancel);
    }

    private static async Task PageAsync(Microsoft.Graph.GraphServiceClient graph, string site)
    {
        var part = new TextWebPart { InnerHtml = "<p>Chào</p>" };
        var section = new HorizontalSection { Layout = HorizontalSectionLayoutType.OneColumn, Id = "1", Columns = [new HorizontalSectionColumn { Id = "1", Width = 12, Webparts = [part] }] };
        var made = await graph.Sites[site].Pages.PostAsync(new SitePage
        {
            OdataType = "#microsoft.graph.sitePage", Name = "tin.aspx", Title = "Tin", PageLayout = PageLayoutType.Article,
            PromotionKind = PagePromotionType.NewsPost, CanvasLayout = new CanvasLayout { HorizontalSections = [section] },
        }, cancellationToken: Cancel);
        await graph.Sites[site].Pages[made!.Id].GraphSitePage.GetAsync(r => r.QueryParameters.Expand = ["canvasLayout"], Cancel);
        await graph.Sites[site].Pages.GraphSitePage.GetAsync(r => r.QueryParameters.Filter = "name eq 'tin.aspx'", Cancel);
        await graph.Sites[site].Pages.GetAsync(cancellationToken: Cancel);
        await graph.Sites[site].Pages[made.Id].DeleteAsync(cancellationToken: Cancel);
    }

    private static Message Letter() => new()
    {
        Subject = "Mời",
        Body = new ItemBody { ContentType = BodyType.Text, Content = "x" },
        ToRecipients = [new Recipient { EmailAddress = new EmailAddress { Address = "an@mau.example" } }],
    };

    /// <summary>The way to whoever asked: notes how much was recorded whenever something is sent.</summary>
    private sealed class Wire(Func<int> recorded) : MemoryStream
    {
        public List<int> RecordedAtEachWrite { get; } = [];

        public override void Write(byte[] buffer, int offset, int count)
        {
            RecordedAtEachWrite.Add(recorded());
            base.Write(buffer, offset, count);
        }
    }
}
