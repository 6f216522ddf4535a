namespace EmulationM365.LocalM365.Rest;

/// <summary>
/// Items as REST shows them: every column of the list by its internal name, lookups and people by their ids as <c>UnitId</c>, with what is expanded as <c>Unit</c>.
/// </summary>
internal sealed class RestItemShape
{
    private static readonly string[] _computed = ["ID", "Edit", "LinkTitle", "ContentType", "ItemChildCount", "FolderChildCount", "_UIVersionString", "Attachments", "Author", "Editor", "Created", "Modified"];

    private readonly OpenedList _open;
    private readonly IReadOnlyList<string> _select;
    private readonly List<(Column Column, List<string> Members)> _expanded;
    private readonly bool _attachments;

    public RestItemShape(OpenedList open, QueryOptions options)
    {
        (_open, _select) = (open, options.Select);
        _attachments = options.Expands("AttachmentFiles");
        _expanded = [.. options.Expand.Select(part => part.Name.Split('/')[0]).Distinct().Where(name => name is not ("AttachmentFiles" or "RoleAssignments")).Select(Expanded)];
        var asked = open.Columns.Where(column => column.IsLookup && (_select.Contains(column.Name + "Id") || _expanded.Exists(one => one.Column == column)));
        Views.ViewFields.CheckLookups(asked);
    }

    public JsonObject Of(Item item)
    {
        var row = new JsonObject { ["FileSystemObjectType"] = 0, ["Id"] = item.Id, ["ContentTypeId"] = _open.Types.Of(item).Id };
        foreach (var column in _open.Columns.Where(column => !_computed.Contains(column.Name) && (!column.Hidden || _select.Contains(Name(column)))))
            row[Name(column)] = item.Fields[column.Name]?.DeepClone();
        row["ID"] = item.Id;
        row["Modified"] = item.Modified;
        row["Created"] = item.Created;
        row["AuthorId"] = item.AuthorId;
        row["EditorId"] = item.EditorId;
        row["OData__UIVersionString"] = item.Version.ToString(CultureInfo.InvariantCulture) + ".0";
        row["Attachments"] = item.Fields.Flag(AttachmentStore.Field);
        row["GUID"] = item.Guid;
        if (_select.Count == 0 || _select.Contains("HasUniqueRoleAssignments")) row["HasUniqueRoleAssignments"] = RightsStore.IsUnique(_open.Session, item);
        foreach (var (column, members) in _expanded) row[column.Name] = Reference(item, column, members);
        if (_attachments) row["AttachmentFiles"] = new JsonArray([.. AttachmentStore.Of(_open.Session, _open.List, item.Id).Select(file => (JsonNode)AttachmentEndpoints.Shape(_open, item, file.Name))]);
        Known(row);
        return row;
    }

    private static string Name(Column column) => column.IsLookup ? column.Name + "Id" : column.Name;

    /// <summary>A lookup is expanded for the members that the selection names, and for no others.</summary>
    private (Column Column, List<string> Members) Expanded(string name)
    {
        var column = _open.Columns.FirstOrDefault(column => column.Name == name && column.IsLookup) ?? throw RestAccess.Wrong($"The field or property '{name}' does not exist, or cannot be expanded.");
        var members = _select.Where(path => path.StartsWith(name + "/", StringComparison.Ordinal)).Select(path => path[(name.Length + 1)..]).ToList();
        return members.Count > 0 ? (column, members)
            : throw RestAccess.Wrong($"The query to field '{name}' is not valid. The $select query string must specify the target fields and the $expand query string must contain {name}.");
    }

    private JsonNode? Reference(Item item, Column column, List<string> members)
    {
        var value = column.Name switch { "Author" => item.AuthorId, "Editor" => item.EditorId, _ => item.Fields[column.Name] };
        return value switch
        {
            null => null,
            JsonArray ids => new JsonArray([.. ids.Select(id => (JsonNode)One(column, id!.GetValue<long>(), members))]),
            _ => One(column, value.GetValue<long>(), members),
        };
    }

    private JsonObject One(Column column, long id, List<string> members)
    {
        var target = _open.Reader.Row(column, id);
        return new JsonObject(members.Select(name => KeyValuePair.Create(name, name is "Id" or "ID" ? id : target?[name]?.DeepClone())));
    }

    private void Known(JsonObject row)
    {
        var unknown = _select.Select(path => path.Split('/')[0]).FirstOrDefault(name => name != "*" && !row.Any(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)));
        if (unknown is not null) throw RestAccess.Wrong($"The field or property '{unknown}' does not exist.");
    }
}
