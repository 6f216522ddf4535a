using EmulationM365.LocalM365.Views;

namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/lists(guid'…')/views</c>. Personal views are there for their owner only; views for everybody are made by whoever manages the list.</summary>
internal static class ViewEndpoints
{
    public static IResult All(GraphCall call, string name, string list) => RestAccess.Many(call, call.Read(session =>
    {
        var (site, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return ViewStore.Of(session, found).Where(view => view.IsSeenBy(call.Caller)).Select(view => Shape(call, site, found, view)).ToList();
    }));

    public static IResult Get(GraphCall call, string name, string list, string view) => RestAccess.One(call, call.Read(session =>
    {
        var (site, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return Shape(call, site, found, Find(call, session, found, view));
    }));

    public static IResult Fields(GraphCall call, string name, string list, string view) => RestAccess.One(call, call.Read(session =>
    {
        var (_, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return ViewShape.Fields(Find(call, session, found, view));
    }));

    /// <summary>Makes a view from the members of one.</summary>
    public static IResult Post(GraphCall call, string name, string list) => Added(call, name, list, call.Body, 201);

    /// <summary>Makes a view from parameters, as SharePoint's own creation record calls them.</summary>
    public static IResult Add(GraphCall call, string name, string list) =>
        Added(call, name, list, call.Body["parameters"] as JsonObject ?? throw RestAccess.Wrong("The parameter parameters is missing."), 200);

    public static IResult Change(GraphCall call, string name, string list, string view) => RestAccess.Merged(call, session =>
    {
        var (found, present) = Open(call, session, name, list, view);
        ViewStore.Save(session, found, new ViewWriter(call, session, found).Change(present, call.Body));
    });

    /// <summary>Replaces what a view shows, asks and how many rows it has by a view written as XML. Its name, kind and owner stay.</summary>
    public static IResult SetXml(GraphCall call, string name, string list, string view) => RestAccess.Done(call, session =>
    {
        var asked = AskedView.Read(call.Body.String("viewXml") ?? throw RestAccess.Wrong("The parameter viewXml is missing."));
        var (found, present) = Open(call, session, name, list, view);
        var changed = present with { Fields = asked.Fields, Query = asked.Query, RowLimit = asked.RowLimit ?? present.RowLimit, Paged = asked.IsPaged ?? present.Paged };
        ViewStore.Save(session, found, new ViewWriter(call, session, found).Checked(changed));
    });

    public static IResult Remove(GraphCall call, string name, string list, string view)
    {
        call.Tenant.Database.Write(session =>
        {
            var (found, doomed) = Open(call, session, name, list, view);
            if (doomed.IsDefault) throw RestAccess.Wrong("The default view of a list cannot be deleted: make another view the default first.");
            ViewStore.Remove(session, found, doomed);
        });
        return Results.NoContent();
    }

    public static IResult AddField(GraphCall call, string name, string list, string view, string field) => Fielded(call, name, list, view, fields =>
    {
        if (fields.Contains(field)) return;
        fields.Add(field);
    });

    public static IResult RemoveField(GraphCall call, string name, string list, string view, string field) => Fielded(call, name, list, view, fields =>
    {
        if (!fields.Remove(field)) throw Missing(field);
    });

    public static IResult RemoveAllFields(GraphCall call, string name, string list, string view) => Fielded(call, name, list, view, fields => fields.Clear());

    /// <summary>Puts a column of the view to another place.</summary>
    public static IResult MoveField(GraphCall call, string name, string list, string view) => Fielded(call, name, list, view, fields =>
    {
        var field = call.Body.String("field") ?? throw RestAccess.Wrong("The parameter field is missing.");
        if (call.Body["index"] is not JsonValue value || !value.TryGetValue<int>(out var index)) throw RestAccess.Wrong("The parameter index is missing.");
        if (!fields.Remove(field)) throw Missing(field);
        if (index < 0 || index > fields.Count) throw RestAccess.Wrong($"The view has no place {index.ToString(CultureInfo.InvariantCulture)}.");
        fields.Insert(index, field);
    });

    private static IResult Added(GraphCall call, string name, string list, JsonObject asked, int status) => RestAccess.One(call, call.Write(session =>
    {
        var (site, found) = RestAccess.Open(call, session, name, list, asked.Flag("PersonalView") ? Right.Write : Right.Manage);
        var view = new ViewWriter(call, session, found).Add(asked);
        ViewStore.Save(session, found, view);
        return Shape(call, site, found, view);
    }), status);

    private static IResult Fielded(GraphCall call, string name, string list, string view, Action<List<string>> act) => RestAccess.Done(call, session =>
    {
        var (found, present) = Open(call, session, name, list, view);
        List<string> fields = [.. present.Fields];
        act(fields);
        ViewStore.Save(session, found, new ViewWriter(call, session, found).Checked(present with { Fields = fields }));
    });

    /// <summary>A view to change: one's own, or everybody's for whoever manages the list.</summary>
    private static (SiteList List, ListView View) Open(GraphCall call, Session session, string name, string list, string view)
    {
        var (_, found) = RestAccess.Open(call, session, name, list, Right.Read);
        var present = Find(call, session, found, view);
        RestAccess.Open(call, session, name, list, present.Owner is null ? Right.Manage : Right.Write);
        return (found, present);
    }

    private static ListView Find(GraphCall call, Session session, SiteList list, string key)
    {
        var seen = ViewStore.Of(session, list).Where(view => view.IsSeenBy(call.Caller));
        var found = RestSpelling.Marked(key, RestSpelling.Title) is { } title ? seen.FirstOrDefault(view => view.Title.Equals(title, StringComparison.OrdinalIgnoreCase))
            : key == "default" ? seen.FirstOrDefault(view => view.IsDefault)
            : seen.FirstOrDefault(view => view.Guid.Equals(key, StringComparison.OrdinalIgnoreCase));
        return found ?? throw new Refused(404, "-2147024809, System.ArgumentException", "The specified view is invalid.");
    }

    private static JsonObject Shape(GraphCall call, Site site, SiteList list, ListView view)
    {
        var row = ViewShape.Of(site, list, view);
        if (!call.Options.Expand.Any(part => part.Name.Split('/')[0].Equals("ViewFields", StringComparison.OrdinalIgnoreCase))) row.Remove("ViewFields");
        return row;
    }

    private static Refused Missing(string field) => new(404, "-2147024809, System.ArgumentException", $"The view does not show '{field}'.");
}
