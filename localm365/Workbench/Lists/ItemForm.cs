using EmulationM365.LocalM365.Formatting;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>What was typed into a form, or what it begins with: texts by column, and what is wrong with them.</summary>
internal sealed record Typed(IReadOnlyDictionary<string, IReadOnlyList<string>> Texts, IReadOnlyDictionary<string, string> Wrong, string? Alert)
{
    public IReadOnlyList<string> Of(Column column) => Texts.TryGetValue(column.Name, out var texts) ? texts : [];
}

/// <summary>The form of an item: sections, fields with label, help and what is wrong, files.</summary>
internal sealed class ItemForm(ListPlace place, Cells cells, ContentType? type)
{
    /// <summary>Field names of a form: one column each.</summary>
    public const string Prefix = "f.";

    /// <summary>The columns that are typed here: those the content type shows.</summary>
    public IReadOnlyList<Column> Columns => field ??= [.. Shown().Where(FieldText.IsTypable)];

    public Markup Make(Typed typed, Item? item, string etag, string cancel)
    {
        var words = place.Words;
        var input = new FieldInput(place, cells.Known);
        var hidden = Hidden(typed, item);
        var alert = typed.Alert is { } sentence ? Markup.Of($"""<p class="alert" role="alert">{sentence}</p>""")
            : typed.Wrong.Count > 0 ? Markup.Of($"""<p class="alert" role="alert">{words.Of("form.wrong", typed.Wrong.Count)}</p>""") : Markup.None;
        return Markup.Of(
            $"""
            {alert}{Part(Layout.Header, item)}<form class="item card" method="post" enctype="multipart/form-data"{Markup.If(Columns.Any(column => column.Condition is not null), " data-conditions")} data-guard data-busy="{words["grid.saving"]}" novalidate>
            <input type="hidden" name="etag" value="{etag}"><input type="hidden" name="type" value="{type?.Id}">{input.Offered()}
            {Sections().Select(section => Section(section, typed, input, hidden))}{Files(item)}
            <div class="actions"><button class="primary" type="submit">{words["form.save"]}</button><a class="button" href="{cancel}">{words["form.cancel"]}</a></div></form>{Part(Layout.Footer, item)}
            """);
    }

    /// <summary>The sections of the form: as the list's owner laid them out, else all fields in one.</summary>
    public IReadOnlyList<(string? Heading, IReadOnlyList<Column> Columns)> Sections() => FormSections.Of(Layout, Columns);

    /// <summary>How the form is laid out.</summary>
    public FormLayout Layout => field ??= FormSections.Layout(place, type, Columns);

    /// <summary>The columns that the form does not show for what stands in it.</summary>
    public HashSet<string> Hidden(Typed typed, Item? item) => new FormConditions(place, cells.Known).Hidden(Columns, typed, item);

    /// <summary>Header or footer.</summary>
    public Markup Part(JsonObject? format, Item? item) => FormSections.Part(place, cells, format, item);

    private IEnumerable<Column> Shown()
    {
        var all = place.Open.Columns;
        if (type is null || !place.List.ContentTypes) return all;
        var shown = ContentTypeStore.Shown(place.Session, place.List.Id, type);
        return all.Where(column => column.BuiltIn || shown.Contains(column.Id));
    }

    private Markup Section((string? Heading, IReadOnlyList<Column> Columns) section, Typed typed, FieldInput input, HashSet<string> hidden) => Markup.Of(
        $"""<fieldset{Markup.If(section.Columns.All(column => hidden.Contains(column.Name)), " hidden")}><legend{Markup.If(section.Heading is null, " class=\"sr\"")}>{section.Heading ?? place.Words["form.fields"]}</legend>{section.Columns.Select(column => Field(column, typed, input, hidden.Contains(column.Name)))}</fieldset>""");

    private Markup Field(Column column, Typed typed, FieldInput input, bool isHidden)
    {
        var name = Prefix + column.Name;
        var wrong = typed.Wrong.GetValueOrDefault(column.Name);
        var help = Help(column);
        var described = string.Join(' ', new[] { help.Length > 0 ? name + "-help" : null, wrong is null ? null : name + "-wrong" }.OfType<string>());
        var must = column.Definition.Flag("required") ? Markup.Of($"""<span class="must">{place.Words["field.must"]}</span>""") : Markup.None;
        var isGroup = FieldInput.IsGroup(column);
        var more = Markup.Of($"{(described.Length > 0 ? Markup.Of($""" aria-describedby="{described}" """) : Markup.None)}{Markup.If(wrong is not null, " aria-invalid=\"true\"")}{(isGroup ? Markup.Of($""" role="group" aria-labelledby="{name}-label" """) : Markup.None)}");
        var caption = isGroup ? Markup.Of($"""<span class="label" id="{name}-label">{place.Heading(column)}{must}</span>""") : Markup.Of($"""<label for="{name}">{place.Heading(column)}{must}</label>""");
        return Markup.Of(
            $"""
            <div class="field"{Markup.If(isHidden, " hidden")} data-column="{column.Name}">{caption}{input.Make(column, name, typed.Of(column), more, inGrid: false)}
            {(help.Length > 0 ? Markup.Of($"""<small class="help" id="{name}-help">{help}</small>""") : Markup.None)}
            {(wrong is null ? Markup.None : Markup.Of($"""<span class="error" id="{name}-wrong">{wrong}</span>"""))}</div>
            """);
    }

    private string Help(Column column) => column.Definition.String("description") is { Length: > 0 } given ? given
        : column.Kind == "personOrGroup" ? place.Words[column.Multiple ? "field.help.people" : "field.help.person"] : "";

    private Markup Files(Item? item)
    {
        if (!place.List.Attachments || place.List.IsLibrary) return Markup.None;
        var words = place.Words;
        var present = item is null ? Markup.None : ItemFiles.Show(place, item.Id, canRemove: true);
        return Markup.Of(
            $"""<fieldset><legend>{words["files.title"]}</legend>{present}<div class="field"><label for="files">{words["files.add"]}</label><input type="file" id="files" name="files" multiple><small class="help">{words["files.help"]}</small></div></fieldset>""");
    }
}
