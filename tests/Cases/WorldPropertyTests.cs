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
        from act in Gen.Choose(0, 9) from one in Gen.Choose(0, 1000) from two in Gen.Choose(0, 1000) from three in Gen.Choose(0, 1000) select (act, one, two, three), 40)
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
        var settled = world.All<SubmissionState>().SelectMany(state => state.Lines).Where(line => line.Decision > 0).ToList();
        var voted = world.All<SessionState>().SelectMany(state => state.OnList).Where(line => line.Vote is not null).ToList();

        // Each end is reached by exactly one case: by a vote, by the director's word, or by a decision.
        Assert.Equal(voted.Count(line => !line.Vote!.Passed), lines.Count(line => line.Stage == LineStage.CouncilNotPassed));
        Assert.Equal(world.All<SubmissionState>().SelectMany(state => state.Lines).Count(line => line.Stage == LineStage.NotSigned), lines.Count(line => line.Stage == LineStage.NotSigned));
        foreach (var stage in new[] { LineStage.Granted, LineStage.NotGranted, LineStage.Reduced })
            Assert.Equal(settled.Count(line => line.Stage == stage), lines.Count(line => line.Stage == stage));
        Assert.Equal(settled.Count, lines.Count(line => line.Decision is not null));
        Assert.Equal(lines.Count, lines.Count(line => line.Alive) + settled.Count
            + lines.Count(line => line.Stage is LineStage.CouncilNotPassed or LineStage.NotSigned or LineStage.NotConfirmed or LineStage.NotQualified));

        // What was granted stands in the register once.
        var rows = world.All<SubmissionState>().SelectMany(state => Enumerable.Range(1, state.Decisions.Count).SelectMany(number => AwardWriter.Rows(state, number))).ToList();
        Assert.Equal(lines.Count(line => line.Stage is LineStage.Granted or LineStage.Reduced), rows.Count);
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
        Assert.Equal([LineStage.Open, LineStage.NotConfirmed, LineStage.NotQualified], Enum.GetValues<LineStage>().Except(lines));
        Assert.Equal([SessionStage.Planned], Enum.GetValues<SessionStage>().Except(sessions));
        Assert.Equal([SubmissionStage.Draft], Enum.GetValues<SubmissionStage>().Except(submissions));
        Assert.True(clashes > 10, $"two sessions wanted the same line only {clashes} times");
    }

    /// <summary>Every line that a session or a submission has in hand by its own account.</summary>
    private static List<(string Line, string Holder, LineStage Stage)> All(World world) =>
    [
        .. world.All<SessionState>().SelectMany(state => state.OnList.Where(line => line.Vote is null).Select(line => (SubmissionDrafts.KeyOf(line.Line), state.CaseId, LineStage.Posted))),
        .. world.All<SubmissionState>().SelectMany(state => state.Lines.Where(line => line.Stage is LineStage.BeforeDirector or LineStage.Submitted)
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

    /// <summary>What people do. Each act is one that a person could think of; the product may refuse it.</summary>
    private sealed class Acts(World world, int one, int two, int three)
    {
        public void Do(int act)
        {
            switch (act)
            {
                case 0: Post(); break;
                case 1: PostTwice(); break;
                case 2 or 3: Hold(); break;
                case 4: TakeOff(); break;
                case 5: Submit(); break;
                case 6: Sign(); break;
                case 7: Dispatch(); break;
                case 8: Decide(); break;
                default: world.Pass(one % 9); break;
            }
        }

        private void Post() => Post(world.Waiting(), one);

        /// <summary>Two sessions collect the same lines before the returns know of the first.</summary>
        private void PostTwice()
        {
            var waiting = world.Waiting();
            Post(waiting, 0);
            Post(waiting, two);
        }

        private void Post(IReadOnlyList<ListedLine> waiting, int effects)
        {
            var id = AnyCase.IdOf('s', 2025, $"{world.All<SessionState>().Count + 1}");
            world.Take(id, new PostSession(world.Next(), Returns.Office, "list", world.Now, id, Today.AddDays(2), null, Part(waiting, three)));
            world.Follow(id, effects % 4);
        }

        private void Hold()
        {
            if (Pick(world.All<SessionState>()) is not { } state) return;
            world.Settle();
            state = (SessionState)world.Fold(state.CaseId);
            world.Pass(3);
            var votes = state.OnList.ToDictionary(line => line.Number, line => (three >> line.Number) % 2 == 0 ? 9 : 2);
            var table = new CouncilTable(Sessions.Sitting with { Day = Today }, votes, Sessions.Regulation, [], new HashSet<string>(), Sessions.Tally);
            world.Take(state.CaseId, Answer(state, "council", Returns.Office, part: table));
            world.Follow(state.CaseId, two % 4);
        }

        private void TakeOff()
        {
            if (Pick(world.All<SessionState>()) is not { } state) return;
            world.Take(state.CaseId, new TakeOffLines(world.Next(), Returns.Office, "list", world.Now, [.. Part(state.Lines, three).Select(line => line.Number)], "Có kiến nghị"));
            world.Follow(state.CaseId, two % 4);
        }

        private void Submit()
        {
            List<CaseState> sources = [.. world.All<SessionState>(), .. world.All<ReturnState>().Where(state => state.Kind == "sudden")];
            if (Pick(sources) is not { } source) return;
            world.Settle();
            var again = world.All<SubmissionState>().FirstOrDefault(state => state.Stage == SubmissionStage.SentBack && state.Source == source.CaseId);
            var id = again?.CaseId ?? AnyCase.IdOf('t', 2025, $"{world.All<SubmissionState>().Count + 1}");
            world.Take(id, new MakeSubmission(world.Next(), Returns.Office, "list", world.Now, id, "Sở mẫu", source.CaseId, Part(world.Free(source, two % 2), three)));
            world.Follow(id, one % 3);
        }

        private void Sign()
        {
            if (Pick(world.All<SubmissionState>()) is not { } state) return;
            var back = two % 3 == 0;
            var numbers = Part(state.Lines, three).Select(line => line.Number).ToList();
            world.Take(state.CaseId, Answer(state, "sign", Returns.Director, back ? "send_back" : "agree", back || two % 2 == 0 ? [] : numbers));
            world.Follow(state.CaseId, one % 3);
        }

        private void Dispatch()
        {
            if (Pick(world.All<SubmissionState>()) is not { } state) return;
            world.Take(state.CaseId, Answer(state, "dispatch", Returns.Office) with { Paper = Submissions.Sent with { Date = Today } });
            world.Follow(state.CaseId, two % 3);
        }

        private void Decide()
        {
            if (Pick(world.All<SubmissionState>()) is not { } state) return;
            string[] results = ["granted", "refused", "reduced"];
            var outcomes = Part([.. state.Lines.Where(line => line.Stage == LineStage.Submitted)], three).Select(line =>
                results[(two + line.Number) % 3] is var result && result == "reduced" ? new LineOutcome(line.Number, result, "bk_tinh") : new LineOutcome(line.Number, result));
            world.Take(state.CaseId, Answer(state, "upper_decision", Returns.Office, part: new OutcomeTable([.. outcomes])) with { Paper = Submissions.Upper with { Date = Today } });
            world.Follow(state.CaseId, one % 3);
        }

        private DateOnly Today => EmulationM365.Campaigns.VietnamTime.DayOf(world.Now);

        private AnswerRequest Answer(CaseState state, string kind, Actor actor, string? answer = null, IReadOnlyList<int>? exceptions = null, AnswerPart? part = null) => new(
            world.Next(), actor, "page", world.Now, state.Request?.Kind == kind ? state.Request.Key : $"{state.CaseId}-01-{kind}", answer ?? Asking.AnswerOf(kind), exceptions ?? [], "Lý do mẫu",
            state.ContentHash, null, null, part);

        private T? Pick<T>(IReadOnlyList<T> all) where T : class => all.Count == 0 ? null : all[one % all.Count];

        /// <summary>Some of them, by the bits of a number; all of them for an even one.</summary>
        private static IReadOnlyList<T> Part<T>(IReadOnlyList<T> all, int bits) => bits % 2 == 0 ? all : [.. all.Where((_, index) => (bits >> (index % 10)) % 2 == 1)];
    }
}
