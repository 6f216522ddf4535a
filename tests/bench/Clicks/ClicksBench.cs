using System.Globalization;

namespace EmulationM365.Bench.Clicks;

/// <summary>
/// Clicks on cards in Teams and Outlook through the doors of the product: how long until the final card, as a multiple of a round trip through the same host that does nothing, taken between the
/// clicks. No time is a limit; a click without a final card is a fault, and so is one whose effects the queue alone did not bring.
/// </summary>
internal static class ClicksBench
{
    private const int Office = 5;
    private const int Director = 8;

    public static async Task<int> RunAsync(int count)
    {
        var letters = Math.Max(1, (count + 1) / 2);
        await using var machine = await ClickMachine.StartAsync(letters);
        var (taken, faults) = (new List<(string Channel, TimeSpan Click, TimeSpan Nothing)>(), new List<string>());
        var first = await machine.ClicksAsync("appraise", "direct", Office, 0);
        await PressAsync(machine, first, taken, faults);
        var second = (await machine.ClicksAsync("direct", "record_decision", Director, 1)).Take(count - first.Count).ToList();
        await PressAsync(machine, second, taken, faults);
        var clicks = first.Count + second.Count;
        var well = clicks - faults.Count;
        if (clicks < count) faults.Add($"only {clicks} of {count} requests came to be asked by a card");
        foreach (var fault in faults) await Console.Error.WriteLineAsync(fault);
        foreach (var channel in taken.Select(one => one.Channel).Distinct()) Console.WriteLine($"{channel}: {Figures([.. taken.Where(one => one.Channel == channel)])}");
        Console.WriteLine($"clicks: {well} of {count} with a final card and all that follows by the queue; click to final card {Figures(taken)}");
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task PressAsync(ClickMachine machine, IReadOnlyList<Click> clicks, List<(string, TimeSpan, TimeSpan)> taken, List<string> faults)
    {
        var warm = new HashSet<string>();
        foreach (var click in clicks)
        {
            var (nothing, _, _) = await machine.SendAsync(machine.NothingAsync);
            var (took, status, card) = await machine.SendAsync(click.Press);
            await machine.DrainAsync();
            if (click.Fault(status, card, await machine.RequestsAsync(click.CaseId)) is { } fault) faults.Add(fault);
            // The first of each kind and way meets code that was never run: it is judged, and its time is left out.
            if (!warm.Add(click.Channel)) taken.Add((click.Channel, took, nothing));
        }
    }

    private static string Figures(List<(string Channel, TimeSpan Click, TimeSpan Nothing)> taken)
    {
        if (taken.Count == 0) return "not timed: too few";
        var (clicks, nothing) = (taken.Select(one => one.Click.TotalMilliseconds).Order().ToList(), Part([.. taken.Select(one => one.Nothing.TotalMilliseconds).Order()], 0.5));
        var (median, late) = (Part(clicks, 0.5), Part(clicks, 0.95));
        return string.Create(CultureInfo.InvariantCulture, $"median {median:0.0} ms, 95 % within {late:0.0} ms: {median / nothing:0} and {late / nothing:0} empty round trips of {nothing:0.00} ms");
    }

    /// <summary>The value below which a part of the values lies.</summary>
    private static double Part(List<double> ordered, double part) => ordered[Math.Min(ordered.Count - 1, (int)Math.Ceiling(part * ordered.Count) - 1)];
}
