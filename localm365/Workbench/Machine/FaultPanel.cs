using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Machine;

/// <summary>The faults that were asked for, and a script to ask for others.</summary>
internal static class FaultPanel
{
    private const string Sample =
        """
        {"rules": [{"route": "POST .*/items", "kind": "status", "status": 503, "retryAfter": "2", "times": 1}]}
        """;

    private static readonly JsonSerializerOptions _pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Markup Make(Visit visit, JsonObject faults, Untaken untaken)
    {
        var words = visit.Words;
        var rules = (faults["rules"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var table = rules.Count == 0 ? Markup.Of($"""<p class="quiet">{words["machine.noFaults"]}</p>""") : Markup.Of(
            $"""
            <div class="scroll"><table class="plain cardrows"><thead><tr><th scope="col" class="first">{words["machine.route"]}</th><th scope="col">{words["machine.effect"]}</th><th scope="col">{words["machine.whom"]}</th><th scope="col" class="number">{words["machine.times"]}</th>
            <th scope="col" class="number">{words["machine.seen"]}</th></tr></thead><tbody>{rules.Select(rule => Row(words, rule))}</tbody></table></div>
            <form method="post" action="/machine/faults"><input type="hidden" name="clear" value="1"><div class="actions"><button>{words["machine.clearFaults"]}</button></div></form>
            """);
        return Markup.Of(
            $"""
            <section class="panel whole" aria-labelledby="faults"><h2 id="faults">{words["machine.faults"]}</h2><p class="quiet">{words["machine.faultsAbout"]}</p>{table}{untaken.Alert("faults")}
            <form method="post" action="/machine/faults"><div class="field"><label for="script">{words["machine.script"]}</label><textarea id="script" name="script" class="code" rows="6" spellcheck="false" required aria-describedby="script-help">
            {untaken.Or("faults", rules.Count == 0 ? Sample : Script(rules))}</textarea><span class="help caption" id="script-help">{words["machine.scriptHelp"]}</span></div><div class="actions"><button>{words["machine.setFaults"]}</button></div></form></section>
            """);
    }

    public static async Task<IResult> PostAsync(Visit visit)
    {
        var form = await visit.FormAsync();
        var switches = new Switches(visit);
        if (form.ContainsKey("clear")) return await MachinePages.AfterAsync(visit, new Untaken("faults", "", await switches.ClearAsync("faults")));
        var script = form["script"].ToString().Trim();
        // a list of rules alone is taken for what it means
        var sentence = await switches.SetAsync("faults", script.StartsWith('[') ? $"{{\"rules\":{script}}}" : script);
        return await MachinePages.AfterAsync(visit, new Untaken("faults", script, sentence));
    }

    private static Markup Row(Words words, JsonObject rule)
    {
        string Said(string name, string otherwise) => rule[name]?.ToString() is { Length: > 0 } text ? text : otherwise;
        var kind = Said("kind", "status");
        var effect = kind == "status" ? words.Of("machine.answers", Said("status", "503")) : kind;
        var when = Said("when", "before") == "after" ? Markup.Of($"<small>{words["machine.afterwards"]}</small>") : Markup.None;
        return Markup.Of(
            $"""
            <tr><td class="first"><code>{Said("route", ".")}</code></td><td data-name="{words["machine.effect"]}">{effect}{when}</td><td data-name="{words["machine.whom"]}">{Said("identity", words["machine.everybody"])}</td>
            <td class="number" data-name="{words["machine.times"]}">{Said("times", "1")}</td><td class="number" data-name="{words["machine.seen"]}">{Said("seen", "0")}</td></tr>
            """);
    }

    /// <summary>The rules in force as a script that would set them again; how often each was seen is not part of it.</summary>
    private static string Script(IEnumerable<JsonObject> rules)
    {
        var kept = rules.Select(rule =>
        {
            var asked = rule.DeepClone().AsObject();
            asked.Remove("seen");
            return (JsonNode)asked;
        });
        return new JsonObject { ["rules"] = new JsonArray([.. kept]) }.ToJsonString(_pretty);
    }
}
