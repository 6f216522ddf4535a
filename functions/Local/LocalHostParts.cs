using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Functions.Local;

/// <summary>What a local host consists of besides its web server: opened from the settings, then connected to the app's container.</summary>
internal sealed class LocalHostParts : IDisposable
{
    private readonly FileStream _lock;

    private LocalHostParts(FileStream folderLock, HostFile host, IReadOnlyList<Door> doors, FunctionKeys keys, MessageStore messages)
    {
        _lock = folderLock;
        (Host, Doors, Keys, Messages) = (host, doors, keys, messages);
    }

    /// <summary>host.json.</summary>
    public HostFile Host { get; }

    /// <summary>The functions.</summary>
    public IReadOnlyList<Door> Doors { get; }

    /// <summary>Their keys.</summary>
    public FunctionKeys Keys { get; }

    /// <summary>The queues on the disk.</summary>
    public MessageStore Messages { get; }

    /// <summary>Calls the functions; there once connected.</summary>
    public DoorCaller Caller { get; private set; } = null!;

    /// <summary>Runs the timers; there once connected.</summary>
    public TimerBoard Timers { get; private set; } = null!;

    /// <summary>Runs the queues; there once connected.</summary>
    public QueuePump Queues { get; private set; } = null!;

    /// <summary>Reads everything that can be wrong before a port is opened.</summary>
    /// <exception cref="LocalHostException">Something is; the sentence says what.</exception>
    public static LocalHostParts Open(LocalHostSettings settings)
    {
        var host = HostFile.Read(settings.HostFile ?? Path.Combine(Path.GetDirectoryName(settings.Functions.Location)!, "host.json"));
        var doors = new DoorReader(settings.Configuration, host.RoutePrefix).Read(settings.Functions);
        var folderLock = Lock(settings.DataFolder);
        try
        {
            var keys = FunctionKeys.Open(Path.Combine(settings.DataFolder, "keys.json"), doors.OfType<HttpDoor>().Select(door => door.Name));
            var messages = new MessageStore(Path.Combine(settings.DataFolder, "queues"), host.VisibilityTimeout, settings.Time);
            return new LocalHostParts(folderLock, host, doors, keys, messages);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Gives the parts the app's container, out of which functions are made.</summary>
    public void Connect(LocalHostSettings settings, IServiceProvider services)
    {
        Caller = new DoorCaller(services, Messages, Host.FunctionTimeout);
        var lastRuns = Path.Combine(settings.DataFolder, "timers.json");
        Timers = new TimerBoard(Doors.OfType<TimerDoor>(), lastRuns, Caller, settings.Time, services.GetRequiredService<ILogger<TimerBoard>>());
        Queues = new QueuePump([.. Doors.OfType<QueueDoor>()], Messages, Caller, Host, settings.Time, services.GetRequiredService<ILogger<QueuePump>>());
    }

    /// <summary>Lets another host use the data folder.</summary>
    public void Dispose() => _lock.Dispose();

    // Two hosts over one folder would each do the other's work again.
    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, "functions.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The data folder {folder} cannot be used, or another run uses it: stop that run, or choose another folder.", e);
        }
    }
}
