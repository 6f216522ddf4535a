using EmulationM365.LocalM365.Formatting;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>Cells and rows as the formatting of their column, or of the view, wants them; plain where there is none.</summary>
internal sealed class RowFormat(ListPlace place, ListLook look, Cells cells)
{
    private readonly Dictionary<string, JsonObject?> _formats = [];
    private (long Item, FormatScope Scope)? _seen;

    public Markup Show(Item item, Column column)
    {
        if (Format(column) is not { } format) return cells.Show(item, column);
        return Formatter.Render(format, Scope(item) with { CurrentField = column.Name }) is { Html: { } html } ? new Markup(html) : cells.Show(item, column);
    }

    /// <summary>What a view's format says of a whole row: instead of the cells, or beside them.</summary>
    public (Markup? Whole, string Class) Row(Item item)
    {
        if (look.Formatter is null) return (null, "");
        var drawn = Formatter.Render(look.Formatter, Scope(item));
        return (drawn.Html is { } html ? new Markup(html) : null, drawn.RowClass);
    }

    /// <summary>Every button on an item's row, by its token.</summary>
    public FormatAction? Action(Item item, string token) => look.Columns.Select(column => (Format: Format(column), column.Name)).Where(one => one.Format is not null)
        .SelectMany(one => Formatter.Render(one.Format!, Scope(item) with { CurrentField = one.Name }).Actions)
        .Concat(look.Formatter is null ? [] : Formatter.Render(look.Formatter, Scope(item)).Actions)
        .FirstOrDefault(action => action.Token == token);

    private JsonObject? Format(Column column) => _formats.TryGetValue(column.Name, out var known) ? known : _formats[column.Name] = Read(column.Formatter);

    private static JsonObject? Read(string? text) => text is null ? null : JsonNode.Parse(text) as JsonObject;

    private FormatScope Scope(Item item)
    {
        if (_seen is { } seen && seen.Item == item.Id) return seen.Scope;
        var columns = place.Open.Columns;
        var scope = Scope(place, cells, item) with
        {
            ColumnFormat = name => columns.FirstOrDefault(column => column.Name == name) is { } column ? Format(column) : null,
            // one form holds the whole list, so a button says which row it stands in
            Button = (action, attributes, content) => $"<button type=\"submit\" name=\"{RowActions.Field}\" value=\"{item.Key}.{Markup.Encode(action.Token)}\"{attributes}>{content}</button>",
        };
        _seen = (item.Id, scope);
        return scope;
    }

    /// <summary>What formats see of an item, or of one that is not there yet.</summary>
    internal static FormatScope Scope(ListPlace place, Cells cells, Item? item)
    {
        var columns = place.Open.Columns;
        var fields = item is null ? [] : place.Open.Reader.Read(item, [.. columns.Select(column => column.Name), "id"], collection: false);
        if (item is not null)
            foreach (var column in columns.Where(column => column is { IsLookup: true, Multiple: false })) fields[column.Name + "LookupId"] = Id(item, column)?.ToString();
        return new FormatScope("", FormatFields.Of(columns, fields, (column, id) => Address(cells, column, id)), place.Visit.Visitor.Person.Mail ?? place.Visit.Visitor.Person.Upn, LocalTime.Local(place.Visit.Tenant.Clock.GetUtcNow()))
        {
            DisplayNames = columns.ToDictionary(column => column.Name, place.Heading),
            CurrentWeb = place.Visit.Tenant.Origin + place.Site.Path,
            Lcid = place.Words.Language == Words.Default ? 1066 : 1033,
        };
    }

    private static JsonNode? Id(Item item, Column column) => column.Name switch { "Author" => item.AuthorId, "Editor" => item.EditorId, _ => item.Fields[column.Name] };

    private static string? Address(Cells cells, Column column, long id) => column.Kind == "personOrGroup" ? cells.Known.Of(column, JsonValue.Create(id)).FirstOrDefault()?.Mail : null;
}
