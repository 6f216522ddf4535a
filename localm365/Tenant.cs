using System.Collections.Concurrent;
using EmulationM365.LocalM365.Control;
using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Metering;
using EmulationM365.LocalM365.Recording;
using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365;

/// <summary>Everything one running tenant holds, made once and handed to the endpoints.</summary>
internal sealed class Tenant : IDisposable
{
    public Tenant(LocalM365Settings settings)
    {
        Database = new Database(settings.DataFolder, settings.Reset, settings.Effort);
        Clock = new TenantClock(settings.Time, Database);
        Key = new SigningKey(Database);
        Mint = new TokenMint(Key, Clock, () => Origin);
        Columns = new ColumnCatalogue();
        Meter = new Meter(Database);
        Quota = new Quota(Clock, settings.UnitsPerMinute);
        Faults = new Faults();
        Doorbell = new Doorbell(this, settings.Deliveries);
        Recorder = settings.RecordFile is { } file ? new Recorder(file, Clock) : null;
        Recorders = [.. new[] { Recorder, RecordFolder.New() is { } own ? new Recorder(own, Clock) : null }.OfType<Recorder>()];
    }

    /// <summary>The address of the tenant without a trailing slash; known once the port is.</summary>
    public string Origin { get; set; } = "";

    public Database Database { get; }

    public TenantClock Clock { get; }

    public SigningKey Key { get; }

    public TokenMint Mint { get; }

    public ColumnCatalogue Columns { get; }

    public Meter Meter { get; }

    public Quota Quota { get; }

    public Faults Faults { get; }

    public Doorbell Doorbell { get; }

    /// <summary>The recording that was asked for with the start.</summary>
    public Recorder? Recorder { get; }

    /// <summary>Every recording that is made.</summary>
    public IReadOnlyList<Recorder> Recorders { get; }

    public ConcurrentDictionary<string, SignInCode> Codes { get; } = new();

    /// <summary>Download addresses that are out there; they die with the process.</summary>
    public ConcurrentDictionary<string, Download> Downloads { get; } = new();

    /// <summary>The whole way of a request, from the door on; known once the application is built.</summary>
    public RequestDelegate? Pipeline { get; set; }

    public void Dispose()
    {
        Doorbell.Dispose();
        foreach (var recorder in Recorders) recorder.Dispose();
        Key.Dispose();
        Database.Dispose();
    }
}
