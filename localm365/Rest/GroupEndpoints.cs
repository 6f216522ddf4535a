namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/sitegroups</c>, <c>siteusers</c> and <c>ensureuser</c>: who can be given rights on a site.</summary>
internal static class GroupEndpoints
{
    public static IResult All(GraphCall call, string name) => RestAccess.Many(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        return GroupStore.Of(session, site).Select(group => Shape(call, session, site, group)).ToList();
    }));

    public static IResult Get(GraphCall call, string name, long group) => RestAccess.One(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        return Shape(call, session, site, Open(session, site, group));
    }));

    public static IResult ByName(GraphCall call, string name, string title) => RestAccess.One(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        return Shape(call, session, site, GroupStore.Find(session, site, title.Replace("''", "'", StringComparison.Ordinal)) ?? throw Missing("Group"));
    }));

    public static IResult Add(GraphCall call, string name)
    {
        var title = call.Body.String("Title") is { Length: > 0 and <= 255 } given ? given : throw RestAccess.Wrong("A group needs a Title of at most 255 characters.");
        return RestAccess.One(call, call.Write(session =>
        {
            var site = RestAccess.Site(call, session, name, Right.Full);
            if (GroupStore.Find(session, site, title) is not null)
                throw new Refused(500, "-2130575293, Microsoft.SharePoint.SPException", "The specified name is already in use. Please try again with a new name.");
            return Shape(call, session, site, GroupStore.Add(session, site, title, call.Body.String("Description") ?? "", call.Now));
        }), 201);
    }

    /// <summary>With a group go its members and what it may do anywhere on the site.</summary>
    public static IResult Remove(GraphCall call, string name, long group) => RestAccess.Done(call, session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Full);
        GroupStore.Remove(session, site, Open(session, site, group));
    });

    public static IResult Members(GraphCall call, string name, long group) => RestAccess.Many(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        return GroupStore.Members(session, site, Open(session, site, group)).Select(member => Principal(session, site, member)).ToList();
    }));

    /// <summary>Adding somebody makes them known to the site; adding them again changes nothing.</summary>
    public static IResult AddMember(GraphCall call, string name, long group)
    {
        var login = call.Body.String("LoginName") ?? throw RestAccess.Wrong("The member LoginName is missing.");
        return RestAccess.One(call, call.Write(session =>
        {
            var site = RestAccess.Site(call, session, name, Right.Full);
            var row = Known(session, site, login, call.Now);
            session.Run($"INSERT OR IGNORE INTO members VALUES ({site.Id}, {Open(session, site, group).Id}, {row.Id})");
            return Principal(session, site, row.Id);
        }), 201);
    }

    public static IResult RemoveMember(GraphCall call, string name, long group, long member) => RestAccess.Done(call, session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Full);
        if (session.Run($"DELETE FROM members WHERE site = {site.Id} AND grp = {Open(session, site, group).Id} AND member = {member}") == 0) throw Missing("User");
    });

    /// <summary>Everybody the site knows, groups left out.</summary>
    public static IResult People(GraphCall call, string name) => RestAccess.Many(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        var groups = GroupStore.Of(session, site).Select(group => group.Id).ToHashSet();
        return UserRows.All(session, site).Where(row => !groups.Contains(row.Id)).Select(row => Principal(session, site, row.Id)).ToList();
    }));

    /// <summary>Gives a person or a group of the directory a row on this site, and so the id that person columns and assignments take.</summary>
    public static IResult EnsureUser(GraphCall call, string name)
    {
        var login = call.Body.String("logonName") ?? throw RestAccess.Wrong("The parameter logonName is missing.");
        return RestAccess.One(call, call.Write(session =>
        {
            var site = RestAccess.Site(call, session, name, Right.Write);
            return Principal(session, site, Known(session, site, login, call.Now).Id);
        }));
    }

    /// <summary>A person or a group as SharePoint shows a principal.</summary>
    internal static JsonObject Principal(Session session, Site site, long id)
    {
        if (GroupStore.Find(session, site, id) is { } group) return Shape(group);
        var row = UserRows.Row(session, site, id) ?? [];
        return new JsonObject
        {
            ["Id"] = id, ["IsHiddenInUI"] = false, ["LoginName"] = row.String("Name"), ["Title"] = row.String("Title"), ["PrincipalType"] = row.String("ContentType") == "DomainGroup" ? 4 : 1,
            ["Email"] = row.String("EMail") ?? "", ["IsSiteAdmin"] = false, ["UserPrincipalName"] = row.String("UserName"),
        };
    }

    private static JsonObject Shape(GraphCall call, Session session, Site site, SiteGroup group)
    {
        var row = Shape(group);
        if (call.Options.Expands("Users")) row["Users"] = new JsonArray([.. GroupStore.Members(session, site, group).Select(member => (JsonNode)Principal(session, site, member))]);
        return row;
    }

    private static JsonObject Shape(SiteGroup group) => new()
    {
        ["Id"] = group.Id, ["IsHiddenInUI"] = false, ["LoginName"] = group.Title, ["Title"] = group.Title, ["PrincipalType"] = 8, ["Description"] = group.Description,
        ["AllowMembersEditMembership"] = false, ["OnlyAllowMembersViewMembership"] = true,
    };

    /// <summary>Gives whoever a login names a row on the site: a person, or a group of the directory.</summary>
    private static Item Known(Session session, Site site, string login, string now)
    {
        var key = login[(login.LastIndexOf('|') + 1)..];
        var isGroup = login.StartsWith(UserRows.GroupLogin, StringComparison.OrdinalIgnoreCase) || login.StartsWith(UserRows.OfficeGroupLogin, StringComparison.OrdinalIgnoreCase);
        if (isGroup && GroupDirectory.Find(session, key) is { } group) return UserRows.Ensure(session, site, group, now);
        if (!isGroup && DirectoryStore.Person(session, key) is { } person) return UserRows.Ensure(session, site, person, now);
        throw new Refused(404, "-2146232832, Microsoft.SharePoint.SPException", $"The specified user {login} could not be found.");
    }

    private static SiteGroup Open(Session session, Site site, long group) => GroupStore.Find(session, site, group) ?? throw Missing("Group");

    private static Refused Missing(string what) => new(404, "-2146232832, Microsoft.SharePoint.SPException", $"{what} cannot be found.");
}
