using System.Text.RegularExpressions;
using EmulationM365.Campaigns;

namespace EmulationM365.Provisioning.Lint;

/// <summary>The words of a campaign for its units, found whatever their case, dashes and blanks.</summary>
internal sealed class UnitWords
{
    private readonly List<(string Owner, string Word, Regex Pattern)> _words;

    public UnitWords(IReadOnlyList<Unit> units)
    {
        var all = units.SelectMany(unit => unit.Aliases.Prepend(unit.Name).Select(word => (Unit: unit, Word: word))).ToList();
        // A word that several units share names none of them but their kind.
        _words = [.. all.GroupBy(entry => Plain(entry.Word))
            .Select(same => (Owner: same.Select(entry => entry.Unit.Key).Distinct().Count() > 1 ? $"kind:{same.First().Unit.Kind}" : same.First().Unit.Key, same.First().Word))
            .OrderByDescending(entry => entry.Word.Length).Select(entry => (entry.Owner, entry.Word, Pattern(entry.Word)))];
    }

    /// <summary>The words that stand in a sentence, longest first, each letter belonging to one of them.</summary>
    public IEnumerable<(string Owner, string Word, Match Match)> In(string text)
    {
        foreach (var (owner, word, pattern) in _words)
        {
            foreach (var match in pattern.Matches(text).ToList())
            {
                yield return (owner, word, match);
                text = text[..match.Index] + Citations.Blanks(match) + text[(match.Index + match.Length)..];
            }
        }
    }

    /// <summary>The text without these words.</summary>
    public string Cover(string text) => In(text).Aggregate(text, (left, found) =>
        left[..found.Match.Index] + Citations.Blanks(found.Match) + left[(found.Match.Index + found.Match.Length)..]);

    private static string Plain(string word) => Regex.Replace(word.ToLowerInvariant(), @"\s*[-–—]\s*|\s+", " ");

    private static Regex Pattern(string word) => new(
        $@"(?<![\p{{L}}\d]){string.Join(@"(?:\s*[-–—]\s*|\s+)", Plain(word).Split(' ').Select(Regex.Escape))}(?![\p{{L}}\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
