using System.Globalization;
using System.Text;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.LocalM365;
using EmulationM365.Microsoft365;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Newtonsoft.Json;

namespace EmulationM365.Functions.Local;

/// <summary>How the whole system is put on one machine.</summary>
/// <param name="Data">Folder of everything that is kept.</param>
/// <param name="TenantPort">Port of localm365; 0 = a free one.</param>
/// <param name="Port">Port of the functions; 0 = a free one.</param>
/// <param name="Clock">The one clock.</param>
/// <param name="Record">HAR file; null = none.</param>
/// <param name="Log">Sees everything that the functions log, however small; null = only warnings are shown.</param>
/// <param name="Notified">Changes are told by notifications; false = they are found by polling alone.</param>
/// <param name="Elsewhere">A localm365 that runs in a process of its own, and what is done before the functions look for changes there: time goes on; null = one is started here.</param>
/// <param name="Others">Paths of sites of other units that are served besides.</param>
internal sealed record OneMachineSettings(
    string Data, int TenantPort, int Port, LocalClock Clock, string? Record, ILoggerProvider? Log = null, bool Notified = true, (Uri Address, Func<Task> BeforeLooking)? Elsewhere = null,
    IReadOnlyList<string>? Others = null)
{
    /// <summary>The bot is switched on, and people have Teams.</summary>
    public bool Teams { get; init; }

    /// <summary>Mails carry cards that can be answered in Outlook.</summary>
    public bool Outlook { get; init; }
}

/// <summary>localm365 and the functions, as a rule in one process, joined only by addresses in the settings.</summary>
internal sealed class OneMachine : IAsyncDisposable
{
    /// <summary>The address that Graph is told, which stands for the door of the functions.</summary>
    public static readonly Uri NotificationBase = new("https://functions.test");
    private readonly LocalM365App? _tenant;
    private readonly Func<Task>? _beforeLooking;

    private OneMachine(LocalM365App? tenant, Uri address, LocalHost host, OneMachineSettings settings) =>
        (_tenant, TenantAddress, Host, Clock, _beforeLooking) = (tenant, address, host, settings.Clock, settings.Elsewhere?.BeforeLooking);

    public LocalHost Host { get; }

    public LocalClock Clock { get; }

    public Uri TenantAddress { get; }

    /// <summary>Starts both. Nothing runs by itself until <see cref="SettleAsync"/> is called.</summary>
    /// <exception cref="IOException">localm365's port is taken.</exception>
    /// <exception cref="LocalHostException">The functions cannot run here.</exception>
    public static async Task<OneMachine> StartAsync(OneMachineSettings settings, CancellationToken cancellationToken)
    {
        var tenant = settings.Elsewhere is not null ? null : await LocalM365App.StartAsync(
            new LocalM365Settings { Port = settings.TenantPort, DataFolder = settings.Data, Time = settings.Clock, RecordFile = settings.Record }, cancellationToken);
        try
        {
            var address = tenant?.BaseAddress ?? settings.Elsewhere!.Value.Address;
            await SeedAsync(address, SamplePeople.Tenant(settings.Others ?? [], settings.Teams), "_local/people", cancellationToken);
            var host = await LocalHost.StartAsync(HostSettings(settings, address), services => Add(services, address, settings), cancellationToken);
            tenant?.DeliverTo(NotificationBase, host.BaseAddress);
            // Known only now that the host listens.
            var options = host.Services.GetRequiredService<M365Options>();
            (options.PublicBaseUrl, options.NotificationKey) = (host.BaseAddress, host.KeyOf(nameof(ReceiveNotification)));
            if (settings.Teams) await SeedAsync(address, SamplePeople.Bot(host.BaseAddress), "_local/teams", cancellationToken);
            if (settings.Outlook) await SampleOutlook.ApproveAsync(address, host.BaseAddress, 1, cancellationToken);
            return new OneMachine(tenant, address, host, settings);
        }
        catch
        {
            if (tenant is not null) await tenant.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the tenant's notifications somewhere else on this machine than to its own door.</summary>
    public void DeliverTo(Uri from, Uri to) => _tenant?.DeliverTo(from, to);

    /// <summary>Waits until every notification that can leave now has arrived; what follows from it waits in the queue.</summary>
    public Task WhenDeliveredAsync(CancellationToken cancellationToken) => _tenant?.WhenDeliveredAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Works until nothing is left to do at this moment: timers, queues, notifications on their way.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_beforeLooking is not null) await _beforeLooking();
        do
        {
            await WhenDeliveredAsync(cancellationToken);
        }
        while (await Host.SettleAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Clock.Keep();
        await Host.DisposeAsync();
        if (_tenant is not null) await _tenant.DisposeAsync();
    }

    private static LocalHostSettings HostSettings(OneMachineSettings settings, Uri tenant) => new()
    {
        Port = settings.Port,
        DataFolder = settings.Data,
        Time = settings.Clock,
        Configuration = Configuration(tenant, settings),
        Functions = typeof(OneMachine).Assembly,
        RunInBackground = false,
        SignIn = new SignInSettings
        {
            Authority = new Uri(tenant, "openid"), TenantId = SamplePeople.TenantId, ClientId = SamplePeople.Worker, ProtectedPrefixes = ["/api/requests", "/api/postings"],
        },
    };

    private static void Add(IServiceCollection services, Uri tenant, OneMachineSettings settings)
    {
        services.AddLogging(logging =>
        {
            logging.AddConsoleFormatter<PlainConsole, ConsoleFormatterOptions>().AddConsole(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (PlainConsole.FormatterName, LogLevel.Trace))
                .SetMinimumLevel(settings.Log is null ? LogLevel.Warning : LogLevel.Trace).AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning)
                // A port that is taken is said in a sentence by whoever started the host.
                .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
            if (settings.Log is not null) logging.AddProvider(settings.Log);
        });
        services.AddFlow(Configuration(tenant, settings)).AddDoors();
    }

