using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Something that the system cannot go on with by itself.</summary>
/// <param name="Key">The same trouble has the same key, however often it is met; ASCII.</param>
/// <param name="CaseId">Case it stops; empty when it is of no case.</param>
/// <param name="Title">What is stopped, in a few words.</param>
/// <param name="Why">What is wrong, where, and what to do.</param>
public sealed record Trouble(string Key, string CaseId, string Title, string Why);

/// <summary>
/// Shows the office what needs attention, as items of the list of requests (view Cần xử lý). One item a trouble: met again it is not shown twice, settled it
/// is closed, and met after that it is opened anew.
/// </summary>
public sealed class Attention(ListStore requests, TimeProvider time)
{
    /// <summary>Shows a trouble, unless it is shown already with the same words.</summary>
    public async Task RaiseAsync(Trouble trouble, CancellationToken cancellationToken)
    {
        var fields = Shown(trouble);
        if (await requests.EnsureAsync(fields, cancellationToken)) return;
        if (await FindAsync(trouble.Key, cancellationToken) is not { } item) return;
        var changes = fields.Against(item);
        if (!changes.Empty) await requests.UpdateAsync(item, changes, cancellationToken);
    }

    /// <summary>Closes a trouble that is over; one that was never shown stays unsaid.</summary>
    public async Task SettleAsync(string key, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } item || item.Text(Requests.Status) != "pending") return;
        await requests.UpdateAsync(
            item, new Fields { [Requests.Status] = "closed", [Requests.Answered] = Text.Vi("attention.settled", VietnamTime.Write(time.GetUtcNow())) }, cancellationToken);
    }

    /// <summary>Key of the item that shows a trouble.</summary>
    public static string KeyOf(string key) => $"{Requests.Attend}-{key}";

    /// <summary>The key of the trouble that an item shows; null when it shows none.</summary>
    public static string? KeyIn(Item request) => request.Text(Requests.Kind) == Requests.Attend && request.Text(Requests.RequestKey) is { } key
        && key.StartsWith(KeyOf(""), StringComparison.Ordinal) ? key[KeyOf("").Length..] : null;

    /// <summary>The office says that the cause is mended.</summary>
    public static bool AsksRetry(Item request) => KeyIn(request) is not null && request.Text(Requests.Decision) == Requests.Retry && request.Text(Requests.Status) == "pending";

    private async Task<Item?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await requests.FindAsync(Requests.RequestKey, KeyOf(key), cancellationToken)) is [var item, ..] ? item : null;

    private static Fields Shown(Trouble trouble) => new()
    {
        Title = FieldMapper.Cut(trouble.Title, 255),
        [Requests.RequestKey] = KeyOf(trouble.Key),
        [Requests.CaseId] = trouble.CaseId.Length > 0 ? trouble.CaseId : null,
        [Requests.Kind] = Requests.Attend,
        [Requests.Summary] = trouble.Why,
        [Requests.Decision] = null,
        [Requests.Status] = "pending",
        [Requests.Answered] = null,
    };
}
