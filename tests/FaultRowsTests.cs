using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace EmulationM365.Tests;

/// <summary>Each row of the fault model has a test that names it, or a reason why not: docs/decisions/fault-rows.md.</summary>
public sealed partial class FaultRowsTests
{
    private const int Rows = 66;

    [Fact]
    public void Each_Row_Has_A_Test_Or_A_Reason_And_None_Has_Both() => Assert.Empty(Faults(Marked(), Listed(Page)));

    [Fact]
    public void Marks_And_Reasons_Are_Really_Read()
    {
        Assert.Contains(65, Marked());
        Assert.Contains(57, Listed(Page));
    }

    [Theory]
    [InlineData("1", "2", "row 3 has neither a test nor a reason")]
    [InlineData("1 2", "2 3", "row 2 has a test: take it off the page")]
    [InlineData("1 2 67", "3", "there is no row 67")]
    [InlineData("1 2", "3 3", "row 3 stands on the page twice")]
    [InlineData("1 2", "3 0", "there is no row 0")]
    public void What_Is_Missing_Doubled_Or_Beyond_Is_Named(string marked, string listed, string fault)
    {
        // The other rows all have tests.
        var others = string.Join(' ', Enumerable.Range(4, Rows - 3));
        Assert.Equal(fault, Assert.Single(Faults([.. Numbers($"{marked} {others}")], [.. Numbers(listed)])));
    }

    private static string Page => File.ReadAllText(Path.Combine(HouseTests.Root, "docs", "decisions", "fault-rows.md"));

    private static IEnumerable<string> Faults(HashSet<int> marked, List<int> listed)
    {
        foreach (var row in marked.Concat(listed).Where(row => row is < 1 or > Rows).Distinct()) yield return $"there is no row {row}";
        foreach (var row in listed.GroupBy(row => row).Where(same => same.Count() > 1)) yield return $"row {row.Key} stands on the page twice";
        for (var row = 1; row <= Rows; row++)
        {
            if (!marked.Contains(row) && !listed.Contains(row)) yield return $"row {row} has neither a test nor a reason";
            if (marked.Contains(row) && listed.Contains(row)) yield return $"row {row} has a test: take it off the page";
        }
    }

    /// <summary>Rows named by a test, that is by a method that runs or by its class.</summary>
    private static HashSet<int> Marked() => [.. typeof(FaultRowsTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public).Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .SelectMany(method => method.GetCustomAttributes<TraitAttribute>().Concat(type.GetCustomAttributes<TraitAttribute>())))
        .Where(trait => trait.Name == "Fault").Select(trait => int.Parse(trait.Value, CultureInfo.InvariantCulture))];

    private static List<int> Listed(string page) => [.. Listed().Matches(page).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private static IEnumerable<int> Numbers(string text) => text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^- \*\*(\d+)\*\* \S", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Listed();
}
