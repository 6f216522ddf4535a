using EmulationM365.Cases;
using FsCheck;
using FsCheck.Fluent;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>How many must agree: one, several, all who are asked. Nobody counts twice, nobody is waited for who is not there, and who gives it back ends it.</summary>
public sealed class EndorsingTests
{
    private static readonly Actor SecondHead = new("o-head3", "Cán bộ mẫu Trưởng hai", "nv06", "u1", ["head"]);
    private static readonly Actor ThirdHead = new("o-head4", "Cán bộ mẫu Trưởng ba", "nv08", "u1", ["head"]);
    private static readonly Voice[] Three = [new("o-head", "o-head"), new("o-head3", "o-head3"), new("o-head4", "o-head4")];

    [Theory]
    [InlineData("1", null)]
    [InlineData("", null)]
    [InlineData("hai", null)]
    [InlineData("-2", null)]
    [InlineData(" 2 ", "2")]
    [InlineData("ALL", "all")]
    [InlineData("tất cả", "all")]
    public void A_Setting_Says_All_Or_A_Number_Of_Two_And_More(string text, string? needs) => Assert.Equal(needs, Endorsing.Read(text));

    [Fact]
    public void All_Must_Agree_And_What_Anybody_Excepts_Counts()
    {
        var returns = SentFor("all");
        Assert.Null(returns.Take(Agree(Head, "a1", 1)));
        Assert.Equal(Stage.AwaitingConfirmation, returns.State.Stage);
        Assert.IsType<RequestEndorsed>(returns.Events[^1].Event);
        Assert.Equal(["o-head"], returns.State.Endorsed.Select(one => one.ActorId));
        Assert.Null(returns.Take(Agree(SecondHead, "a2")));
        Assert.Equal(Stage.AwaitingConfirmation, returns.State.Stage);
        Assert.Null(returns.Take(Agree(ThirdHead, "a3")));
        Assert.Equal(Stage.AwaitingReception, returns.State.Stage);
        Assert.Equal(["11"], Assert.IsType<ReturnConfirmed>(returns.Events[^1].Event).NotAgreed);
        var answer = returns.State.Answers[$"{CaseId}-01-confirm"];
        Assert.Equal(("o-head4", "Cán bộ mẫu Trưởng|Cán bộ mẫu Trưởng hai"), (answer.ActorId, string.Join('|', answer.Together!)));
    }

    [Fact]
    public void Two_Of_Three_Are_Enough_And_Nobody_Counts_Twice()
    {
        var returns = SentFor("2");
        Assert.Null(returns.Take(Agree(Head, "a1")));
        var events = returns.Events.Count;
        Assert.Null(returns.Take(Agree(Head, "a2")));
        Assert.Equal(events, returns.Events.Count);
        Assert.Equal("refuse.endorsed", Asking.Refusal(returns.State, returns.State.Request!, Head)!.Refusal!.Key);
        Assert.Null(returns.Take(Agree(SecondHead, "a3")));
        Assert.Equal(Stage.AwaitingReception, returns.State.Stage);
    }

    [Fact]
    public void A_Request_Does_Not_Wait_For_People_Who_Are_Not_There()
    {
        var returns = SentFor("5");
        Assert.Null(returns.Take(Agree(Head, "a1", voices: [new("o-head", "o-head"), new("o-head3", "o-head3")])));
        Assert.Equal(Stage.AwaitingConfirmation, returns.State.Stage);
        Assert.Null(returns.Take(Agree(SecondHead, "a2", voices: [new("o-head3", "o-head3")])));
        Assert.Equal(Stage.AwaitingReception, returns.State.Stage);
    }

    [Fact]
    public void Who_Gives_It_Back_Ends_It_At_Once_And_The_Next_Round_Begins_Anew()
    {
        var returns = SentFor("all");
        Assert.Null(returns.Take(Agree(Head, "a1")));
        Assert.Null(returns.Take(Answer("confirm", "send_back", SecondHead, "a2")));
        Assert.Equal(Stage.SentBack, returns.State.Stage);
        Assert.Null(returns.Take(Submit("s2") with { Used = Needs("all") }));
        Assert.Empty(returns.State.Endorsed);
        Assert.Null(Asking.Refusal(returns.State, returns.State.Request!, Head));
    }

    [Fact]
    public void An_Agreement_Stays_When_The_Request_Moves()
    {
        var returns = SentFor("2");
        Assert.Null(returns.Take(Agree(Head, "a1")));
        Assert.Null(returns.Take(new MoveRequest("m", Start.AddHours(2), returns.State.Request!.Key, [new("o-head3", "Hai"), new("o-head4", "Ba")], null)));
        Assert.Equal(["o-head"], returns.State.Endorsed.Select(one => one.ActorId));
        Assert.Null(returns.Take(Agree(ThirdHead, "a2") with { RequestKey = returns.State.Request!.Key }));
        Assert.Equal(Stage.AwaitingReception, returns.State.Stage);
    }

    [Fact]
    public void A_Deputy_Speaks_With_The_Voice_Of_Who_Is_Away_And_That_Voice_Counts_Once()
    {
        var (returns, deputy) = (SentFor("2"), RosterTests.Of("nv02>nv07").ActorOf("o-deputy", "?"));
        Voice[] voices = [new("o-deputy", "o-head"), new("o-head3", "o-head3")];
        Assert.Null(returns.Take(Agree(deputy, "a1", voices: voices)));
        Assert.Equal(["o-head"], returns.State.Endorsed.Select(one => one.PrincipalId));
        // The head is back, and has spoken already.
        Assert.Equal("refuse.endorsed", returns.Take(Agree(Head, "a2"))!.Key);
        Assert.Null(returns.Take(Agree(SecondHead, "a3", voices: voices)));
        Assert.Equal(Stage.AwaitingReception, returns.State.Stage);
    }

    [Fact]
    public void Whatever_The_Order_The_Request_Is_Met_By_As_Many_As_Are_Needed_And_There()
    {
        var people = Enumerable.Range(1, 6).Select(number => new Actor($"o-h{number}", $"Trưởng {number}", $"nv9{number}", "u1", ["head"])).ToArray();
        Prop.ForAll(
            Gen.Choose(1, 6).SelectMany(there => Gen.Choose(1, 8).SelectMany(needs => Gen.Shuffle(people.Take(there).ToArray()).Select(order => (Needs: needs, Order: order)))).ToArbitrary(),
            drawn =>
            {
                var returns = SentFor(drawn.Needs == 8 ? "all" : $"{drawn.Needs}");
                var voices = drawn.Order.Select(person => new Voice(person.ObjectId, person.ObjectId)).ToArray();
                var taken = drawn.Order.TakeWhile(_ => returns.State.Stage == Stage.AwaitingConfirmation).Count(person => returns.Take(Agree(person, person.ObjectId, voices: voices)) is null);
                return returns.State.Stage == Stage.AwaitingReception && taken == (drawn.Needs == 8 ? voices.Length : Math.Min(drawn.Needs, voices.Length));
            }).QuickCheckThrowOnFailure();
    }

    private static Returns SentFor(string needs) => After(Submit() with { Used = Needs(needs) });

    private static Dictionary<string, string> Needs(string needs) => new() { [SettingsUsed.Needs("confirm")] = needs };

    private static AnswerRequest Agree(Actor actor, string id, int? except = null, IReadOnlyList<Voice>? voices = null) =>
        Answer("confirm", "agree", actor, id) with { Exceptions = except is { } number ? [number] : [], Voices = voices ?? Three };
}
