using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Machine;

/// <summary>The tenant itself, for whoever develops or tests with it: time, cost, faults, recording.</summary>
internal static class MachinePages
{
    public static Task<IResult> ShowAsync(Visit visit) => ShowAsync(visit, new Untaken());

    /// <summary>The page after a form was sent: again from the start when it was taken, else with the form as it was and the sentence beside it.</summary>
    internal static async Task<IResult> AfterAsync(Visit visit, Untaken untaken) => untaken.IsNothing ? Results.Redirect("/machine") : await ShowAsync(visit, untaken);

    internal static IResult Frame(Visit visit, string title, Markup body, int status = 200) =>
        visit.Show(new Screen(Area.Machine, title, body) { Side = Side(visit), Status = status });

    private static async Task<IResult> ShowAsync(Visit visit, Untaken untaken)
    {
        var words = visit.Words;
        var switches = new Switches(visit);
        var clock = ClockPanel.Make(visit, await switches.ReadAsync("clock"), untaken);
        var meter = MeterPanel.Make(visit, await switches.ReadAsync("meter"), untaken);
        var faults = FaultPanel.Make(visit, await switches.ReadAsync("faults"), untaken);
        var body = Markup.Of($"""<h1>{words["bar.machine"]}</h1><p class="quiet">{words.Of("machine.about", visit.Tenant.Origin)}</p><div class="panels">{clock}{Recording(visit)}{meter}{faults}</div>""");
        return Frame(visit, words["bar.machine"], body, untaken.IsNothing ? 200 : 422);
    }

    private static Markup Recording(Visit visit)
    {
        var words = visit.Words;
        var state = visit.Tenant.Recorder is null
            ? Markup.Of($"""<p><span class="pill">{words["machine.off"]}</span></p><p>{words["machine.recordHow"]}</p>""")
            : Markup.Of($"""<p><span class="pill good">{words["machine.on"]}</span></p><p>{words["machine.recordAbout"]}</p><p><a href="/_local/har" download="localm365.har">{words["machine.recordGet"]}</a></p>""");
        return Markup.Of($"""<section class="panel" aria-labelledby="recording"><h2 id="recording">{words["machine.recording"]}</h2>{state}</section>""");
    }

    private static Markup Side(Visit visit)
    {
        var words = visit.Words;
        var part = (visit.Http.Request.Path.Value ?? "").Split('/').ElementAtOrDefault(2);
        var here = part is "mails" or "people" or "sites" ? "/machine/" + part : "/machine";
        Markup Entry(string url, string key) => Markup.Of($"""<li><a href="{url}"{Markup.If(here == url, " aria-current=\"page\"")}>{words[key]}</a></li>""");
        return Markup.Of($"""<ul>{Entry("/machine", "machine.overview")}{Entry("/machine/mails", "machine.mails")}{Entry("/machine/people", "machine.people")}{Entry("/machine/sites", "machine.sites")}</ul>""");
    }
}

/// <summary>A form of the page that was not taken: which, what was typed, and why not.</summary>
internal sealed record Untaken(string Form = "", string Typed = "", string? Sentence = null)
{
    public bool IsNothing => Sentence is null;

    /// <summary>What to show in a field of a form: what was typed there, else what it says by itself.</summary>
    public string Or(string form, string otherwise) => !IsNothing && Form == form ? Typed : otherwise;

    public Markup Alert(string form) => !IsNothing && Form == form ? Markup.Of($"""<p class="alert" role="alert">{Sentence}</p>""") : Markup.None;
}
