using EmulationM365.Intake;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Intake;

/// <summary>Nothing that arrives at the notification door is believed but that one of our lists may have changed.</summary>
public sealed class NotificationGateTests
{
    private const string Ours = """{ "subscriptionId": "sub-1", "clientState": "secret-1" }""";
    private const string Other = """{ "subscriptionId": "sub-2", "clientState": "secret-2" }""";

    private static readonly Dictionary<string, KnownSubscription> Known = new()
    {
        ["0:UnitReturns"] = new KnownSubscription("sub-1", "secret-1", DateTimeOffset.UnixEpoch),
        ["0:Requests"] = new KnownSubscription("sub-2", "secret-2", DateTimeOffset.UnixEpoch),
    };

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"value\"", ":", ",", "\"subscriptionId\"", "\"sub-1\"", "\"clientState\"", "\"secret-1\"", "null", "1e999999", "-", "/*", "*/", "//", "\\ud800", "\ud800",
        "new Date(1)", "undefined", "NaN", "\"", "'", "\0", "\ufeff", "99999999999999999999999999", "\"$ref\"", "\"$type\"",
    ];

    [Theory]
    [Trait("Fault", "9")]
    [InlineData(Ours, "0:UnitReturns", 0)]
    [InlineData(Ours + "," + Other, "0:UnitReturns 0:Requests", 0)]
    [InlineData(Ours + "," + Ours, "0:UnitReturns", 0)]
    [InlineData("""{ "subscriptionId": "SUB-1", "clientState": "secret-1" }""", "0:UnitReturns", 0)]
    [InlineData("""{ "subscriptionId": "sub-9", "clientState": "secret-1" }""", "", 1)]
    [InlineData("""{ "subscriptionId": "sub-1", "clientState": "secret-2" }""", "", 1)]
    [InlineData("""{ "subscriptionId": "sub-1", "clientState": "Secret-1" }""", "", 1)]
    [InlineData("""{ "subscriptionId": "sub-1", "clientState": "secret-1 " }""", "", 1)]
    [InlineData("""{ "subscriptionId": "sub-1", "clientState": "" }""", "", 1)]
    [InlineData("""{ "subscriptionId": "sub-1", "clientState": null }""", "", 1)]
    [InlineData("""{ "subscriptionId": "sub-1" }""", "", 1)]
    [InlineData("""{ "subscriptionId": "sub-1", "clientState": ["secret-1"] }""", "", 1)]
    [InlineData("""{ "subscriptionId": { "a": 1 }, "clientState": "secret-1" }""", "", 1)]
    [InlineData("""{ "subscriptionId": 1, "clientState": 1 }""", "", 1)]
    [InlineData("""{ "subscriptionId": "sub-1", "clientState": "\ud800" }""", "", 1)]
    [InlineData("{}", "", 1)]
    [InlineData(Ours + ",{}," + Other + """,{ "subscriptionId": "sub-1", "clientState": "x" }""", "0:UnitReturns 0:Requests", 2)]
    public void A_Notification_Rings_For_The_List_Of_Its_Subscription_And_For_No_Other(string notifications, string lists, int forged)
    {
        // Act
        var answer = NotificationGate.Judge($$"""{ "value": [{{notifications}}] }""", Known, DateTimeOffset.UnixEpoch);

        // Assert
        Assert.True(answer.Readable);
        Assert.Equal(lists.Split(' ', StringSplitOptions.RemoveEmptyEntries), answer.Doorbells);
        Assert.Equal(forged, answer.Forged);
    }

    [Theory]
    [Trait("Fault", "6")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[" + Ours + "]")]
    [InlineData(Ours)]
    [InlineData("{}")]
    [InlineData("""{ "value": [] }""")]
    [InlineData("""{ "value": null }""")]
    [InlineData("""{ "value": {} }""")]
    [InlineData("""{ "value": "x" }""")]
    [InlineData("""{ "value": [1] }""")]
    [InlineData("""{ "value": [""" + Ours + ", null] }")]
    [InlineData("""{ "value": [""" + Ours)]
    [InlineData("""{ "value": [""" + Ours + """], "value": [] }""")]
    [InlineData("""{ "value": [{ "subscriptionId": "sub-9", "subscriptionId": "sub-1", "clientState": "secret-1" }] }""")]
    [InlineData("<value/>")]
    public void What_Is_No_Notification_Rings_Nowhere(string body)
    {
        var answer = NotificationGate.Judge(body, Known, DateTimeOffset.UnixEpoch);
        Assert.False(answer.Readable);
        Assert.Empty(answer.Doorbells);
    }

    [Fact]
    [Trait("Fault", "6")]
    public void A_Hundred_Boxes_In_Each_Other_Are_Not_Opened()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        Assert.False(NotificationGate.Judge($$"""{ "value": [{{Ours}}], "x": {{deep}} }""", Known, DateTimeOffset.UnixEpoch).Readable);
    }

    [Fact]
    [Trait("Fault", "6")]
    public void Half_A_Letter_Does_Not_Throw() => Assert.Equal(1, NotificationGate.Judge("{\"value\":[{\"subscriptionId\":\"sub-1\",\"clientState\":\"\ud800\"}]}", Known, DateTimeOffset.UnixEpoch).Forged);

    [Fact]
    public void Without_Subscriptions_Everything_Is_Forged() =>
        Assert.Equal(1, NotificationGate.Judge($$"""{ "value": [{{Ours}}] }""", new Dictionary<string, KnownSubscription>(), DateTimeOffset.UnixEpoch).Forged);

    [Fact]
    [Trait("Fault", "6")]
    public void No_Text_At_All_Makes_It_Throw() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), body => { NotificationGate.Judge(body ?? "", Known, DateTimeOffset.UnixEpoch); }).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Fault", "6")]
    public void No_Heap_Of_Pieces_Of_Notifications_Makes_It_Throw() => Prop.ForAll(
        Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat).ToArbitrary(), body => { NotificationGate.Judge(body, Known, DateTimeOffset.UnixEpoch); }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_Value_In_The_Place_Of_A_Secret_Makes_It_Throw_Or_Ring() => Prop.ForAll(
        Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat).ToArbitrary(),
        piece => NotificationGate.Judge($$"""{ "value": [{ "subscriptionId": "sub-1", "clientState": {{piece}} }] }""", Known, DateTimeOffset.UnixEpoch) is var answer
            && (answer.Doorbells.Count == 0 || piece.Contains("\"secret-1\"", StringComparison.Ordinal))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
