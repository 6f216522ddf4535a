using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json;

namespace EmulationM365.Intake;

/// <summary>A memory of the worker and the version it was read at.</summary>
/// <typeparam name="T">What is remembered.</typeparam>
/// <param name="Value">The memory; null when there is none yet.</param>
/// <param name="Row">Where it stands; null when there is none yet.</param>
public sealed record Remembered<T>(T? Value, Item? Row)
    where T : class;

/// <summary>Keeps what the worker must remember in a hidden list of the site: nothing else holds state.</summary>
public sealed class StateStore(ListStore rows)
{
    /// <summary>Reads a memory.</summary>
    public async Task<Remembered<T>> LoadAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
    {
        var found = await rows.FindAsync(SystemState.StateKey, key, cancellationToken);
        var row = found.Count == 0 ? null : found[0];
        return new Remembered<T>(row is null ? null : JsonConvert.DeserializeObject<T>(row.Text(SystemState.Data)), row);
    }

    /// <summary>Memories whose keys begin alike, by key.</summary>
    public async Task<IReadOnlyDictionary<string, T>> AllAsync<T>(string prefix, CancellationToken cancellationToken)
        where T : class => (await rows.QueryAsync(null, cancellationToken)).Where(row => row.Text(SystemState.StateKey).StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(row => row.Text(SystemState.StateKey), row => JsonConvert.DeserializeObject<T>(row.Text(SystemState.Data))!);

    /// <summary>Writes a memory if nobody wrote it since it was read; the same memory is not written again.</summary>
    /// <returns>The memory as it is now kept; null when it must be read again before the next write.</returns>
    /// <exception cref="M365Exception"><see cref="Failure.Changed"/> or <see cref="Failure.Conflict"/> when somebody did.</exception>
    public async Task<Remembered<T>?> SaveAsync<T>(string key, Remembered<T> read, T value, CancellationToken cancellationToken)
        where T : class
    {
        var data = JsonConvert.SerializeObject(value);
        if (read.Row is null)
        {
            return new Remembered<T>(value, await rows.CreateAsync(new Fields { Title = key, [SystemState.StateKey] = key, [SystemState.Data] = data }, cancellationToken));
        }

        if (JsonConvert.SerializeObject(read.Value) == data) return read;
        var row = await rows.UpdateAsync(read.Row, new Fields { [SystemState.Data] = data }, cancellationToken);
        return row.ETag.Length == 0 ? null : new Remembered<T>(value, row);
    }
}
