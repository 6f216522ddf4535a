using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Machine;

/// <summary>The people of the directory, and who of them may sign in.</summary>
internal static class PeoplePages
{
    public static IResult Show(Visit visit) => Show(visit, null);

    public static async Task<IResult> PostAsync(Visit visit)
    {
        var form = await visit.FormAsync();
        var switches = new Switches(visit);
        var known = (await switches.ReadAsync("people"))["people"] as JsonArray ?? [];
        if (known.OfType<JsonObject>().FirstOrDefault(one => one.String("id") == form["id"].ToString()) is not { } person) throw Refused.NotFound();
        // a person is saved whole: what is not sent along would be gone
        person["accountEnabled"] = form["enabled"].ToString() == "1";
        var sentence = await switches.SetAsync("people", new JsonObject { ["people"] = new JsonArray(person.DeepClone()) });
        return sentence is null ? Results.Redirect("/machine/people") : Show(visit, sentence);
    }

    private static IResult Show(Visit visit, string? sentence)
    {
        var words = visit.Words;
        var people = visit.Read((session, _) => DirectoryStore.People(session));
        var names = people.ToDictionary(person => person.Id, person => person.DisplayName, StringComparer.OrdinalIgnoreCase);
        var alert = sentence is null ? Markup.None : Markup.Of($"""<p class="alert" role="alert">{sentence}</p>""");
        var table = people.Count == 0 ? Markup.Of($"""<p class="empty">{words["signin.nobody"]}</p>""") : Markup.Of(
            $"""
            <div class="scroll"><table class="list cardrows"><thead><tr><th scope="col" class="first">{words["machine.name"]}</th><th scope="col">{words["machine.post"]}</th><th scope="col">{words["machine.unit"]}</th><th scope="col">{words["machine.account"]}</th>
            <th scope="col">{words["machine.superior"]}</th><th scope="col">{words["machine.state"]}</th><th scope="col"><span class="sr">{words["machine.change"]}</span></th></tr></thead><tbody>{people.Select(person => Row(visit, names, person))}</tbody></table></div>
            """);
        var body = Markup.Of($"""<h1>{words["machine.people"]}</h1><p class="quiet">{words["machine.peopleAbout"]}</p>{alert}{table}""");
        return MachinePages.Frame(visit, words["machine.people"], body, sentence is null ? 200 : 422);
    }

    private static Markup Row(Visit visit, Dictionary<string, string> names, Person person)
    {
        var words = visit.Words;
        var state = person.Enabled ? Markup.Of($"""<span class="pill good">✓ {words["machine.enabled"]}</span>""") : Markup.Of($"""<span class="pill bad">✕ {words["machine.disabled"]}</span>""");
        var superior = person.Superior is { } id && names.TryGetValue(id, out var name) ? name : "";
        var me = person.Id == visit.Visitor.Person.Id ? Markup.Of($"<small>{words["machine.you"]}</small>") : Markup.None;
        var label = words.Of(person.Enabled ? "machine.disableWhom" : "machine.enableWhom", person.DisplayName);
        return Markup.Of(
            $"""
            <tr><td class="first">{person.DisplayName}{me}</td><td data-name="{words["machine.post"]}">{person.JobTitle}</td><td data-name="{words["machine.unit"]}">{person.Department}</td><td data-name="{words["machine.account"]}">{person.Upn}</td>
            <td data-name="{words["machine.superior"]}">{superior}</td><td data-name="{words["machine.state"]}">{state}</td><td><form method="post" action="/machine/people"><input type="hidden" name="id" value="{person.Id}">
            <input type="hidden" name="enabled" value="{(person.Enabled ? "0" : "1")}"><button aria-label="{label}">{words[person.Enabled ? "machine.disable" : "machine.enable"]}</button></form></td></tr>
            """);
    }
}
