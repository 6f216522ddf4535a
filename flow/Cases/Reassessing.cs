using EmulationM365.Rules;

namespace EmulationM365.Cases;

/// <summary>What the rules say of a line now.</summary>
/// <param name="LineId">Line of the return.</param>
/// <param name="Verdict">The verdict.</param>
public sealed record LineVerdict(string LineId, Verdict Verdict);

/// <summary>The registers have changed since the return was sent, and with them what the rules say of some lines. Nobody edited anything: the round goes on.</summary>
/// <param name="Verdicts">Lines of which something else is said now.</param>
public sealed record LinesReassessed(IReadOnlyList<LineVerdict> Verdicts) : CaseEvent;

/// <summary>The lines of a return that waits were judged again.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Sending">Round of the case that was judged.</param>
/// <param name="Verdicts">What the rules say of each line now.</param>
public sealed record ReassessLines(string Id, Actor Actor, string Channel, DateTimeOffset At, int Sending, IReadOnlyList<LineVerdict> Verdicts) : Command(Id, Actor, Channel, At);

/// <summary>Decides what a new judgement comes to, and folds it. Pure.</summary>
public static class Reassessing
{
    /// <summary>What is advice may change as long as nobody has concluded on it; only news are recorded.</summary>
    public static Ruling On(ReturnState state, ReassessLines command)
    {
        if (state.Sendings != command.Sending) return Ruling.Refuse("refuse.overtaken");
        if (!Revisions.Open(state)) return Ruling.Refuse("refuse.tooLateToEdit");
        var news = command.Verdicts.Where(verdict => state.Lines.Any(line => line.Line.Id == verdict.LineId && Differs(line, verdict.Verdict))).ToList();
        return news.Count == 0 ? Ruling.Again : Ruling.Accept(new LinesReassessed(news));
    }

    /// <summary>The return with what is said of its lines now.</summary>
    internal static ReturnState Judged(ReturnState state, LinesReassessed again)
    {
        var verdicts = again.Verdicts.ToDictionary(verdict => verdict.LineId, verdict => verdict.Verdict);
        return state with { Lines = [.. state.Lines.Select(line => verdicts.TryGetValue(line.Line.Id, out var verdict) ? line with { Line = line.Line with { Verdict = verdict } } : line)] };
    }

    /// <summary>A collective whose titles were counted after a decision keeps that count: it goes by decisions, which the proposal does not know.</summary>
    private static bool Differs(LineState line, Verdict verdict) => line.Alive && line.Recheck is null
        && (line.Line.Verdict.Standing != verdict.Standing || line.Line.Verdict.Pack != verdict.Pack || !line.Line.Verdict.Reasons.SequenceEqual(verdict.Reasons));
}
