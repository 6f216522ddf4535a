using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A number that two sections in the same place carry.</summary>
internal static class RepeatedNumbers
{
    /// <summary>Every section whose number stood before.</summary>
    public static IEnumerable<Finding> Find(IReadOnlyList<Section> sections)
    {
        foreach (var same in sections.GroupBy(section => (section.Parent, section.Number)).Where(group => group.Count() > 1))
        {
            foreach (var (section, at) in same.Skip(1).Select((section, at) => (section, at)))
                yield return new Finding(section.Line, "repeatedNumber", $"{section.Number}. {Short(section.Title)}",
                    Text.Vi("lint.repeatedNumber.advice", Short(same.First().Title), same.First().Line, section.Path, at + 2));
        }
    }

    private static string Short(string title) => title.Length <= 80 ? title : title[..title.LastIndexOf(' ', 80)] + "…";
}
