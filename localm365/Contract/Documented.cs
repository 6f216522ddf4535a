namespace EmulationM365.LocalM365.Contract;

/// <summary>
/// What the pages of Microsoft's documentation have although the published metadata has not: options, parameters and types of content of an operation, or
/// whole operations. It is checked like the rest; whoever checks a recording by the metadata alone does not know it, so it is recorded apart.
/// </summary>
internal sealed record Documented(string Method, string Template)
{
    private const string Conflict = "@microsoft.graph.conflictBehavior";
    private const string Message = "message";
    private const string Fields = "fieldValueSet";

    private static readonly HashSet<string> _rows = ["$count", "$expand", "$filter", "$orderby", "$search", "$select", "$skip", "$top"];
    private static readonly HashSet<string> _one = ["$expand", "$select"];

    /// <summary>What is added to operations that the metadata has.</summary>
    private static readonly Documented[] _more =
    [
        // user-list-manager: the chain of managers is asked for with $count=true
        new("GET", "/users/{}") { Options = ["$count"] },
        // resources/driveitem, instance attributes: on content the conflict behaviour stands in the query
        new("PUT", "/drives/{}/items/{}/content") { Options = [Conflict] },
        // driveitem-copy: so it does on a copy
        new("POST", "/drives/{}/items/{}/copy") { Options = [Conflict] },
        // driveitem-createuploadsession: the request body
        new("POST", "/drives/{}/items/{}/createUploadSession") { Parameters = new Dictionary<string, MemberType> { ["deferCommit"] = new("Edm.Boolean", false, true) } },
        // user-sendmail: a message as MIME is base64 under the type of a plain text
        new("POST", "/users/{}/sendMail") { Media = "text/plain" },
    ];

    /// <summary>Operations that the table leaves out.</summary>
    private static readonly Func<GraphContract, Operation>[] _whole =
    [
        // webpart-list: written so, where the metadata writes webParts
        graph => Read(graph, "/sites/{}/pages/{}/microsoft.graph.sitePage/webparts", _rows, "webPart"),
        // resources/driveitem, relationship listItem, and resources/listitem, relationship fields: a file's columns through its drive
        graph => Read(graph, "/drives/{}/items/{}/listItem/fields", _one, Fields),
        graph => Read(graph, "/drives/{}/items/{}/listItem/fields", new HashSet<string>(), Fields) with { Body = Fields },
        // user-list-messages, mailfolder-list-messages, message-get, message-update, message-list-attachments
        graph => Read(graph, "/users/{}/messages", _rows, Message),
        graph => Read(graph, "/users/{}/mailFolders/{}/messages", _rows, Message),
        graph => Read(graph, "/users/{}/messages/{}", _one, Message),
        graph => Read(graph, "/users/{}/messages/{}", new HashSet<string>(), Message) with { Body = Message },
        graph => Read(graph, "/users/{}/messages/{}/$value", new HashSet<string>(), null) with { IsContent = true },
        graph => Read(graph, "/users/{}/messages/{}/attachments", _rows, "attachment"),
    ];

    public IReadOnlyList<string> Options { get; private init; } = [];

    public IReadOnlyDictionary<string, MemberType> Parameters { get; private init; } = new Dictionary<string, MemberType>();

    /// <summary>A type of content that is taken besides JSON, and not read here.</summary>
    public string? Media { get; private init; }

    private bool IsWhole { get; init; }

    /// <summary>An operation of the metadata with what the documentation adds to it.</summary>
    public static Operation Add(string method, Operation operation)
    {
        if (Array.Find(_more, one => one.Method == method && one.Template == operation.Template) is not { } more) return operation;
        var parameters = operation.Parameters is { } known && more.Parameters.Count > 0 ? known.Concat(more.Parameters).ToDictionary() : operation.Parameters;
        return operation with { Options = operation.Options.Concat(more.Options).ToHashSet(), Parameters = parameters, Beyond = more };
    }

    /// <summary>Adds the operations that the table leaves out.</summary>
    public static void AddAll(GraphContract graph)
    {
        foreach (var one in _whole.Select(read => read(graph)).GroupBy(operation => operation.Template))
            graph.Paths.Add(one.Key, one.ToDictionary(operation => operation.Body is null ? "GET" : "PATCH"));
    }

    public bool IsContent(HttpRequest request) => Media is not null && request.ContentType?.StartsWith(Media, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether a request makes use of it.</summary>
    public bool IsUsed(HttpRequest request, JsonObject? body) =>
        IsWhole || IsContent(request) || Options.Any(request.Query.ContainsKey) || body?.Any(member => Parameters.ContainsKey(member.Key)) == true;

    private static Operation Read(GraphContract graph, string template, IReadOnlySet<string> options, string? answer) =>
        new(template, options, answer is null ? null : graph.Type(answer), null, null, [], [], false) { Beyond = new Documented("", template) { IsWhole = true } };
}
