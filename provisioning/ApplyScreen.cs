using EmulationM365.Microsoft365;
using Spectre.Console;

namespace EmulationM365.Provisioning;

/// <summary>Shows on the console how an apply goes on: bars where somebody looks on, a plain line now and then elsewhere.</summary>
internal sealed class ApplyScreen : IProgress<ApplyNews>
{
    // A plain line each tenth of a part.
    private const int Tenths = 10;
    // A bar, its percentage and the blanks between the columns.
    private const int Beside = 50;
    private const int Least = 20;

    private readonly Dictionary<string, (int Tenth, ProgressTask? Bar)> _parts = [];
    private readonly ProgressContext? _bars;

    private ApplyScreen(ProgressContext? bars) => _bars = bars;

    /// <summary>Runs an act and shows how it goes on.</summary>
    /// <param name="tenancy">What the act works on; its waits are shown too.</param>
    /// <param name="quiet">Show nothing: the screen belongs to a report.</param>
    /// <param name="act">The act.</param>
    public static async Task<T> ShowAsync<T>(Tenancy tenancy, bool quiet, Func<IProgress<ApplyNews>?, Task<T>> act)
    {
        if (quiet) return await act(null);
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive) return await ShownAsync(tenancy, new ApplyScreen(null), act);
        return await AnsiConsole.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(bars => ShownAsync(tenancy, new ApplyScreen(bars), act));
    }

    /// <inheritdoc />
    public void Report(ApplyNews value)
    {
        var (tenth, bar) = _parts.GetValueOrDefault(value.Part, (-1, null));
        if (_bars is not null)
        {
            bar ??= _bars.AddTask(Markup.Escape(value.Part), maxValue: Math.Max(1, value.Of));
            (bar.Value, bar.Description) = (value.Done, Markup.Escape(Short($"{value.Part} {value.Done}/{value.Of} {value.What}")));
        }
        else if (value.Of > 0 && value.Done * Tenths / value.Of is var now && now > tenth)
        {
            tenth = now;
            Console.WriteLine($"{value.Part}: {value.Done} of {value.Of}{(value.What.Length == 0 ? "" : $". Now: {value.What}")}");
        }

        _parts[value.Part] = (tenth, bar);
    }

    private static async Task<T> ShownAsync<T>(Tenancy tenancy, ApplyScreen screen, Func<IProgress<ApplyNews>?, Task<T>> act)
    {
        tenancy.Waiting = screen.Wait;
        try
        {
            return await act(screen);
        }
        finally
        {
            tenancy.Waiting = null;
        }
    }

    private void Wait(Wait wait)
    {
        var line = $"waiting {Math.Ceiling(wait.Time.TotalSeconds)} s: {(wait.IsBudget ? "what this run may spend in a minute is spent" : "the service asks to be left in peace")}";
        if (_bars is null) Console.WriteLine(line);
        else
            foreach (var part in _parts.Values.Where(part => part.Bar is { IsFinished: false })) part.Bar!.Description = Markup.Escape(line);
    }

    /// <summary>What fits on the line beside the bar.</summary>
    private static string Short(string text) => Math.Max(Least, AnsiConsole.Profile.Width - Beside) is var width && text.Length <= width ? text : text[..(width - 1)] + "…";
}
