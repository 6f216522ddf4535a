using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>
/// Shows the state of a case in status columns. A column that somebody edited by hand is put right; a state older than what is shown is never written, and an
/// item that somebody wrote in between is read again.
/// </summary>
public static class Showing
{
    private const int Tries = 4;

    /// <summary>Writes what differs.</summary>
    /// <param name="store">List.</param>
    /// <param name="id">Item.</param>
    /// <param name="item">The item as just read; null = read it.</param>
    /// <param name="wanted">What it is to show.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The last event that the item showed already; 0 when it shows none, or is not there.</returns>
    public static async Task<int> WriteAsync(ListStore store, string id, Item? item, Func<Item, Fields> wanted, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            item ??= await store.GetAsync(id, cancellationToken);
            if (item is null) return 0;
            var (changes, applied) = (Changes(item, wanted(item)), Applied(item));
            if (changes.Empty) return applied;
            try
            {
                await store.UpdateAsync(item, changes, cancellationToken);
                return applied;
            }
            catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.Unknown or Failure.NotFound)
            {
                item = null;
            }
        }

        throw new M365Exception(Failure.Changed, $"show item {id} of list {store.Address.Schema.Name}", "others kept writing to it");
    }

    /// <summary>Writes what differs on several items that were just read, in one request; one that somebody wrote in between is read again and done alone.</summary>
    public static async Task WriteManyAsync(ListStore store, IReadOnlyList<(Item Item, Fields Wanted)> rows, CancellationToken cancellationToken)
    {
        var differing = rows.Where(row => !Changes(row.Item, row.Wanted).Empty).ToList();
        if (differing is [var only])
        {
            await WriteAsync(store, only.Item.Id, only.Item, _ => only.Wanted, cancellationToken);
            return;
        }

        var written = await store.UpdateManyAsync([.. differing.Select(row => (row.Item, Changes(row.Item, row.Wanted)))], cancellationToken);
        foreach (var (row, result) in differing.Zip(written))
        {
            if (result.Failure is { Failure: Failure.Changed or Failure.Unknown or Failure.NotFound }) await WriteAsync(store, row.Item.Id, null, _ => row.Wanted, cancellationToken);
        }

        if (written.FirstOrDefault(result => result.Failure is { Failure: not (Failure.Changed or Failure.Unknown or Failure.NotFound) })?.Failure is { } failure) throw failure;
    }

    private static int Applied(Item item) => item.Values.Keys.FirstOrDefault(column => column.Name == "AppliedSeq") is { } column ? item.Count(column) : 0;

    /// <summary>What is to be written so that an item shows what is wanted: nothing when it shows a later state already.</summary>
    private static Fields Changes(Item item, Fields wanted)
    {
#if MUTANTS
        if (Mutant.Is("projection-without-version")) return wanted.Against(item);
#endif
        var applied = wanted.Values.FirstOrDefault(pair => pair.Key.Name == "AppliedSeq");
        return applied.Key is not null && item.Count(applied.Key) > (int)applied.Value! ? new Fields() : wanted.Against(item);
    }

    /// <summary>
    /// Shows which requests of a case wait. What waits is kept waiting, even if somebody set its status by hand; what no longer waits is closed, once; and of two
    /// items of one request, one of which somebody restored, the later is left and the other closed.
    /// </summary>
    /// <param name="requests">List.</param>
    /// <param name="state">The case.</param>
    /// <param name="isCurrent">Asks once more whether the case has come no further. A request bears no number of an event: one that the case does not know may be of yesterday, or of an event that a read
    /// did not show. So it is asked before a request is closed that nobody answered, and before one waits again that did not.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The items of the requests, as they were read.</returns>
    /// <exception cref="M365Exception"><see cref="Failure.Changed"/> when the case has come further.</exception>
    public static async Task<IReadOnlyList<Item>> RequestsAsync(ListStore requests, CaseState state, Func<Task<bool>> isCurrent, CancellationToken cancellationToken)
    {
        var sure = false;
        // What the office is to see to is no question of the case, and is settled elsewhere.
        var items = (await requests.FindAsync(Requests.CaseId, state.CaseId, cancellationToken)).Where(item => item.Text(Requests.Kind) != Requests.Attend).ToList();
        var current = items.Where(item => item.Text(Requests.RequestKey) == state.Request?.Key).MaxBy(item => int.Parse(item.Id, System.Globalization.CultureInfo.InvariantCulture));
        foreach (var request in items)
        {
            var waits = request.Id == current?.Id;
            var voided = state.Answers.TryGetValue(request.Text(Requests.RequestKey), out var answer) && answer.VoidSince is not null && request.Text(Requests.Answered) != Words.Answered(answer);
            if (!voided && waits == (request.Text(Requests.Status) == "pending")) continue;
            var key = request.Text(Requests.RequestKey);
            if (!sure && !state.Answers.ContainsKey(key) && !state.Moves.ContainsKey(key) && !(sure = await isCurrent()))
                throw new M365Exception(Failure.Changed, $"show the requests of case {state.CaseId}", "the case has come further than was read");
            await WriteAsync(requests, request.Id, request, item => Request(state, item, waits), cancellationToken);
        }

        return items;
    }

    private static Fields Request(CaseState state, Item item, bool waits) => state.Answers.TryGetValue(item.Text(Requests.RequestKey), out var answer)
        ? new Fields { [Requests.Status] = "answered", [Requests.Answered] = Words.Answered(answer) }
        : state.Moves.TryGetValue(item.Text(Requests.RequestKey), out var moved)
            ? new Fields { [Requests.Status] = "closed", [Requests.Answered] = FieldMapper.Cut(Text.Vi("request.movedTo", Moving.Names(moved)), 255) }
        : new Fields { [Requests.Status] = waits ? "pending" : "closed" };
}
