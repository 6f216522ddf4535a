namespace EmulationM365.LocalM365.Views;

/// <summary>From the members of a request to a view, or the refusal SharePoint would give.</summary>
internal sealed class ViewWriter(GraphCall call, Session session, SiteList list)
{
    private const int MostRows = 5000;
    private static readonly string[] _types = ["TILES", "KANBAN", "MODERNCALENDAR", "GALLERY", "COMPACTLIST"];

    // what a new view is told under one name and a changed one under another
    private static readonly Dictionary<string, string> _names = new() { ["Query"] = "ViewQuery", ["SetAsDefaultView"] = "DefaultView", ["ViewType2"] = "ViewType2" };

    private IReadOnlyList<Column> Columns => call.Tenant.Columns.Of(session, list);

    public ListView Add(JsonObject asked)
    {
        var title = asked.String("Title") is { Length: > 0 and <= 255 } given ? given : throw Rest.RestAccess.Wrong("A view needs a Title of at most 255 characters.");
        var fields = asked["ViewFields"] is { } named ? Names(named) : ViewStore.Default(session, list).Fields;
        var owner = asked.Flag("PersonalView") ? call.Caller.Id : null;
        if (owner is not null && call.Caller.IsApp) throw Rest.RestAccess.Wrong("An app has no personal views.");
        var fresh = new ListView(session.Ids.Text(), title, fields, "", false, false, owner, ViewStore.BornRows, true, null, null, []);
        return Checked(asked.Aggregate(fresh, (view, member) => Set(view, _names.GetValueOrDefault(member.Key, member.Key), member.Value)));
    }

    public ListView Change(ListView view, JsonObject asked)
    {
        var fixedMember = asked.Select(member => member.Key).FirstOrDefault(name => name is "PersonalView" or "ViewFields" or "Id");
        if (fixedMember is not null) throw Rest.RestAccess.Wrong($"The property '{fixedMember}' of a view cannot be changed.");
        return Checked(asked.Aggregate(view, (changed, member) => Set(changed, member.Key, member.Value)));
    }

    /// <summary>A view as it may be stored: its title is free, its columns and its query can be read.</summary>
    public ListView Checked(ListView view)
    {
        var twin = ViewStore.Of(session, list).Exists(other => other.Guid != view.Guid && other.Owner == view.Owner && other.Title.Equals(view.Title, StringComparison.OrdinalIgnoreCase));
        if (twin) throw Rest.RestAccess.Wrong($"A view with the name '{view.Title}' already exists. Type another name for the view.");
        if (view is { IsDefault: true, Owner: not null }) throw Rest.RestAccess.Wrong("A personal view cannot be the default view.");
        if (view is { IsDefault: true, Hidden: true }) throw Rest.RestAccess.Wrong("The default view cannot be hidden.");
        ViewFields.Check(Columns, view.Fields);
        ReaderOf.Query(session, SiteStore.ById(session, list.Site), view.Query, Columns, call.Caller.Id, call.Tenant.Clock.GetUtcNow());
        return view;
    }

    private static ListView Set(ListView view, string name, JsonNode? value) => name switch
    {
        "Title" => view with { Title = Text(name, value) is { Length: > 0 and <= 255 } title ? title : throw Rest.RestAccess.Wrong("A view needs a Title of at most 255 characters.") },
        "ViewQuery" => view with { Query = Text(name, value) ?? "" },
        "DefaultView" => Flag(name, value) ? view with { IsDefault = true } : view.IsDefault ? throw Rest.RestAccess.Wrong("A list keeps a default view: make another view the default instead.") : view,
        "Hidden" => view with { Hidden = Flag(name, value) },
        "RowLimit" => view with { RowLimit = value is JsonValue json && json.TryGetValue<int>(out var rows) && rows is > 0 and <= MostRows ? rows : throw Rest.RestAccess.Wrong("RowLimit is a number from 1 to 5000.") },
        "Paged" => view with { Paged = Flag(name, value) },
        "CustomFormatter" => view with { Formatter = Formatter(name, value) },
        "ViewType2" => view with { Type2 = Text(name, value) is { Length: > 0 } type ? _types.Contains(type) ? type : throw Rest.RestAccess.Wrong($"'{type}' is not a ViewType2.") : null },
        "PersonalView" or "ViewFields" or "ViewTypeKind" or "baseViewId" or "BaseViewId" or "MobileDefaultView" or "__metadata" or "odata.type" => view,
        _ when ListView.Kept.ContainsKey(name) => Keep(view, name, value),
        _ => throw Rest.RestAccess.Wrong($"The property '{name}' does not exist on type 'SP.View' or cannot be set."),
    };

    private static ListView Keep(ListView view, string name, JsonNode? value)
    {
        var more = view.More.DeepClone().AsObject();
        more[name] = value?.DeepClone();
        return view with { More = more };
    }

    /// <summary>A formatter is a JSON object as text; an empty text takes it away.</summary>
    internal static string? Formatter(string name, JsonNode? value)
    {
        if (Text(name, value) is not { Length: > 0 } text) return null;
        try
        {
            return JsonNode.Parse(text) is JsonObject ? text : throw Rest.RestAccess.Wrong($"{name} must be a JSON object written as text.");
        }
        catch (JsonException)
        {
            throw Rest.RestAccess.Wrong($"{name} must be a JSON object written as text.");
        }
    }

    /// <summary>Names of columns, plain or wrapped as <c>results</c>.</summary>
    private static List<string> Names(JsonNode value)
    {
        var names = (value is JsonObject wrapped ? wrapped["results"] : value) as JsonArray ?? throw Rest.RestAccess.Wrong("ViewFields are the internal names of columns.");
        return [.. names.Select(name => name is JsonValue json && json.TryGetValue<string>(out var text) ? text : throw Rest.RestAccess.Wrong("ViewFields are the internal names of columns."))];
    }

    private static string? Text(string name, JsonNode? value) =>
        value is null ? null : value is JsonValue json && json.TryGetValue<string>(out var text) ? text : throw Rest.RestAccess.Wrong($"The value of '{name}' must be a text.");

    private static bool Flag(string name, JsonNode? value) =>
        value is JsonValue json && json.TryGetValue<bool>(out var flag) ? flag : throw Rest.RestAccess.Wrong($"The value of '{name}' must be true or false.");
}
