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

    /// <summary>Why the press before was refused.</summary>
    public static string? Refusal(Visit visit) => visit.Query("refused") is { } key && visit.Words.Has("refused." + key) ? visit.Words["refused." + key] : null;

    public static async Task<IResult> PressAsync(Visit visit)
    {
        var sent = await visit.FormAsync();
        var parts = sent[Field].ToString().Split('.', 2);
        var question = new ListQuestion(visit.Http.Request.Query);
        IResult Back(params (string, string?)[] told) => Results.Redirect(question.With(visit.Http.Request.Path.ToUriComponent(), [("done", null), ("refused", null), .. told]));
        if (parts.Length != 2) return Back();
        var (pressed, item, address, graph, fields) = ListPlace.Read(visit, place =>
        {
            var look = ListLook.Of(place, question.View);
            var item = place.Open.Item(parts[0]);
            var pressed = new RowFormat(place, look, new Cells(place)).Action(item, parts[1]);
            return (pressed, item, place.ItemAddress(item.Id), place.Graph, pressed?.Action == "setValue" ? Written(place, pressed.Input) : []);
        });
        switch (pressed?.Action)
        {
            case null:
                return Back(("refused", "stale"));
            case "setValue":
                var answer = await visit.Desk.GraphAsync("PATCH", $"{graph}/items/{item.Key}/fields", fields, item.ETag);
                return answer.IsGood ? Back(("done", "1")) : Back(("refused", Reason(answer)));
            case "editProps":
                return Results.Redirect(address.Replace("DispForm", "EditForm", StringComparison.Ordinal));
            case "delete":
                return Results.Redirect(address.Replace("DispForm", "Delete", StringComparison.Ordinal));
            case "executeFlow" or "share" or "embed":
                return Back(("refused", "nothere"));
            default:
                return Results.Redirect(address);
        }
    }

    /// <summary>The values as Graph takes them: people and lookups by id, several choices with their type.</summary>
    private static JsonObject Written(ListPlace place, JsonObject input)
    {
        var fields = new JsonObject();
        var text = new FieldText(place.Words, new Known(place.Session, place.Site));
        foreach (var (name, value) in input)
        {
            if (place.Open.Columns.FirstOrDefault(column => column.Name == name) is not { } column) continue;
            var texts = value switch { null => [], JsonArray several => several.Select(one => one?.ToString() ?? "").ToList(), _ when value.GetValueKind() == JsonValueKind.False => [], _ => [value.ToString()] };
            // dates come as moments, everything else as people would type it
            if (column.Kind == "dateTime") fields[name] = texts.Count > 0 && texts[0].Length > 0 ? texts[0] : null;
            else foreach (var (member, written) in text.Read(column, texts, person => Ensured(place, person)).Members) fields[member] = written;
        }

        return fields;
    }

    private static long Ensured(ListPlace place, Person person) => place.Visit.Tenant.Database.Write(session => UserRows.Ensure(session, place.Site, person, place.Visit.Tenant.Clock.Now).Id);

    /// <summary>The key of a sentence that an address can carry; what the service said in its own words cannot be.</summary>
    private static string Reason(DeskAnswer answer) => answer.Status switch { 0 => "lost", 403 => "denied", 404 => "gone", 409 or 412 => "changed", 429 or 503 or 504 => "busy", _ => "value" };
}
