using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Functions.Local;

/// <summary>Turns the host's timers and queues by itself: at once when a message was put, otherwise four times a second.</summary>
internal sealed partial class BackgroundLoop : IAsyncDisposable
{
    // Real time, whatever clock the timers follow: it only says how often that clock is looked at.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    // Somebody who stops the program does not want to wait for a function that ignores its cancellation.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly MessageStore _messages;
    private readonly ILogger _log;
    private readonly Task _running;

    /// <summary>Starts turning.</summary>
    public BackgroundLoop(Func<CancellationToken, Task> settle, MessageStore messages, IServiceProvider services)
    {
        (_messages, _log) = (messages, services.GetRequiredService<ILogger<BackgroundLoop>>());
        _messages.WasPut = Wake;
        _running = Task.Run(() => TurnAsync(settle));
    }

    /// <summary>Cancels what runs and waits a little for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _messages.WasPut = null;
        await _stop.CancelAsync();
        try
        {
            await _running.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Log.LeftBehind(_log);
        }

        _stop.Dispose();
        _wake.Dispose();
    }

    private void Wake()
    {
        // More than one waiting signal would only turn the loop in vain.
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    private async Task TurnAsync(Func<CancellationToken, Task> settle)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await settle(_stop.Token);
                await _wake.WaitAsync(Rest, _stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A full disk, for instance: the work is still there, and the loop must be too when there is room again.
                Log.TurnFailed(_log, e);
                await _wake.WaitAsync(Rest, CancellationToken.None);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Timers and queues stopped for a moment")]
        public static partial void TurnFailed(ILogger log, Exception fault);

        [LoggerMessage(LogLevel.Warning, "A function did not stop when it was told to and was left behind")]
        public static partial void LeftBehind(ILogger log);
    }
}
