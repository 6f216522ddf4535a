using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>A request moves: the old one is closed for ever, a new one opens under its own key, and what was answered before stands.</summary>
public sealed class MovingTests
{
    private static readonly Addressee Deputy = new("o-deputy", "Phó", "Trưởng");

    private static MoveRequest Move(CaseState state, string? role = null, params Addressee[] to) => new(MoveRequest.IdOf(state.Request!.Key), Start.AddHours(3), state.Request.Key, to.Length > 0 ? to : [Deputy], role);

    [Fact]
    [Trait("Fault", "49")]
    public void The_Question_Goes_On_Under_Another_Key_And_The_Old_Key_Says_To_Whom_It_Moved()
    {
        var returns = Sent();
        var first = returns.State.Request!;
        Assert.Null(returns.Take(Move(returns.State)));
        var second = returns.State.Request!;
        Assert.Equal(($"{CaseId}-01-confirm-m1", "confirm", Stage.AwaitingConfirmation), (second.Key, second.Kind, returns.State.Stage));
        Assert.NotEqual(first.OpenedBy, second.OpenedBy);
        var refusal = returns.Take(Answer("confirm", "agree", Head, "a9"));
        Assert.Equal(("refuse.moved", "Việc này đã chuyển cho Phó."), (refusal!.Key, refusal.Vi));
        Assert.Null(returns.Take(Move(returns.State, null, new Addressee("o-head", "Trưởng"))));
        Assert.Equal($"{CaseId}-01-confirm-m2", returns.State.Request!.Key);
        Assert.Null(returns.Take(Answer("confirm", "agree", Head, "a10") with { RequestKey = returns.State.Request.Key }));
        Assert.Equal($"{CaseId}-01-receive", returns.State.Request!.Key);
    }

    [Fact]
    public void What_Was_Answered_Before_Stands_And_A_Move_Made_Twice_Is_One()
    {
        var returns = Confirmed();
        var (answers, move) = (returns.State.Answers, Move(returns.State));
        Assert.Null(returns.Take(move));
        Assert.Equal(answers, returns.State.Answers);
        var events = returns.Events.Count;
        Assert.Null(returns.Take(move));
        Assert.Equal(events, returns.Events.Count);
        Assert.Equal("refuse.requestClosed", returns.Take(move with { Id = "other" })!.Key);
        Assert.Equal("refuse.nobodyToAsk", returns.Take(Move(returns.State) with { To = [] })!.Key);
    }

    [Fact]
    public void What_Fell_To_Another_Role_Is_Answered_By_That_Role_And_By_No_Other()
    {
        var returns = Sent();
        Assert.Null(returns.Take(Move(returns.State, "office", new Addressee("o-office", "Trực"))));
        var key = returns.State.Request!.Key;
        Assert.Equal("refuse.notAsked", returns.Take(Answer("confirm", "agree", Head, "a8") with { RequestKey = key })!.Key);
        Assert.Null(returns.Take(Answer("confirm", "agree", Office, "a9") with { RequestKey = key }));
        Assert.Equal("o-office", returns.State.Answers[key].ActorId);
        // The next step is asked of whom it always is.
        Assert.Null(returns.State.Request!.Role);
    }

    [Fact]
    [Trait("Fault", "48")]
    public void The_Event_Says_Who_Answered_In_Whose_Place_And_Keeps_Both_Names_As_Of_Then()
    {
        var (state, actor) = (Sent().State, RosterTests.Of("nv02>nv07").ActorOf("o-deputy", "?"));
        var command = Answer("confirm", "agree", actor);
        var recorded = new RecordedEvent(CaseId, state.Seq + 1, Decide.On(state, command).Event!, command.Id, actor.ObjectId, actor.Name, "page", Start, Content, state.Head, Moving.ActsFor(state, command));
        var (_, name, actedFor) = RecordedEvent.Read(recorded.TypeName, recorded.Data)!.Value;
        Assert.Equal(("Phó", new StandIn("nv02", "o-head", "Trưởng", "u1", "head")), (name, actedFor));
        Assert.Equal(("o-deputy", "Phó", "Trưởng"), Evolve.Next(state, recorded).Answers[$"{CaseId}-01-confirm"] is var given ? (given.ActorId, given.ActorName, given.For) : default);
        Assert.Null(Moving.ActsFor(state, Answer("confirm", "agree", Head)));
    }

    [Fact]
    public void Sessions_And_Submissions_Move_Alike()
    {
        var (session, submission) = (Sessions.Posted().State, Submissions.Before().State);
        foreach (CaseState state in new CaseState[] { session, submission })
        {
            var moved = new RecordedEvent(state.CaseId, state.Seq + 1, new RequestMoved(state.Request!.Key, [Deputy]), "m", "system", "", "case", Start, "", state.Head);
            var next = AnyCase.Next(state, moved);
            Assert.Equal(state.Request.Key + "-m1", next.Request!.Key);
            Assert.Equal(state.Request.Kind, next.Request.Kind);
            Assert.Equal([Deputy], next.Moves[state.Request.Key]);
            Assert.IsType<RequestMoved>(AnyCase.Decide(state, Move(state)).Event);
            // A move of what no longer waits changes nothing but the place in the stream.
            Assert.Equal(next.Request, AnyCase.Next(next, moved with { Seq = next.Seq + 1 }).Request);
        }
    }
}
