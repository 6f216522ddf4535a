namespace EmulationM365.Tests.Provisioning;

/// <summary>Tests that begin on a site of their own that an apply has made.</summary>
public abstract class OnMadeSite : IAsyncLifetime
{
    private protected readonly OwnedSite _site = new();

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.ApplyAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _site.DisposeAsync();
    }
}
