using EmulationM365.Effects;
using EmulationM365.Tests.Cards;

namespace EmulationM365.Tests.Effects;

/// <summary>Every card, with whatever people wrote, read by Microsoft's own renderer as Teams reads it.</summary>
public sealed class TeamsCardLintTests
{
    [Fact]
    public async Task Every_Kind_Of_Card_With_Every_Kind_Of_Content_Is_Read_Without_A_Word()
    {
        var all = TeamsCardTests.All().ToList();
        var readings = await CardLint.ReadAsync("teams", all.Select(one => one.Card), TestContext.Current.CancellationToken);
        Assert.Equal(all.Count, readings.Count);
        var faults = all.Zip(readings).SelectMany(pair => pair.Second.Events.Select(said => $"{pair.First.Name}: {said}")).Distinct().ToList();
        Assert.Empty(faults);
        Assert.All(readings, reading => Assert.True(reading is { Version: "1.5", FallbackText: true, OpenUrl: true } && reading.Utf16 <= TeamsCard.Most));
    }

    [Fact]
    public async Task A_Card_That_Is_Too_New_Or_Unknown_Is_Told()
    {
        var card = TeamsCardTests.All().First().Card;
        var odd = new Newtonsoft.Json.Linq.JObject(card) { ["body"] = new Newtonsoft.Json.Linq.JArray(new Newtonsoft.Json.Linq.JObject { ["type"] = "CodeBlock", ["codeSnippet"] = "x" }) };
        Assert.NotEmpty((await CardLint.ReadAsync("teams", [odd], TestContext.Current.CancellationToken))[0].Events);
    }
}
