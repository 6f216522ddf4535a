using System.Collections.Concurrent;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Streams;

/// <summary>Somebody was shown what a request asks.</summary>
/// <param name="ObjectId">Who.</param>
/// <param name="RequestKey">The request.</param>
/// <param name="ContentHash">Hash of what was shown.</param>
/// <param name="Channel">By which way.</param>
/// <param name="At">When, for the first time.</param>
/// <param name="Trace">Under which the call is found in the logs.</param>
public sealed record SeenRequest(string ObjectId, string RequestKey, string ContentHash, string Channel, DateTimeOffset At, string Trace);

/// <summary>
/// Remembers who was shown what, and when first: one row a person, request, content and way, beside the effects of the case. Only people who signed in and are asked leave one: a mail scanner that
/// opens a link writes nothing. That a row could not be written keeps nobody from the page: what an answer was given to is bound to the answer itself.
/// </summary>
public sealed partial class SeenLog(ListStore ledger, TimeProvider time, ILogger<SeenLog> logger)
{
    private const string Mark = "|seen|";
    private const int Hash = 32;
    private readonly ConcurrentDictionary<string, bool> _noted = new(StringComparer.Ordinal);

    /// <summary>Notes it, unless it was noted before.</summary>
    public async Task NoteAsync(string caseId, string requestKey, string objectId, string contentHash, string channel, string? trace, CancellationToken cancellationToken)
    {
        var key = $"{caseId}{Mark}{objectId}|{requestKey}|{contentHash[..Math.Min(Hash, contentHash.Length)]}|{channel}";
        if (_noted.ContainsKey(key)) return;
        try
        {
            await ledger.EnsureAsync(new Fields
            {
                Title = key,
                [EffectLedger.EffectKey] = key,
                [EffectLedger.CaseId] = caseId,
                [EffectLedger.State] = "done",
                [EffectLedger.ClaimedAt] = time.GetUtcNow(),
                [EffectLedger.OfItem] = trace ?? "",
            }, cancellationToken);
            _noted[key] = true;
        }
        catch (M365Exception failure)
        {
            Log.NotNoted(logger, caseId, failure.Message);
        }
    }

    /// <summary>Who was shown what of a case, in order.</summary>
    public async Task<IReadOnlyList<SeenRequest>> LoadAsync(string caseId, CancellationToken cancellationToken) =>
        [.. (await ledger.FindAsync(EffectLedger.CaseId, caseId, cancellationToken)).Select(Read).OfType<SeenRequest>().OrderBy(seen => seen.At)];

    private static SeenRequest? Read(Item row) => row.Text(EffectLedger.EffectKey).Split(Mark) is [_, var rest] && rest.Split('|') is [var who, var request, var hash, var channel]
        ? new SeenRequest(who, request, hash, channel, row.Instant(EffectLedger.ClaimedAt) ?? default, row.Text(EffectLedger.OfItem)) : null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Who was shown case {CaseId} could not be noted: {Why}")]
        public static partial void NotNoted(ILogger logger, string caseId, string why);
    }
}
