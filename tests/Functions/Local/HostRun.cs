using System.Collections.Concurrent;
using EmulationM365.Functions.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Tests.Functions.Local;

/// <summary>One life of a local host over the dummy functions, in a folder that may outlive it.</summary>
internal sealed class HostRun : IAsyncDisposable
{
    private readonly bool _keepsFolder;

    private HostRun(LocalHost host, string folder, DoorBook book, LogBook log, bool keepsFolder)
    {
        (Host, Folder, Book, Log, _keepsFolder) = (host, folder, book, log, keepsFolder);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.BaseAddress };
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public LocalHost Host { get; }

    public string Folder { get; }

    public DoorBook Book { get; }

    public LogBook Log { get; }

    public HttpClient Client { get; }

    public static string NewFolder() => Directory.CreateTempSubdirectory("local-host-").FullName;

    /// <summary>Starts a host; the folder is deleted with it unless one was given.</summary>
    public static async Task<HostRun> StartAsync(
        Func<LocalHostSettings, LocalHostSettings>? change = null, string? folder = null, DoorBook? book = null, params (string Key, string Value)[] configuration)
    {
        var (data, log) = (folder ?? NewFolder(), new LogBook());
        book ??= new DoorBook();
        var values = configuration.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        values.TryAdd("MinuteSchedule", "0 * * * * *");
        var settings = new LocalHostSettings
        {
            Port = 0,
            DataFolder = data,
            Time = new ManualClock(new DateTimeOffset(2025, 3, 1, 8, 0, 30, TimeSpan.Zero)),
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build(),
            Functions = typeof(HostRun).Assembly,
            RunInBackground = false,
        };
        try
        {
            var host = await LocalHost.StartAsync(
                change?.Invoke(settings) ?? settings, services => services.AddSingleton(book).AddLogging(logging => logging.AddProvider(log)), Token);
            return new HostRun(host, data, book, log, folder is not null);
        }
        catch (LocalHostException) when (folder is null)
        {
            Directory.Delete(data, recursive: true);
            throw;
        }
    }

    /// <summary>Sends bodies to the keyed function, which puts each on the queue of jobs.</summary>
    public async Task PutJobsAsync(string commaSeparated)
    {
        using var content = new StringContent(commaSeparated);
        using var answer = await Client.PostAsync(new Uri($"api/notify?code={Host.KeyOf("Notify")}", UriKind.Relative), content, Token);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        if (!_keepsFolder) Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class LogBook : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");

    public void Dispose()
    {
    }
}
