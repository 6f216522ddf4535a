using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Users;

/// <summary><c>/users</c>, and <c>/me</c> for people.</summary>
internal static partial class UserEndpoints
{
    private static readonly string[] _default =
        ["businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName"];

    public static IResult All(GraphCall call)
    {
        Allowed(call);
        return DirectoryQuery.Many(call, People(call), user => Shown(call, user), "users");
    }

    public static IResult Count(GraphCall call)
    {
        Allowed(call);
        return DirectoryQuery.Count(call, People(call));
    }

    public static IResult Get(GraphCall call, string user)
    {
        Allowed(call);
        var found = Find(call, user);
        var body = Shown(call, found.ToUser());
        if (call.Options.Expand.FirstOrDefault(part => part.Name == "manager") is { } asked) body["manager"] = Chain(call, found, asked, Levels(call));
        return call.One(body, "users/$entity");
    }

    public static IResult Me(GraphCall call) => Get(call, Own(call));

    public static IResult Superior(GraphCall call, string user)
    {
        Allowed(call);
        var superior = Find(call, user).Superior is { } id ? call.Read(session => DirectoryStore.Person(session, id)) : null;
        if (superior is null) throw Unknown("manager");
        var body = Shown(call, superior.ToUser());
        body.Insert(0, "@odata.type", "#microsoft.graph.user");
        return call.One(body, "directoryObjects/$entity");
    }

    public static IResult MySuperior(GraphCall call) => Superior(call, Own(call));

    /// <summary>The id of the person who asks; an app by itself is nobody.</summary>
    internal static string Own(GraphCall call) => call.Caller.IsApp
        ? throw new Refused(400, "BadRequest", "/me request is only valid with delegated authentication flow.") : call.Caller.Id;

    internal static Person Find(GraphCall call, string key) => call.Read(session => DirectoryStore.Person(session, key)) ?? throw Unknown(key);

    /// <summary>Whether the caller may know more of people than that they are there.</summary>
    internal static bool Knows(GraphCall call) =>
        !call.Caller.IsApp || call.Caller.Roles.Any(role => role is "User.Read.All" or "User.ReadBasic.All" or "User.ReadWrite.All" or "Directory.Read.All" or "Directory.ReadWrite.All");

    internal static JsonObject Shown(GraphCall call, JsonObject user)
    {
        if (call.Options.Select.Count > 0) return user;
        foreach (var (name, _) in user.ToList())
            if (!_default.Contains(name)) user.Remove(name);
        return user;
    }

    internal static Refused Unknown(string key) =>
        new(404, "Request_ResourceNotFound", $"Resource '{key}' does not exist or one of its queried reference-property objects are not present.");

    private static List<JsonObject> People(GraphCall call) => [.. call.Read(DirectoryStore.People).Select(person => person.ToUser())];

    /// <summary>The manager inside a person, and so on upwards as far as asked. Nobody comes twice.</summary>
    private static JsonObject? Chain(GraphCall call, Person person, Expansion asked, int levels)
    {
        JsonObject? outermost = null, innermost = null;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { person.Id };
        for (var level = 0; level < levels && person.Superior is { } id && seen.Add(id); level++)
        {
            if (call.Read(session => DirectoryStore.Person(session, id)) is not { } superior) break;
            var body = superior.ToUser();
            foreach (var (name, _) in body.ToList())
                if (!(asked.Select.Count > 0 ? asked.Select : _default).Contains(name)) body.Remove(name);
            body.Insert(0, "@odata.type", "#microsoft.graph.user");
            if (innermost is null) outermost = body;
            else innermost["manager"] = body;
            (innermost, person) = (body, superior);
        }

        return outermost;
    }

    private static int Levels(GraphCall call)
    {
        if (LevelsAsked().Match(call.RawOption("expand") ?? "") is not { Success: true } match) return 1;
        DirectoryQuery.NeedAdvanced(call, "$levels");
        return match.Groups[1].Value == "max" ? int.MaxValue : int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    private static void Allowed(GraphCall call)
    {
        if (!Knows(call)) throw new Refused(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    [GeneratedRegex(@"\$?levels=(max|\d{1,4})")]
    private static partial Regex LevelsAsked();
}
