using System.Diagnostics;
using System.Globalization;

namespace EmulationM365.Bench.Cost;

/// <summary>
/// What the product costs in resource units, counted at the door of localm365 and split by what they were spent on: a return of twenty lines, a request
/// answered, idle days, a year of a thousand lines beside one of a hundred, the nightly run. Nothing is timed.
/// </summary>
internal static class CostBench
{
    private const double MostPerChange = 2.5;
    private const int MostIdleWatched = 1_500;
    private const int MostIdlePolled = 20_000;
    private const double MostGrowth = 1.1;
    private const double MostPerCase = 1;
    private const long MostMemory = 300_000_000;

    // The report is counted before it is written down itself.
    private const int ReportWritten = 2;

    public static async Task<int> RunAsync(bool full)
    {
        var faults = new List<string>();
        // First, while nothing else has been done in this process.
        await MemoryAsync(full ? 10 : 3, faults);
        var change = await ReturnAsync(faults);
        var watched = await IdleAsync("idle day, lists polled each 20 minutes", notified: true, MostIdleWatched, faults);
        var polled = await IdleAsync("idle day, lists polled each minute", notified: false, MostIdlePolled, faults);
        var growth = await YearAsync(full ? 10 : 3, faults);
        foreach (var fault in faults) await Console.Error.WriteLineAsync(fault);
        Say($"cost: {Number(change)} RU a line and visible status change, idle day {watched} and {polled} RU, cost of a line grows {Number(growth)} times, {faults.Count} beyond the limit");
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<double> ReturnAsync(List<string> faults)
    {
        await using var machine = await CostMachine.StartAsync(notified: true);
        var acts = new ReturnActs(machine);
        await acts.BeginAsync();
        await acts.FillAsync("tchckt", 1, 20, "a");
        var mark = machine.Mark();
        await acts.RouteAsync("tchckt");
        await machine.LiveAsync(TimeSpan.FromMinutes(2));
        var account = machine.Since(mark);
        // Each of the twenty lines shows four changes: sent, confirmed, received, appraised.
        const int changes = 20 * 4;
        var asked = account.Of("requests", "ledger", "mail");
        var each = (account.Units - asked) / (double)changes;
        Say($"a return of 20 lines, four status changes of each: {account.Units} RU in {account.Requests} requests");
        foreach (var row in account.Table()) Say(row);
        Say($"    a line and visible status change: {Number(each)} RU (goal {Number(MostPerChange)}); with the requests that led to them {Number(account.Units / (double)changes)}");
        Say($"    a request placed, mailed, answered and closed (three): {Number(asked / 3.0)} RU");
        if (each > MostPerChange) faults.Add($"A line and visible status change costs {Number(each)} RU, more than {Number(MostPerChange)}");
        return each;
    }

    private static async Task<int> IdleAsync(string name, bool notified, int most, List<string> faults)
    {
        await using var machine = await CostMachine.StartAsync(notified);
        // A day without rounds that open, reminders or days off: what is spent is spent on watching.
        await machine.LeapAsync(machine.Now.Date.AddDays(6).AddHours(1));
        await machine.LiveAsync(TimeSpan.FromMinutes(30));
        var mark = machine.Mark();
        await machine.LiveAsync(TimeSpan.FromDays(1));
        var account = machine.Since(mark);
        Say($"{name}: {account.Units} RU in {account.Requests} requests (goal {most})");
        foreach (var row in account.Table()) Say(row);
        if (account.Units > most) faults.Add($"{name}: {account.Units} RU, more than {most}");
        return account.Units;
    }

    private static async Task<double> YearAsync(int times, List<string> faults)
    {
        var (few, small) = await LinesAsync(1, faults);
        var (many, large) = await LinesAsync(times, faults);
        var growth = many / few;
        Say($"a year of 100 lines: {Number(few)} RU a line; of {times * 100}: {Number(many)} RU a line; {Number(growth)} times (goal {Number(MostGrowth)})");
        var each = (large.Units - small.Units) / (double)(large.Cases - small.Cases);
        Say($"the night: {Number(each)} RU for each case more (goal {Number(MostPerCase)}), {Number(small.Units - (each * small.Cases))} RU for a site without any");
        if (each > MostPerCase) faults.Add($"A night costs {Number(each)} RU a case, more than {Number(MostPerCase)}");
        if (growth > MostGrowth) faults.Add($"A line of {times * 100} costs {Number(growth)} times one of 100");
        return growth;
    }

    /// <summary>Units a line, from Nộp to the news, in so many groups of five returns of twenty lines; each group has its session, submission and decision.</summary>
    private static async Task<(double Units, NightReport Night)> LinesAsync(int groups, List<string> faults)
    {
        await using var machine = await CostMachine.StartAsync(notified: true);
        var acts = new ReturnActs(machine);
        await acts.BeginAsync();
        var units = 0;
        for (var group = 1; group <= groups; group++)
        {
            await acts.FillGroupAsync(group);
            var mark = machine.Mark();
            await acts.RouteGroupAsync(group);
            units += machine.Since(mark).Units;
        }

        return (units / (groups * 100.0), await NightAsync(machine, faults));
    }

    /// <summary>
    /// What the worker holds, with the people who act and localm365 in a process of its own: the most found after any part of a year of so many hundred lines and a night.
    /// </summary>
    private static async Task MemoryAsync(int groups, List<string> faults)
    {
        await using var machine = await CostMachine.StartAsync(notified: false, apart: true);
        var (acts, most) = (new ReturnActs(machine), 0L);
        await acts.BeginAsync();
        for (var group = 1; group <= groups; group++)
        {
            await acts.FillGroupAsync(group);
            most = Math.Max(most, Environment.WorkingSet);
            await acts.RouteGroupAsync(group);
            most = Math.Max(most, Environment.WorkingSet);
        }

        await machine.LeapToNightAsync();
        await machine.NightAsync();
        most = Math.Max(most, Environment.WorkingSet);
        using var process = Process.GetCurrentProcess();
        Say($"memory: {most / 1_000_000} MB through a year of {groups * 100} lines (goal {MostMemory / 1_000_000}), for a moment {process.PeakWorkingSet64 / 1_000_000}; "
            + $"{GC.GetTotalMemory(forceFullCollection: true) / 1_000_000} MB of objects at the end");
        if (most > MostMemory) faults.Add($"Memory {most / 1_000_000} MB, more than {MostMemory / 1_000_000}");
    }

    /// <summary>Two nights over the year as it stands: the first may find something left over, the second finds everything as it was.</summary>
    private static async Task<NightReport> NightAsync(CostMachine machine, List<string> faults)
    {
        await machine.LeapToNightAsync();
        await machine.NightAsync();
        await machine.LeapToNightAsync();
        var mark = machine.Mark();
        var report = await machine.NightAsync();
        var account = machine.Since(mark);
        Say($"a night that finds everything as it was, {report.Cases} cases with {report.Events} events: {account.Units} RU in {account.Requests} requests, {Number(account.Units / (double)report.Cases)} RU a case");
        foreach (var row in account.Table()) Say(row);
        if (account.Units != report.Units + ReportWritten) faults.Add($"The night says that it spent {report.Units} RU, and the door counted {account.Units}");
        if (report.Repairs.Count + report.Faults.Count + report.Failed.Count > 0) faults.Add("The night found something to put right where nothing was wrong");
        return report;
    }

    internal static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Say(string text) => Console.WriteLine(text);
}
