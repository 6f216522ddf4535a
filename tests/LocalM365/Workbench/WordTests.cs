using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>docs/decisions/looks.md: every text of the pages is there in both languages, with the same places to fill, and every text is used.</summary>
public sealed partial class WordTests
{
    private static readonly JsonObject _vi = Texts("vi");
    private static readonly JsonObject _en = Texts("en");

    private static readonly string[] _sources = [.. HouseTests.Source().Where(file => file.Path.StartsWith("localm365/", StringComparison.Ordinal)).Select(file => file.Text)];

    [Fact]
    public void Both_Languages_Say_The_Same_Things_In_The_Same_Order() => Assert.Equal(_vi.Select(text => text.Key), _en.Select(text => text.Key));

    [Fact]
    public void Both_Languages_Fill_The_Same_Places() => Assert.All(_vi, text => Assert.Equal(Places(text.Value!.GetValue<string>()), Places(_en[text.Key]!.GetValue<string>())));

    [Fact]
    public void Every_Text_That_A_Page_Asks_For_Is_There()
    {
        var asked = _sources.SelectMany(Asked).Distinct().ToList();
        Assert.True(asked.Count > 100, "The source was not read.");
        Assert.DoesNotContain(asked, key => !_vi.ContainsKey(key));
    }

    [Fact]
    public void No_Text_Is_Left_Over()
    {
        var literals = _sources.SelectMany(text => Literal().Matches(text).Select(match => match.Groups[1].Value)).ToHashSet();
        var prefixes = _sources.SelectMany(text => Prefix().Matches(text).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.DoesNotContain(_vi.Select(text => text.Key), key => !literals.Contains(key) && !prefixes.Any(key.StartsWith));
    }

    [Theory]
    [InlineData("""words["a.b"]""", "a.b")]
    [InlineData("""visit.Words[flag ? "a.b" : "c.d"]""", "a.b c.d")]
    [InlineData("""words.Of("a.b", name)""", "a.b")]
    [InlineData("""Words.Of(flag ? "a.b" : "c.d", name)""", "a.b c.d")]
    [InlineData("""words["column." + name]""", "")]
    public void What_A_Page_Asks_For_Is_Found(string code, string keys) => Assert.Equal(keys, string.Join(' ', Asked(code)));

    private static IEnumerable<string> Asked(string text) =>
        Indexed().Matches(text).Concat(Filled().Matches(text)).SelectMany(match => Literal().Matches(match.Groups[1].Value)).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static JsonObject Texts(string language) => JsonNode.Parse(File.ReadAllText(Path.Combine(HouseTests.Root, "localm365", "Workbench", "Texts", language + ".json")))!.AsObject();

    [GeneratedRegex(@"[wW]ords\[([^\[\]]*)\]")]
    private static partial Regex Indexed();

    [GeneratedRegex(@"[wW]ords\.Of\(([^,()]*)")]
    private static partial Regex Filled();

    [GeneratedRegex(@"""([a-z]+(?:\.[A-Za-z]+){1,2})""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"""([a-z]+\.(?:[A-Za-z]+\.)?)(?:""\s*\+|\{)")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
