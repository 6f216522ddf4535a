namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/roledefinitions</c>: permission levels, those of every site and those somebody made.</summary>
internal static class RoleEndpoints
{
    public static IResult All(GraphCall call, string name) => RestAccess.Many(call, call.Read(session =>
        RoleStore.Of(session, RestAccess.Site(call, session, name, Right.Read).Id).Select(Shape).ToList()));

    public static IResult ByName(GraphCall call, string name, string role) => RestAccess.One(call, Shape(Known(call, name, role)));

    /// <summary>The number alone, as a script asks for it before it assigns the level.</summary>
    public static IResult IdByName(GraphCall call, string name, string role) => RestAccess.One(call, new JsonObject { ["value"] = Known(call, name, role).Id });

    public static IResult Add(GraphCall call, string name)
    {
        var title = call.Body.String("Name") is { Length: > 0 and <= 255 } given ? given : throw RestAccess.Wrong("A role definition needs a Name of at most 255 characters.");
        var mask = call.Body["BasePermissions"] as JsonObject ?? throw RestAccess.Wrong("A role definition needs its BasePermissions.");
        var (high, low) = (Half(mask, "High"), Half(mask, "Low"));
        return RestAccess.One(call, call.Write(session =>
        {
            var site = RestAccess.Site(call, session, name, Right.Full);
            if (Named(RoleStore.Of(session, site.Id), title) is not null)
                throw new Refused(500, "-2130575293, Microsoft.SharePoint.SPException", "The specified name is already in use. Please try again with a new name.");
            return Shape(RoleStore.Add(session, site, title, call.Body.String("Description") ?? "", high, low));
        }), 201);
    }

    internal static JsonObject Shape(RoleDefinition role) => new()
    {
        ["Id"] = role.Id, ["Name"] = role.Name, ["Description"] = role.Description, ["Hidden"] = false,
        ["BasePermissions"] = new JsonObject { ["High"] = Text(role.High), ["Low"] = Text(role.Low) },
    };

    private static RoleDefinition Known(GraphCall call, string name, string role) => call.Read(session =>
        Named(RoleStore.Of(session, RestAccess.Site(call, session, name, Right.Read).Id), role.Replace("''", "'", StringComparison.Ordinal))
            ?? throw new Refused(404, "-2147024809, System.ArgumentException", "Can not find the role definition."));

    private static RoleDefinition? Named(IEnumerable<RoleDefinition> known, string name) =>
        known.FirstOrDefault(role => role.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Halves of the mask go as text, as every 64-bit number of REST does.</summary>
    private static long Half(JsonObject mask, string name) =>
        mask[name] is JsonValue value && value.TryGetValue<string>(out var text) && uint.TryParse(text, CultureInfo.InvariantCulture, out var half)
            ? half : throw RestAccess.Wrong($"BasePermissions.{name} must be a number written as text.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
