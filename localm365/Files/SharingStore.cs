using EmulationM365.LocalM365.Rest;

namespace EmulationM365.LocalM365.Files;

/// <summary>Who may do what on a file or folder, as Graph speaks of it: three roles, and what is inherited.</summary>
internal static class SharingStore
{
    private const long ReadRole = 1073741826;
    private const long WriteRole = 1073741827;

    /// <summary>The principals with their roles, strongest first said; whether they come from above.</summary>
    public static List<Permission> Of(OpenedList open, long item)
    {
        var source = RightsStore.Source(open.Session, open.List, item);
        var known = RoleStore.Of(open.Session, open.Site.Id);
        return [.. RightsStore.Of(open.Session, open.Site, open.List, item).GroupBy(row => row.Principal).Select(rows => new Permission(
            rows.Key, Role(rows.Max(row => known.Find(role => role.Id == row.Role)?.Right ?? Right.None)), source == item ? null : source ?? 0))];
    }

    /// <summary>Gives a person a role. The item gets rights of its own, with those that it had until then.</summary>
    public static Permission Add(OpenedList open, long item, Person person, string role)
    {
        if (open.Columns.Any(column => column.Unique)) throw Refused.Invalid("Items of a list that has a column with unique values cannot have rights of their own.");
        RightsStore.Break(open.Session, open.Site, open.List, item, copy: true, clear: false);
        var principal = UserRows.Ensure(open.Session, open.Site, person, open.Call.Now).Id;
        open.Session.Run($"INSERT OR IGNORE INTO assignments VALUES ({open.List.Id}, {item}, {principal}, {(role == "read" ? ReadRole : WriteRole)})");
        return Of(open, item).First(permission => permission.Principal == principal);
    }

    public static void Remove(OpenedList open, long item, Permission permission) =>
        open.Session.Run($"DELETE FROM assignments WHERE list = {open.List.Id} AND item = {item} AND principal = {permission.Principal}");

    public static List<SharingLink> Links(OpenedList open, long item) => open.Session.All(
        $"SELECT * FROM file_links WHERE list = {open.List.Id} AND item = {item} ORDER BY type", row => new SharingLink(row.Text("id"), row.Text("type"), row.Text("scope")));

    /// <summary>The link of this kind to the item; the same one every time.</summary>
    public static (SharingLink Link, bool Added) Link(OpenedList open, long item, string type, string scope)
    {
        if (Links(open, item).Find(one => one.Type == type && one.Scope == scope) is { } there) return (there, false);
        var link = new SharingLink(open.Session.Ids.Text(), type, scope);
        open.Session.Run($"INSERT INTO file_links VALUES ({open.List.Id}, {item}, {link.Id}, {type}, {scope})");
        return (link, true);
    }

    public static bool Unlink(OpenedList open, long item, string id) =>
        open.Session.Run($"DELETE FROM file_links WHERE list = {open.List.Id} AND item = {item} AND id = {id}") > 0;

    private static string Role(Right right) => right switch
    {
        Right.Full => "owner",
        >= Right.Write => "write",
        _ => "read",
    };
}

/// <summary>What one principal may do; <c>From</c> is the item above that it comes from, 0 the library or the site, null the item itself.</summary>
internal sealed record Permission(long Principal, string Role, long? From);

/// <summary>A link to an item. Here it is an address only: it gives nobody a right they do not have.</summary>
internal sealed record SharingLink(string Id, string Type, string Scope);
