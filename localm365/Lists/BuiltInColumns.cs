namespace EmulationM365.LocalM365.Lists;

/// <summary>The columns every list is born with.</summary>
internal static class BuiltInColumns
{
    /// <summary>In a library: the name of the file or folder.</summary>
    public const string FileName = "FileLeafRef";

    public static IEnumerable<JsonObject> Of(bool userList, bool library)
    {
        yield return Make("Title", "Title", "text", Line(255), required: !library);
        if (library) yield return Make(FileName, "Name", "text", Line(255), readOnly: true);
        if (userList) foreach (var column in UserColumns()) yield return column;
        yield return Make("ContentType", "Content Type", "text", [], readOnly: false);
        yield return Make("ID", "ID", "number", new JsonObject { ["decimalPlaces"] = "none", ["displayAs"] = "number" }, readOnly: true, indexed: true);
        yield return Make("Modified", "Modified", "dateTime", Moment(), readOnly: true, indexed: true);
        yield return Make("Created", "Created", "dateTime", Moment(), readOnly: true, indexed: true);
        yield return Make("Author", "Created By", "personOrGroup", People(), readOnly: true);
        yield return Make("Editor", "Modified By", "personOrGroup", People(), readOnly: true);
        yield return Make("_UIVersionString", "Version", "text", Line(255), readOnly: true);
        yield return Make("Attachments", "Attachments", "boolean", [], readOnly: true);
        yield return Make("Edit", "Edit", "text", [], readOnly: true);
        yield return Make("LinkTitle", "Title", "text", [], readOnly: true);
        yield return Make("ItemChildCount", "Item Child Count", "number", [], readOnly: true);
        yield return Make("FolderChildCount", "Folder Child Count", "number", [], readOnly: true);
    }

    /// <summary>Of these the object id is ours: it ties a row to the directory and stays hidden.</summary>
    private static IEnumerable<JsonObject> UserColumns()
    {
        yield return Make("Name", "Account", "text", Line(255));
        yield return Make("EMail", "Work email", "text", Line(255));
        yield return Make("UserName", "User name", "text", Line(255));
        yield return Make("JobTitle", "Job title", "text", Line(255));
        yield return Make("Department", "Department", "text", Line(255));
        var id = Make("ObjectId", "Object id", "text", Line(255));
        id["hidden"] = true;
        yield return id;
    }

    private static JsonObject Make(string name, string displayName, string kind, JsonObject facet, bool readOnly = false, bool required = false, bool indexed = false) => new()
    {
        ["columnGroup"] = "Custom Columns",
        ["description"] = "",
        ["displayName"] = displayName,
        ["enforceUniqueValues"] = false,
        ["hidden"] = false,
        ["indexed"] = indexed,
        ["name"] = name,
        ["readOnly"] = readOnly,
        ["required"] = required,
        [kind] = facet,
    };

    private static JsonObject Line(int length) => new() { ["allowMultipleLines"] = false, ["appendChangesToExistingText"] = false, ["linesForEditing"] = 0, ["maxLength"] = length };

    private static JsonObject Moment() => new() { ["displayAs"] = "default", ["format"] = "dateTime" };

    private static JsonObject People() => new() { ["allowMultipleSelection"] = false, ["chooseFromType"] = "peopleAndGroups", ["displayAs"] = "nameWithPresence" };
}
