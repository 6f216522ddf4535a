using System.Collections.Concurrent;
using EmulationM365.Microsoft365;

namespace EmulationM365.Intake;

/// <summary>Remembers in the hidden list of the site which conversation the bot has with whom; what was read once in this process is not read again.</summary>
public sealed class ChatMemory(StateStore state) : IChatMemory
{
    private readonly ConcurrentDictionary<string, KnownChat> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public async Task<KnownChat?> LoadAsync(string objectId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(objectId, out var known)) return known;
        return (await state.LoadAsync<KnownChat>(KeyOf(objectId), cancellationToken)).Value is { } read ? _known[objectId] = read : null;
    }

    /// <inheritdoc />
    public async Task SaveAsync(string objectId, KnownChat chat, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(objectId, out var known) && known == chat) return;
        _known[objectId] = chat;
        try
        {
            await state.SaveAsync(KeyOf(objectId), await state.LoadAsync<KnownChat>(KeyOf(objectId), cancellationToken), chat, cancellationToken);
        }
        catch (M365Exception)
        {
            // Another worker heard of it at the same time, or it could not be written: this process knows it, and the next finds it again. What was said in Teams meanwhile has been said.
        }
    }

    private static string KeyOf(string objectId) => $"teams|{objectId.ToLowerInvariant()}";
}
