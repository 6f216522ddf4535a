using EmulationM365.LocalM365.Faults;

namespace EmulationM365.LocalM365.Control;

/// <summary>
/// What an owner does to a column in the browser: another title, gone, or gone and made anew under the same name with another type. What the column held goes
/// with it. Nobody is notified: whether Microsoft 365 does that is not known.
/// </summary>
internal sealed record SchemaEdit(string List, string Column, string Action, string? DisplayName, JsonObject? Definition)
{
    public static SchemaEdit Read(RuleMembers members)
    {
        var action = members.OneOf("action", "", "rename", "retype", "delete");
        if (action.Length == 0) throw members.Wrong("action", "is missing: rename, retype or delete");
        return new SchemaEdit(
            members.Needed("listId"), members.Needed("column"), action,
            action == "rename" ? members.Needed("displayName") : null,
            action == "retype" ? members.Object("definition") ?? throw members.Wrong("definition", "is missing: a column as Graph takes it, such as {\"number\":{}}") : null);
    }

    /// <summary>Throws when there is no such list or column, or the edit is one that SharePoint does not let happen.</summary>
    public void Apply(Tenant tenant) => tenant.Database.Write(session =>
    {
        var list = ListStore.ByGuid(session, List.ToLowerInvariant()) ?? throw Refused.NotFound($"No list has the id '{List}'.");
        var columns = ColumnStore.Of(session, list.Id);
        var column = columns.Find(one => one.Guid == Column || string.Equals(one.Name, Column, StringComparison.OrdinalIgnoreCase))
            ?? throw Refused.NotFound($"The list has no column '{Column}'.");
        if (Action == "rename")
        {
            ColumnStore.Save(session, list, ColumnRules.Change(columns, column, new JsonObject { ["displayName"] = DisplayName }));
            return;
        }
        if (column.BuiltIn) throw Refused.Invalid($"The column '{column.Name}' cannot be deleted.");
        ColumnStore.Remove(session, list, column);
        if (Action == "retype") ColumnStore.Add(session, list, Anew(session, list, column), builtIn: false);
    });

    private JsonObject Anew(Session session, SiteList list, Column old)
    {
        var asked = Definition!.DeepClone().AsObject();
        asked["name"] = old.Name;
        asked["displayName"] ??= old.DisplayName;
        return ColumnRules.Accept(session, SiteStore.ById(session, list.Site), ColumnStore.Of(session, list.Id), asked);
    }
}
