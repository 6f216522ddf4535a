using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>
/// Tells a return what a session or a submission did with its lines. The return decides for itself: a line that another session has in hand is not given,
/// and comes off this session's list with the reason. A repeat finds the command recorded.
/// </summary>
public sealed class ReturnNews(CommandDesk commands, TimeProvider time)
{
    /// <summary>Tells it.</summary>
    /// <exception cref="M365Exception">The return refuses what must have been possible: somebody has to look.</exception>
    public async Task InformAsync(CaseState from, InformReturn inform, CancellationToken cancellationToken)
    {
        var refusal = await TellAsync(from, inform, inform.Moves, "", cancellationToken);
        if (refusal is null || inform.Step.StartsWith("released", StringComparison.Ordinal)) return;
        if (from is not SessionState session || inform.Step != "posted") throw new M365Exception(Failure.Refused, $"tell {inform.ReturnCase} of {from.CaseId} ({inform.Step})", refusal.En);
        // Some of the lines are not given: one by one it shows which.
        foreach (var move in inform.Moves)
        {
            if (await TellAsync(from, inform, [move], $":{move.LineId}", cancellationToken) is { } why) await TakeOffAsync(session, inform.ReturnCase, move.LineId, why, cancellationToken);
        }
    }

    private async Task<Reason?> TellAsync(CaseState from, InformReturn inform, IReadOnlyList<LineMove> moves, string part, CancellationToken cancellationToken)
    {
        var command = new AdvanceLines($"{from.CaseId}:{inform.Step}{part}", Actor.System, "case", time.GetUtcNow(), from.CaseId, moves, inform.Paper);
        return (await commands.TakeAsync(inform.ReturnCase, command, "", cancellationToken)).Refusal;
    }

    private async Task TakeOffAsync(SessionState session, string returnCase, string lineId, Reason why, CancellationToken cancellationToken)
    {
        var lost = session.OnList.Where(line => line.Line.ReturnCase == returnCase && line.Line.LineId == lineId).Select(line => line.Number).ToList();
        var command = new TakeOffLines($"{session.CaseId}:posted:{returnCase}:{lineId}:refused", Actor.System, "case", time.GetUtcNow(), lost, why.Vi);
        await commands.TakeAsync(session.CaseId, command, session.ContentHash, cancellationToken);
    }
}
