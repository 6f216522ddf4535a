using System.Collections.Concurrent;

namespace EmulationM365.Intake;

/// <summary>
/// When this process read each list. A doorbell that it rang itself before a reading began which has ended well needs no reading of its own; and one list is read
/// by one doorbell at a time, so that a heap of them leads to one reading. A doorbell of another process cannot be compared, and is always followed.
/// </summary>
public sealed class Readings(TimeProvider time, string process)
{
    private readonly ConcurrentDictionary<(int Site, string List), Place> _places = new();

    private sealed class Place
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public long? ReadFrom { get; set; }

        public DateTimeOffset? LookedAt { get; set; }
    }

    /// <summary>A doorbell that says who rang, and when.</summary>
    public Doorbell Ring(Doorbell doorbell) => doorbell with { Rung = new Ring(process, time.GetTimestamp()) };

    /// <summary>When this process last rang for a list in its rounds, or read it.</summary>
    public DateTimeOffset? LookedAt(int site, string list) => _places.TryGetValue((site, list), out var place) ? place.LookedAt : null;

    /// <summary>A list is on its way to be read.</summary>
    public void Look(Doorbell doorbell) => PlaceOf(doorbell).LookedAt = time.GetUtcNow();

    /// <summary>Waits until nobody else in this process reads the list, and begins a reading unless one has covered the doorbell meanwhile.</summary>
    /// <returns>The reading, to be disposed of; its <see cref="Reading.Needed"/> is false when there is nothing to do.</returns>
    public async Task<Reading> BeginAsync(Doorbell doorbell, CancellationToken cancellationToken)
    {
        var place = PlaceOf(doorbell);
        await place.Gate.WaitAsync(cancellationToken);
        // Begun strictly later: within one tick of the clock nobody can tell which was first.
        var needed = doorbell.Rung is not { } rung || rung.Process != process || place.ReadFrom is not { } from || from <= rung.At;
        return new Reading(needed, time.GetTimestamp(), from => (place.ReadFrom, place.LookedAt) = (from, time.GetUtcNow()), well =>
        {
            // A reading that failed is due again with the next round.
            if (needed && !well) place.LookedAt = null;
            place.Gate.Release();
        });
    }

    private Place PlaceOf(Doorbell doorbell) => _places.GetOrAdd((doorbell.Site, doorbell.List), _ => new Place());

    /// <summary>A reading of a list.</summary>
    /// <param name="needed">There is something to read for.</param>
    /// <param name="began">When it began.</param>
    /// <param name="done">Told when it ended well.</param>
    /// <param name="leave">Lets the next in; told whether it ended well.</param>
    public sealed class Reading(bool needed, long began, Action<long> done, Action<bool> leave) : IDisposable
    {
        private bool _well;

        /// <summary>There is something to read for.</summary>
        public bool Needed { get; } = needed;

        /// <summary>Everything that was there when it began is followed up, or written down.</summary>
        public void Done()
        {
            _well = true;
            done(began);
        }

        /// <inheritdoc />
        public void Dispose() => leave(_well);
    }
}
