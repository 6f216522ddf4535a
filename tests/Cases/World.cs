using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Cases;

/// <summary>
/// Many cases side by side, for tests: streams in memory, commands decided by the product, and what follows from them done one at a time, so that the worker can
/// stop after any of them. Lines are collected and returns are told as the product does it at its lists.
/// </summary>
internal sealed class World
{
    private static readonly string[] Bodies = ["ldtt", "giay_khen"];
    private readonly Dictionary<string, List<RecordedEvent>> _streams = [];
    private readonly HashSet<string> _done = [];
    private int _commands;

    /// <summary>The clock of the office; it only goes on.</summary>
    public DateTimeOffset Now { get; private set; } = new(2025, 11, 20, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Ids of all cases with events.</summary>
    public IReadOnlyList<string> Ids => [.. _streams.Keys.Order(StringComparer.Ordinal)];

    /// <summary>States of one kind.</summary>
    public IReadOnlyList<T> All<T>() where T : CaseState => [.. Ids.Select(Fold).OfType<T>()];

    /// <summary>Events of a case.</summary>
    public IReadOnlyList<RecordedEvent> Events(string caseId) => _streams.GetValueOrDefault(caseId, []);

    /// <summary>The state of a case.</summary>
    public CaseState Fold(string caseId) => AnyCase.Fold(caseId, Events(caseId));

    /// <summary>Time goes on.</summary>
    public void Pass(int days) => Now = Now.AddDays(days);

    /// <summary>An id for the next act of a person.</summary>
    public string Next() => $"c{++_commands}";

    /// <summary>A return that the office has appraised.</summary>
    public void Send(int number, string kind, IReadOnlyList<Line> lines)
    {
        var id = AnyCase.IdOf('r', 2025, $"{number}");
        Assert.Null(Take(id, new SubmitReturn(Next(), Returns.Clerk, "list", Now, "u1", "r1", null, null, lines, "hash", kind)));
        foreach (var step in ReturnRoute.Steps(kind))
        {
            var actor = step == "confirm" ? Returns.Head : Returns.Office;
            Assert.Null(Take(id, new AnswerRequest(Next(), actor, "list", Now, $"{id}-01-{step}", Asking.AnswerOf(step), [], "", "hash", null, null)));
        }
    }

    /// <summary>Takes a command as the product's desk does.</summary>
    public Reason? Take(string caseId, Command command)
    {
        var state = Fold(caseId);
        if (state.Commands.Contains(command.Id)) return null;
        var ruling = AnyCase.Decide(state, command);
        if (ruling.Event is not { } happened) return ruling.Refusal;
        if (!_streams.TryGetValue(caseId, out var events)) events = _streams[caseId] = [];
        events.Add(new RecordedEvent(
            caseId, state.Seq + 1, happened, command.Id, command.Actor.ObjectId, command.Actor.Name, command.Channel, command.At, Played<CaseState>.ContentOf(command, state), state.Head));
        return null;
    }

    /// <summary>Lines that wait for the council.</summary>
    public IReadOnlyList<ListedLine> Waiting() => [.. All<ReturnState>().Where(state => state.Stage == Stage.AwaitingCouncil)
        .SelectMany(state => state.Lines.Where(line => line is { Stage: LineStage.Qualified, HeldBy: null }).Select(line => ListedLine.Of(state, line)))];

    /// <summary>Lines of a source that one body decides on and that are free.</summary>
    public IReadOnlyList<ListedLine> Free(CaseState source, int body) => [.. SubmissionDrafts.Waiting(source).Where(line => line.Award == Bodies[body]).Where(line =>
        (ReturnState)Fold(line.ReturnCase) is var state && state.Lines.Single(own => own.Line.Id == line.LineId) is { HeldBy: null } free
        && ReturnRoute.May(state.Kind, free.Stage, LineStage.BeforeDirector))];

    /// <summary>Does what follows from a case, and stops after so many effects as a worker that is killed.</summary>
    public void Follow(string caseId, int effects = int.MaxValue)
    {
        while (effects > 0)
        {
            var state = Fold(caseId);
            if (AnyCase.Duties(state).OfType<InformReturn>().FirstOrDefault(effect => !_done.Contains($"{caseId}:{effect.Key}")) is not { } next) return;
            Inform(state, next);
            _done.Add($"{caseId}:{next.Key}");
            effects--;
        }
    }

    /// <summary>Does everything that follows from anything.</summary>
    public void Settle()
    {
        foreach (var id in Ids) Follow(id);
    }

    /// <summary>As the product tells a return: what it refuses when a list was posted comes off that list.</summary>
    private void Inform(CaseState from, InformReturn inform)
    {
        var id = $"{from.CaseId}:{inform.Step}";
        if (Take(inform.ReturnCase, new AdvanceLines(id, Actor.System, "case", Now, from.CaseId, inform.Moves, inform.Paper)) is not { } refusal) return;
        if (from is SessionState session && inform.Step == "posted")
        {
            var lost = session.OnList.Where(line => line.Line.ReturnCase == inform.ReturnCase).Select(line => line.Number).ToList();
            Assert.Null(Take(from.CaseId, new TakeOffLines($"{id}:{inform.ReturnCase}:refused", Actor.System, "case", Now, lost, refusal.Vi)));
        }
        else
        {
            Assert.True(inform.Step.StartsWith("released", StringComparison.Ordinal), $"{inform.ReturnCase} refuses {from.CaseId} ({inform.Step}): {refusal.En}");
        }
    }

    /// <summary>Two lines of each award.</summary>
    public static IReadOnlyList<Line> Lines(int number) => [.. Enumerable.Range(1, 4).Select(line => new Line(
        $"{number}{line}", $"Cán bộ mẫu {number}{line}", $"nv{number}{line}", Bodies[line % 2], "", new Verdict(Standing.Eligible, "R", "Điều 24", "RP-2025", true, [])))];
}
