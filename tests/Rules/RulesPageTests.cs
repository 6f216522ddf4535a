using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using EmulationM365.Rules;
using EmulationM365.Texts;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Rules;

/// <summary>
/// RULES.md says what the code does: every rule in its order, its article, the facts it really listens to, the values of every pack with their source mark. What a rule
/// listens to is measured: a fact is one of its criteria when another value of it changes what the rule says.
/// </summary>
public sealed partial class RulesPageTests
{
    private const int Probes = 800;

    private static readonly string[] Parts = ["Article", "Trigger", "Criteria", "Sources", "Actions"];
    private static readonly Facts[] Pool = [.. Gen.Sample(SomeFacts.Any, 2 * Probes, new Rnd(2025, 2027), 50)];
    private static readonly string Page = File.ReadAllText(Path.Combine(HouseTests.Root, "RULES.md"));

    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Measured = new();

    /// <summary>Facts that choose the rule or the pack, and are no criteria.</summary>
    private static readonly string[] Choosing = ["award", "sudden", "authorityAsked", "alreadyGranted", "kind", "isCollective", "rulePack", "receivedByAppraiserAt"];

    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["initiativesRecognised"] = "initiativesRecognisedInPeriod", ["manyAchievements"] = "manyAchievementsInWork", ["cstdCs"] = "cstdcs", ["cstdCsSigned"] = "cstdcs2025DecisionSigned",
    };

    public static TheoryData<string> Rules => [.. RuleBook.Rules.Select(rule => rule.Name)];

    public static TheoryData<string> AwardRules => [.. RuleBook.Rules.Where(rule => rule.Award.Length > 0).Select(rule => rule.Name)];

    [Fact]
    public void Every_Rule_Has_Its_Heading_In_The_Order_Of_The_Book() =>
        Assert.Equal(RuleBook.Rules.Select(rule => rule.Name), Heading().Matches(Page).Select(match => match.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_Rule_Says_Trigger_Criteria_Actions_Article_And_Source(string name)
    {
        var rule = RuleBook.Rules.Single(one => one.Name == name);
        var section = Section(name);
        Assert.All(Parts, part => Assert.Contains($"**{part}**:", section, StringComparison.Ordinal));
        var article = string.Concat(rule.Article.Split('.').Select((part, at) => at == 0 ? part : $"({part})"));
        Assert.Matches($@"\*\*Article\*\*: Law 06/2022/QH15, Art\. {Regex.Escape(article)}(?![\d(])", section);
        if (rule.Award.Length > 0) Assert.Contains(Text.Vi($"choice.award.{rule.Award}"), section.Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AwardRules))]
    public void The_Criteria_Of_A_Rule_Are_The_Facts_It_Listens_To(string name) =>
        Assert.Equal(Keys(Section(name)).Concat(Common).Distinct().Order(), Heard(name).Concat(Common).Distinct().Order());

    [Fact]
    public void What_Is_Asked_Of_Every_Award_Is_Asked_Of_Every_Award() => Assert.All(
        RuleBook.Rules.Where(rule => rule.Award.Length > 0), rule => Assert.Empty(Common.Except(Heard(rule.Name))));

    [Fact]
    public void The_Values_Of_The_Packs_Stand_On_The_Page_With_Their_Mark()
    {
        var rows = RulePacks.All[0].Values.Keys.Select(key => Row(key, pack => pack.Values[key].Value.ToString(System.Globalization.CultureInfo.InvariantCulture), pack => pack.Values[key].Verified))
            .Concat(RulePacks.All[0].Readings.Keys.Select(key => Row(key, pack => pack.Readings[key].Value, pack => pack.Readings[key].Verified)))
            .Concat(RulePacks.All[0].Authorities.Keys.Select(key => Row($"authority.{key}", pack => string.Join(", ", pack.Authorities[key].Value), pack => pack.Authorities[key].Verified)));
        Assert.Equal(rows, ValueRow().Matches(Page).Select(match => match.Value.Trim()));
    }

    private static IEnumerable<string> Common => Keys(Page[Page.IndexOf("## Asked of every award", StringComparison.Ordinal)..Page.IndexOf("## Values", StringComparison.Ordinal)]);

    private static string Row(string key, Func<RulePack, string> value, Func<RulePack, bool> verified) =>
        $"| {key} | {string.Join(" | ", RulePacks.All.Select(pack => $"{value(pack)} {(verified(pack) ? "[V]" : "[R]")}"))} |";

    private static string Section(string name)
    {
        var start = Page.IndexOf($"\n## {name}: ", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{name} has no heading in RULES.md");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return Page[(start + 1)..(end < 0 ? Page.Length : end)];
    }

    private static IEnumerable<string> Keys(string section) => FactRow().Matches(section).SelectMany(row => Key().Matches(row.Groups[1].Value).Select(key => key.Groups[1].Value.Split('.')[0]));

    /// <summary>Facts of which another value changed what the rule said, among many random facts of its award.</summary>
    private static IReadOnlyList<string> Heard(string name) => Measured.GetOrAdd(name, Measure);

    private static IReadOnlyList<string> Measure(string name)
    {
        var rule = RuleBook.Rules.Single(one => one.Name == name);
        var pack = RulePacks.All.Single(one => one.Name == "RP-2025");
        var mine = Pool.Take(Probes).Select(facts => As(rule, facts)).OfType<Facts>().Select(facts => (Facts: facts, Said: rule.Judge(facts, pack))).ToList();
        return [.. typeof(Facts).GetProperties().Where(property => property.CanWrite && !Choosing.Contains(Camel(property.Name)))
            .Where(property => mine.Zip(Pool.Skip(Probes)).Any(pair => !Same(pair.First.Said, rule.Judge(With(pair.First.Facts, property, pair.Second), pack))))
            .Select(property => Renamed.GetValueOrDefault(Camel(property.Name), Camel(property.Name)))];
    }

    private static Facts? As(IRule rule, Facts facts)
    {
        var year = facts with { Award = rule.Award, AuthorityAsked = false, AlreadyGranted = false, Year = 2025 };
        return new[] { year, year with { Sudden = false, Kind = null }, year with { Sudden = false, Kind = "tap_the" }, year with { Sudden = true } }.FirstOrDefault(rule.Judges);
    }

    private static Facts With(Facts facts, PropertyInfo property, Facts other)
    {
        var changed = facts with { };
        // The year is the same in all random facts; it is heard when it is gone.
        property.SetValue(changed, property.Name == nameof(Facts.Year) ? null : property.GetValue(other));
        return changed;
    }

    private static bool Same(Verdict one, Verdict other) => one.Standing == other.Standing && one.Reasons.SequenceEqual(other.Reasons);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"^## (\w+): ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| (`[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex FactRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Key();

    [GeneratedRegex(@"^\| [a-zA-Z]+\.\w+ \|.*\[[VR]\] \|\r?$", RegexOptions.Multiline)]
    private static partial Regex ValueRow();
}
