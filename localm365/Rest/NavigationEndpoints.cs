namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/navigation</c>: the links of a site. Adding the same link twice gives two.</summary>
internal static class NavigationEndpoints
{
    private const int MostAudiences = 10;

    /// <summary>What a link without an address points to, in SharePoint's own words.</summary>
    private const string Nowhere = "http://linkless.header/";

    public static IResult All(GraphCall call, string name, string bar) => RestAccess.Many(call, call.Read(session =>
        NavigationStore.Below(session, RestAccess.Site(call, session, name, Right.Read), Bar(bar)).Select(node => Shape(call, node)).ToList()));

    public static IResult Get(GraphCall call, string name, long node) => RestAccess.One(call, call.Read(session =>
        Shape(call, Find(session, RestAccess.Site(call, session, name, Right.Read), node))));

    public static IResult Children(GraphCall call, string name, long node) => RestAccess.Many(call, call.Read(session =>
        Find(session, RestAccess.Site(call, session, name, Right.Read), node).Children.Select(child => Shape(call, child)).ToList()));

    public static IResult Add(GraphCall call, string name, string bar) => Added(call, name, Bar(bar));

    public static IResult AddChild(GraphCall call, string name, long node) => Added(call, name, node);

    public static IResult Change(GraphCall call, string name, long node) => RestAccess.Merged(call, session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Full);
        NavigationStore.Save(session, site, Set(call, Changeable(session, site, node)));
    });

    public static IResult Remove(GraphCall call, string name, long node)
    {
        call.Tenant.Database.Write(session =>
        {
            var site = RestAccess.Site(call, session, name, Right.Full);
            NavigationStore.Remove(session, site, Changeable(session, site, node));
        });
        return Results.NoContent();
    }

    public static IResult Move(GraphCall call, string name, string bar) => Moved(call, name, Bar(bar));

    public static IResult MoveChild(GraphCall call, string name, long node) => Moved(call, name, node);

    private static IResult Added(GraphCall call, string name, long parent)
    {
        if (call.Body.String("Title") is not { Length: > 0 }) throw RestAccess.Wrong("A navigation node needs a Title.");
        return RestAccess.One(call, call.Write(session =>
        {
            var site = RestAccess.Site(call, session, name, Right.Full);
            Find(session, site, parent);
            return Shape(call, NavigationStore.Add(session, site, parent, Set(call, new NavigationNode(0, "", Nowhere, false, null, []))));
        }), 201);
    }

    private static IResult Moved(GraphCall call, string name, long parent) => RestAccess.Done(call, session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Full);
        if (!NavigationStore.Move(session, site, parent, Number(call, "nodeId"), Number(call, "previousNodeId"))) throw RestAccess.Wrong("Both nodes must stand below the same one.");
    });

    private static NavigationNode Set(GraphCall call, NavigationNode node)
    {
        foreach (var (member, value) in call.Body)
        {
            node = member switch
            {
                "Title" => node with { Title = Text(member, value) is { Length: > 0 } title ? title : throw RestAccess.Wrong("A navigation node needs a Title.") },
                "Url" => node with { Url = Text(member, value) is { Length: > 0 } url ? url : Nowhere },
                "IsExternal" => node with { IsExternal = value is JsonValue json && json.TryGetValue<bool>(out var flag) ? flag : throw RestAccess.Wrong("IsExternal must be true or false.") },
                "AudienceIds" => node with { AudienceIds = Audiences(value) },
                "IsVisible" or "ListTemplateType" or "__metadata" or "odata.type" => node,
                _ => throw RestAccess.Wrong($"The property '{member}' does not exist on type 'SP.NavigationNode' or cannot be set."),
            };
        }

        var leavesSite = Uri.TryCreate(node.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !node.Url.StartsWith(call.Tenant.Origin, StringComparison.OrdinalIgnoreCase);
        if (leavesSite && !node.IsExternal && node.Url != Nowhere) throw RestAccess.Wrong($"Cannot open \"{node.Url}\": no such file or folder.");
        return node;
    }

    private static List<string>? Audiences(JsonNode? value)
    {
        if (value is null) return null;
        var ids = ((value as JsonObject)?["results"] ?? value) as JsonArray ?? throw RestAccess.Wrong("AudienceIds is a collection of group ids.");
        if (ids.Count > MostAudiences) throw RestAccess.Wrong("A navigation node has at most ten audiences.");
        return [.. ids.Select(id => Guid.TryParse(id?.ToString(), out var group) ? group.ToString() : throw RestAccess.Wrong("An audience is the id of a group."))];
    }

    private static long Number(GraphCall call, string name) => call.Body[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : throw RestAccess.Wrong($"The parameter {name} is missing.");

    private static string? Text(string name, JsonNode? value) =>
        value is null ? null : value is JsonValue json && json.TryGetValue<string>(out var text) ? text : throw RestAccess.Wrong($"The value of '{name}' must be a text.");

    private static long Bar(string bar) => bar.ToUpperInvariant() switch
    {
        "QUICKLAUNCH" => NavigationStore.QuickLaunch,
        "TOPNAVIGATIONBAR" => NavigationStore.TopBar,
        _ => throw new Refused(404, "-1, Microsoft.SharePoint.Client.ResourceNotFoundException", $"Cannot find resource for the request {bar}."),
    };

    private static NavigationNode Find(Session session, Site site, long node) => NavigationStore.Find(session, site, node)
        ?? throw new Refused(404, "-2147024894, System.IO.FileNotFoundException", "The navigation node does not exist.");

    private static NavigationNode Changeable(Session session, Site site, long node) =>
        node is NavigationStore.QuickLaunch or NavigationStore.TopBar ? throw RestAccess.Wrong("The bar itself cannot be changed.") : Find(session, site, node);

    private static JsonObject Shape(GraphCall call, NavigationNode node)
    {
        var row = new JsonObject
        {
            ["AudienceIds"] = node.AudienceIds is null ? null : new JsonArray([.. node.AudienceIds.Select(id => (JsonNode)id)]), ["CurrentLCID"] = WebEndpoints.Language, ["Id"] = node.Id,
            ["IsDocLib"] = true, ["IsExternal"] = node.IsExternal, ["IsVisible"] = true, ["ListTemplateType"] = 0, ["Title"] = node.Title, ["Url"] = node.Url,
        };
        if (call.Options.Expands("Children")) row["Children"] = new JsonArray([.. node.Children.Select(child => (JsonNode)Shape(call, child))]);
        return row;
    }
}
