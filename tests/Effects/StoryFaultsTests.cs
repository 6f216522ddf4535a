using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmulationM365.Tests.Effects;

/// <summary>
/// Whatever breaks between whichever two requests, a story comes to exactly one published page, without a draft beside it, or to none where it was taken back; localm365 counts them.
/// EMULATION_FULL=1 plays a thousand stories.
/// </summary>
[Trait("Fault", "28")]
public sealed class StoryFaultsTests : IAsyncLifetime
{
    private static readonly int Stories = Environment.GetEnvironmentVariable("EMULATION_FULL") == "1" ? 1_000 : 40;
    private static readonly Actor Reader = new("o-doc", "Cán bộ mẫu Đọc", "nv03", "u1", ["office"]);

    private readonly Year _year = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _year.InitializeAsync();

    public ValueTask DisposeAsync() => _year.DisposeAsync();

    [Fact]
    public async Task However_It_Breaks_There_Is_One_Published_Page_A_Story()
    {
        var wanted = new Dictionary<string, string?>();
        var kinds = new Dictionary<string, int>();
        for (var seed = 1; seed <= Stories; seed++)
        {
            var (caseId, title) = await new Told(this, new Random(seed), kinds).TellAsync();
            wanted[caseId] = title;
        }

        var pages = (await PagesAsync()).Where(page => $"{page["name"]}".StartsWith("dien-hinh-", StringComparison.Ordinal) && $"{page["title"]}" != Told.Strange).ToList();
        Assert.All(pages, page => Assert.Equal("published", $"{page["publishingState"]!["level"]}"));
        var byCase = pages.ToLookup(page => wanted.Keys.Single(caseId => $"{page["name"]}".StartsWith($"dien-hinh-{caseId}", StringComparison.Ordinal)));
        Assert.All(wanted, story => Assert.Equal(story.Value is null ? [] : new[] { story.Value }, byCase[story.Key].Select(page => $"{page["title"]}")));
        await PackedAsync(wanted);
        // Each way of breaking was met: else nothing was shown.
        Assert.True(kinds.Count == Breaking.Kinds.Length && kinds.Values.All(count => count >= Stories / 12), string.Join(", ", kinds));
        Assert.Contains(wanted.Values, title => title is null);
    }

