namespace EmulationM365.LocalM365.Rest;

/// <summary>People as a form writes them: a JSON array of keys, each of them a claim. Who is named becomes known to the site.</summary>
internal static class FormPeople
{
    public static JsonNode Read(OpenedList open, Column column, string text)
    {
        var ids = Keys(column, text).Select(key => Row(open, column, key)).Distinct().ToList();
        if (column.Multiple) return new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        return ids is [var only] ? JsonValue.Create(only) : throw RestAccess.Wrong($"The field '{column.Name}' takes one person.");
    }

    private static List<string> Keys(Column column, string text)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonArray people && people.Select(one => (one as JsonObject)?.String("Key")).ToList() is var keys && !keys.Contains(null)) return keys!;
        }
        catch (JsonException)
        {
            // the words of a display name, perhaps: a form takes keys
        }

        throw RestAccess.Wrong($"The value of '{column.Name}' is written as [{{\"Key\":\"i:0#.f|membership|name@host\"}}].");
    }

    private static long Row(OpenedList open, Column column, string key)
    {
        if (DirectoryStore.Person(open.Session, key[(key.LastIndexOf('|') + 1)..]) is { } person) return UserRows.Ensure(open.Session, open.Site, person, open.Call.Now).Id;
        var group = column.Facet.String("chooseFromType") == "peopleOnly" ? null : GroupStore.Find(open.Session, open.Site, key);
        return group?.Id ?? throw RestAccess.Wrong($"The user '{key}' does not exist or is not unique.");
    }
}
