using EmulationM365.Intake;
using EmulationM365.Schema;

namespace EmulationM365.Tests.Intake;

/// <summary>What the queue carries, and what a minute brings.</summary>
public sealed class DoorbellTests
{
    private static readonly DateTimeOffset Now = new(2025, 11, 20, 8, 7, 0, TimeSpan.Zero);

    private static readonly string[] Settings = ["Units", "Rounds", "Staff", "Settings", "Holidays", "CouncilMembers", "Routes", "Delegations"];

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

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(19, true)]
    [InlineData(-1, true)]
    [InlineData(null, true)]
    public void Without_Subscriptions_Every_Watched_List_Is_Looked_At_Each_Minute_And_Settings_Each_Five(int? minutesAgo, bool settings)
    {
        // Act
        var doorbells = Doorbell.Due(3, Now, new Dictionary<string, KnownSubscription>(), _ => minutesAgo is { } ago ? Now.AddMinutes(-ago) : null);

        // Assert
        Assert.Equal(SiteSchema.Lists.Where(list => list.Watch is Watch.Poll or Watch.Subscribe && (settings || !Settings.Contains(list.Name))).Select(list => new Doorbell(3, list.Name)), doorbells);
    }

    [Theory]
    [InlineData(20, 60, false)]
    [InlineData(59, 60, false)]
    [InlineData(60, 60, true)]
    [InlineData(1, 0, true)]
    public void Stories_Are_Looked_At_Each_Hour_While_Their_Subscription_Lives(int minutesAgo, int livesFor, bool due)
    {
        var subscriptions = new Dictionary<string, KnownSubscription> { ["Stories"] = new("sub-1", "secret", Now.AddSeconds(livesFor)) };
        Assert.Equal(due, Doorbell.Due(0, Now, subscriptions, _ => Now.AddMinutes(-minutesAgo)).Contains(new Doorbell(0, "Stories")));
    }

    [Theory]
    [InlineData(5, 60, false)]
    [InlineData(20, 60, true)]
    [InlineData(4, 0, false)]
    [InlineData(5, 0, true)]
    public void A_List_Of_Settings_Whose_Subscription_Has_Ended_Is_Looked_At_After_Five_Minutes(int minutesAgo, int livesFor, bool due)
    {
        // Arrange
        var subscriptions = new Dictionary<string, KnownSubscription> { ["Staff"] = new("sub-1", "secret", Now.AddSeconds(livesFor)) };

        // Act
        var doorbells = Doorbell.Due(0, Now, subscriptions, _ => Now.AddMinutes(-minutesAgo));

        // Assert
        Assert.Equal(due, doorbells.Contains(new Doorbell(0, "Staff")));
    }

    [Theory]
    [InlineData(19, 60, false)]
    [InlineData(20, 60, true)]
    [InlineData(45, 60, true)]
    [InlineData(-1, 60, true)]
    [InlineData(null, 60, true)]
    [InlineData(7, 1, false)]
    [InlineData(7, 0, true)]
    [InlineData(7, -1, true)]
    public void A_List_Whose_Subscription_Is_Alive_Is_Looked_At_Twenty_Minutes_After_The_Last_Time(int? minutesAgo, int livesFor, bool due)
    {
        // Arrange
        var subscriptions = new Dictionary<string, KnownSubscription> { ["UnitReturns"] = new("sub-1", "secret", Now.AddSeconds(livesFor)) };

        // Act
        var doorbells = Doorbell.Due(0, Now, subscriptions, _ => minutesAgo is { } ago ? Now.AddMinutes(-ago) : null).ToList();

        // Assert
        Assert.Equal(due, doorbells.Contains(new Doorbell(0, "UnitReturns")));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(-1, true)]
    public void A_List_That_Only_The_Worker_Writes_To_Is_Looked_At_Seldom_As_Long_As_Any_Subscription_Is_Alive(int livesFor, bool due)
    {
        // Arrange
        var subscriptions = new Dictionary<string, KnownSubscription> { ["UnitReturns"] = new("sub-1", "secret", Now.AddSeconds(livesFor)) };

        // Act
        var doorbells = Doorbell.Due(0, Now, subscriptions, _ => Now.AddMinutes(-5));

        // Assert
        Assert.Equal(due, doorbells.Contains(new Doorbell(0, "CaseEvents")));
    }

    [Fact]
    public void A_Doorbell_That_Says_Who_Rang_Is_Read_As_It_Was_Written()
    {
        var rung = new Doorbell(2, "Requests", new Ring("3f9c", 1234));
        Assert.Equal(rung, Doorbell.Read(rung.ToString()));
    }
}
