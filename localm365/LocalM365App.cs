using System.Net;
using EmulationM365.LocalM365.Recording;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EmulationM365.LocalM365;

/// <summary>A running Microsoft 365 on one machine.</summary>
public sealed class LocalM365App : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Tenant _tenant;
    private int _closed;

    private LocalM365App(WebApplication app, Tenant tenant, Uri baseAddress)
    {
        (_app, _tenant, BaseAddress) = (app, tenant, baseAddress);
    }

    /// <summary><c>http://localhost:{port}/</c></summary>
    public Uri BaseAddress { get; }

    /// <summary>Whether a localm365 is running on this folder.</summary>
    public static bool IsInUse(string folder)
    {
        if (!Directory.Exists(folder) || !File.Exists(Path.Combine(folder, FolderLock.FileName))) return false;
        try
        {
            using var free = FolderLock.Take(folder);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>
    /// Starts on the loopback address. A port or a folder that is taken, and data that cannot be used, is an <see cref="IOException"/> with a sentence.
    /// </summary>
    public static async Task<LocalM365App> StartAsync(LocalM365Settings settings, CancellationToken cancellationToken)
    {
        var tenant = new Tenant(settings);
        var app = Build(settings, tenant);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            await app.DisposeAsync();
            tenant.Dispose();
            if (failure is IOException)
                throw new IOException($"Port {settings.Port.ToString(CultureInfo.InvariantCulture)} on localhost is taken by another program. Stop that program, or choose another port.", failure);
            throw;
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var address = new UriBuilder(addresses.First()) { Host = "localhost" }.Uri;
        tenant.Origin = address.GetLeftPart(UriPartial.Authority);
        return new LocalM365App(app, tenant, address);
    }

    /// <summary>Sends notifications registered for one origin to another; takes effect at once.</summary>
    public void DeliverTo(Uri from, Uri to) => _tenant.Doorbell.DeliverTo(from, to);

    /// <summary>Completes when no notification is waiting or under way.</summary>
    public Task WhenDeliveredAsync(CancellationToken ct) => _tenant.Doorbell.WhenQuietAsync(ct);

    /// <summary>Stops, and leaves the database and the recording whole.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        // whoever is held is let go, or stopping would wait for them
        _tenant.Faults.Gate.Release();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _tenant.Dispose();
    }

    private static WebApplication Build(LocalM365Settings settings, Tenant tenant)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // a free port exists only per address, so it is taken on IPv4 alone
            if (settings.Port == 0) kestrel.Listen(IPAddress.Loopback, 0);
            else kestrel.ListenLocalhost(settings.Port);
            kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024;
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(tenant);
        // whoever starts the tenant decides when it stops: Ctrl+C is not heard here
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        if (!settings.Quiet) AddConsole(builder.Logging);
        var app = builder.Build();
        tenant.Doorbell.Logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("localm365");
        // what comes inside a batch takes the same way as what comes from outside
        app.Use(next => tenant.Pipeline = next);
        app.UseMiddleware<SchemaWrites>(tenant);
        app.UseMiddleware<Door>(tenant);
        app.Use(SchemaTurn.AnswerAsync);
        app.Use(Rest.RestSpelling.TunnelAsync);
        app.UseRouting();
        Routes.Map(app);
        return app;
    }

    /// <summary>Warnings go to the error stream: the output stream belongs to whoever started the tenant.</summary>
    private static void AddConsole(ILoggingBuilder logging)
    {
        // a taken port is told in a sentence, not in a stack trace
        logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
