using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Windows;

/// <summary>A browser before the whole system of one machine, with its invented people and the year that has begun.</summary>
/// <param name="outlook">Mails carry cards that can be answered in Outlook.</param>
/// <param name="teams">The bot is switched on, and people have Teams.</param>
public abstract class OnStageTests(bool outlook = false, bool teams = false) : IAsyncLifetime
{
    private BrowserWindow? _window;

    private protected Stage Stage { get; } = new() { Outlook = outlook, Teams = teams };

    private protected BrowserWindow Window => _window!;

    private protected Uri Tenant => Stage.Machine.TenantAddress;

    public async ValueTask InitializeAsync()
    {
        _window = await BrowserWindow.OpenAsync();
        await Stage.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_window is not null) await _window.DisposeAsync();
        await Stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
