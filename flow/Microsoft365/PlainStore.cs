using System.Diagnostics.CodeAnalysis;
using Microsoft.Kiota.Abstractions.Store;

namespace EmulationM365.Microsoft365;

/// <summary>
/// What the Graph library keeps the values of its objects in. Its own store also watches which of them change, so that an object which was read can be sent back with its changes alone. Nothing that was
/// read is ever sent back here (<see cref="FieldMapper"/>), and watching took a good part of the time of each answer: this one only keeps.
/// </summary>
internal sealed class PlainStore : IBackingStore
{
    private readonly Dictionary<string, object?> _values = [];

    /// <inheritdoc />
    public bool InitializationCompleted { get; set; } = true;

    /// <inheritdoc />
    public bool ReturnOnlyChangedValues { get; set; }

    /// <summary>From now on all objects of the library keep their values so.</summary>
    public static void Use() => BackingStoreFactorySingleton.Instance = new Factory();

    /// <inheritdoc />
    [return: MaybeNull]
    public T Get<T>(string key) => _values.TryGetValue(key, out var value) ? (T?)value : default;

    /// <inheritdoc />
    public void Set<T>(string key, T? value) => _values[key] = value;

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, object?>> Enumerate() => _values;

    /// <inheritdoc />
    public IEnumerable<string> EnumerateKeysForValuesChangedToNull() => [];

    /// <inheritdoc />
    public string Subscribe(Action<string, object, object> callback) => "";

    /// <inheritdoc />
    public void Subscribe(Action<string, object, object> callback, string subscriptionId)
    {
        // Nothing is watched.
    }

    /// <inheritdoc />
    public void Unsubscribe(string subscriptionId)
    {
        // Nothing is watched.
    }

    /// <inheritdoc />
    public void Clear() => _values.Clear();

    private sealed class Factory : IBackingStoreFactory
    {
        public IBackingStore CreateBackingStore() => new PlainStore();
    }
}
