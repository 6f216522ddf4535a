using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;

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
        var id = $"{from.CaseId}:{inform.Step}";
        var command = new AdvanceLines(id, Actor.System, "case", time.GetUtcNow(), from.CaseId, inform.Moves, inform.Paper);
        var result = await commands.TakeAsync(inform.ReturnCase, command, "", cancellationToken);
        if (result.Refusal is not { } refusal) return;
        if (from is SessionState session && inform.Step == "posted")
        {
            var lost = session.OnList.Where(line => line.Line.ReturnCase == inform.ReturnCase).Select(line => line.Number).ToList();
            await commands.TakeAsync(from.CaseId, new TakeOffLines($"{id}:{inform.ReturnCase}:refused", Actor.System, "case", time.GetUtcNow(), lost, refusal.Vi), from.ContentHash, cancellationToken);
        }
        else if (!inform.Step.StartsWith("released", StringComparison.Ordinal))
        {
            throw new M365Exception(Failure.Refused, $"tell {inform.ReturnCase} of {from.CaseId} ({inform.Step})", refusal.En);
        }
    }
}