    private static IConfigurationRoot Configuration(Uri tenant, OneMachineSettings settings)
    {
        var origin = tenant.GetLeftPart(UriPartial.Authority);
        var others = (settings.Others ?? []).SelectMany((path, index) => new[] { ("Path", path), ("NewsSite", SamplePeople.NewsSite), ("Year", "2025") }
            .Select(pair => KeyValuePair.Create<string, string?>(string.Create(CultureInfo.InvariantCulture, $"Sites:{index + 1}:{pair.Item1}"), pair.Item2)));
        return new ConfigurationBuilder().AddInMemoryCollection(others).AddInMemoryCollection(settings.Outlook ? SampleOutlook.Settings : []).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["M365:GraphBaseUrl"] = $"{origin}/v1.0",
            ["M365:SharePointBaseUrl"] = origin,
            ["M365:Authority"] = $"{origin}/openid",
            ["M365:TenantId"] = SamplePeople.TenantId,
            ["M365:ClientId"] = SamplePeople.Worker,
            ["M365:Mailbox"] = SamplePeople.Mailbox,
            ["M365:PublicBaseUrl"] = $"http://localhost:{settings.Port.ToString(CultureInfo.InvariantCulture)}",
            ["M365:NotificationBaseUrl"] = settings.Notified ? NotificationBase.ToString() : null,
            // This tenant grants what is asked, and while a year is played its clock stands still within one minute.
            ["M365:RuPerMinute"] = "1000000",
            // Outside the sample unit: whoever may write to its site cannot write there.
            ["M365:AnchorMailbox"] = "moc-lich-su@ngoai.example",
            ["Channels:Teams"] = settings.Teams ? "true" : "false",
            ["Teams:AppId"] = SamplePeople.Worker,
            ["Teams:ManifestId"] = SamplePeople.TeamsApp,
            ["Teams:ServiceUrl"] = $"{origin}/connector/",
            ["Teams:Metadata"] = $"{origin}/openid/botframework.com/v1/.well-known/openidconfiguration",
            ["Sites:0:Path"] = SamplePeople.Site,
            ["Sites:0:NewsSite"] = SamplePeople.NewsSite,
            ["Sites:0:Year"] = "2025",
        }).Build();
    }

    private static async Task SeedAsync(Uri tenant, Newtonsoft.Json.Linq.JObject what, string where, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = tenant };
        using var body = new StringContent(what.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(new Uri(tenant, where), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
