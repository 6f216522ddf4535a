using EmulationM365.Microsoft365;
using EmulationM365.Tests.Provisioning;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Several acts whose calls go out together.</summary>
public sealed class TogetherTests : IAsyncLifetime
{
    private const string Site = "/sites/tdkt";

    private readonly OwnedSite _site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    // A call that strays into another gathering may wait for ever.
    [Fact(Timeout = 120_000)]
    public async Task Two_Gatherings_On_One_Object_At_Once_Keep_Their_Calls_Apart()
    {
        var rest = new SharePointRest(_site.Connection);
        Func<Task> Act(string name) => async () => await rest.RenameLinkAsync(Site, await rest.AddLinkAsync(Site, null, name, $"{Site}/{name}", Cancel), $"{name} hai", Cancel);
        var outcomes = await Task.WhenAll(rest.TogetherAsync([Act("a"), Act("b")], Cancel), rest.TogetherAsync([Act("c"), Act("d")], Cancel));
        Assert.All(outcomes.SelectMany(outcome => outcome), outcome => Assert.Null(outcome.Failure));
        var titles = (await rest.MenuAsync(Site, Cancel)).Select(link => link.Title).ToList();
        Assert.Superset(new HashSet<string> { "a hai", "b hai", "c hai", "d hai" }, titles.ToHashSet());
        Assert.Equal([2, 2, 2, 2], await BatchesAsync());
    }

    /// <summary>How many calls stood in each batch that arrived.</summary>
    private async Task<IReadOnlyList<int>> BatchesAsync() =>
        [.. (await new LocalTenant.Client(_site.Tenant, null).GetAsync("/_local/har", Cancel)).Json["log"]!["entries"]!.AsArray().Select(entry => entry!["request"]!)
            .Where(request => request["url"]!.GetValue<string>().EndsWith("/_api/$batch", StringComparison.Ordinal)).Select(request => request["postData"]!["text"]!.GetValue<string>().Split(" HTTP/1.1").Length - 1)];
}