    /// <summary>Of each story that readers have, its folder holds the text and the paper once and no picture that it does not show; of the others there is none.</summary>
    private async Task PackedAsync(Dictionary<string, string?> wanted)
    {
        var graph = await _year.Tenant.AsAppAsync(Cancel);
        var home = $"/v1.0/drives/{(await graph.GetAsync($"{await _year.SiteAsync()}/drive", Cancel)).Id}/root:/{NewsFiles.Home}";
        foreach (var (caseId, title) in wanted)
        {
            var files = await graph.GetAsync($"{home}/{caseId}:/children?$select=name", Cancel);
            if (title is null || title == EmulationM365.Texts.Text.Vi("story.withdrawn.title")) Assert.Equal(404, files.Status);
            else Assert.Equal([.. StoryPackage.Files.Order(StringComparer.Ordinal)], files.Rows.Select(file => $"{file["name"]}").Where(name => !name.EndsWith(".png", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }
    }

    private async Task<IReadOnlyList<JsonObject>> PagesAsync()
    {
        // Time goes by while stories are told: a token is asked for when it is needed.
        var graph = await _year.Tenant.AsAppAsync(Cancel);
        var (rows, next) = (new List<JsonObject>(), (string?)$"{await _year.SiteAsync()}/pages/microsoft.graph.sitePage?$top=200");
        while (next is not null)
        {
            var page = await graph.GetAsync(next, Cancel);
            rows.AddRange(page.Rows);
            next = page.Json["@odata.nextLink"] is { } link ? new Uri($"{link}").PathAndQuery : null;
        }

        return rows;
    }

    /// <summary>One story, told while things break.</summary>
    private sealed class Told(StoryFaultsTests test, Random random, Dictionary<string, int> kinds)
    {
        public const string Strange = "Tin của người khác";

        private readonly TestClock _clock = test._year.Tenant.Clock;
        private string _caseId = "";
        private StoryImage? _image;

        /// <returns>The case, and the title of the page that readers are to have; null = none.</returns>
        public async Task<(string CaseId, string? Title)> TellAsync()
        {
            using var whole = await BeginAsync(new Breaking());
            var item = await whole.Flow.Stores["Stories"].CreateAsync(new Fields { Title = "Bài mẫu", [EmulationM365.Schema.Lists.Stories.Year] = 2025 }, Cancel);
            _caseId = AnyCase.IdOf('d', 2025, item.Id);
            if (random.Next(3) == 0) await AttachAsync(whole.Flow, item.Id);
            if (random.Next(4) == 0) await StrangeAsync();
            string? title = null;
            for (var act = 1; act <= random.Next(1, 4); act++)
            {
                var content = new StoryContent($"Cán bộ mẫu {random.Next(1000)}", "person", "u1", "Việc tốt.") { IntroductionNumber = "1/GT", IntroductionDate = new DateOnly(2025, 5, 5), Images = _image is null ? null : [_image] };
                var reading = new StoryReading(content, act == 1 || random.Next(4) > 0, false, false);
                Command command = title is null ? new PublishStory($"a{act}", Reader, "list", _clock.Now, reading with { Consent = true }) : new ChangeStory($"a{act}", Reader, "list", _clock.Now, reading);
                if (title is not null && random.Next(5) == 0) command = new WithdrawStory($"a{act}", Reader, "list", _clock.Now, "");
                Assert.Null((await whole.Flow.Commands.TakeAsync(_caseId, command, content.Hash, Cancel)).Refusal);
                await FollowAsync();
                title = TitleOf((StoryState)AnyCase.Fold(_caseId, await whole.Flow.Stream.LoadAsync(_caseId, Cancel)));
                if (title == Withdrawn) break;
            }

            return (_caseId, title);
        }

        private static string Withdrawn => EmulationM365.Texts.Text.Vi("story.withdrawn.title");

        private static string? TitleOf(StoryState state) => state.Shown is { } shown ? EmulationM365.Texts.Text.Vi("story.title.person", shown.Title) : state.Erased ? null : Withdrawn;

        /// <summary>Some processes after one another that break somewhere; then one that does not.</summary>
        private async Task FollowAsync()
        {
            for (var broken = random.Next(4); broken > 0; broken--)
            {
                var breaking = new Breaking(Breaking.Kinds[random.Next(Breaking.Kinds.Length)], random.Next(18));
                using var process = await BeginAsync(breaking);
                breaking.Begin();
                try
                {
                    await process.Flow.Reconciler.ReconcileAsync(_caseId, Cancel);
                }
                catch (M365Exception)
                {
                    // Where it broke the next goes on.
                }

                if (breaking.Broke) kinds[breaking.Kind] = kinds.GetValueOrDefault(breaking.Kind) + 1;
                _clock.Advance(TimeSpan.FromMinutes(1));
            }

            using var last = await BeginAsync(new Breaking());
            await last.Flow.Reconciler.ReconcileAsync(_caseId, Cancel);
        }

        private async Task AttachAsync(SiteFlow flow, string itemId)
        {
            using var content = new ByteArrayContent(Pictures.Png((byte)random.Next(256)));
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/sites/tdkt/_api/web/lists(guid'{flow.Stores["Stories"].Address.ListId}')/items({itemId})/AttachmentFiles/add(FileName='a.png')") { Content = content };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await test._year.Tenant.AsAppAsync(Cancel, resource: test._year.Tenant.Origin)).Token);
            using var answer = await test._year.Tenant.Http.SendAsync(request, Cancel);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
            var item = (await flow.Stores["Stories"].GetAsync(itemId, Cancel))!;
            var (read, _) = await flow.Stories.ReadAsync(item, new StoryState(_caseId), "u1", Cancel);
            _image = Assert.Single(read.Images!) with { Alt = "Ảnh mẫu" };
        }

        /// <summary>Somebody of the unit has a page of that name.</summary>
        private async Task StrangeAsync()
        {
            var body = JsonNode.Parse($$"""{"@odata.type":"#microsoft.graph.sitePage","name":"{{StoryPage.FileOf(_caseId)}}","title":"{{Strange}}","pageLayout":"article"}""")!.AsObject();
            Assert.Equal(201, (await (await test._year.Tenant.AsPersonAsync(LocalTenant.An, Cancel)).PostAsync($"{await test._year.SiteAsync()}/pages", body, Cancel)).Status);
        }

        private async Task<Process> BeginAsync(Breaking breaking)
        {
            var connection = Connection.Open(test._year.Tenant, transport: breaking);
            return new Process(connection, await SiteFlow.OpenAsync(connection, Connection.Site, new FlowParts(_clock, () => "mẫu", NullLoggerFactory.Instance), Cancel));
        }
    }

    private sealed record Process(Tenancy Connection, SiteFlow Flow) : IDisposable
    {
        public void Dispose() => Connection.Dispose();
    }

    /// <summary>A wire on which one request, by its number, goes wrong.</summary>
    private sealed class Breaking(string kind = "", int at = int.MaxValue) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        public static readonly string[] Kinds = ["killed before", "killed after", "answer lost", "throttled", "unavailable", "locked"];

        private int _seen = int.MinValue;
        private bool _dead;

        public string Kind => kind;

        public bool Broke { get; private set; }

        public void Begin() => _seen = 0;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_dead) throw new HttpRequestException(HttpRequestError.ConnectionError, "the process is gone");
            // A file is locked only where one is put.
            var here = _seen++ >= at && !Broke && (kind != "locked" || request.Method == HttpMethod.Put) && (kind != "answer lost" || request.Method != HttpMethod.Get);
            if (kind == "locked" && request.Method == HttpMethod.Put && _seen > 0 && !Broke) here = true;
            if (!here) return await base.SendAsync(request, cancellationToken);
            Broke = true;
            switch (kind)
            {
                case "killed before":
                    _dead = true;
                    throw new HttpRequestException(HttpRequestError.ConnectionError, "the process is gone");
                case "killed after":
                    _dead = true;
                    (await base.SendAsync(request, cancellationToken)).Dispose();
                    throw new HttpRequestException(HttpRequestError.ConnectionError, "the process is gone");
                case "answer lost":
                    (await base.SendAsync(request, cancellationToken)).Dispose();
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection broke");
                default:
                    return Refusal(kind);
            }
        }

        private static HttpResponseMessage Refusal(string kind)
        {
            var (status, code) = kind switch { "throttled" => (429, "activityLimitReached"), "locked" => (423, "resourceLocked"), _ => (503, "serviceNotAvailable") };
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent($$$"""{"error":{"code":"{{{code}}}","message":"mẫu"}}""", System.Text.Encoding.UTF8, "application/json") };
            if (status != 423) answer.Headers.TryAddWithoutValidation("Retry-After", "600");
            return answer;
        }
    }
}
