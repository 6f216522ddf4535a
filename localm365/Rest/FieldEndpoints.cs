namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/lists(guid'…')/fields</c>: the columns of a list with what Graph leaves out: their validation, their formatter, the kind of a link.</summary>
internal static class FieldEndpoints
{
    public static IResult All(GraphCall call, string name, string list) => RestAccess.Many(call, call.Read(session =>
    {
        var (_, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return call.Tenant.Columns.Of(session, found).Select(FieldShape.Of).Where(call.Options.Filter is { } filter ? Filter.Parse(filter).Passes : _ => true).ToList();
    }));

    public static IResult Get(GraphCall call, string name, string list, string field) => RestAccess.One(call, call.Read(session =>
    {
        var (_, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return FieldShape.Of(Find(call.Tenant.Columns.Of(session, found), field));
    }));

    public static IResult Change(GraphCall call, string name, string list, string field) => RestAccess.Merged(call, session =>
    {
        var (_, found) = RestAccess.Open(call, session, name, list, Right.Manage);
        var present = ColumnStore.Of(session, found.Id);
        var changed = FieldMerge.Apply(present, Find(present, field), call.Body);
        if (changed.Unique && ItemStore.HasDuplicates(session, found, changed)) throw RestAccess.Wrong("This field contains duplicate values. Remove all duplicate values and try the operation again.");
        ColumnStore.Save(session, found, RestAccess.InRest(() => ColumnEndpoints.CheckUnique(session, found, changed)));
    });

    public static IResult Remove(GraphCall call, string name, string list, string field)
    {
        call.Tenant.Database.Write(session =>
        {
            var (_, found) = RestAccess.Open(call, session, name, list, Right.Manage);
            var doomed = Find(ColumnStore.Of(session, found.Id), field);
            if (doomed.BuiltIn) throw RestAccess.Wrong($"The column '{doomed.Name}' cannot be deleted.");
            ColumnStore.Remove(session, found, doomed);
        });
        return Results.NoContent();
    }

    /// <summary>Makes a column from the XML in which SharePoint writes columns down.</summary>
    public static IResult CreateAsXml(GraphCall call, string name, string list)
    {
        var asked = call.Body["parameters"] as JsonObject ?? throw RestAccess.Wrong("The parameter parameters is missing.");
        var xml = asked.String("SchemaXml") ?? throw RestAccess.Wrong("The parameter SchemaXml is missing.");
        var options = asked["Options"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
        return RestAccess.One(call, call.Write(session =>
        {
            var (site, found) = RestAccess.Open(call, session, name, list, Right.Manage);
            var (definition, formatter) = FieldXml.Read(xml, options);
            definition = RestAccess.InRest(() => ColumnRules.Accept(session, site, ColumnStore.Of(session, found.Id), definition));
            if (formatter is not null) definition["customFormatter"] = formatter;
            var added = ColumnStore.Add(session, found, definition, builtIn: false);
            RestAccess.InRest(() => ColumnEndpoints.CheckUnique(session, found, added));
            if ((options & FieldXml.AddToDefaultView) != 0 && Views.ViewStore.Default(session, found) is var view) Views.ViewStore.Save(session, found, view with { Fields = [.. view.Fields, added.Name] });
            return FieldShape.Of(added);
        }));
    }

    private static Column Find(IReadOnlyList<Column> columns, string key)
    {
        var found = RestSpelling.Marked(key, RestSpelling.Title) is { } title
            ? columns.FirstOrDefault(column => column.Name == title) ?? columns.FirstOrDefault(column => column.DisplayName.Equals(title, StringComparison.OrdinalIgnoreCase))
            : columns.FirstOrDefault(column => column.Guid.Equals(key, StringComparison.OrdinalIgnoreCase));
        return found ?? throw new Refused(400, "-2147024809, System.ArgumentException", $"Column '{RestSpelling.Marked(key, RestSpelling.Title) ?? key}' does not exist. It may have been deleted by another user.");
    }
}
