using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A number that two sections in the same place carry.</summary>
internal static class RepeatedNumbers
{
    /// <summary>Every section whose number stood before.</summary>
    public static IEnumerable<Finding> Find(IReadOnlyList<Section> sections)
    {
        foreach (var same in sections.GroupBy(section => (Place(section), section.Number)).Where(group => group.Count() > 1))
        {
            foreach (var (section, at) in same.Skip(1).Select((section, at) => (section, at)))
                yield return new Finding(section.Line, "repeatedNumber", section.Heading,
                    Text.Vi("lint.repeatedNumber.advice", same.First().Name is { Length: > 0 } name ? name : section.Number, same.First().Line, section.Path, at + 2));
        }
    }

    /// <summary>Where a number must be the only one. Articles are counted through all chapters of a regulation, apart from those that stand before the first.</summary>
    private static (Section? Within, bool InChapter) Place(Section section) =>
        section.Number.StartsWith("Điều ", StringComparison.Ordinal) ? (null, section.Parent is not null) : (section.Parent, false);
}
