using EmulationM365.Microsoft365;

namespace EmulationM365.Intake;

/// <summary>
/// Remembers which object id stands behind which number of the site. The site's own list names people by their sign-in name, which may change; who was found once is
/// found by object id for ever, also by the next process.
/// </summary>
public sealed class PeopleMemory(StateStore state, int year) : IPeopleMemory
{
    private string Key => $"people:{year.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<int, string>> LoadAsync(CancellationToken cancellationToken) =>
        (await state.LoadAsync<Dictionary<int, string>>(Key, cancellationToken)).Value ?? [];

    /// <inheritdoc />
    public async Task SaveAsync(IReadOnlyDictionary<int, string> known, CancellationToken cancellationToken)
    {
        try
        {
            var read = await state.LoadAsync<Dictionary<int, string>>(Key, cancellationToken);
            var all = new SortedDictionary<int, string>(read.Value ?? []);
            foreach (var (id, objectId) in known) all[id] = objectId;
            await state.SaveAsync(Key, read, new Dictionary<int, string>(all), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.Conflict)
        {
            // Another worker found people at the same time; what is missing is found again by the next process.
        }
    }
}
