using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>What must follow from the state of a case.</summary>
public sealed class DesiredEffectsTests
{
    [Fact]
    public void A_Draft_Owes_Nothing() => Assert.Empty(DesiredEffects.Of(new ReturnState(CaseId)));

    [Fact]
    public void What_Waits_Is_Placed_And_Mailed() =>
        Assert.Equal([$"request:{CaseId}-01-receive", $"mail:{CaseId}-01-receive"], DesiredEffects.Of(Confirmed().State).Select(effect => effect.Key));

    [Fact]
    public void A_Return_Sent_Back_Is_Mailed_With_Its_Reason()
    {
        var mail = Assert.IsType<MailSentBack>(Assert.Single(DesiredEffects.Of(After(Submit(), Answer("confirm", "send_back", Head)).State)));
        Assert.Equal(("mail:sent-back:01", "Thiếu biên bản"), (mail.Key, mail.Because));
    }

    [Fact]
    public void A_Decision_Is_Registered_Published_And_Mailed() =>
        Assert.Equal(["register", "news", "mail:decision"], DesiredEffects.Of(Decided().State).Select(effect => effect.Key));

    [Fact]
    public void A_Decision_That_Names_Nobody_Makes_No_News()
    {
        var none = Directed();
        Assert.Null(none.Take(RecordDecision with { Exceptions = [1] }));
        Assert.Equal("mail:decision", Assert.Single(DesiredEffects.Of(none.State)).Key);
    }

    [Fact]
    public void A_Closed_Case_Owes_Nothing() => Assert.Empty(DesiredEffects.Of(After(Submit(), Answer("confirm", "agree", Head) with { Exceptions = [1, 2] }).State));

    [Fact]
    public void What_Has_No_Key_Of_Its_Own_Must_Arrive_And_The_Rest_Is_Keyed() => Assert.All(
        new[] { Sent(), Confirmed(), Decided(), After(Submit(), Answer("confirm", "send_back", Head)) }.SelectMany(returns => DesiredEffects.Of(returns.State)),
        effect => Assert.Equal(effect.Key.StartsWith("mail:", StringComparison.Ordinal) ? EffectClass.MustArrive : EffectClass.Keyed, effect.Class));
}
