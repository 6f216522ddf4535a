using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Tests.Cases;
using EmulationM365.Tests.Support;
using Submissions = EmulationM365.Schema.Lists.Submissions;

namespace EmulationM365.Tests.Effects;

/// <summary>One draft a body, whatever its name is by then and however often it is seen to; against a real list.</summary>
public sealed class SubmissionDraftsTests : IAsyncLifetime
{
    private const string Body = "Sở Nội vụ";
    private readonly SessionState _session = Passed();
    private LocalTenant _tenant = null!;
    private Tenancy _connection = null!;
    private ListStore _list = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        _connection = Connection.Open(_tenant);
        await new Provisioner(_connection, Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);
        var directory = new SiteDirectory(_connection);
        _list = (await directory.StoresAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), 2025, Cancel))["Submissions"];
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _tenant.DisposeAsync();
    }

    [Theory]
    [Trait("Fault", "58")]
    [InlineData("Sở Nội vụ")]
    [InlineData("So\u031B\u0309 No\u0323\u0302i vu\u0323")]
    [InlineData("SỞ  NỘI VỤ")]
    [InlineData("Sở Nội vụ và Lao động")]
    public async Task A_Body_That_Is_Written_Otherwise_When_It_Is_Seen_To_Again_Gets_No_Second_Draft(string name)
    {
        await OpenAsync(Body, Body);
        await OpenAsync(name, name);
        Assert.Equal([$"{Body}: r-2025-000007|11 r-2025-000007|12"], await DraftsAsync());
    }

    [Theory]
    [InlineData("u1 u1", "u1")]
    [InlineData("u1 u2 u1", null)]
    [InlineData("", null)]
    public void A_Draft_Leads_To_The_Dossier_Of_Its_Unit_When_There_Is_One(string units, string? unit) =>
        Assert.Equal(unit, SubmissionDrafts.UnitOf(units.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public async Task A_Draft_Knows_The_Unit_Of_Its_Lines()
    {
        await OpenAsync(Body, Body);
        Assert.Equal(_session.OnList.First().Line.UnitKey, Assert.Single(await _list.QueryAsync(null, Cancel)).Text(Submissions.UnitKey));
    }

    [Fact]
    public async Task Each_Body_Has_Its_Own_Draft_And_A_Cut_Off_Attempt_Is_Made_Whole()
    {
        await AddAsync(SubmissionDrafts.DraftKey(Sessions.CaseId, SubmissionDrafts.Waiting(_session).Take(1)), "r-2025-000007|11");
        await OpenAsync(Body, "Chủ tịch tỉnh");
        await OpenAsync(Body, "Chủ tịch tỉnh");
        Assert.Equal(["Chủ tịch tỉnh: r-2025-000007|12", $"{Body}: r-2025-000007|11"], await DraftsAsync());
    }

    [Fact]
    public async Task A_Draft_Under_The_Key_Of_An_Earlier_Version_Stays_The_Only_One()
    {
        await AddAsync($"{Sessions.CaseId}|{Body}", "r-2025-000007|11\nr-2025-000007|12");
        await OpenAsync(Body, Body);
        Assert.Equal([$"{Body}: r-2025-000007|11 r-2025-000007|12"], await DraftsAsync());
    }

    [Fact]
    public void A_Key_Is_Of_Plain_Letters_And_Of_The_Lines_In_Whatever_Order()
    {
        var lines = SubmissionDrafts.Waiting(_session).ToList();
        var key = SubmissionDrafts.DraftKey(Sessions.CaseId, lines);
        Assert.Matches("^s-2025-000003-[0-9a-f]{16}$", key);
        Assert.Equal(key, SubmissionDrafts.DraftKey(Sessions.CaseId, lines.AsEnumerable().Reverse()));
        Assert.NotEqual(key, SubmissionDrafts.DraftKey(Sessions.CaseId, lines.Take(1)));
    }

    private Task<Item> AddAsync(string key, string lines) => _list.CreateAsync(new Fields
    {
        Title = "Tờ trình", [Submissions.SubmissionKey] = key, [Submissions.Addressee] = Body, [Submissions.Source] = Sessions.CaseId, [Submissions.LineKeys] = lines,
        [Submissions.Stage] = "draft", [Submissions.Step] = "draft",
    }, Cancel);

    /// <summary>Titles go to the first body, certificates to the second.</summary>
    private Task OpenAsync(string titles, string certificates) => new SubmissionDrafts(_list).OpenAsync(
        _session, References.With(("decidingAuthority.ldtt", titles), ("decidingAuthority.giay_khen", certificates)), Cancel);

    private async Task<IEnumerable<string>> DraftsAsync() => (await _list.QueryAsync(null, Cancel))
        .Select(item => $"{item.Text(Submissions.Addressee)}: {string.Join(' ', SubmissionDrafts.KeysOn(item))}").Order(StringComparer.Ordinal);

    private static SessionState Passed()
    {
        var session = Sessions.Posted();
        Assert.Null(session.Take(Sessions.Hold(session.State, 9, 8)));
        return session.State;
    }
}
