namespace EmulationM365.LocalM365.Users;

/// <summary><c>/groups</c> and their members, and the groups that a person is in.</summary>
internal static class EntraGroupEndpoints
{
    private const string Objects = "directoryObjects";
    private const string UserType = "microsoft.graph.user";

    public static IResult All(GraphCall call)
    {
        Allowed(call, toWrite: false);
        return DirectoryQuery.Many(call, [.. call.Read(GroupDirectory.All).Select(group => group.ToGroup())], group => group, "groups");
    }

    public static IResult Get(GraphCall call, string group)
    {
        Allowed(call, toWrite: false);
        return call.One(Find(call, group).ToGroup(), "groups/$entity");
    }

    public static IResult Members(GraphCall call, string group) => Listed(call, group, transitive: false, null);

    public static IResult TransitiveMembers(GraphCall call, string group) => Listed(call, group, transitive: true, null);

    /// <summary>Only members of one type, which is an advanced query.</summary>
    public static IResult MembersOfType(GraphCall call, string group, string type) => Listed(call, group, transitive: false, type);

    /// <inheritdoc cref="MembersOfType"/>
    public static IResult TransitiveMembersOfType(GraphCall call, string group, string type) => Listed(call, group, transitive: true, type);

    public static IResult AddMember(GraphCall call, string group)
    {
        Allowed(call, toWrite: true);
        var reference = call.Body.String("@odata.id") ?? throw new Refused(400, "Request_BadRequest", "The reference needs the address of the member as @odata.id.");
        var member = reference.TrimEnd('/').Split('/')[^1];
        var home = Find(call, group);
        call.Write(session =>
        {
            var id = DirectoryStore.Person(session, member)?.Id ?? GroupDirectory.Find(session, member)?.Id ?? throw UserEndpoints.Unknown(member);
            if (id.Equals(home.Id, StringComparison.OrdinalIgnoreCase)) throw new Refused(400, "Request_BadRequest", "A group cannot be a member of itself.");
            if (!GroupDirectory.Add(session, home.Id, id))
                throw new Refused(400, "Request_BadRequest", "One or more added object references already exist for the following modified properties: 'members'.");
            return true;
        });
        return Results.NoContent();
    }

    public static IResult RemoveMember(GraphCall call, string group, string member)
    {
        Allowed(call, toWrite: true);
        var home = Find(call, group);
        return call.Write(session => GroupDirectory.Remove(session, home.Id, member)) ? Results.NoContent() : throw UserEndpoints.Unknown(member);
    }

    public static IResult Of(GraphCall call, string user) => GroupsOf(call, user, transitive: false);

    public static IResult TransitiveOf(GraphCall call, string user) => GroupsOf(call, user, transitive: true);

    public static IResult Mine(GraphCall call) => GroupsOf(call, UserEndpoints.Own(call), transitive: false);

    public static IResult MineTransitive(GraphCall call) => GroupsOf(call, UserEndpoints.Own(call), transitive: true);

    /// <summary>Which of some groups a person is in, directly or through other groups.</summary>
    public static IResult Check(GraphCall call, string user)
    {
        Allowed(call, toWrite: false);
        var asked = call.Body["groupIds"] as JsonArray ?? throw new Refused(400, "Request_BadRequest", "groupIds is missing.");
        var person = UserEndpoints.Find(call, user);
        var groups = asked.Select(id => id!.GetValue<string>()).ToList();
        return Wire.Graph(new JsonObject
        {
            ["@odata.context"] = $"{call.GraphRoot}/$metadata#Collection(Edm.String)",
            ["value"] = new JsonArray([.. call.Read(session => groups.Where(id => GroupDirectory.Contains(session, id, person.Id)).ToList()).Select(id => (JsonNode)id)]),
        });
    }

    private static IResult GroupsOf(GraphCall call, string user, bool transitive)
    {
        Allowed(call, toWrite: false);
        var person = UserEndpoints.Find(call, user);
        return DirectoryQuery.Many(call, [.. call.Read(session => GroupDirectory.Of(session, person.Id, transitive)).Select(group => Typed(group.ToGroup(), "group"))], group => group, Objects);
    }

    private static IResult Listed(GraphCall call, string group, bool transitive, string? type)
    {
        Allowed(call, toWrite: false);
        if (type is not (null or UserType or "microsoft.graph.group")) throw new Refused(501, "notImplemented", $"localm365 does not have members of type {type}.");
        if (type is not null) DirectoryQuery.NeedAdvanced(call, "A cast");
        var home = Find(call, group);
        var knows = UserEndpoints.Knows(call);
        var rows = call.Read(session => GroupDirectory.Members(session, home.Id, transitive).Select(id => Member(session, id)).OfType<JsonObject>().ToList());
        return DirectoryQuery.Many(
            call, [.. rows.Where(row => type is null || row.String("@odata.type") == "#" + type)], row => Shown(call, row, knows),
            type is null ? Objects : type == UserType ? "users" : "groups");
    }

    private static JsonObject? Member(Session session, string id)
    {
        if (DirectoryStore.Person(session, id) is { } person) return Typed(person.ToUser(), "user");
        return GroupDirectory.Find(session, id) is { } group ? Typed(group.ToGroup(), "group") : null;
    }

    /// <summary>People whom the caller may not read come as their type and id, and nothing else.</summary>
    private static JsonObject Shown(GraphCall call, JsonObject row, bool knows)
    {
        var type = row.String("@odata.type");
        if (type != "#" + UserType) return row;
        if (!knows) return new JsonObject { ["@odata.type"] = type, ["id"] = row.String("id") };
        row.Remove("@odata.type");
        return Typed(UserEndpoints.Shown(call, row), "user");
    }

    private static JsonObject Typed(JsonObject row, string type)
    {
        row.Insert(0, "@odata.type", "#microsoft.graph." + type);
        return row;
    }

    private static EntraGroup Find(GraphCall call, string id) => call.Read(session => GroupDirectory.Find(session, id)) ?? throw UserEndpoints.Unknown(id);

    /// <summary>People may look at groups; only apps with the role for it change them.</summary>
    private static void Allowed(GraphCall call, bool toWrite)
    {
        var roles = call.Caller.Roles;
        var writes = roles.Any(role => role is "GroupMember.ReadWrite.All" or "Group.ReadWrite.All" or "Directory.ReadWrite.All");
        var reads = writes || !call.Caller.IsApp || roles.Any(role => role is "GroupMember.Read.All" or "Group.Read.All" or "Directory.Read.All");
        if (toWrite ? !writes : !reads) throw new Refused(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
}
