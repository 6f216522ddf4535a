using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Machine;

/// <summary>What everybody has cost so far, and how much an app may spend in a minute.</summary>
internal static class MeterPanel
{
    public static Markup Make(Visit visit, JsonObject meter, Untaken untaken)
    {
        var words = visit.Words;
        var names = Names(visit);
        var rows = (meter["identities"] as JsonObject ?? []).Select(one => Row(words, names, one.Key, one.Value as JsonObject ?? [])).ToList();
        var table = rows.Count == 0 ? Markup.Of($"""<p class="quiet">{words["machine.noCost"]}</p>""") : Markup.Of(
            $"""
            <div class="scroll"><table class="plain cardrows"><thead><tr><th scope="col" class="first">{words["machine.who"]}</th><th scope="col" class="number">{words["machine.requests"]}</th><th scope="col" class="number">{words["machine.units"]}</th>
            <th scope="col" class="number">{words["machine.writes"]}</th><th scope="col" class="number">Graph</th><th scope="col" class="number">REST</th></tr></thead><tbody>{rows}</tbody></table></div>
            <form method="post" action="/machine/meter"><input type="hidden" name="clear" value="1"><div class="actions"><button>{words["machine.clearMeter"]}</button></div></form>
            """);
        var quota = meter["unitsPerMinute"]?.ToString() ?? "";
        var state = quota.Length == 0 ? words["machine.noQuota"] : words.Of("machine.quotaIs", quota, meter["throttled"]?.ToString() ?? "0");
        return Markup.Of(
            $"""
            <section class="panel whole" aria-labelledby="meter"><h2 id="meter">{words["machine.meter"]}</h2>{untaken.Alert("quota")}<p>{state}</p>{table}
            <form method="post" action="/machine/meter" class="row"><div class="field"><label for="quota">{words["machine.quota"]}</label>
            <input type="number" id="quota" name="quota" min="5" step="1" value="{untaken.Or("quota", quota)}" aria-describedby="quota-help"><span class="help caption" id="quota-help">{words["machine.quotaHelp"]}</span></div><button>{words["machine.setQuota"]}</button></form></section>
            """);
    }

    public static async Task<IResult> PostAsync(Visit visit)
    {
        var form = await visit.FormAsync();
        var switches = new Switches(visit);
        if (form.ContainsKey("clear")) return await MachinePages.AfterAsync(visit, new Untaken("quota", "", await switches.ClearAsync("meter")));
        var typed = form["quota"].ToString().Trim();
        var isNumber = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var units);
        var sentence = typed.Length > 0 && !isNumber ? visit.Words["machine.noNumber"] : await switches.SetAsync("meter", new JsonObject { ["unitsPerMinute"] = isNumber ? units : null });
        return await MachinePages.AfterAsync(visit, new Untaken("quota", typed, sentence));
    }

    private static Markup Row(Words words, Dictionary<string, string> names, string identity, JsonObject cost)
    {
        var name = names.TryGetValue(identity, out var known) ? known : words["machine.nobody"];
        var kind = identity.StartsWith("app:", StringComparison.Ordinal) ? words["machine.app"] : identity.StartsWith("person:", StringComparison.Ordinal) ? words["machine.person"] : identity;
        string Number(JsonObject? sums, string member) => sums?[member]?.ToString() ?? "0";
        return Markup.Of(
            $"""
            <tr><td class="first">{name}<small>{kind}</small></td><td class="number" data-name="{words["machine.requests"]}">{Number(cost, "requests")}</td><td class="number" data-name="{words["machine.units"]}">{Number(cost, "resourceUnits")}</td>
            <td class="number" data-name="{words["machine.writes"]}">{Number(cost, "writes")}</td><td class="number" data-name="Graph">{Number(cost["graph"] as JsonObject, "requests")}</td><td class="number" data-name="REST">{Number(cost["rest"] as JsonObject, "requests")}</td></tr>
            """);
    }

    private static Dictionary<string, string> Names(Visit visit) => visit.Read((session, _) =>
        DirectoryStore.Apps(session).Select(app => ("app:" + app.Id, app.DisplayName)).Concat(DirectoryStore.People(session).Select(person => ("person:" + person.Id, person.DisplayName)))
            .ToDictionary(one => one.Item1, one => one.DisplayName, StringComparer.OrdinalIgnoreCase));
}
