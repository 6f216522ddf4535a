using System.Text.RegularExpressions;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Texts;

/// <summary>Both languages say the same, completely, and every sentence that the code asks for is there.</summary>
public sealed partial class TextTests
{
    private static readonly IReadOnlyDictionary<string, string> Vi = Text.All(Text.Vietnamese);
    private static readonly IReadOnlyDictionary<string, string> En = Text.All(Text.English);

    private static readonly string[] Languages = [Text.Vietnamese, Text.English];

    [Fact]
    public void Both_Languages_Hold_The_Same_Keys()
    {
        Assert.Empty(Vi.Keys.Except(En.Keys));
        Assert.Empty(En.Keys.Except(Vi.Keys));
        Assert.NotEmpty(Vi);
    }

    [Fact]
    public void Both_Languages_Fill_The_Same_Places() => Assert.DoesNotContain(Vi.Keys, key => !Places(Vi[key]).SequenceEqual(Places(En[key])));

    [Fact]
    public void Places_Are_Counted_From_Zero_Without_A_Gap() => Assert.DoesNotContain(Vi.Keys, key => !Places(Vi[key]).SequenceEqual(Enumerable.Range(0, Places(Vi[key]).Count)));

    [Fact]
    public void No_Text_Is_Empty_Or_Has_Blanks_At_Its_Ends()
    {
        Assert.Empty(Vi.Where(text => text.Value.Length == 0 || text.Value.Trim() != text.Value).Select(text => text.Key));
        Assert.Empty(En.Where(text => text.Value.Length == 0 || text.Value.Trim() != text.Value).Select(text => text.Key));
    }

    [Fact]
    public void Vietnamese_Is_Written_In_Composed_Letters() => Assert.Empty(Vi.Where(text => !text.Value.IsNormalized()).Select(text => text.Key));

    [Fact]
    public void A_Key_Stands_Once_In_Its_File() => Assert.All(
        Languages,
        language => Assert.Empty(KeyInFile().Matches(File.ReadAllText(Path.Combine(HouseTests.Root, "flow", "Texts", $"{language}.json")))
            .GroupBy(match => match.Groups[1].Value).Where(group => group.Count() > 1).Select(group => group.Key)));

    [Fact]
    public void Every_Sentence_That_The_Code_Asks_For_Is_There()
    {
        // Act
        var asked = HouseTests.Source().SelectMany(file => Asked(file.Text).Select(key => (file.Path, Key: key))).ToList();

        // Assert
        Assert.Empty(asked.Where(use => !Vi.ContainsKey(use.Key)).Select(use => $"{use.Path}: {use.Key}"));
        Assert.True(asked.Count > 100, $"only {asked.Count} keys were found in the source: the search no longer sees them");
    }

    [Theory]
    [InlineData("Text.Vi(\"no.such\")")]
    [InlineData("Text.Vi(late ? \"no.such\" : \"rule.noPack\", 1)")]
    [InlineData("Reason.Of(repeated ? \"rule.noPack\" : \"no.such\")")]
    [InlineData("return Ruling.Refuse(\"no.such\", name);")]
    [InlineData("findings.Missing(\"no.such\");")]
    [InlineData("else findings.Against(\"no.such\", served);")]
    [InlineData("findings.For(\"no.such\");")]
    public void A_Sentence_That_Is_Not_There_Would_Be_Found(string code) => Assert.Contains("no.such", Asked(code));

    [Fact]
    public void Every_Sentence_Has_A_Place_For_Each_Thing_Said_In_It()
    {
        // A sentence asked for with fewer things than it has places would fail when it is shown, months later.
        var wrong = from file in HouseTests.Source()
                    from Match use in SimpleCall().Matches(file.Text)
                    let key = use.Groups[1].Value
                    // A finding names its article before the things said in it.
                    let given = use.Groups[2].Captures.Count - (use.Value.StartsWith("findings.", StringComparison.Ordinal) ? 1 : 0)
                    where Vi.TryGetValue(key, out var text) && Places(text!).Count > given
                    select $"{file.Path}: {key}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void An_Unknown_Key_Is_A_Mistake_In_The_Code() => Assert.Throws<KeyNotFoundException>(() => Text.Vi("no.such"));

    [Fact]
    public void A_Text_Without_Places_May_Hold_Braces_Of_Its_Own() => Assert.Equal(Vi["note.sentBack"], Text.Vi("note.sentBack"));

    private static List<int> Places(string text) => [.. Place().Matches(text).Select(match => int.Parse(match.Groups[1].Value, null)).Distinct().Order()];

    private static IEnumerable<string> Asked(string code) => Call().Matches(code)
        .SelectMany(call => call.Groups[1].Captures.Concat(call.Groups[2].Captures).Concat(call.Groups[3].Captures)).Select(key => key.Value);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex("""(?:Text\.Vi|Reason\.Of|Ruling\.Refuse|findings\.(?:For|Missing|Against))\(\s*(?:"([^"]+)"|[^"(){};]*\?\s*"([^"]+)"\s*:\s*"([^"]+)")""")]
    private static partial Regex Call();

    [GeneratedRegex("""(?:Text\.Vi|Reason\.Of|Ruling\.Refuse|findings\.(?:For|Missing|Against))\("([^"]+)"(?:, ("[^"]*"|[\w.!]+(?:\([\w.!]*\))?))*\)""")]
    private static partial Regex SimpleCall();

    [GeneratedRegex("""^\s*"([^"]+)"\s*:""", RegexOptions.Multiline)]
    private static partial Regex KeyInFile();
}
