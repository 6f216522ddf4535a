using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Lint;

/// <summary>Two words for the same unit, or the same kind of unit, in one paper.</summary>
internal static class TwoNames
{
    /// <summary>One finding for each thing that has more than one name; a short form beside its long one is none.</summary>
    public static IEnumerable<Finding> Find(IEnumerable<Paragraph> paragraphs, UnitWords units) => paragraphs.SelectMany(paragraph => paragraph.Sentences())
        .SelectMany(sentence => units.In(sentence.Text).Select(found => (found.Owner, found.Word, found.Match.Value, Line: sentence.LineAt(found.Match.Index))))
        .Where(found => !Short(found.Word))
        .GroupBy(found => found.Owner)
        .Select(same => same.GroupBy(found => found.Word).Select(word => word.MinBy(found => found.Line)).OrderBy(word => word.Line).ToList())
        .Where(words => words.Count > 1)
        .Select(words => new Finding(words[1].Line, "twoNames", string.Join(" / ", words.Select(word => word.Value)),
            Text.Vi("lint.twoNames.advice", string.Join(", ", words.Select(word => word.Line)))));

    private static bool Short(string word) => word.Split(' ', '.', '-').Any(part => part.Length > 1 && part.All(char.IsUpper));
}
