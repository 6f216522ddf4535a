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
    /// <param name="columns">The columns that can be typed.</param>
    /// <param name="item">The item as it is; null for a new one.</param>
    /// <param name="sent">The texts that came for a column.</param>
    /// <param name="showedDefaults">A new item's form began with the defaults of its columns, so what is empty now was emptied.</param>
    public (Typed Typed, JsonObject Fields) Read(IReadOnlyList<Column> columns, Item? item, Func<string, IReadOnlyList<string>?> sent, bool showedDefaults = false)
    {
        var texts = new Dictionary<string, IReadOnlyList<string>>();
        var wrong = new Dictionary<string, string>();
        var fields = new JsonObject();
        foreach (var column in columns)
        {
            var begun = item is null ? [] : _text.Of(column, item.Fields[column.Name]);
            var now = sent(column.Name) is { } given ? [.. given.Where(text => text.Length > 0).Select(text => text.ReplaceLineEndings("\n"))] : begun;
            texts[column.Name] = now;
            var isEmptied = showedDefaults && item is null && now.Count == 0 && Default(column).Count > 0;
            if (IsSame(column, now, begun) && !isEmptied && (item is not null || !column.Definition.Flag("required"))) continue;
            var (members, sentence) = _text.Read(column, now, person => Ensure(place, item, person));
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

    /// <summary>Ticks come in the order of the choices, whatever the order they are stored in.</summary>
    private static bool IsSame(Column column, IReadOnlyList<string> now, IReadOnlyList<string> begun) => FieldInput.IsGroup(column) ? now.ToHashSet().SetEquals(begun) : now.SequenceEqual(begun);

    /// <summary>Whoever is put into a person column becomes known to the site; only somebody who may write there makes them known.</summary>
    internal static long Ensure(ListPlace place, Item? item, Person person)
    {
        if (!(item is null ? place.MayAdd : place.Open.MayChange(item))) throw Odata.Refused.Denied();
        return place.Visit.Tenant.Database.Write(session => UserRows.Ensure(session, place.Site, person, place.Visit.Tenant.Clock.Now).Id);
    }

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
