using EmulationM365.Rules;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace EmulationM365.Cases;

/// <summary>A line that a session or a submission moves.</summary>
/// <param name="LineId">Line of the return.</param>
/// <param name="To">Where it stands from now on.</param>
/// <param name="Award">The lower award that was granted instead; null when none was.</param>
/// <param name="Vote">The council's vote, when that moved it.</param>
public sealed record LineMove(string LineId, [property: JsonConverter(typeof(StringEnumConverter))] LineStage To, string? Award = null, CouncilVote? Vote = null);

/// <summary>A session or a submission moved lines of the return.</summary>
/// <param name="By">That case.</param>
/// <param name="Moves">Lines with where they stand from now on.</param>
/// <param name="Paper">The decision document, when it was a decision.</param>
public sealed record LinesAdvanced(string By, IReadOnlyList<LineMove> Moves, DecisionPaper? Paper = null) : CaseEvent;

/// <summary>What the upper level granted to the members changed what the rules say of their collective (Law 06/2022/QH15 Art. 27, 28).</summary>
/// <param name="LineId">Line of the collective.</param>
/// <param name="Granted">Members who are Lao động tiên tiến by a decision.</param>
/// <param name="Waiting">Members whose decision has not come.</param>
/// <param name="Members">Members in all.</param>
/// <param name="Verdict">What the rules say now.</param>
public sealed record CollectiveRechecked(string LineId, int Granted, int Waiting, int Members, Verdict Verdict) : CaseEvent
{
    /// <summary>Too few were granted it, whatever else the verdict says.</summary>
    [JsonIgnore]
    public bool Broken => Verdict.Reasons.Any(reason => reason.Key == "recheck.broken");
}

/// <summary>A session or a submission wants lines of a return moved.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="By">The session or submission.</param>
/// <param name="Moves">Lines with where they are to stand.</param>
/// <param name="Paper">The decision document, when it is a decision.</param>
public sealed record AdvanceLines(string Id, Actor Actor, string Channel, DateTimeOffset At, string By, IReadOnlyList<LineMove> Moves, DecisionPaper? Paper) : Command(Id, Actor, Channel, At);

/// <summary>The titles of a collective's members were counted again.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Count">What was counted, and what the rules make of it.</param>
public sealed record RecheckCollective(string Id, Actor Actor, string Channel, DateTimeOffset At, CollectiveRechecked Count) : Command(Id, Actor, Channel, At);

/// <summary>Decides whether lines may be moved: each must be where it can come from, and in nobody else's hands.</summary>
public static class DecideAdvance
{
    /// <summary>What moving the lines comes to.</summary>
    public static Ruling On(ReturnState state, AdvanceLines command)
    {
        var open = new List<LineMove>();
        foreach (var move in command.Moves)
        {
            if (state.Lines.FirstOrDefault(line => line.Line.Id == move.LineId) is not { } line) return Ruling.Refuse("refuse.lineGone");
            // Given back by the director, a line stands where it came from: a sudden one saw no council.
            var to = move.To == LineStage.CouncilPassed && state.Kind == "sudden" ? LineStage.Qualified : move.To;
            if (line.HeldBy is { } holder && holder != command.By) return Ruling.Refuse("refuse.lineElsewhere", line.Line.Name, holder);
            if (line.Stage == to) continue;
            if (!ReturnRoute.May(state.Kind, line.Stage, to)) return Ruling.Refuse("refuse.lineMoved", line.Line.Name);
            open.Add(move with { To = to });
        }

        return open.Count == 0 ? Ruling.Again : Ruling.Accept(new LinesAdvanced(command.By, open, command.Paper));
    }

    /// <summary>What a recount comes to: only news are recorded.</summary>
    public static Ruling On(ReturnState state, RecheckCollective command) => state.Lines.FirstOrDefault(line => line.Line.Id == command.Count.LineId) is not { } line
        ? Ruling.Refuse("refuse.lineGone")
        : line.Recheck is { } last && (last.Granted, last.Waiting, last.Members) == (command.Count.Granted, command.Count.Waiting, command.Count.Members)
            ? Ruling.Again : Ruling.Accept(command.Count);

    /// <summary>The return after lines were moved.</summary>
    public static ReturnState Moved(ReturnState state, LinesAdvanced advanced)
    {
        var moves = advanced.Moves.ToDictionary(move => move.LineId);
        List<LineState> lines = [.. state.Lines.Select(line => moves.TryGetValue(line.Line.Id, out var move) ? Moved(line, move, advanced) : line)];
        // What was decided stays decided when it is cancelled.
        return state with { Lines = lines, Stage = advanced.Moves.All(move => move.To == LineStage.Revoked) ? state.Stage : ReturnRoute.StageOf(state.Kind, lines) };
    }

    private static LineState Moved(LineState line, LineMove move, LinesAdvanced advanced) => line with
    {
        Stage = move.To,
        HeldBy = move.To is LineStage.Posted or LineStage.BeforeDirector or LineStage.Submitted ? advanced.By : null,
        Decision = advanced.Paper ?? line.Decision,
        GrantedAward = move.Award ?? line.GrantedAward,
        Vote = move.Vote ?? line.Vote,
    };
}
