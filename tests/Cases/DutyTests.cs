using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Sessions;

namespace EmulationM365.Tests.Cases;

/// <summary>What must follow from a council session and a submission, stage by stage.</summary>
public sealed class DutyTests
{
    private static readonly ListedLine Other = Listed("31", "C", returnCase: "r-2025-000008", unit: "u2");

    private static readonly string[] Items = ["1", "120", "999999", "1234567"];
    private static readonly string[] NoIds = ["", "r", "x-2025-000001", "rs-2025-1"];

    private static readonly Dictionary<string, (CaseState State, string[] Keys)> Stages = new()
    {
        ["planned"] = (new SessionState(Sessions.CaseId), []),
        ["posted"] = (Posted().State, ["inform:r-2025-000007:posted", "request:s-2025-000003-01-council", "mail:s-2025-000003-01-council", "mail:posting"]),
        ["posted for two units"] = (Posted(Listed("11"), Other, Listed("12", "B")).State,
            ["inform:r-2025-000007:posted", "inform:r-2025-000008:posted", "request:s-2025-000003-01-council", "mail:s-2025-000003-01-council", "mail:posting"]),
        ["commented on and answered"] = (After(Post(), Comment("Một"), Comment("Hai", "c2"), Reply(1, "Đã xem")).State,
        [
            "inform:r-2025-000007:posted", "request:s-2025-000003-01-council", "mail:s-2025-000003-01-council", "mail:posting",
            "comment:001", "mail:comment:001", $"mail:reply:001:{RecordedEvent.Sha256("Đã xem")[..8]}", "comment:002", "mail:comment:002",
        ]),
        ["a line off"] = (After(Post(), TakeOff([2])).State,
            ["inform:r-2025-000007:posted", "inform:r-2025-000007:released:02", "request:s-2025-000003-01-council", "mail:s-2025-000003-01-council", "mail:posting"]),
        ["all lines off"] = (After(Post(), TakeOff([1, 2])).State, ["inform:r-2025-000007:released:01", "inform:r-2025-000007:released:02"]),
        ["held"] = (Held().State, ["inform:r-2025-000007:posted", "inform:r-2025-000007:voted", "submissions", "mail:outcome:u1"]),
        ["held, nobody passed"] = (Voted(0, 0).State, ["inform:r-2025-000007:posted", "inform:r-2025-000007:voted", "mail:outcome:u1"]),
        ["draft"] = (new SubmissionState(Submissions.CaseId), []),
        ["before the director"] = (Submissions.Before().State, ["inform:r-2025-000007:before:01", "request:t-2025-000005-01-sign", "mail:t-2025-000005-01-sign"]),
        ["signed"] = (Submissions.Signed().State, ["inform:r-2025-000007:before:01", "request:t-2025-000005-01-dispatch", "mail:t-2025-000005-01-dispatch"]),
        ["signed without the second"] = (WithoutSecond().State,
            ["inform:r-2025-000007:before:01", "inform:r-2025-000007:unsigned:01", "request:t-2025-000005-01-dispatch", "mail:t-2025-000005-01-dispatch"]),
        ["out"] = (Submissions.Out().State,
            ["inform:r-2025-000007:before:01", "inform:r-2025-000007:sent:01", "request:t-2025-000005-01-upper_decision", "mail:t-2025-000005-01-upper_decision"]),
        ["sent back"] = (Submissions.Back().State, ["inform:r-2025-000007:back:01", "mail:sent-back:01"]),
        ["sent again"] = (SentAgain().State, ["inform:r-2025-000007:before:02", "request:t-2025-000005-02-sign", "mail:t-2025-000005-02-sign"]),
        ["decided"] = (Submissions.Settled().State,
            ["inform:r-2025-000007:before:01", "inform:r-2025-000007:sent:01", "inform:r-2025-000007:decided:01", "register:01", "news:01", "recheck:u1:01", "mail:decision:u1:01"]),
        ["all refused"] = (Decided((1, "refused"), (2, "refused")).State,
            ["inform:r-2025-000007:before:01", "inform:r-2025-000007:sent:01", "inform:r-2025-000007:decided:01", "recheck:u1:01", "mail:decision:u1:01"]),
        ["decided in part"] = (Decided((2, "refused")).State,
        [
            "inform:r-2025-000007:before:01", "inform:r-2025-000007:sent:01", "request:t-2025-000005-02-upper_decision", "mail:t-2025-000005-02-upper_decision",
            "inform:r-2025-000007:decided:01", "recheck:u1:01", "mail:decision:u1:01",
        ]),
        ["cancelled above already"] = (Revocations(decided: true).State, ["request:t-2025-000005-01-upper_decision", "mail:t-2025-000005-01-upper_decision"]),
        ["cancellation before the director"] = (Revocations(decided: false).State, ["request:t-2025-000005-01-sign", "mail:t-2025-000005-01-sign"]),
        ["cancelled, to be recovered"] = (Fallen().State,
        [
            "request:t-2025-000005-01-recover", "mail:t-2025-000005-01-recover", "revoke:01", "inform:r-2025-000007:revoked:01", "news:t-2025-000004:01", "recheck:u1:01", "mail:revoked:u1:01",
            "dependents:01", "mail:dependents:01",
        ]),
        ["recovered"] = (BackAgain().State, ["revoke:01", "inform:r-2025-000007:revoked:01", "news:t-2025-000004:01", "recheck:u1:01", "mail:revoked:u1:01", "dependents:01", "mail:dependents:01", "recovered:01"]),
        ["nothing left to submit"] = (NothingLeft().State, ["inform:r-2025-000007:before:01", "inform:r-2025-000007:unsigned:01"]),
        ["a sudden nomination"] = (Returns.Sudden().State, ["submissions"]),
    };

