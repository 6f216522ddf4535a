using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Cards;

/// <summary>The lint itself: a card that is right passes for its host, and each planted offence is found.</summary>
public sealed class CardLintTests
{
    private const string Outlook = """
        {"type":"AdaptiveCard","version":"1.0","originator":"o","fallbackText":"f","body":[{"type":"TextBlock","text":"t","wrap":true},{"type":"Input.Text","id":"comment","isMultiline":true}],
         "actions":[{"type":"Action.Http","method":"POST","title":"a","url":"https://a.test","body":"{{comment.value}}"},{"type":"Action.OpenUrl","title":"b","url":"https://a.test"}],
         "autoInvokeAction":{"type":"Action.Http","method":"POST","url":"https://a.test"}}
        """;

    private const string Teams = """
        {"type":"AdaptiveCard","version":"1.5","fallbackText":"f","body":[{"type":"TextBlock","text":"t","style":"heading"},{"type":"Input.Text","id":"comment","label":"l","isRequired":true,"errorMessage":"e"}],
         "refresh":{"action":{"type":"Action.Execute","verb":"show"}},
         "actions":[{"type":"Action.Execute","title":"a","verb":"agree"},{"type":"Action.OpenUrl","title":"b","url":"https://a.test"}]}
        """;

    [Fact]
    public async Task A_Card_That_Is_Right_Passes_For_Its_Host()
    {
        foreach (var (host, card) in new[] { ("outlook", Outlook), ("teams", Teams) })
        {
            var reading = Assert.Single(await ReadAsync(host, card));
            Assert.Empty(reading.Events);
            Assert.Equal((true, true, 2), (reading.FallbackText, reading.OpenUrl, reading.Rendered));
            Assert.Equal((System.Text.Encoding.UTF8.GetByteCount(JToken.Parse(card).ToString(Newtonsoft.Json.Formatting.None)), reading.Utf8 * 2), (reading.Utf8, reading.Utf16));
        }
    }

    [Theory]
    [InlineData("outlook", Teams, null, "Action.Execute")]
    [InlineData("teams", Outlook, null, "Action.Http")]
    [InlineData("outlook", Outlook, """{"body":[{"type":"Input.Text","id":"comment","label":"l"}]}""", "label")]
    [InlineData("outlook", Outlook, """{"body":[{"type":"Input.Text","id":"comment","isRequired":true}]}""", "isRequired")]
    [InlineData("outlook", Outlook, """{"body":[{"type":"Table"}]}""", "Table")]
    [InlineData("teams", Teams, """{"body":[{"type":"TextBlok","text":"t"}]}""", "TextBlok")]
    [InlineData("teams", Teams, """{"body":[{"type":"Input.Text"}]}""", "unique Id")]
    public async Task An_Offence_Is_Found(string host, string card, string? merged, string said)
    {
        var offending = JObject.Parse(card);
        if (merged is not null) foreach (var member in JObject.Parse(merged).Properties()) offending[member.Name] = member.Value;
        Assert.Contains(Assert.Single(await ReadAsync(host, offending.ToString())).Events, found => found.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_A_Card_Lacks_Is_Told()
    {
        var bare = Assert.Single(await ReadAsync("outlook", """{"type":"AdaptiveCard","version":"1.0","body":[]}"""));
        Assert.Equal((false, false), (bare.FallbackText, bare.OpenUrl));
    }

    private static Task<IReadOnlyList<CardReading>> ReadAsync(string host, string card) => CardLint.ReadAsync(host, [JToken.Parse(card)], TestContext.Current.CancellationToken);
}
