using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Tests.Cases;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Effects;

/// <summary>What cards are owed: to whom one is to be brought, and which say something that is not so any more.</summary>
public sealed class CardDutiesTests
{
    private static readonly Addressee One = new("O-HEAD", "Cán bộ mẫu Trưởng");
    private static readonly Addressee Two = new("o-head2", "Cán bộ mẫu Khác");

    private static CardPlace Card(Addressee person, string key, string shown, string activity = "1") => new(key, "confirm", person.ObjectId.ToLowerInvariant(), "locator", "https://s.example/", "a:1", activity, shown);

    private static RequestView View(CaseState state, string kind, string key, DateTimeOffset? now = null) => RequestPages.View(state, kind, key, References.With(), now ?? Returns.Start.AddHours(2), null);

    [Fact]
    public void Who_Is_Asked_And_Has_None_Is_Brought_One_By_Id_In_Any_Letters()
    {
        var state = Returns.Sent().State;
        var key = state.Request!.Key;
        Assert.Equal([One, Two], CardDuties.ToSend(state, [One, Two], []));
        Assert.Equal([Two], CardDuties.ToSend(state, [One, Two], [Card(One, key, "open")]));
        Assert.Equal([One], CardDuties.ToSend(state, [One], [Card(One, key + "-old", "open")]));
    }

    [Fact]
    public void A_Person_Whom_No_Card_Could_Reach_Is_Not_Tried_Again_And_Nothing_Is_Corrected()
    {
        var state = Returns.Sent().State;
        var alone = Card(One, state.Request!.Key, "open", activity: "");
        Assert.Empty(CardDuties.ToSend(state, [One], [alone]));
        Assert.Empty(CardDuties.ToCorrect([alone], card => View(state, card.Kind, card.RequestKey)));
    }

    [Fact]
    public void Where_Nothing_Waits_Nobody_Is_Brought_Anything() => Assert.Empty(CardDuties.ToSend(Returns.Decided().State, [One], []));

    [Fact]
    public void What_Is_Shown_And_Is_So_Is_Left_Alone_And_Whatever_Else_Is_Corrected()
    {
        var sent = Returns.Sent();
        var key = sent.State.Request!.Key;
        var open = Card(One, key, CardDuties.Mark(View(sent.State, "confirm", key)));
        Assert.Empty(CardDuties.ToCorrect([open], card => View(sent.State, card.Kind, card.RequestKey)));
        var ends = new Dictionary<string, Func<RequestView>>
        {
            ["answered"] = () => View(Returns.Confirmed().State, "confirm", key),
            ["withdrawn"] = () => View(Returns.After(Returns.Submit(), Returns.Withdraw(Returns.Clerk)).State, "confirm", key),
            ["expired"] = () => View(sent.State, "confirm", key, Returns.Start.AddDays(400)),
            ["edited"] = () => View(sent.State, "confirm", key) with { ContentHash = "other" },
            ["moved"] = () => View(sent.State, "confirm", key) with { Open = false, Notice = Reason.Of("refuse.moved", "Cán bộ mẫu Khác") },
        };
        Assert.All(ends, end => Assert.Single(CardDuties.ToCorrect([open], _ => end.Value())));
        // Each end has a mark of its own, and a card that shows it is left alone.
        Assert.Equal(ends.Count, ends.Values.Select(end => CardDuties.Mark(end())).Distinct().Count());
        Assert.All(ends, end => Assert.Empty(CardDuties.ToCorrect([open with { Shown = CardDuties.Mark(end.Value()) }], _ => end.Value())));
    }

    [Fact]
    public void An_Answer_That_Counts_No_More_Is_Another_End()
    {
        var answered = View(Returns.Confirmed().State, "confirm", $"{Returns.CaseId}-01-confirm");
        Assert.NotEqual(CardDuties.Mark(answered), CardDuties.Mark(answered with { Answer = answered.Answer! with { VoidSince = Returns.Start.AddDays(1) } }));
    }

    [Fact]
    public void Who_Agreed_Already_Where_Several_Must_Has_A_Card_That_Says_So_And_The_Others_Are_Still_Asked()
    {
        var sent = Returns.Sent().State;
        var key = sent.Request!.Key;
        var state = sent with { Endorsements = [new Endorsement(key, "o-head", "Cán bộ mẫu Trưởng", "o-head", Returns.Start, "teams", [])] };
        var view = View(state, "confirm", key);
        var agreed = CardDuties.ViewOf(state, Card(One, key, "open"), view);
        Assert.Equal((false, "answer.endorsed"), (agreed.Open, agreed.Notice?.Key));
        Assert.NotEqual(CardDuties.Mark(view), CardDuties.Mark(agreed));
        Assert.True(CardDuties.ViewOf(state, Card(Two, key, "open"), view).Open);
    }
}
