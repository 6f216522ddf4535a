using EmulationM365.LocalM365.Formulas;

namespace EmulationM365.LocalM365.Items;

/// <summary>From stored values to a fieldValueSet, as Graph fills it with and without a selection.</summary>
internal sealed class FieldReader(Session session, Site site, IReadOnlyList<Column> columns)
{
    /// <summary>SharePoint answers for at most this many lookup and person columns in one query.</summary>
    public const int MostLookups = 12;

    private readonly Dictionary<string, JsonObject?> _rows = [];
    private ItemTypes? _types;

    public JsonObject Read(Item item, IReadOnlyList<string> select, bool collection)
    {
        var all = Values(item, select);
        all["_UIVersionString"] = item.Version.ToString(CultureInfo.InvariantCulture) + ".0";
        all["AuthorLookupId"] = item.AuthorId.ToString(CultureInfo.InvariantCulture);
        all["EditorLookupId"] = item.EditorId.ToString(CultureInfo.InvariantCulture);
        if (select.Count > 0) return Only(item, all, select);
        if (collection) DropBeyondTwelve(all);
        return Front(item, all);
    }

    /// <summary>The fields of one earlier version.</summary>
    public JsonObject Read(Item item, ItemVersion version, IReadOnlyList<string> select) => Read(
        item with { Fields = version.Fields, Version = version.Number, Modified = version.Modified, EditorId = version.EditorId }, select, collection: false);

    /// <summary>Refuses a query that asks for more lookups than SharePoint joins.</summary>
    public static void CheckLookups(IReadOnlyList<Column> columns, IReadOnlyList<string> select)
    {
        var asked = columns.Count(column => column.IsLookup && (select.Contains(column.Name) || select.Contains(column.Name + "LookupId")));
        if (asked > MostLookups)
            throw new Refused(400, "invalidRequest", "The query cannot be completed because the number of lookup columns it contains exceeds the lookup column threshold.");
    }

    private JsonObject Values(Item item, IReadOnlyList<string> select)
    {
        var all = new JsonObject { ["Title"] = item.Fields["Title"]?.DeepClone(), ["LinkTitle"] = item.Fields["Title"]?.DeepClone() };
        foreach (var column in columns.Where(column => column.Name != "Title"))
        {
            var wanted = select.Contains(column.Name);
            if (column.Hidden && !wanted && !select.Contains(column.Name + "LookupId")) continue;
            if (column.IsLookup) Lookup(all, column, item, wanted);
            else if (column.Kind == "calculated") all.SetIf(column.Name, ColumnFormulas.Calculated(column, columns, name => Of(item, name)));
            else if (item.Fields[column.Name] is { } value) all[column.Name] = value.DeepClone();
        }
        (var typeId, all["ContentType"]) = (_types ??= new ItemTypes(session, item.List)).Of(item);
        if (select.Contains(ItemTypes.Field)) all[ItemTypes.Field] = typeId;
        all["Modified"] = item.Modified;
        all["Created"] = item.Created;
        all["Attachments"] = item.Fields.Flag("Attachments");
        all["Edit"] = "";
        all["ItemChildCount"] = "0";
        all["FolderChildCount"] = "0";
        return all;
    }

    /// <summary>A value as formulas see it: the moments of an item are not among its fields.</summary>
    private static JsonNode? Of(Item item, string name) => name switch { "Created" => item.Created, "Modified" => item.Modified, _ => item.Fields[name] };

    private void Lookup(JsonObject all, Column column, Item item, bool wanted)
    {
        var value = column.Name switch { "Author" => item.AuthorId, "Editor" => item.EditorId, _ => item.Fields[column.Name] };
        if (value is null) return;
        if (value is JsonArray ids)
        {
            // several values come as objects, whether selected or not
            all[column.Name] = new JsonArray([.. ids.Select(id => Reference(column, id!.GetValue<long>()))]);
            all[column.Name + "LookupId"] = ids.DeepClone();
            return;
        }
        all[column.Name + "LookupId"] = value.ToString();
        if (wanted && Row(column, value.GetValue<long>()) is { } row) all.SetIf(column.Name, Shown(column, row));
    }

    private JsonObject Reference(Column column, long id)
    {
        var row = Row(column, id);
        var body = new JsonObject { ["LookupId"] = id, ["LookupValue"] = (row is null ? null : Shown(column, row)) ?? "" };
        if (column.Kind == "personOrGroup") body["Email"] = row?.String("EMail") ?? "";
        return body;
    }

    private static JsonNode? Shown(Column column, JsonObject row) => row[column.Kind == "lookup" ? column.Facet.String("columnName") ?? "Title" : "Title"]?.DeepClone();

    /// <summary>The fields of the row that a lookup or person column points to.</summary>
    internal JsonObject? Row(Column column, long id)
    {
        var key = $"{column.Name}/{id.ToString(CultureInfo.InvariantCulture)}";
        if (_rows.TryGetValue(key, out var known)) return known;
        var row = column.Kind == "personOrGroup" ? UserRows.Row(session, site, id)
            : ListStore.Find(session, site, column.Facet.String("listId") ?? "") is { } list ? ItemStore.Find(session, list, id.ToString(CultureInfo.InvariantCulture))?.Fields
            : null;
        return _rows[key] = row;
    }

    private void DropBeyondTwelve(JsonObject all)
    {
        foreach (var column in columns.Where(column => column.IsLookup).Skip(MostLookups))
        {
            all.Remove(column.Name);
            all.Remove(column.Name + "LookupId");
        }
    }

    private static JsonObject Front(Item item, JsonObject all)
    {
        var body = new JsonObject { ["@odata.etag"] = item.ETag };
        foreach (var (name, value) in all.ToList())
        {
            all.Remove(name);
            if (value is not null) body[name] = value;
        }
        body["id"] = item.Key;
        return body;
    }

    private static JsonObject Only(Item item, JsonObject all, IReadOnlyList<string> select)
    {
        var body = new JsonObject { ["@odata.etag"] = item.ETag };
        foreach (var name in select)
        {
            if (name is "id" or "ID") body[name] = item.Key;
            else if (all[name] is { } value) body[name] = value.DeepClone();
        }
        return body;
    }
}
