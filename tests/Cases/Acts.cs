using EmulationM365.Campaigns;
using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>What people do. Each act is one that a person could think of; the product may refuse it.</summary>
internal sealed class Acts(World world, int one, int two, int three)
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
            case 9: Revoke(); break;
            case 10: Recover(); break;
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
        var again = world.All<SubmissionState>().FirstOrDefault(state => state is { Stage: SubmissionStage.SentBack, Revoking: null } && state.Source == source.CaseId);
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
        // A cancellation knows no lower award.
        string[] results = state.Revoking is null ? ["granted", "refused", "reduced"] : ["granted", "refused"];
        var outcomes = Part([.. state.Lines.Where(line => line.Stage == LineStage.Submitted)], three).Select(line =>
            results[(two + line.Number) % results.Length] is var result && result == "reduced" ? new LineOutcome(line.Number, result, "bk_tinh") : new LineOutcome(line.Number, result));
        world.Take(state.CaseId, Answer(state, "upper_decision", Returns.Office, part: new OutcomeTable([.. outcomes])) with { Paper = Submissions.Upper with { Date = Today } });
        world.Follow(state.CaseId, one % 3);
    }

    /// <summary>Awards of the register are to be cancelled, or are cancelled above already.</summary>
    private void Revoke()
    {
        var given = world.All<SubmissionState>().SelectMany(state => state.Lines.Where(line => line.Granted is not null && line.Decision > 0).Select(line => (state, line))).ToList();
        if (given.Count == 0) return;
        world.Settle();
        var chosen = Part(given, three);
        var awards = chosen.Select(pair => new GivenAward(
            AwardKey.Of(pair.line.Line.ReturnCase, pair.line.Line.LineId), 2025, Submissions.Upper.Number, pair.state.Decisions[pair.line.Decision - 1].Paper.Date, "Sở mẫu", pair.state.CaseId));
        var again = world.All<SubmissionState>().FirstOrDefault(state => state is { Stage: SubmissionStage.SentBack, Revoking: not null });
        var id = again?.CaseId ?? AnyCase.IdOf('t', 2025, $"{world.All<SubmissionState>().Count + 1}");
        world.Take(id, new MakeSubmission(world.Next(), Returns.Office, "list", world.Now, id, "Sở mẫu", "", [.. chosen.Select(pair => pair.line.Line)])
        {
            Revoking = new Revoking(Revoking.Grounds[one % 4], "Kết luận mẫu", two % 2 == 0, [.. awards]),
        });
    }

    private void Recover()
    {
        if (Pick([.. world.All<SubmissionState>().Where(state => state.Stage == SubmissionStage.AwaitingRecovery)]) is not { } state) return;
        var open = state.Asked.Where(line => line.Alive).Select(line => line.Number).ToList();
        world.Take(state.CaseId, Answer(state, "recover", Returns.Office, exceptions: two % 2 == 0 ? [] : Part(open, three)) with { RequestKey = state.Request!.Key });
    }

    private DateOnly Today => VietnamTime.DayOf(world.Now);

    private AnswerRequest Answer(CaseState state, string kind, Actor actor, string? answer = null, IReadOnlyList<int>? exceptions = null, AnswerPart? part = null) => new(
        world.Next(), actor, "page", world.Now, state.Request?.Kind == kind ? state.Request.Key : $"{state.CaseId}-01-{kind}", answer ?? Asking.AnswerOf(kind), exceptions ?? [], "Lý do mẫu",
        state.ContentHash, null, null, part);

    private T? Pick<T>(IReadOnlyList<T> all) where T : class => all.Count == 0 ? null : all[one % all.Count];

    /// <summary>Some of them, by the bits of a number; all of them for an even one.</summary>
    private static IReadOnlyList<T> Part<T>(IReadOnlyList<T> all, int bits) => bits % 2 == 0 ? all : [.. all.Where((_, index) => (bits >> (index % 10)) % 2 == 1)];
}