    private static readonly string[] Files = ["CaseEffects.cs", "RevocationEffects.cs"];

    public static TheoryData<string> Named => [.. Stages.Keys];

    [Theory]
    [MemberData(nameof(Named))]
    public void Each_Stage_Has_Its_Duties(string stage) => Assert.Equal(Stages[stage].Keys, AnyCase.Duties(Stages[stage].State).Select(effect => effect.Key));

    [Theory]
    [MemberData(nameof(Named))]
    public void A_Duty_Has_A_Key_Of_Its_Own_And_Mail_Must_Arrive_While_The_Rest_Is_Keyed(string stage)
    {
        var duties = AnyCase.Duties(Stages[stage].State);
        Assert.Equal(duties.Count, duties.Select(effect => effect.Key).Distinct().Count());
        Assert.All(duties, effect => Assert.Equal(effect.GetType().Name.StartsWith("Mail", StringComparison.Ordinal) ? EffectClass.MustArrive : EffectClass.Keyed, effect.Class));
        Assert.All(duties, effect => Assert.Equal(effect.Class == EffectClass.MustArrive, effect.Key.StartsWith("mail:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_Stage_Is_Tried()
    {
        Assert.Equal(Enum.GetValues<SessionStage>().ToHashSet(), Stages.Values.Select(row => row.State).OfType<SessionState>().Select(state => state.Stage).ToHashSet());
        Assert.Equal(Enum.GetValues<SubmissionStage>().ToHashSet(), Stages.Values.Select(row => row.State).OfType<SubmissionState>().Select(state => state.Stage).ToHashSet());
    }

    [Fact]
    public void Every_Kind_Of_Effect_Is_Tried()
    {
        var tried = Stages.Values.SelectMany(row => AnyCase.Duties(row.State)).Select(effect => effect.GetType()).ToHashSet();
        var file = string.Concat(Files.Select(name => File.ReadAllText(Path.Combine(HouseTests.Root, "flow", "Cases", name))));
        var kinds = typeof(Effect).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Effect)) && file.Contains($"record {type.Name}(", StringComparison.Ordinal)).ToList();
        Assert.True(kinds.Count > 10);
        Assert.Equal([nameof(MailBroken)], kinds.Except(tried).Select(type => type.Name));
    }

    [Fact]
    public void A_Return_Is_Told_Where_Its_Lines_Stand_And_By_Which_Paper()
    {
        var informs = AnyCase.Duties(Decided((1, "granted"), (2, "ldtt")).State).OfType<InformReturn>().ToList();
        Assert.Equal([new LineMove("11", LineStage.Granted), new LineMove("12", LineStage.Reduced, "ldtt")], informs[^1].Moves);
        Assert.Equal([null, null, Submissions.Upper], informs.Select(inform => inform.Paper));
        Assert.Equal(
            [new LineMove("11", LineStage.CouncilPassed, Vote: new CouncilVote(1, 9, 9, true)), new LineMove("12", LineStage.CouncilNotPassed, Vote: new CouncilVote(2, 3, 9, false))], AnyCase.Duties(Held().State).OfType<InformReturn>().Last().Moves);
    }

    [Fact]
    public void A_Corrected_Reply_Is_Sent_And_Not_Taken_For_The_First() => Assert.NotEqual(
        AnyCase.Duties(After(Post(), Comment("Một"), Reply(1, "Đã xem")).State).OfType<MailReply>().Single().Key,
        AnyCase.Duties(After(Post(), Comment("Một"), Reply(1, "Đã xem"), Reply(1, "Đã sửa", "y2")).State).OfType<MailReply>().Single().Key);

    [Fact]
    public void An_Id_Leads_To_Its_Item_And_Back()
    {
        Assert.Equal("t-2025-000120", AnyCase.IdOf('t', 2025, "120"));
        Assert.All(Items, item => Assert.Equal(item, AnyCase.ItemIdOf(AnyCase.IdOf('s', 2025, item))));
        Assert.IsType<ReturnState>(AnyCase.Fold("r-2025-000001", []));
        Assert.IsType<SessionState>(AnyCase.Fold("s-2025-000001", []));
        Assert.IsType<SubmissionState>(AnyCase.Fold("t-2025-000001", []));
        Assert.All(NoIds, id => Assert.Throws<ArgumentException>(() => AnyCase.Fold(id, [])));
    }

    private static Sessions Voted(params int[] votes)
    {
        var session = Posted();
        Assert.Null(session.Take(Hold(session.State, votes)));
        return session;
    }

    private static Submissions Revocations(bool decided)
    {
        var submission = new Submissions();
        Assert.Null(submission.Take(Submissions.Revoke(decided)));
        return submission;
    }

    /// <summary>The first of two titles was cancelled, the commendation stands.</summary>
    private static Submissions Fallen()
    {
        var submission = Revocations(decided: true);
        Assert.Null(submission.Take(Submissions.Decide(submission.State, "u1", (1, "granted"), (2, "refused"))));
        return submission;
    }

    private static Submissions BackAgain()
    {
        var submission = Fallen();
        Assert.Null(submission.Take(Submissions.Recover(submission.State)));
        return submission;
    }

    private static Submissions WithoutSecond()
    {
        var submission = Submissions.Before();
        Assert.Null(submission.Take(Submissions.Sign(submission.State) with { Exceptions = [2] }));
        return submission;
    }

    private static Submissions NothingLeft()
    {
        var submission = Submissions.Before();
        Assert.Null(submission.Take(Submissions.Sign(submission.State) with { Exceptions = [1, 2] }));
        return submission;
    }

    private static Submissions SentAgain()
    {
        var submission = Submissions.Back();
        Assert.Null(submission.Take(Submissions.Make() with { Id = "m2" }));
        return submission;
    }

    private static Submissions Decided(params (int Number, string Result)[] results)
    {
        var submission = Submissions.Out();
        Assert.Null(submission.Take(Submissions.Decide(submission.State, "u1", results)));
        return submission;
    }
}
