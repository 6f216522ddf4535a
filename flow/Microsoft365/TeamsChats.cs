using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>A person's conversation with the bot, as it was told or found.</summary>
/// <param name="Service">Service address.</param>
/// <param name="Conversation">Its id; empty when only the person's id is known.</param>
/// <param name="UserId">The id that Teams gave the person; empty before first contact.</param>
public sealed record KnownChat(string Service, string Conversation, string UserId);

/// <summary>Remembers conversations beyond the life of the process.</summary>
public interface IChatMemory
{
    /// <summary>The conversation of a person; null when none is known.</summary>
    Task<KnownChat?> LoadAsync(string objectId, CancellationToken cancellationToken);

    /// <summary>Remembers it; lost when another worker writes at the same time, and then found again.</summary>
    Task SaveAsync(string objectId, KnownChat chat, CancellationToken cancellationToken);
}

/// <summary>Where a message came to stand.</summary>
/// <param name="Reach">How far it got.</param>
/// <param name="Service">Service address.</param>
/// <param name="Conversation">Conversation.</param>
/// <param name="Activity">The message.</param>
public sealed record Posted(Reach Reach, string Service = "", string Conversation = "", string Activity = "");

/// <summary>
/// Writes to people who may never have written to the bot. The conversation that is remembered comes first; where there is none, or it is gone, the app is installed and its
/// chat taken; where that is not allowed, a conversation is made by the id that Teams gave the person, and last by the object id.
/// </summary>
public sealed class TeamsChats(BotConnector bot, TeamsInstaller installer, IChatMemory memory, Uri service)
{
    /// <summary>Writes a message to a person. Each way is tried only when the one before was refused for sure.</summary>
    public async Task<Posted> PostAsync(string objectId, JObject activity, CancellationToken cancellationToken)
    {
        var (tried, last) = (new HashSet<string>(StringComparer.Ordinal), Reach.NotInstalled);
        await foreach (var (chat, conversation) in WaysAsync(objectId, cancellationToken))
        {
            if (!tried.Add(conversation)) continue;
            var sent = await bot.PostAsync(new Uri(chat.Service), conversation, activity, cancellationToken);
            if (sent.Reach == Reach.Done && conversation != chat.Conversation) await memory.SaveAsync(objectId, chat with { Conversation = conversation }, cancellationToken);
            if (sent.Reach is not (Reach.NotInstalled or Reach.Gone)) return new Posted(sent.Reach, chat.Service, conversation, sent.Id);
            last = sent.Reach;
        }

        return new Posted(last);
    }

    private async IAsyncEnumerable<(KnownChat Chat, string Conversation)> WaysAsync(string objectId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = await memory.LoadAsync(objectId, cancellationToken) ?? new KnownChat(service.ToString(), "", "");
        if (known.Conversation.Length > 0) yield return (known, known.Conversation);
        var found = await installer.ChatAsync(objectId, cancellationToken);
        // Teams tells the bot of an installation: what it told meanwhile is better than what was found.
        known = await memory.LoadAsync(objectId, cancellationToken) ?? known;
        if (known.Conversation.Length > 0) yield return (known, known.Conversation);
        if (found is { Length: > 0 }) yield return (known, found);
        foreach (var member in new[] { known.UserId, objectId }.Where(id => id.Length > 0))
        {
            // An id of a form that the service does not take is no failure: the other form is tried.
            if (await MadeAsync(known.Service, member, cancellationToken) is { } made) yield return (known, made);
        }
    }

    private async Task<string?> MadeAsync(string at, string member, CancellationToken cancellationToken)
    {
        try
        {
            return await bot.CreateAsync(new Uri(at), member, cancellationToken) is { Reach: Reach.Done } made ? made.Id : null;
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Refused)
        {
            return null;
        }
    }
}
