using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Bench.Cost;

/// <summary>
/// What a story costs from the department's list to the readers, and when its text is edited, beside the least that it could cost: counted at the door of localm365. Nothing is timed.
/// </summary>
internal static class StoriesBench
{
    private const double MostOverLeast = 1.25;
    private const int Clerk = 3;
    private const int Office = 5;
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task<int> RunAsync()
    {
        await using var machine = await CostMachine.StartAsync(notified: true);
        await new ReturnActs(machine).BeginAsync();
        // The first makes what all others find: library, folder, page of exemplars.
        await StoryAsync(machine, 0, 1, []);
        var (faults, worst) = (new List<string>(), 0.0);
        foreach (var pictures in new[] { 0, 1, 3, 6 }) worst = Math.Max(worst, await StoryAsync(machine, 1 + pictures, pictures, faults));
        foreach (var fault in faults) await Console.Error.WriteLineAsync(fault);
        Console.WriteLine($"stories: at most {CostBench.Number(worst)} times the least that a story can cost (goal {CostBench.Number(MostOverLeast)}), {faults.Count} beyond the limit");
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>
    /// The least, by the protocol: what must be read so that nothing is believed that was not seen and nothing is done twice, what must be written so that it is there. What the service
    /// charges is 1 for one thing looked at and for a change told, 2 for a query and for a write.
    /// </summary>
    /// <param name="pictures">Pictures of the story.</param>
    private static (int Introduce, int Publish, int Edit) Least(int pictures)
    {
        const int change = 1, query = 2, write = 2;
        // The change with its fields, which files are attached, and each of them: what is decided upon is what was seen.
        var seen = change + query + (pictures * query);
        // Who pressed the button, by the versions; whoever edits stands in the change itself.
        const int pressed = query;
        // The stream before it, the event, the row, and what was done of it already.
        const int recorded = query + write + write + query;
        // A mail is claimed before it goes and marked after it: once, whatever breaks.
        const int mail = write + write;
        // Its folder, each picture, and one look at what they are called; later one look is enough.
        var placed = write + (pictures * write) + (pictures > 0 ? query : 0);
        // The page is looked for by its name, made or changed, and published; text and paper go beside the pictures; two marks that it was done.
        const int page = query + write + write, package = write + write, marks = write + write;
        // The page of exemplars says what readers have; another text on the story does not change it.
        const int list = query, exemplars = write + write;
        return (seen + pressed + recorded + mail, seen + pressed + recorded + placed + page + package + list + exemplars + marks, seen + recorded + query + page + package + list + marks);
    }

    private static async Task<double> StoryAsync(CostMachine machine, int number, int pictures, List<string> faults)
    {
        var title = $"Cán bộ mẫu {pictures}{number}";
        var (people, place) = (machine.People, Place.Own(Stories.List, title));
        var item = await people.As(Clerk).AddAsync(Stories.List, new JObject
        {
            ["Title"] = title, ["Year"] = 2025, ["UnitKey"] = "chuyen-mon-1", ["Kind"] = Stories.Kind.Word("person"), ["Consent"] = true, ["Story"] = "Việc làm mẫu.\n- Không ngại khó", ["IntroductionNumber"] = "07/GT-MAU",
            ["IntroductionDate"] = "2025-05-05T00:00:00Z", ["AltText"] = string.Join('\n', Enumerable.Range(1, pictures).Select(at => $"Ảnh mẫu {at}")),
        }, None);
        for (var at = 1; at <= pictures; at++) await people.As(Clerk).AttachAsync(Stories.List, (string)item["id"]!, $"{at}.png", SamplePicture.Png((number * 20) + at, 32, 18), None);
        await machine.SettleAsync();
        var least = Least(pictures);
        var total = (Units: 0, Least: 0);
        foreach (var (name, who, fields, most) in new[]
        {
            ("introduced", Clerk, new JObject { ["Step"] = Stories.Step.Word("introduce") }, least.Introduce), ("published", Office, new JObject { ["Step"] = Stories.Step.Word("publish") }, least.Publish),
            ("edited", Office, new JObject { ["Story"] = "Việc làm mẫu, đã sửa." }, least.Edit),
        })
        {
            var mark = machine.Mark();
            await people.As(who).ChangeAsync(Stories.List, await people.FindAsync(who, place, None), fields, None);
            await machine.SettleAsync();
            var account = machine.Since(mark);
            Console.WriteLine($"a story with {pictures} pictures, {name}: {account.Units} RU in {account.Requests} requests (least {most})");
            foreach (var row in account.Table()) Console.WriteLine(row);
            total = (total.Units + account.Units, total.Least + most);
        }

        var over = total.Units / (double)total.Least;
        if (over > MostOverLeast) faults.Add($"A story with {pictures} pictures costs {total.Units} RU, {CostBench.Number(over)} times the least of {total.Least}");
        return over;
    }
}
