namespace EmulationM365.LocalM365.Lists;

/// <summary><c>/sites/{site}/contentTypes</c> and <c>/sites/{site}/lists/{list}/contentTypes</c>: the path says whether a site or a list is meant.</summary>
internal static class ContentTypeEndpoints
{
    public static IResult All(GraphCall call, string site) => call.Many(
        call.Read(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Read);
            return scope.Types.Select(type => Shape(call, scope, type)).ToList();
        }), Kind(call));

    public static IResult Get(GraphCall call, string site, string type) => call.One(
        call.Read(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Read);
            return Shape(call, scope, scope.Find(type));
        }), Kind(call) + "/$entity");

    /// <summary>Makes a type below the one that <c>base</c> names. An id in the body is not heard: the service gives its own.</summary>
    public static IResult Add(GraphCall call, string site) => call.One(
        call.Write(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Manage);
            var name = Named(call, scope, "") ?? throw Refused.Invalid("A content type needs a name.");
            var parent = (call.Body["base"] as JsonObject)?.String("id") ?? throw Refused.NotFound("Item not found");
            if (scope.Types.All(type => !type.Is(parent))) throw Refused.NotFound("The specified site content type was not found");
            return Shape(call, scope, ContentTypeStore.Add(
                session, scope.Site.Id, 0, parent, name, call.Body.String("description") ?? "", call.Body.String("group") ?? "Custom Content Types"));
        }), Kind(call) + "/$entity", 201);

    /// <summary>Copies a type of the site into a list.</summary>
    public static IResult AddCopy(GraphCall call, string site)
    {
        var url = (call.Body.Find("contentType") as JsonValue)?.ToString() ?? throw Refused.Invalid("The parameter contentType is missing.");
        return call.One(call.Write(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Manage);
            if (!scope.List!.ContentTypes) throw Refused.Invalid("Content types are not enabled on this list.");
            var source = ContentTypeStore.OfSite(session, scope.Site).FirstOrDefault(type => Names(scope.Site, url, type))
                ?? throw Refused.Invalid("Invalid request: contentType must be the URL of a content type of this site.");
            if (scope.IsTaken(source.Name, "")) throw Refused.Taken($"A content type with the name '{source.Name}' already exists in the list.");
            return Shape(call, scope, ContentTypeStore.Add(session, scope.Site.Id, scope.List.Id, source.Id, source.Name, source.Description, source.Group));
        }), Kind(call) + "/$entity", 201);
    }

    public static IResult Change(GraphCall call, string site, string type) => call.One(
        call.Write(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Manage);
            var found = scope.Find(type);
            if (scope.List is null && found.IsBuiltIn) throw Refused.Invalid($"The content type '{found.Name}' cannot be changed.");
            var changed = found with
            {
                Name = Named(call, scope, found.Id) ?? found.Name,
                Description = call.Body.String("description") ?? found.Description,
                Group = call.Body.String("group") ?? found.Group,
                Hidden = call.Body.ContainsKey("hidden") ? call.Body.Flag("hidden") : found.Hidden,
            };
            ContentTypeStore.Save(session, scope.ListId, changed);
            return Shape(call, scope, changed);
        }), Kind(call) + "/$entity");

    public static IResult Remove(GraphCall call, string site, string type)
    {
        call.Write(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Manage);
            var doomed = scope.Find(type);
            var used = scope.List is { } list ? ContentTypeStore.IsUsed(session, list, doomed) : ContentTypeStore.HasCopies(session, scope.Site, doomed);
            if (used) throw Refused.Invalid("The content type is in use.");
            var last = scope.List is not null && scope.Types.Count(other => !other.IsFolder) == 1 && !doomed.IsFolder;
            if (last || (scope.List is null && doomed.IsBuiltIn)) throw Refused.Invalid($"The content type '{doomed.Name}' cannot be deleted.");
            ContentTypeStore.Remove(session, scope.ListId, doomed);
            return true;
        });
        return Results.NoContent();
    }

    private static JsonObject Shape(GraphCall call, TypeScope scope, ContentType type)
    {
        var row = type.ToGraph(scope.List is not null && ContentTypeStore.Default(scope.Types)?.Id == type.Id);
        if (call.Options.Expand.FirstOrDefault(part => part.Name == "columns") is { } asked)
            row["columns"] = new JsonArray([.. scope.Columns(type).Select(column => (JsonNode)Only(column.ToGraph(), asked.Select))]);
        return row;
    }

    private static JsonObject Only(JsonObject row, IReadOnlyList<string> names) =>
        names.Count == 0 ? row : new JsonObject(names.Where(row.ContainsKey).Select(name => KeyValuePair.Create(name, row[name]?.DeepClone())));

    /// <summary>The name in the body, checked; null when there is none.</summary>
    private static string? Named(GraphCall call, TypeScope scope, string except)
    {
        if (!call.Body.ContainsKey("name")) return null;
        if (call.Body.String("name") is not { Length: > 0 and <= 128 } name || name.IndexOfAny(['\\', '/', ':', '*', '?', '"', '#', '%', '<', '>', '{', '}', '|', '~', '&', ',']) >= 0)
            throw Refused.Invalid("The name of a content type is empty, too long, or holds letters that it may not hold.");
        return scope.IsTaken(name, except) ? throw Refused.Taken($"A content type with the name '{name}' already exists.") : name;
    }

    /// <summary>The URL names a type of this very site.</summary>
    private static bool Names(Site site, string url, ContentType type) =>
        Uri.UnescapeDataString(url).EndsWith($"/sites/{site.GraphId}/contentTypes/{type.Id}", StringComparison.OrdinalIgnoreCase);

    private static string Kind(GraphCall call) => call.RouteValue("list") is null ? "sites('root')/contentTypes" : "sites('root')/lists('list')/contentTypes";
}
