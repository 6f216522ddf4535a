using EmulationM365.LocalM365.Formatting;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>
/// The buttons that column formatting puts into rows. What a press writes is worked out again from the item as it is now: a page sends only which button was
/// pressed, and a button that would do something else by now is refused.
/// </summary>
internal static class RowActions
{
    /// <summary>The field of the form that names the button: <c>{item}.{token}</c>.</summary>
    public const string Field = "press";

    private const string Denied = "denied";

    /// <summary>Why the press before was refused.</summary>
    public static string? Refusal(Visit visit) => visit.Query("refused") is { } key && visit.Words.Has("refused." + key) ? visit.Words["refused." + key] : null;

    public static async Task<IResult> PressAsync(Visit visit)
    {
        var sent = await visit.FormAsync();
        var parts = sent[Field].ToString().Split('.', 2);
        var question = new ListQuestion(visit.Http.Request.Query);
        IResult Back(params (string, string?)[] told) => Results.Redirect(question.Again(visit.Http.Request.Path.ToUriComponent(), told));
        if (parts.Length != 2) return Back();
        var press = ListPlace.Read(visit, place => Find(place, question, parts[0], parts[1]));
        switch (press)
        {
            case null:
                return Back(("refused", "stale"));
            case { Fields: { } fields }:
                var answer = await visit.Desk.GraphAsync("PATCH", press.Address, fields, press.ETag);
                return answer.IsGood ? Back(("done", "1")) : Back(("refused", Reason(answer)));
            case { Action: "setValue" }:
                return Back(("refused", "value"));
            case { Action: Denied }:
                return Back(("refused", "denied"));
            case { Action: "executeFlow" or "share" or "embed" }:
                return Back(("refused", "nothere"));
            default:
                return Results.Redirect(press.Address);
        }
    }

    private static Press? Find(ListPlace place, ListQuestion question, string key, string token)
    {
        var item = place.Open.Item(key);
        return new RowFormat(place, ListLook.Of(place, question.View), new Cells(place)).Action(item, token) switch
        {
            null => null,
            // nobody becomes known to the site by a press that is refused
            { Action: "setValue" } when !place.Open.MayChange(item) => new Press(Denied, "", "", null),
            { Action: "setValue" } pressed => new Press(pressed.Action, $"{place.Graph}/items/{item.Key}/fields", item.ETag, Written(place, item, pressed.Input)),
            { Action: "editProps" or "delete" } pressed => new Press(pressed.Action, place.ItemAddress(item.Id, pressed.Action == "delete" ? "Delete" : "EditForm"), "", null),
            var pressed => new Press(pressed.Action, place.ItemAddress(item.Id), "", null),
        };
    }

    /// <summary>The values as Graph takes them: people and lookups by id, several choices with their type. Null when one of them says nothing that its column could hold.</summary>
    private static JsonObject? Written(ListPlace place, Item item, JsonObject input)
    {
        var fields = new JsonObject();
        var text = new FieldText(place.Words, new Known(place.Session, place.Site));
        foreach (var (name, value) in input)
        {
            if (place.Open.Columns.FirstOrDefault(column => column.Name == name) is not { } column) return null;
            var texts = Texts(column, value);
            // dates come as moments, everything else as people would type it
            if (column.Kind == "dateTime")
            {
                fields[name] = texts is [{ Length: > 0 } moment, ..] ? moment : null;
                continue;
            }

            var (members, wrong) = text.Read(column, texts, person => FormReader.Ensure(place, item, person));
            if (wrong is not null) return null;
            foreach (var (member, written) in members) fields[member] = written;
        }

        return fields.Count == 0 ? null : fields;
    }

    private static List<string> Texts(Column column, JsonNode? value) => value switch
    {
        null => [],
        JsonArray several => [.. several.Select(one => one?.ToString() ?? "")],
        // formats compute texts, so a no is seldom a false
        _ when column.Kind == "boolean" => value.ToString().ToLowerInvariant() is "" or "0" or "false" or "no" or "không" ? [] : ["1"],
        _ => [value.ToString()],
    };

    /// <summary>The key of a sentence that an address can carry; what the service said in its own words cannot be.</summary>
    private static string Reason(DeskAnswer answer) => answer.Status switch { 0 => "lost", 403 => "denied", 404 => "gone", 409 or 412 => "changed", 429 or 503 or 504 => "busy", _ => "value" };

    /// <summary>What a press leads to: a write to an address, or the address itself.</summary>
    private sealed record Press(string Action, string Address, string ETag, JsonObject? Fields);
}
