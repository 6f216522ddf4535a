using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>From what was sent to what is to be changed: only fields whose texts are no longer those the form was filled with.</summary>
internal sealed class FormReader(ListPlace place, Known known)
{
    private readonly FieldText _text = new(place.Words, known);

    /// <summary>The texts a form begins with.</summary>
    public Typed Begin(IEnumerable<Column> columns, Item? item) => new(
        columns.ToDictionary(column => column.Name, column => item is null ? Default(column) : _text.Of(column, item.Fields[column.Name])), new Dictionary<string, string>(), null);

    /// <summary>What was typed, what is wrong with it, and the field map that says the rest.</summary>
    public (Typed Typed, JsonObject Fields) Read(IReadOnlyList<Column> columns, Item? item, Func<string, IReadOnlyList<string>?> sent)
    {
        var texts = new Dictionary<string, IReadOnlyList<string>>();
        var wrong = new Dictionary<string, string>();
        var fields = new JsonObject();
        foreach (var column in columns)
        {
            var begun = item is null ? [] : _text.Of(column, item.Fields[column.Name]);
            var now = sent(column.Name) is { } given ? [.. given.Where(text => text.Length > 0).Select(text => text.ReplaceLineEndings("\n"))] : begun;
            texts[column.Name] = now;
            if (now.SequenceEqual(begun) && (item is not null || !column.Definition.Flag("required"))) continue;
            var (members, sentence) = _text.Read(column, now, Ensure);
            if (sentence is not null) wrong[column.Name] = sentence;
            foreach (var (name, value) in members) fields[name] = value;
        }

        return (new Typed(texts, wrong, null), fields);
    }

    /// <summary>What the service refused, at the field it speaks of where it names one.</summary>
    public static Typed Refused(Typed typed, IReadOnlyList<Column> columns, DeskAnswer answer, Words words)
    {
        var sentence = answer.Refusal(words);
        var said = (answer.Body["error"] as JsonObject)?.String("message") ?? "";
        var named = answer.Status == 400 ? columns.FirstOrDefault(column => said.Contains($"'{column.Name}'", StringComparison.Ordinal) || said.Contains($"[{column.Name}]", StringComparison.Ordinal)) : null;
        return named is null ? typed with { Alert = sentence } : typed with { Wrong = new Dictionary<string, string>(typed.Wrong) { [named.Name] = sentence } };
    }

    /// <summary>Whoever is put into a person column becomes known to the site.</summary>
    private long Ensure(Person person) => place.Visit.Tenant.Database.Write(session => UserRows.Ensure(session, place.Site, person, place.Visit.Tenant.Clock.Now).Id);

    private IReadOnlyList<string> Default(Column column)
    {
        if ((column.Definition["defaultValue"] as JsonObject)?.String("value") is not { Length: > 0 } text) return [];
        return column.Kind switch
        {
            "boolean" => text is "1" or "true" ? ["1"] : [],
            "dateTime" => Items.Moments.Stamp(column, text.Equals("[today]", StringComparison.OrdinalIgnoreCase) ? place.Visit.Tenant.Clock.Now : text) is { } stamp ? _text.Of(column, JsonValue.Create(stamp)) : [],
            _ => [text],
        };
    }
}
