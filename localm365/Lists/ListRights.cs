namespace EmulationM365.LocalM365.Lists;

/// <summary>What a caller may do on one list: the site's right, or the list's own assignments where inheritance is broken.</summary>
internal static class ListRights
{
    /// <summary>The role definitions every site has, with the ids SharePoint gives them.</summary>
    public static readonly IReadOnlyList<(long Id, string Name, Right Right)> Roles =
    [
        (1073741829, "Full Control", Right.Full),
        (1073741828, "Design", Right.Manage),
        (1073741830, "Edit", Right.Manage),
        (1073741827, "Contribute", Right.Write),
        (1073741826, "Read", Right.Read),
    ];

    public static Right Of(Session session, SiteList list, Caller caller, Right onSite)
    {
        // an app's grant and a site owner reach every list; everybody else needs an assignment on a list of its own rights
        if (!list.UniqueRights || caller.IsApp || onSite is Right.None or Right.Full) return onSite;
        var roles = session.All(
            $"""
            SELECT r.role FROM rights r JOIN items i ON i.id = r.principal JOIN lists l ON l.id = i.list
            WHERE r.list = {list.Id} AND l.site = {list.Site} AND l.system = 1 AND json_extract(i.fields, '$.ObjectId') = {caller.Id}
            """,
            row => row.GetInt64(0));
        return roles.Select(role => Roles.FirstOrDefault(known => known.Id == role).Right).DefaultIfEmpty(Right.None).Max();
    }
}
