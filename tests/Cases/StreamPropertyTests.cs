using EmulationM365.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Cases;

/// <summary>Whatever commands come, by whomever and in whatever order, the stream of a case stays lawful.</summary>
public sealed class StreamPropertyTests
{
    private static readonly Actor[] Actors =
    [
        Returns.Clerk, Returns.Head, Returns.Office, Returns.OtherHead, Returns.Stranger, Returns.Office with { ObjectId = "o-o2", StaffKey = "nv22" },
        Returns.Clerk with { Roles = ["clerk", "head", "office"] },
    ];

    private static readonly Gen<Command> Likely =
        from step in Gen.Elements(("confirm", "agree", Returns.Head), ("receive", "received", Returns.Office), ("appraise", "qualified", Returns.Office), ("record_decision", "recorded", Returns.Office), ("confirm", "send_back", Returns.Head),
            ("appraise", "send_back", Returns.Office), ("direct", "agree", Returns.Director))
        from id in Gen.Choose(0, 1000)
        from sending in Gen.Choose(1, 3)
        from exceptions in Gen.SubListOf(1, 2)
        select (Command)(Returns.Answer(step.Item1, step.Item2, step.Item3, $"l{id}", sending) with { Exceptions = [.. exceptions.Take(1)] });

    private static readonly Gen<Command> Wild =
        from actor in Gen.Elements(Actors)
        from id in Gen.Choose(0, 30)
        from kind in Gen.Elements("confirm", "receive", "appraise", "direct", "record_decision", "other")
        from answer in Gen.Elements("agree", "qualified", "recorded", "send_back", "")
        from sending in Gen.Choose(1, 3)
        from exceptions in Gen.SubListOf(0, 1, 2, 3)
        from content in Gen.Elements(Returns.Content, Returns.Content, "other")
        select (Command)(Returns.Answer(kind, answer, actor, $"w{id}", sending, content) with { Exceptions = [.. exceptions] });

    private static readonly Gen<Command> Sendings =
        from actor in Gen.Elements(Actors.Prepend(Returns.Clerk).Prepend(Returns.Clerk))
        from id in Gen.Choose(0, 1000)
        from day in Gen.Choose(-5, 40)
        select (Command)Returns.Submit($"s{id}", actor, Returns.Start.AddDays(day));

    private static readonly Gen<Command> Others =
        from id in Gen.Choose(0, 1000)
        from line in Gen.Elements("thu_khen", "ldtt")
        from command in Gen.Elements<Command>(
            Returns.Withdraw(Returns.Clerk, $"t{id}"), Returns.Withdraw(Returns.Head, $"t{id}"), Returns.Submit($"o{id}") with { Nothing = true, Lines = [] },
            Returns.Submit($"o{id}", lines: Returns.Line("11", award: line)) with { Kind = "letter" },
            Returns.Submit($"o{id}", lines: Returns.Line("11", award: line)) with { Kind = "sudden" })
        select command;

    private static readonly Arbitrary<List<Command>> Sequences = Gen.ListOf(Gen.Frequency((12, Likely), (2, Wild), (2, Sendings), (2, Others)), 60).Select(list => list.ToList()).ToArbitrary();

    [Fact]
    public void Every_Prefix_Of_A_Stream_Folds_To_A_Lawful_State() => Prop.ForAll(Sequences, commands =>
    {
        var returns = Play(commands);
        var before = new ReturnState(Returns.CaseId);
        foreach (var recorded in returns.Events)
        {
            var state = Evolve.Next(before, recorded);
            // After the appraisal the lines of a round and of a sudden nomination stand for themselves: sessions and submissions ask.
            Assert.Equal(state.Stage.ToString().StartsWith("Awaiting", StringComparison.Ordinal) && state.Stage is not (Stage.AwaitingCouncil or Stage.AwaitingSubmission), state.Request is not null);
            // Over is over; only a return that proposed nobody may be taken back.
            Assert.False(before.Stage is Stage.Decided || (before.Stage is Stage.Closed && (recorded.Event is not ReturnWithdrawn || before.Lines.Count > 0)), $"{recorded.TypeName} after {before.Stage}");
            Assert.Equal(before.Seq + 1, recorded.Seq);
            Assert.Equal(before.Head, recorded.PrevHash);
            Assert.Equal(state.Stage == Stage.Decided, state.Decision is not null);
            Assert.Superset(before.Answers.Keys.ToHashSet(), state.Answers.Keys.ToHashSet());
            Assert.All(before.Answers, given => Assert.Same(given.Value, state.Answers[given.Key]));
            Assert.Contains(recorded.CommandId, state.Commands);
            Assert.Equal(before.Commands.Count + 1, state.Commands.Count);
            before = state;
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_Request_Is_Answered_At_Most_Once_And_Never_By_Whoever_Sent_The_Return() => Prop.ForAll(Sequences, commands =>
    {
        var returns = Play(commands);
        var sender = "";
        foreach (var recorded in returns.Events)
        {
            if (recorded.Event is ReturnSubmitted) sender = recorded.ActorId;
            else if (recorded.Event is not ReturnWithdrawn) Assert.NotEqual(sender, recorded.ActorId);
        }

        var answers = returns.Events.Count(recorded => recorded.Event is not (ReturnSubmitted or ReturnWithdrawn));
        Assert.Equal(answers, returns.State.Answers.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_Line_That_Went_No_Further_Is_Never_Granted() => Prop.ForAll(Sequences, commands =>
    {
        var returns = Play(commands);
        var stopped = new HashSet<string>();
        foreach (var recorded in returns.Events)
        {
            if (recorded.Event is ReturnSubmitted) stopped.Clear();
            if (recorded.Event is ReturnConfirmed agreed) stopped.UnionWith(agreed.NotAgreed);
            if (recorded.Event is DirectorAgreed word) stopped.UnionWith(word.NotAgreed);
            if (recorded.Event is ReturnAppraised appraised) stopped.UnionWith(appraised.NotQualified);
            if (recorded.Event is DecisionRecorded decided) stopped.UnionWith(decided.NotGranted);
        }

        Assert.DoesNotContain(returns.State.Lines, line => line.Stage == LineStage.Granted && stopped.Contains(line.Line.Id));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_Same_Commands_Make_The_Same_Stream() => Prop.ForAll(Sequences, commands =>
        Play(commands).Events.Select(recorded => recorded.Hash).SequenceEqual(Play(commands).Events.Select(recorded => recorded.Hash))).QuickCheckThrowOnFailure();

    [Fact]
    public void Commands_That_Arrive_Twice_Change_Nothing() => Prop.ForAll(Sequences, commands =>
        Play(commands).State.Head == Play([.. commands.SelectMany(command => new[] { command, command })]).State.Head).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_Commands_Reach_Every_Stage()
    {
        // A check on the properties themselves: they would hold for nothing at all if no sequence got anywhere.
        var reached = new HashSet<Stage>();
        Prop.ForAll(Sequences, commands => { reached.UnionWith(Prefixes(Play(commands))); }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(2025, 365));
        Assert.Equal(Enum.GetValues<Stage>().ToHashSet(), reached);
    }

    private static IEnumerable<Stage> Prefixes(Returns returns) =>
        Enumerable.Range(0, returns.Events.Count + 1).Select(count => Evolve.Fold(Returns.CaseId, returns.Events.Take(count)).Stage);

    private static Returns Play(IEnumerable<Command> commands)
    {
        var returns = new Returns();
        foreach (var command in commands) returns.Take(command);
        return returns;
    }
}
