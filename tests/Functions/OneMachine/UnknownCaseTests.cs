using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A link whose item names no case that was ever begun leads nowhere, whoever opens it; only what really fails is said to fail.</summary>
public sealed class UnknownCaseTests : IAsyncLifetime
{
    private static readonly string Locator = new('b', 26);
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [Trait("Fault", "52")]
    [InlineData("r-2025-009999", 4)]
    [InlineData("r-2025-009999", 3)]
    [InlineData("s-2025-009999", 5)]
    [InlineData("x-2025-000001", 4)]
    [InlineData("khong-phai-ho-so", 5)]
    [InlineData("r-", 4)]
    [InlineData("", 4)]
    public async Task A_Request_Of_No_Case_Is_Not_Found_And_Takes_No_Answer(string caseId, int who)
    {
        await AddAsync(Requests.List, new JObject { ["Title"] = "Việc lạ", ["RequestKey"] = "la-01-confirm", ["CaseId"] = caseId.Length > 0 ? caseId : null, ["Kind"] = Requests.Kind.Word("confirm"), ["Locator"] = Locator });
        await NotFoundAsync("requests", who, "answer", "agree");
    }

    [Fact]
    [Trait("Fault", "52")]
    public async Task A_Posting_Of_No_Case_Is_Not_Found_And_Takes_No_Comment()
    {
        await AddAsync(CouncilSessions.List, new JObject { ["Title"] = "Phiên lạ", ["Locator"] = Locator });
        await NotFoundAsync("postings", 1, "comment", "Sai tên");
    }

    private async Task AddAsync(EmulationM365.Schema.ListSchema list, JObject fields)
    {
        using var worker = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);
        await worker.AddAsync(list, fields, Cancel);
    }

    private async Task NotFoundAsync(string pages, int who, string field, string value)
    {
        var before = await _stage.EventsAsync();
        using var browser = new Browser();
        var link = new Uri(_stage.Machine.Host.BaseAddress, $"api/{pages}/{Locator}");
        var shown = await browser.OpenAsync(link, SamplePeople.Number(who), Cancel);
        var sent = await browser.SendAsync(link, shown, [KeyValuePair.Create(field, value), KeyValuePair.Create("content", "")], Cancel);
        foreach (var page in new[] { shown, sent })
        {
            Assert.Equal((404, false), (page.Status, page.HasForm));
            Assert.Contains("Không có việc nào ở địa chỉ này", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        }

        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await _stage.EventsAsync());
    }
}
