using EmulationM365.Cases;
using EmulationM365.Microsoft365;

namespace EmulationM365.Streams;

/// <summary>Cases for who sees to what follows from them: as a command of this process just left them, without asking again, else as their events tell.</summary>
public sealed class CasesAsWritten(CaseStream stream, JustNow<CaseState> written)
{
    /// <summary>The case; null when nothing of it is recorded.</summary>
    public async Task<CaseState?> LoadAsync(string caseId, CancellationToken cancellationToken)
    {
        // Another worker may have gone on: what is known to stand there later is read.
        if (written.Take(caseId) is { } state && state.Seq >= stream.Known(caseId)) return state;
        var events = await stream.LoadAsync(caseId, cancellationToken);
        return events.Count == 0 ? null : AnyCase.Fold(caseId, events);
    }

    /// <summary>The case, of which an event is known to be recorded.</summary>
    /// <exception cref="M365Exception"><see cref="Failure.Unknown"/> when its events go on being shown without that one.</exception>
    public async Task<CaseState> AtLeastAsync(string caseId, int seq, CancellationToken cancellationToken)
    {
        stream.Saw(caseId, seq);
        return AnyCase.Fold(caseId, await stream.LoadAsync(caseId, cancellationToken));
    }

    /// <summary>The events, asked for once more, end with this one.</summary>
    public async Task<bool> StandsAtAsync(string caseId, int seq, CancellationToken cancellationToken) => (await stream.LoadAsync(caseId, cancellationToken)).Count == seq;
}
