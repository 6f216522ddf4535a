using EmulationM365.Cases;
using EmulationM365.Effects;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Cases;

/// <summary>Whatever the office, the council, the director and the upper level do, in whatever order, and wherever the worker stops: no line is lost and none is in two places.</summary>
public sealed class WorldPropertyTests
{
    private static readonly LineStage[] InHand = [LineStage.Posted, LineStage.BeforeDirector, LineStage.Submitted];

    /// <summary>An act: which one, and three numbers from which it takes what it needs.</summary>
    private static readonly Arbitrary<List<(int Act, int One, int Two, int Three)>> Plays = Gen.ListOf(
        from act in Gen.Choose(0, 11) from one in Gen.Choose(0, 1000) from two in Gen.Choose(0, 1000) from three in Gen.Choose(0, 1000) select (act, one, two, three), 40)
        .Select(acts => acts.ToList()).ToArbitrary();

    [Fact]
    public void No_Line_Is_In_Two_Places_And_None_Is_Lost() => Prop.ForAll(Plays, acts =>
    {
        var world = Play(acts);
        world.Settle();
        var inHand = All(world);
        foreach (var state in world.All<ReturnState>())
        {
            Assert.Equal(state.Kind == "round" ? 4 : 1, state.Lines.Count);
            foreach (var line in state.Lines)
            {
                var holders = inHand.Where(pair => pair.Line == $"{state.CaseId}|{line.Line.Id}").ToList();
                Assert.Equal(InHand.Contains(line.Stage), holders.Count == 1);
                Assert.True(holders.Count <= 1, $"{line.Line.Name} is on {string.Join(", ", holders)}");
                Assert.Equal(holders.Count == 1 ? holders[0].Holder : null, line.HeldBy);
                if (holders.Count == 1) Assert.Equal(holders[0].Stage, line.Stage);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_Ended_Adds_Up() => Prop.ForAll(Plays, acts =>
    {
        var world = Play(acts);
        world.Settle();
        var lines = world.All<ReturnState>().SelectMany(state => state.Lines).ToList();
        var giving = world.All<SubmissionState>().Where(state => state.Revoking is null).ToList();
        var settled = giving.SelectMany(state => state.Lines).Where(line => line.Decision > 0).ToList();
        var cancelled = world.All<SubmissionState>().Except(giving).SelectMany(state => state.Lines).Where(line => line.Stage is LineStage.Revoked or LineStage.Recovered).Select(line => AwardKey.Of(line.Line.ReturnCase, line.Line.LineId)).ToHashSet();
        var voted = world.All<SessionState>().SelectMany(state => state.OnList).Where(line => line.Vote is not null).ToList();

        // Each end is reached by exactly one case: by a vote, by the director's word, or by a decision.
        Assert.Equal(voted.Count(line => !line.Vote!.Passed), lines.Count(line => line.Stage == LineStage.CouncilNotPassed));
        Assert.Equal(giving.SelectMany(state => state.Lines).Count(line => line.Stage == LineStage.NotSigned), lines.Count(line => line.Stage == LineStage.NotSigned));
        Assert.Equal(settled.Count(line => line.Stage == LineStage.NotGranted), lines.Count(line => line.Stage == LineStage.NotGranted));

        // An award that was given stands, or a decision cancelled it: then its line says so, and no other does.
        var revoked = world.All<ReturnState>().SelectMany(state => state.Lines.Where(line => line.Stage == LineStage.Revoked).Select(line => AwardKey.Of(state.CaseId, line.Line.Id))).ToHashSet();
        Assert.Equal(cancelled.Order(), revoked.Order());
        Assert.Equal(settled.Count(line => line.Granted is not null), lines.Count(line => line.Stage is LineStage.Granted or LineStage.Reduced) + cancelled.Count);
        Assert.Equal(settled.Count, lines.Count(line => line.Decision is not null));
        Assert.Equal(lines.Count, lines.Count(line => line.Alive) + settled.Count
            + lines.Count(line => line.Stage is LineStage.CouncilNotPassed or LineStage.NotSigned or LineStage.NotConfirmed or LineStage.NotQualified));

        // What was granted stands in the register once.
        var rows = world.All<SubmissionState>().SelectMany(state => Enumerable.Range(1, state.Decisions.Count).SelectMany(number => AwardWriter.Rows(state, number))).ToList();
        Assert.Equal(lines.Count(line => line.Stage is LineStage.Granted or LineStage.Reduced or LineStage.Revoked), rows.Count);
        Assert.Equal(rows.Count, rows.Select(row => row.Key).Distinct().Count());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Settling_Again_Changes_Nothing() => Prop.ForAll(Plays, acts =>
    {
        var world = Play(acts);
        world.Settle();
        var heads = world.Ids.Select(id => world.Fold(id).Head).ToList();
        world.Settle();
        Assert.Equal(heads, world.Ids.Select(id => world.Fold(id).Head));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Streams_Fold_Alike_At_Once_In_Steps_And_Read_Back() => Prop.ForAll(Plays, acts =>
    {
        var world = Play(acts);
        foreach (var id in world.Ids)
        {
            var events = world.Events(id);
            var (whole, steps, again) = (AnyCase.Fold(id, events), AnyCase.Fold(id, []), AnyCase.Fold(id, events.Select(ReadBack)));
            foreach (var recorded in events)
            {
                var before = steps;
                steps = AnyCase.Next(steps, recorded);
                Assert.Equal((before.Seq + 1, before.Head), (steps.Seq, recorded.PrevHash));
                Assert.Superset(before.Answers.Keys.ToHashSet(), steps.Answers.Keys.ToHashSet());
                var duties = AnyCase.Duties(steps);
                Assert.Equal(duties.Count, duties.Select(effect => effect.Key).Distinct().Count());
            }

            Assert.Equal(Written(whole), Written(steps));
            Assert.Equal(Written(whole), Written(again));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_Event_Has_A_Meaning_In_Whatever_State_Of_Its_Kind_It_Comes() => Prop.ForAll(Plays, acts =>
    {
        var world = Play(acts);
        foreach (var kind in world.Ids.GroupBy(id => id[0]))
        {
            var states = kind.SelectMany(id => new[] { AnyCase.Fold(id, []), world.Fold(id) }).ToList();
            foreach (var recorded in kind.SelectMany(world.Events)) Assert.All(states, state => Assert.Equal(recorded.Seq, AnyCase.Next(state, recorded).Seq));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_Acts_Reach_Every_Stage_That_A_List_Can_Reach()
    {
        // A check on the properties themselves: they would hold for nothing at all if no play got anywhere.
        var (lines, sessions, submissions) = (new HashSet<LineStage>(), new HashSet<SessionStage>(), new HashSet<SubmissionStage>());
        var clashes = 0;
        Prop.ForAll(Plays, acts =>
        {
            var world = Play(acts);
            lines.UnionWith(world.All<ReturnState>().SelectMany(state => state.Lines).Select(line => line.Stage));
            sessions.UnionWith(world.All<SessionState>().Select(state => state.Stage));
            submissions.UnionWith(world.All<SubmissionState>().Select(state => state.Stage));
            clashes += world.Ids.SelectMany(world.Events).Count(recorded => recorded.CommandId.EndsWith(":refused", StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2025, 365));
        Assert.Equal([LineStage.Open, LineStage.NotConfirmed, LineStage.NotQualified, LineStage.Recovered, LineStage.Kept], Enum.GetValues<LineStage>().Except(lines));
        Assert.Equal([SessionStage.Planned], Enum.GetValues<SessionStage>().Except(sessions));
        Assert.Equal([SubmissionStage.Draft], Enum.GetValues<SubmissionStage>().Except(submissions));
        Assert.True(clashes > 10, $"two sessions wanted the same line only {clashes} times");
    }

    /// <summary>Every line that a session or a submission has in hand by its own account.</summary>
    private static List<(string Line, string Holder, LineStage Stage)> All(World world) =>
    [
        .. world.All<SessionState>().SelectMany(state => state.OnList.Where(line => line.Vote is null).Select(line => (SubmissionDrafts.KeyOf(line.Line), state.CaseId, LineStage.Posted))),
        .. world.All<SubmissionState>().Where(state => state.Revoking is null).SelectMany(state => state.Lines.Where(line => line.Stage is LineStage.BeforeDirector or LineStage.Submitted)
            .Select(line => (SubmissionDrafts.KeyOf(line.Line), state.CaseId, Stage: state.Paper is null ? LineStage.BeforeDirector : LineStage.Submitted))),
    ];

    private static RecordedEvent ReadBack(RecordedEvent recorded) => recorded with { Event = RecordedEvent.Read(recorded.TypeName, recorded.Data)!.Value.Event, Data = recorded.Data };

    private static string Written(CaseState state) => Newtonsoft.Json.JsonConvert.SerializeObject(state);

    private static World Play(IEnumerable<(int Act, int One, int Two, int Three)> acts)
    {
        var world = new World();
        world.Send(1, "round", World.Lines(1));
        world.Send(2, "round", World.Lines(2));
        world.Send(3, "sudden", [World.Lines(3)[0]]);
        foreach (var (act, one, two, three) in acts) new Acts(world, one, two, three).Do(act);
        return world;
    }
}
