using System.Collections.Concurrent;
using EmulationM365.LocalM365.Faults;
using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Metering;
using EmulationM365.LocalM365.Recording;
using EmulationM365.LocalM365.Subscriptions;
using EmulationM365.LocalM365.Teams;
using EmulationM365.LocalM365.Views;

namespace EmulationM365.LocalM365;

/// <summary>Everything one running tenant holds, made once and handed to the endpoints.</summary>
internal sealed class Tenant : IDisposable
{
    public Tenant(LocalM365Settings settings)
    {
        Ids = new Ids(settings.Seed);
        Database = new Database(settings.DataFolder, settings.Reset, Ids, settings.Effort);
        Clock = new TenantClock(settings.Time, Database);
        Key = new SigningKey(Database);
        Mint = new TokenMint(Key, Clock, Ids, () => Origin);
        Cards = new Cards.CardCourier(Clock, Mint, Ids);
        Columns = new ColumnCatalogue();
        Views = new ViewCatalogue();
        ListViewThreshold = settings.ListViewThreshold;
        Meter = new Meter(Database);
        Quota = new Quota(Clock, settings.UnitsPerMinute);
        Faults = new FaultsInForce(this, settings.Seed ?? 0);
        Doorbell = new Doorbell(this, settings.Deliveries);
        Teams = new TeamsClient(this);
        BotLimits = new BotLimits(Clock);
        Office = new Office(settings.OfficePath);
        Downloads = new Downloads(Clock, Ids);
        Recorder = settings.RecordFile is { } file ? new Recorder(file, Clock) : null;
        Recorders = [.. new[] { Recorder, RecordFolder.New() is { } own ? new Recorder(own, Clock) : null }.OfType<Recorder>()];
        SharesClock = !ReferenceEquals(settings.Time, TimeProvider.System);
    }

    /// <summary>The address of the tenant without a trailing slash; known once the port is.</summary>
    public string Origin { get; set; } = "";

    public Ids Ids { get; }

    public Database Database { get; }

    public TenantClock Clock { get; }

    /// <summary>The tenant runs inside another program and has its time from it: moving the tenant's clock does not move that program's.</summary>
    public bool SharesClock { get; }

    public SigningKey Key { get; }

    public TokenMint Mint { get; }

    /// <summary>Carries what is pressed on the cards of mails.</summary>
    public Cards.CardCourier Cards { get; }

    public ColumnCatalogue Columns { get; }

    public ViewCatalogue Views { get; }

    /// <summary>The most rows a query may look at, on a list that has more.</summary>
    public int ListViewThreshold { get; }

    public Meter Meter { get; }

    public Quota Quota { get; }

    public FaultsInForce Faults { get; }

    public Doorbell Doorbell { get; }

    /// <summary>The recording that was asked for with the start.</summary>
    public Recorder? Recorder { get; }

    /// <summary>What was asked and answered, a line each.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>People's Teams.</summary>
    public TeamsClient Teams { get; }

    /// <summary>How often bots may write.</summary>
    public BotLimits BotLimits { get; }

    /// <summary>Makes PDF of documents.</summary>
    public Office Office { get; }

    /// <summary>Every recording that is made.</summary>
    public IReadOnlyList<Recorder> Recorders { get; }

    public ConcurrentDictionary<string, SignInCode> Codes { get; } = new();

    /// <summary>Download addresses that are out there.</summary>
    public Downloads Downloads { get; }

    /// <summary>The whole way of a request, from the door on; known once the application is built.</summary>
    public RequestDelegate? Pipeline { get; set; }

    public void Dispose()
    {
        Doorbell.Dispose();
        Teams.Dispose();
        Cards.Dispose();
        Office.Dispose();
        foreach (var recorder in Recorders) recorder.Dispose();
        Key.Dispose();
        Database.Dispose();
    }
}
