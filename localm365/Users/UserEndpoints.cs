namespace EmulationM365.LocalM365.Users;

/// <summary><c>/users</c>.</summary>
internal static class UserEndpoints
{
    private static readonly string[] _default =
        ["businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName"];

    public static IResult All(GraphCall call)
    {
        Allowed(call);
        var filter = call.Options.Filter is { } text ? Filter.Parse(text) : null;
        var users = call.Read(DirectoryStore.People).Select(person => person.ToUser()).Where(user => filter?.Passes(user) != false);
        return call.Many(users.Take(Math.Min(call.Options.Top ?? 100, 999)).Select(user => Shown(call, user)), "users");
    }

    public static IResult Get(GraphCall call, string user)
    {
        Allowed(call);
        return call.One(Shown(call, Find(call, user).ToUser()), "users/$entity");
    }

    public static IResult Superior(GraphCall call, string user)
    {
        Allowed(call);
        var superior = Find(call, user).Superior is { } id ? call.Read(session => DirectoryStore.Person(session, id)) : null;
        if (superior is null) throw Unknown("manager");
        var body = Shown(call, superior.ToUser());
        body.Insert(0, "@odata.type", "#microsoft.graph.user");
        return call.One(body, "directoryObjects/$entity");
    }

    internal static Person Find(GraphCall call, string key) => call.Read(session => DirectoryStore.Person(session, key)) ?? throw Unknown(key);

    private static JsonObject Shown(GraphCall call, JsonObject user)
    {
        if (call.Options.Select.Count > 0) return user;
        foreach (var (name, _) in user.ToList())
            if (!_default.Contains(name)) user.Remove(name);
        return user;
    }

    private static void Allowed(GraphCall call)
    {
        if (call.Caller.IsApp && !call.Caller.Roles.Any(role => role is "User.Read.All" or "User.ReadBasic.All" or "Directory.Read.All"))
            throw new Refused(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    private static Refused Unknown(string key) =>
        new(404, "Request_ResourceNotFound", $"Resource '{key}' does not exist or one of its queried reference-property objects are not present.");
}
