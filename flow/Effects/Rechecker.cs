using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Effects;

/// <summary>
/// Counts the titles of a collective's members again when a decision on them came in (Law 06/2022/QH15 Art. 27, 28): what was proposed on the strength of
/// proposals must still hold by what was granted.
/// </summary>
public sealed class Rechecker(ListStore returns, ListStore register, CaseStream stream, CommandDesk commands, int year, TimeProvider time)
{
    /// <summary>Judges the collectives of a unit again. The truth is read from the events, not from columns.</summary>
    /// <param name="unitKey">Unit.</param>
    /// <param name="because">What gave rise to it; makes the command's id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RecheckAsync(string unitKey, string because, CancellationToken cancellationToken)
    {
        var states = new List<ReturnState>();
        foreach (var item in await returns.FindAsync(UnitReturns.UnitKey, unitKey, cancellationToken))
        {
            var caseId = AnyCase.IdOf('r', year, item.Id);
            if (item.Text(UnitReturns.CaseId).Length > 0) states.Add(Evolve.Fold(caseId, await stream.LoadAsync(caseId, cancellationToken)));
        }

        var collectives = states.SelectMany(state => state.Lines.Where(TitleCount.Applies).Select(line => (state.CaseId, Line: line))).ToList();
        if (collectives.Count == 0) return;
        var registered = (await register.FindAsync(AwardRegister.UnitKey, unitKey, cancellationToken)).Where(row => row.Count(AwardRegister.MeritYear) == year
            && MemberTitles.OfMembers(row.Text(AwardRegister.Award)) && row.Text(AwardRegister.Validity) == "valid" && row.Text(AwardRegister.StaffKey).Length > 0).Select(row => row.Text(AwardRegister.StaffKey));
        var count = TitleCount.Of(states, registered);
        foreach (var (caseId, line) in collectives)
        {
            var command = new RecheckCollective($"{because}:{line.Line.Id}", Actor.System, "case", time.GetUtcNow(), count.Judge(line));
            if ((await commands.TakeAsync(caseId, command, "", cancellationToken)).Refusal is { } refusal) throw new M365Exception(Failure.Refused, $"recheck {caseId}", refusal.En);
        }
    }
}
