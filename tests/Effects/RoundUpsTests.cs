using System.Text.Json.Nodes;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Cases;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Submissions = EmulationM365.Tests.Cases.Submissions;

namespace EmulationM365.Tests.Effects;

/// <summary>The round-up beside the page of a stranger, on the wire: ours stands under a number, is written once, and stays away when people took it away.</summary>
public sealed class RoundUpsTests : IAsyncLifetime
{
    private const string Strange = "Tin của người khác";
    private readonly Year _year = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _year.InitializeAsync();

    public ValueTask DisposeAsync() => _year.DisposeAsync();

    [Fact]
    public async Task A_Strangers_Page_Is_Left_Alone_A_Repeat_Writes_Nothing_And_What_Was_Taken_Away_Stays_Away()
    {
        using var connection = Connection.Open(_year.Tenant);
        var flow = await SiteFlow.OpenAsync(connection, Connection.Site, new FlowParts(_year.Tenant.Clock, () => "mẫu", NullLoggerFactory.Instance), Cancel);
        await flow.Stores["UnitReturns"].CreateAsync(new Fields { Title = "Danh sách mẫu", [UnitReturns.ReturnKey] = "mau", [UnitReturns.Kind] = "round", [UnitReturns.RoundKey] = "r1", [UnitReturns.CaseId] = Returns.CaseId }, Cancel);
        var body = JsonNode.Parse($$"""{"@odata.type":"#microsoft.graph.sitePage","name":"{{RoundUpPage.FileOf(2025, "r1")}}","title":"{{Strange}}","pageLayout":"article"}""")!.AsObject();
        Assert.Equal(201, (await (await _year.Tenant.AsPersonAsync(LocalTenant.An, Cancel)).PostAsync($"{await _year.SiteAsync()}/pages", body, Cancel)).Status);

        await ShowAsync(flow, Submissions.Settled().State);
        var pages = await PagesAsync();
        Assert.Equal([(Strange, "tong-hop-2025-r1-ket-qua.aspx"), ("Tổng hợp kết quả khen thưởng: r1", "tong-hop-2025-r1-ket-qua-2.aspx")], pages.Select(page => ($"{page["title"]}", $"{page["name"]}")));
        await ShowAsync(flow, Submissions.Settled().State);
        Assert.Equal(pages.Select(page => page.ToJsonString()), (await PagesAsync()).Select(page => page.ToJsonString()));

        await (await _year.Tenant.AsAppAsync(Cancel)).DeleteAsync($"{await _year.SiteAsync()}/pages/{pages[1]["id"]}", Cancel);
        // One award fewer is another text.
        await ShowAsync(flow, Submissions.Settled().State with { Decisions = [] });
        Assert.Equal([Strange], (await PagesAsync()).Select(page => $"{page["title"]}"));
    }

    private static async Task ShowAsync(SiteFlow flow, CaseState because) => await flow.RoundUps.ShowAsync(await flow.RoundUps.OfAsync([Returns.CaseId, "r-2025-000099"], Cancel), because, await flow.Reference.GetAsync(Cancel), Cancel);

    private async Task<IReadOnlyList<JsonObject>> PagesAsync() => [.. (await (await _year.Tenant.AsAppAsync(Cancel)).GetAsync($"{await _year.SiteAsync()}/pages/microsoft.graph.sitePage?$top=200", Cancel)).Rows
        .Where(page => $"{page["name"]}".StartsWith("tong-hop-", StringComparison.Ordinal)).OrderByDescending(page => $"{page["name"]}", StringComparer.Ordinal)];
}
