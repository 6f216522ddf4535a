using EmulationM365.Intake;
using EmulationM365.Schema;

namespace EmulationM365.Tests.Intake;

/// <summary>What the queue carries, and what a minute brings.</summary>
public sealed class DoorbellTests
{
    private static readonly DateTimeOffset Now = new(2025, 11, 20, 8, 7, 0, TimeSpan.Zero);

    public static TheoryData<string> Lists => [.. SiteSchema.Lists.Select(list => list.Name)];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_Doorbell_Comes_Out_Of_The_Queue_As_It_Went_In(string list) => Assert.Equal(new Doorbell(12, list), Doorbell.Read(new Doorbell(12, list).ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("UnitReturns")]
    [InlineData("0")]
    [InlineData("0:")]
    [InlineData("0:Nothing")]
    [InlineData("0:unitreturns")]
    [InlineData("-1:UnitReturns")]
    [InlineData(" 0:UnitReturns")]
    [InlineData("0x1:UnitReturns")]
    [InlineData("99999999999:UnitReturns")]
    [InlineData("0:UnitReturns:1")]
    public void What_Is_No_Doorbell_Is_Not_Read(string text) => Assert.Null(Doorbell.Read(text));

    [Fact]
    public void Without_Subscriptions_Every_Watched_List_Is_Looked_At_Each_Minute() => Assert.Equal(
        SiteSchema.Lists.Where(list => list.Watch is Watch.Poll or Watch.Subscribe).Select(list => new Doorbell(3, list.Name)), Doorbell.Due(3, Now, new Dictionary<string, KnownSubscription>(), _ => null));

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(7, 1, false)]
    [InlineData(19, 1, false)]
    [InlineData(20, 1, true)]
    [InlineData(40, 1, true)]
    [InlineData(7, 0, true)]
    [InlineData(7, -1, true)]
    public void A_List_Whose_Subscription_Is_Alive_Is_Looked_At_Every_Twenty_Minutes(int minute, int livesFor, bool due)
    {
        // Arrange
        var now = new DateTimeOffset(2025, 11, 20, 8, minute, 0, TimeSpan.Zero);
        var subscriptions = new Dictionary<string, KnownSubscription> { ["UnitReturns"] = new("sub-1", "secret", now.AddSeconds(livesFor)) };

        // Act
        var doorbells = Doorbell.Due(0, now, subscriptions, _ => null).ToList();

        // Assert
        Assert.Equal(due, doorbells.Contains(new Doorbell(0, "UnitReturns")));
        Assert.Contains(new Doorbell(0, "CaseEvents"), doorbells);
    }
}
