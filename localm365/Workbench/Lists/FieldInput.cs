using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The field of a form in which one column is typed.</summary>
internal sealed class FieldInput(ListPlace place, Known known)
{
    /// <summary>The list of names that person fields offer; once a page.</summary>
    public const string PeopleList = "people-offered";

    private readonly Dictionary<string, IReadOnlyList<Reference>> _choices = [];

    public Markup Offered() => Markup.Of($"""<datalist id="{PeopleList}">{known.People.Select(person => Markup.Of($"""<option value="{person.DisplayName} &lt;{person.Upn}&gt;">"""))}</datalist>""");

    /// <summary>Several ticks need a group with a caption; everything else one label.</summary>
    public static bool IsGroup(Column column) => (column.Kind == "choice" && column.Multiple) || (column.Kind == "lookup" && column.Multiple);

    /// <param name="column">The column.</param>
    /// <param name="name">Name of the field, and its id.</param>
    /// <param name="texts">What stands in it.</param>
    /// <param name="more">Attributes: a label, a description, a mark that it is wrong.</param>
    /// <param name="inGrid">In a row of the grid: one line high.</param>
    public Markup Make(Column column, string name, IReadOnlyList<string> texts, Markup more, bool inGrid)
    {
        var text = texts.Count > 0 ? texts[0] : "";
        return column.Kind switch
        {
            "choice" when column.Multiple => Ticks(name, texts, Words(column).Select(word => (word, word)), more, inGrid),
            "choice" when column.Facet.Flag("allowTextEntry") => Markup.Of($"""<input id="{name}" name="{name}" list="{name}-words" value="{text}"{more}><datalist id="{name}-words">{Words(column).Select(word => Markup.Of($"""<option value="{word}">"""))}</datalist>"""),
            "choice" => Select(name, text, Words(column).Select(word => (word, word)), more),
            "lookup" when column.Multiple => Ticks(name, texts, Rows(column, texts), more, inGrid),
            "lookup" => Select(name, text, Rows(column, texts), more),
            "boolean" => Markup.Of($"""<input type="hidden" name="{name}" value=""><input type="checkbox" id="{name}" name="{name}" value="1"{Markup.If(texts.Count > 0 && text == "1", " checked")}{more}>"""),
            "number" or "currency" => Markup.Of($"""<input type="number" step="any" id="{name}" name="{name}" value="{text}"{more}>"""),
            "dateTime" => Markup.Of($"""<input type="{(column.Facet.String("format") == "dateOnly" ? "date" : "datetime-local")}" id="{name}" name="{name}" value="{text}"{more}>"""),
            "personOrGroup" => Markup.Of($"""<input id="{name}" name="{name}" list="{PeopleList}" autocomplete="off" value="{text}"{more}>"""),
            "text" when column.Facet.Flag("allowMultipleLines") => Markup.Of($"""<textarea id="{name}" name="{name}"{more}>{(text.StartsWith('\n') ? "\n" : "")}{text}</textarea>"""),
            _ => Markup.Of($"""<input id="{name}" name="{name}" maxlength="255" value="{text}"{more}>"""),
        };
    }

    private static IEnumerable<string> Words(Column column) => (column.Facet["choices"] as JsonArray ?? []).Select(choice => choice!.GetValue<string>());

    /// <summary>The rows that can be chosen, and those that are: they may be beyond what is offered, or in a list the visitor may not open.</summary>
    private IEnumerable<(string Value, string Text)> Rows(Column column, IReadOnlyList<string> chosen)
    {
        if (!_choices.TryGetValue(column.Name, out var rows)) _choices[column.Name] = rows = known.Choices(place.Call, column);
        var others = chosen.Where(text => rows.All(row => row.Id.ToString(CultureInfo.InvariantCulture) != text)).SelectMany(text => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? known.Of(column, JsonValue.Create(id)) : []);
        return rows.Concat(others).Select(row => (row.Id.ToString(CultureInfo.InvariantCulture), row.Title));
    }

    /// <summary>What stands in the field stays choosable, even when the choice was taken out of the column since.</summary>
    private static List<(string Value, string Text)> With(IEnumerable<(string Value, string Text)> choices, IReadOnlyList<string> texts)
    {
        var all = choices.ToList();
        all.AddRange(texts.Where(text => all.All(choice => choice.Value != text)).Select(text => (text, text)));
        return all;
    }

    private static Markup Select(string name, string text, IEnumerable<(string Value, string Text)> choices, Markup more)
    {
        var options = With(choices, text.Length > 0 ? [text] : []).Select(choice => Markup.Of($"""<option value="{choice.Value}"{Markup.If(choice.Value == text, " selected")}>{choice.Text}</option>"""));
        return Markup.Of($"""<select id="{name}" name="{name}"{more}><option value=""></option>{options}</select>""");
    }

    private static Markup Ticks(string name, IReadOnlyList<string> texts, IEnumerable<(string Value, string Text)> choices, Markup more, bool inGrid)
    {
        var ticks = With(choices, texts).Select((choice, at) => Markup.Of(
            $"""<label><input type="checkbox" name="{name}" id="{name}-{at}" value="{choice.Value}"{Markup.If(texts.Contains(choice.Value), " checked")}> {choice.Text}</label>"""));
        return Markup.Of($"""<input type="hidden" name="{name}" value=""><div class="options{(inGrid ? " tight" : "")}"{more}>{ticks}</div>""");
    }
}
