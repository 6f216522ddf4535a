using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;

namespace EmulationM365.Functions.Local;

/// <summary>The queues: one file a message, written before the caller goes on, deleted only when the message is done.</summary>
internal sealed class MessageStore
{
    // 64 KiB is the platform's limit, and its Base64 takes four bytes for three.
    private const int LargestBody = 48 * 1024;
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, SortedDictionary<string, StoredMessage>> _queues = [];
    private long _sequence;

    /// <summary>Opens the folder and reads what an earlier run left there.</summary>
    /// <exception cref="LocalHostException">A file there is not a message.</exception>
    public MessageStore(string folder, TimeSpan longestHidden, TimeProvider time)
    {
        (_folder, _time) = (folder, time);
        foreach (var queue in Directory.CreateDirectory(folder).EnumerateDirectories())
        {
            foreach (var leftover in queue.EnumerateFiles("*" + AtomicFile.Unfinished)) leftover.Delete();
            foreach (var file in queue.EnumerateFiles("*.json"))
            {
                var message = Read(file.FullName);
                // Hidden for longer than any failure hides: written under another clock, and waiting for that could take a year.
                var latest = time.GetUtcNow() + longestHidden;
                if (message.VisibleAt > latest) message.VisibleAt = latest;
                Queue(queue.Name).Add(message.Id, message);
            }
        }
    }

    /// <summary>Raised after a message was put.</summary>
    public Action? WasPut { get; set; }

    /// <summary>Puts a message at the end of a queue; it is on the disk when this returns.</summary>
    /// <exception cref="InvalidOperationException">The platform would refuse it for its size.</exception>
    public void Put(string queue, string body)
    {
        if (Encoding.UTF8.GetByteCount(body) > LargestBody)
            throw new InvalidOperationException($"A message for the queue {queue} is larger than {LargestBody} bytes, which the platform refuses.");
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            // The order of names is the order of arrival; the tail keeps runs apart that met the same instant.
            var id = string.Create(CultureInfo.InvariantCulture, $"{now.Ticks:D19}-{_sequence++:D8}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
            Keep(queue, new StoredMessage { Id = id, Body = body, VisibleAt = now });
        }

        WasPut?.Invoke();
    }

    /// <summary>Takes up to <paramref name="most"/> visible messages, oldest first, counts the try, and hides them on the disk until <paramref name="hidden"/> has passed.</summary>
    public IReadOnlyList<StoredMessage> Take(string queue, int most, TimeSpan hidden)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var taken = Queue(queue).Values.Where(message => !message.IsTaken && message.VisibleAt <= now).Take(most).ToList();
            foreach (var message in taken)
            {
                (message.DequeueCount, message.VisibleAt, message.IsTaken) = (message.DequeueCount + 1, now + hidden, true);
                Keep(queue, message);
            }

            return taken;
        }
    }

    /// <summary>The message is done: it is gone.</summary>
    public void Complete(string queue, StoredMessage message)
    {
        lock (_gate)
        {
            File.Delete(PathOf(queue, message.Id));
            Queue(queue).Remove(message.Id);
        }
    }

    /// <summary>The message failed: it comes again once <paramref name="hidden"/> has passed.</summary>
    public void Return(string queue, StoredMessage message, TimeSpan hidden)
    {
        lock (_gate)
        {
            (message.VisibleAt, message.IsTaken) = (_time.GetUtcNow() + hidden, false);
            Keep(queue, message);
        }
    }

    /// <summary>The message failed for good: it is moved. Killed between the two steps, it is in both queues and is moved again.</summary>
    public void Move(string queue, StoredMessage message, string target)
    {
        lock (_gate) Keep(target, new StoredMessage { Id = message.Id, Body = message.Body, VisibleAt = _time.GetUtcNow() });
        Complete(queue, message);
    }

    /// <summary>How many messages a queue holds, hidden ones included.</summary>
    public int Count(string queue)
    {
        lock (_gate) return _queues.TryGetValue(queue, out var messages) ? messages.Count : 0;
    }

    /// <summary>When the next message of these queues is or becomes visible; null when they hold none.</summary>
    public DateTimeOffset? NextVisible(IEnumerable<string> queues)
    {
        lock (_gate) return queues.SelectMany(queue => Queue(queue).Values).Where(message => !message.IsTaken).Min(message => (DateTimeOffset?)message.VisibleAt);
    }

    private void Keep(string queue, StoredMessage message)
    {
        Directory.CreateDirectory(Path.Combine(_folder, queue));
        AtomicFile.Write(PathOf(queue, message.Id), JsonConvert.SerializeObject(message, Formatting.Indented));
        Queue(queue)[message.Id] = message;
    }

    private SortedDictionary<string, StoredMessage> Queue(string name) =>
        _queues.TryGetValue(name, out var messages) ? messages : _queues[name] = new(StringComparer.Ordinal);

    private string PathOf(string queue, string id) => Path.Combine(_folder, queue, id + ".json");

    private static StoredMessage Read(string path)
    {
        try
        {
            return JsonConvert.DeserializeObject<StoredMessage>(File.ReadAllText(path)) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new LocalHostException($"{path} is not a queue message: {e.Message}", e);
        }
    }
}

/// <summary>A message and what happened to it so far.</summary>
internal sealed class StoredMessage
{
    /// <summary>Its id, also the name of its file.</summary>
    [JsonProperty("id", Required = Required.Always)]
    public required string Id { get; init; }

    /// <summary>The text as it was put.</summary>
    [JsonProperty("body", Required = Required.Always)]
    public required string Body { get; init; }

    /// <summary>How often it was taken.</summary>
    [JsonProperty("dequeueCount")]
    public int DequeueCount { get; set; }

    /// <summary>Before this instant nobody may take it.</summary>
    [JsonProperty("visibleAt")]
    public DateTimeOffset VisibleAt { get; set; }

    /// <summary>Whether somebody in this process works on it: a call may last longer than the message is hidden on the disk.</summary>
    [JsonIgnore]
    public bool IsTaken { get; set; }
}
