using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EmulationM365.Functions.Local;

/// <summary>
/// Runs the functions of an assembly in this process, as the Azure Functions host would: HTTP with keys and a sign-in front, timers, durable queues.
/// Timers and queues never run at the same time as each other; HTTP functions run whenever they are called.
/// </summary>
public sealed class LocalHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LocalHostParts _parts;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly BackgroundLoop? _loop;

    private LocalHost(WebApplication app, LocalHostParts parts, Uri address, bool runInBackground)
    {
        (_app, _parts, BaseAddress) = (app, parts, address);
        if (runInBackground) _loop = new BackgroundLoop(SettleAsync, parts.Messages, app.Services);
    }

    /// <summary>The address of the host, as <c>http://localhost:7071/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The app's container.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The key that opens every function.</summary>
    public string HostKey => _parts.Keys.HostKey;

    /// <summary>When the next timer is due; in the past for one that was missed; null without timers.</summary>
    public DateTimeOffset? NextTimer => _parts.Timers.Next;

    /// <summary>When the next message that a function takes is or becomes visible; null when there is none.</summary>
    public DateTimeOffset? NextMessage => _parts.Queues.Next;

    /// <summary>Starts the host: answers HTTP when this returns and, if told so, runs timers and queues from then on.</summary>
    /// <param name="settings">What to run, and where.</param>
    /// <param name="addServices">Adds the app's services; configuration, clock, logging and MVC core are there already.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="LocalHostException">The port or the data folder is taken, host.json is wrong, or a function is written in a way that cannot run.</exception>
    public static async Task<LocalHost> StartAsync(LocalHostSettings settings, Action<IServiceCollection> addServices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(addServices);
        var parts = LocalHostParts.Open(settings);
        try
        {
            var app = LocalHostWeb.Build(settings, addServices);
            try
            {
                parts.Connect(settings, app.Services);
                LocalHostWeb.Map(app, settings, parts);
                var address = await LocalHostWeb.ListenAsync(app, settings.Port, cancellationToken);
                return new LocalHost(app, parts, address, settings.RunInBackground);
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <summary>The key of an HTTP function.</summary>
    /// <exception cref="ArgumentException">There is no HTTP function of this name, or it is disabled.</exception>
    public string KeyOf(string functionName) => _parts.Keys.Of(functionName);

    /// <summary>How many messages a queue holds, those included that are not visible yet; 0 for a queue never used.</summary>
    public int CountMessages(string queueName) => _parts.Messages.Count(queueName);

    /// <summary>Fires the timers that were missed while the host was down and those that run at every start; does nothing when called again.</summary>
    public Task RunStartupTimersAsync(CancellationToken cancellationToken) => TakeTurnAsync(_parts.Timers.RunStartupAsync, cancellationToken);

    /// <summary>Fires the timers that are due, each once however many ticks were missed, and gives how many. A failing timer is logged.</summary>
    public Task<int> RunDueTimersAsync(CancellationToken cancellationToken) => TakeTurnAsync(_parts.Timers.RunDueAsync, cancellationToken);

    /// <summary>Brings visible messages to their functions until none is visible, and gives how many tries were made. A failing try is logged.</summary>
    public Task<int> DrainQueuesAsync(CancellationToken cancellationToken) => TakeTurnAsync(_parts.Queues.DrainAsync, cancellationToken);

    /// <summary>Runs start-up timers, due timers and queues until there is nothing left to do at this instant.</summary>
    /// <returns>Whether anything was done.</returns>
    public async Task<bool> SettleAsync(CancellationToken cancellationToken)
    {
        var done = await TakeTurnAsync(_parts.Timers.RunStartupAsync, cancellationToken);
        for (var before = -1; before != done;)
        {
            before = done;
            done += await RunDueTimersAsync(cancellationToken) + await DrainQueuesAsync(cancellationToken);
        }

        return done > 0;
    }

    /// <summary>Stops: cancels what runs, waits a little for it, closes the port. What was not finished is done at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        if (_loop is not null) await _loop.DisposeAsync();
        await _app.DisposeAsync();
        _parts.Dispose();
        _turn.Dispose();
    }

    private async Task<int> TakeTurnAsync(Func<CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
