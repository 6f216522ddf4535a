using System.Globalization;

namespace EmulationM365.Bench.Simulation;

/// <summary>Histories with one safety device left out, until the judge sees it: <c>name first count</c>. The last line is the seed that showed it; exit code 1 when none did.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        // The world is made by the whole product; only the columns must be known from the start.
        if (args[0] != "no-unique-column") World.Copy(() => World.Begin);
        Mutant.Chosen = args[0];
        var (first, count) = (int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        using var crew = new Crew(3);
        for (var seed = first; seed < first + count; seed++)
        {
            if (HistoriesBench.One(crew, seed, false).Judge.Violations is not [var seen, ..]) continue;
            Console.WriteLine($"{seed.ToString(CultureInfo.InvariantCulture)} {seen}");
            return 0;
        }

        return 1;
    }
}
