namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>A person, a group or a row of another list, as a page shows it.</summary>
internal sealed record Reference(long Id, string Title, string Mail, string About);

/// <summary>What ids in person and lookup columns stand for, each read once a page.</summary>
internal sealed class Known(Session session, Site site)
{
    /// <summary>More rows than these are not offered in a picker.</summary>
    public const int MostChoices = 500;

    private readonly Dictionary<(string Column, long Id), Reference?> _seen = [];
    private readonly Dictionary<string, SiteList?> _lists = [];

    /// <summary>All people who can be put into a person column.</summary>
    public IReadOnlyList<Person> People => field ??= [.. DirectoryStore.People(session).Where(person => person.Enabled)];

    public IEnumerable<Reference> Of(Column column, JsonNode? value) => value switch
    {
        null => [],
        JsonArray several => several.SelectMany(one => Of(column, one)),
        _ => One(column, value.GetValue<long>()) is { } found ? [found] : [],
    };

    /// <summary>The rows that a lookup column may point to, by title; none to whoever may not open their list.</summary>
    public IReadOnlyList<Reference> Choices(GraphCall call, Column column)
    {
        if (Target(column) is not { } list) return [];
        if (!ItemAccess.MayOpen(call, session, site, list)) return [];
        var open = ItemAccess.Open(call, session, site, list);
        return [.. ItemStore.Page(session, list, open.Visible, $"id", MostChoices, 0).Select(item => Row(column, item.Id, item.Fields)).OrderBy(row => row.Title, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The list a lookup column points to; null when it is gone.</summary>
    public SiteList? Target(Column column)
    {
        var id = column.Facet.String("listId") ?? "";
        return _lists.TryGetValue(id, out var known) ? known : _lists[id] = ListStore.Find(session, site, id);
    }

    private Reference? One(Column column, long id)
    {
        if (_seen.TryGetValue((column.Name, id), out var known)) return known;
        var found = column.Kind == "personOrGroup" ? Somebody(id)
            : Target(column) is { } list && ItemStore.Find(session, list, id.ToString(CultureInfo.InvariantCulture)) is { } item ? Row(column, id, item.Fields)
            : null;
        return _seen[(column.Name, id)] = found;
    }

    private Reference? Somebody(long id) => UserRows.Row(session, site, id) is { } row
        ? new Reference(id, row.String("Title") ?? "", row.String("UserName") ?? row.String("EMail") ?? "", row.String("Department") ?? "")
        : null;

    private static Reference Row(Column column, long id, JsonObject fields) => new(id, fields[column.Facet.String("columnName") ?? "Title"]?.ToString() ?? $"#{id.ToString(CultureInfo.InvariantCulture)}", "", "");
}
