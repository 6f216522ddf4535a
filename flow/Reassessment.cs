using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Streams;

namespace EmulationM365;

/// <summary>
/// Judges the lines of a return that waits once more, by the registers as they are now: a decision that was entered, an initiative that was recognised, a rating. Done by
/// the nightly run, which holds the lists anyway; an edit of the return itself is judged at once.
/// </summary>
public sealed class Reassessment(SiteFlow flow, TimeProvider time)
{
    /// <summary>Records what is said anew, if anything is.</summary>
    /// <param name="state">The return, which waits.</param>
    /// <param name="events">Its events.</param>
    /// <param name="content">What stands in the lists: the same that was sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(ReturnState state, IReadOnlyList<RecordedEvent> events, ReturnContent content, CancellationToken cancellationToken)
    {
        if (state.Lines.Count == 0) return;
        var (now, reference) = (time.GetUtcNow(), await flow.Reference.GetAsync(cancellationToken));
        // The law is that of the day on which the office received the dossier, which the event proves, or until then of the day of sending; the registers are those of today.
        var sent = VietnamTime.DayOf(events.Last(recorded => recorded.Event is ReturnSubmitted or ReturnRevised or ReturnReceived).At);
        var doubles = state.Lines.SelectMany(line => line.Line.Verdict.Reasons).Where(reason => reason.Key == "rule.duplicate").SelectMany(reason => reason.Places).ToHashSet();
        var lines = await flow.Reader.JudgeAsync(content, reference.Setting(Regimes.Key, ""), new JudgedOn(sent, VietnamTime.DayOf(now), doubles), state.UnitKey, cancellationToken);
        var command = new ReassessLines(
            $"reassess:{state.CaseId}:{state.Seq}", Actor.System, "case", now, state.Sendings, [.. lines.Select(line => new LineVerdict(line.Id, line.Verdict))])
        {
            Used = Snapshot.Of(reference, reference.Rounds.GetValueOrDefault(state.RoundKey), lines),
        };
        await flow.Commands.TakeAsync(state.CaseId, command, state.ContentHash, cancellationToken);
    }
}
