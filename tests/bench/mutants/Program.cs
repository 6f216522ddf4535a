using System.Globalization;

namespace EmulationM365.Bench.Simulation;

/// <summary>
/// Runs with one safety device left out, until the judge sees it: <c>name way first count</c>, the way being <c>histories</c> or <c>calm</c> with seeds, or a fate
/// (or <c>freeze</c>) with calls of the script. The last line says where it was seen; exit code 1 when nowhere.
/// </summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        // The world is made by the whole product; only the columns must be known from the start.
        if (args[0] != "no-unique-column") World.Copy(() => World.Begin);
        Mutant.Chosen = args[0];
        var (way, first, count) = (args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
        using var crew = new Crew(way switch { "histories" => 3, "freeze" => 2, _ => 1 });
        for (var number = first; number < first + count; number++)
        {
            if (Played(crew, way, number).Judge.Violations is not [var seen, ..]) continue;
            Console.WriteLine($"{way} {number.ToString(CultureInfo.InvariantCulture)}: {seen}");
            return 0;
        }

        return 1;
    }

    private static History Played(Crew crew, string way, int number) => way switch
    {
        "histories" => HistoriesBench.One(crew, number, false),
        "calm" => Calm(crew, number),
        "freeze" => CrashPoints.Freeze(crew, number),
        _ => CrashPoints.Play(crew, [new CrashPoint(number, Enum.Parse<Fate>(way))]),
    };

    private static History Calm(Crew crew, int seed)
    {
        var history = new History(crew.Workers, new Random(seed), FaultRates.None) { Bells = Bells.Shuffled };
        history.PlayCalmly(new Random(seed), 14);
        history.End();
        return history;
    }
}
