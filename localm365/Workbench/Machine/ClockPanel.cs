using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Machine;

/// <summary>The tenant's time: what it is, a moment to go to, jumps, and how fast it runs where the tenant can do that.</summary>
internal static class ClockPanel
{
    private static readonly (string Name, string Key, TimeSpan By)[] _jumps =
        [("hour", "machine.hour", TimeSpan.FromHours(1)), ("day", "machine.day", TimeSpan.FromDays(1)), ("week", "machine.week", TimeSpan.FromDays(7))];

    public static Markup Make(Visit visit, JsonObject clock, Untaken untaken)
    {
        var words = visit.Words;
        var now = LocalTime.Local(visit.Tenant.Clock.GetUtcNow());
        var offset = clock["offsetSeconds"]?.GetValue<double>() ?? 0;
        var jumps = _jumps.Select(jump => Markup.Of($"""<button name="jump" value="{jump.Name}">{words[jump.Key]}</button>"""));
        var back = Math.Abs(offset) < 1 ? Markup.None : Markup.Of($"""<button name="jump" value="back">{words["machine.back"]}</button>""");
        var shared = visit.Tenant.SharesClock ? Markup.Of($"""<p class="notice">{words["machine.shared"]}</p>""") : Markup.None;
        return Markup.Of(
            $"""
            <section class="panel" aria-labelledby="clock"><h2 id="clock">{words["machine.clock"]}</h2>{untaken.Alert("clock")}
            <p class="now"><time datetime="{TenantClock.Stamp(now)}">{now.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture)}</time> <span class="quiet">{words["machine.zone"]}</span></p>
            <p class="quiet">{(Math.Abs(offset) < 1 ? words["machine.onTime"] : words.Of(offset > 0 ? "machine.ahead" : "machine.behind", Span(TimeSpan.FromSeconds(Math.Abs(offset)), words)))}</p>{shared}
            <form method="post" action="/machine/clock"><div class="actions">{jumps}{back}</div></form>
            <form method="post" action="/machine/clock" class="row"><div class="field"><label for="moment">{words["machine.moment"]}</label>
            <input type="datetime-local" id="moment" name="moment" step="1" required value="{untaken.Or("clock", now.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture))}"></div><button>{words["machine.go"]}</button></form>{Speed(words, clock, untaken)}</section>
            """);
    }

    public static async Task<IResult> PostAsync(Visit visit)
    {
        var form = await visit.FormAsync();
        var typed = form["moment"].ToString() is { Length: > 0 } moment ? moment : form["speed"].ToString();
        var sentence = Asked(visit, form) is { } asked ? await new Switches(visit).SetAsync("clock", asked) : visit.Words["machine.noMoment"];
        return await MachinePages.AfterAsync(visit, new Untaken(form.ContainsKey("speed") ? "speed" : "clock", typed, sentence));
    }

    /// <summary>The request that does what the form says; null when it says nothing that can be read.</summary>
    private static JsonObject? Asked(Visit visit, IFormCollection form)
    {
        if (form["jump"].ToString() == "back") return new JsonObject { ["offsetSeconds"] = 0 };
        if (_jumps.FirstOrDefault(jump => jump.Name == form["jump"].ToString()) is { By.Ticks: > 0 } found) return To(visit.Tenant.Clock.GetUtcNow() + found.By);
        if (form["speed"].ToString() is { Length: > 0 } text)
            return double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) ? new JsonObject { ["speed"] = speed } : null;
        return DateTime.TryParse(form["moment"].ToString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year is >= 2000 and < 2100
            ? To(new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified), TenantClock.SiteOffset)) : null;
    }

    private static JsonObject To(DateTimeOffset moment) => new() { ["now"] = moment.ToString("O", CultureInfo.InvariantCulture) };

    /// <summary>Only a tenant that says how fast its clock runs can be told to run faster.</summary>
    private static Markup Speed(Words words, JsonObject clock, Untaken untaken) => clock["speed"] is not { } speed ? Markup.None : Markup.Of(
        $"""
        <form method="post" action="/machine/clock" class="row"><div class="field"><label for="speed">{words["machine.speed"]}</label>
        <input type="number" id="speed" name="speed" min="0" step="any" required value="{untaken.Or("speed", speed.ToJsonString())}" aria-describedby="speed-help"><span class="help caption" id="speed-help">{words["machine.speedHelp"]}</span></div><button>{words["machine.run"]}</button></form>{untaken.Alert("speed")}
        """);

    private static string Span(TimeSpan span, Words words) => words.Of("machine.span", (long)span.TotalDays, span.Hours, span.Minutes);
}
