using EmulationM365.Microsoft365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>A feed of changes that shows an item more than once, within a page and over pages.</summary>
public sealed class RepeatedChangeTests
{
    private static readonly TestClock Clock = new(new DateTimeOffset(2025, 11, 20, 1, 0, 0, TimeSpan.Zero));
    private int _page;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "20")]
    public async Task The_Last_Occurrence_Of_An_Item_Wins()
    {
        // Arrange
        using var wire = new ScriptedWire(Clock, (request, _) => ScriptedWire.Json(200, Page(request, _page++)));
        using var tenancy = ScriptedWire.Tenancy(wire, Clock);

        // Act
        var read = await ScriptedWire.Lines(tenancy).DeltaAsync(null, Cancel);

        // Assert
        Assert.Equal([("1", "C", false), ("2", "", true), ("3", "D", false)], read.Items.OrderBy(item => item.Id, StringComparer.Ordinal).Select(item => (item.Id, item.Title, item.Deleted)));
        Assert.EndsWith("token=end", read.DeltaLink, StringComparison.Ordinal);
        Assert.Equal(2, wire.Sent.Count);
    }

    private static string Page(HttpRequestMessage request, int number)
    {
        var root = request.RequestUri!.GetLeftPart(UriPartial.Path);
        return number == 0
            ? $$"""{"value":[{{Item("1", "A")}},{{Item("2", "X")}},{{Item("1", "B")}}],"@odata.nextLink":"{{root}}?token=next"}"""
            : $$"""{"value":[{{Item("1", "C")}},{{Item("3", "D")}},{"id":"2","deleted":{"state":"deleted"} }],"@odata.deltaLink":"{{root}}?token=end"}""";
    }

    private static string Item(string id, string title) => $$"""{"id":"{{id}}","fields":{"id":"{{id}}","Title":"{{title}}"} }""";
}
