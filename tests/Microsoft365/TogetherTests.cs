using EmulationM365.Microsoft365;
using EmulationM365.Tests.Provisioning;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Several acts whose calls go out together.</summary>
public sealed class TogetherTests : IAsyncLifetime
{
    private const string Site = "/sites/tdkt";

    private readonly OwnedSite _site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    // Calls that strayed into the other's gathering would wait for ever.
    [Fact(Timeout = 120_000)]
    public async Task Two_Gatherings_On_One_Object_At_Once_Keep_Their_Calls_Apart()
    {
        var rest = new SharePointRest(_site.Connection);
        Func<Task> Act(string name) => async () => await rest.RenameLinkAsync(Site, await rest.AddLinkAsync(Site, null, name, $"{Site}/{name}", Cancel), $"{name} hai", Cancel);
        var outcomes = await Task.WhenAll(rest.TogetherAsync([Act("a"), Act("b")], Cancel), rest.TogetherAsync([Act("c"), Act("d")], Cancel));
        Assert.All(outcomes.SelectMany(outcome => outcome), outcome => Assert.Null(outcome.Failure));
        var titles = (await rest.MenuAsync(Site, Cancel)).Select(link => link.Title).ToList();
        Assert.Superset(new HashSet<string> { "a hai", "b hai", "c hai", "d hai" }, titles.ToHashSet());
    }
}
