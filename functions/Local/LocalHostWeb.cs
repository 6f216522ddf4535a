using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Functions.Local;

/// <summary>The web server of a local host: loopback only, nothing read from the machine it runs on.</summary>
internal static class LocalHostWeb
{
    /// <summary>Builds the app with its container.</summary>
    public static WebApplication Build(LocalHostSettings settings, Action<IServiceCollection> addServices)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = HttpDoors.LargestBody;
            if (settings.Port == 0) options.Listen(IPAddress.Loopback, 0);
            else options.ListenLocalhost(settings.Port);
        });
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = true);
        // Below a warning, ASP.NET Core writes whole addresses, and with them function keys and sign-in codes.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddRouting().AddMvcCore();
        builder.Services.AddSingleton(settings.Time).AddSingleton(settings.Configuration);
        addServices(builder.Services);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        return builder.Build();
    }

    /// <summary>Lays the way of a request: strip, size, sign-in, route, function.</summary>
    public static void Map(WebApplication app, LocalHostSettings settings, LocalHostParts parts)
    {
        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        app.Use((http, next) =>
        {
            SignInFront.Strip(http.Request);
            return HttpDoors.RefuseLargeAsync(http, next);
        });
        if (settings.SignIn is { } signIn)
        {
            // The address is known only once the port is, so the front is made at the first request.
            var front = new Lazy<SignInFront>(() => Front(app, signIn, settings.Time, logs));
            app.Use((http, next) => front.Value.InvokeAsync(http, next));
        }

        app.UseRouting();
        new HttpDoors(parts.Caller, parts.Keys, logs.CreateLogger<HttpDoors>()).Map(app, parts.Doors.OfType<HttpDoor>());
    }

    /// <summary>Opens the port and gives the address.</summary>
    /// <exception cref="LocalHostException">The port is taken.</exception>
    public static async Task<Uri> ListenAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return AddressOf(app);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new LocalHostException($"Port {port} is in use: stop the program that uses it, or choose another port with --port.", e);
        }
    }

    private static Uri AddressOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new UriBuilder(Uri.UriSchemeHttp, "localhost", new Uri(addresses.First()).Port).Uri;
    }

    private static SignInFront Front(WebApplication app, SignInSettings signIn, TimeProvider time, ILoggerFactory logs)
    {
        // No redirects: the token endpoint answers itself. No proxy: it is on this machine.
        var provider = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        app.Lifetime.ApplicationStopped.Register(provider.Dispose);
        var sessions = new SignInSessions(time);
        return new SignInFront(signIn, new SignInFlow(signIn, AddressOf(app), provider, sessions, time, logs.CreateLogger<SignInFlow>()), sessions);
    }

    // The caller decides when to stop; the default lifetime would take Ctrl+C away from it.
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
