namespace EmulationM365.LocalM365.Rest;

/// <summary><c>items(7)/ValidateUpdateListItem</c>: fields written by the words a form shows. All of them are written or none; the answer is 200 either way.</summary>
internal static class FormEndpoint
{
    private const int Failed = -2130575163;

    public static IResult Write(GraphCall call, string name, string list, string item)
    {
        var asked = call.Body["formValues"] as JsonArray ?? throw RestAccess.Wrong("The parameter formValues is missing.");
        var (rows, changed) = call.Write(session =>
        {
            var open = RestItems.Open(call, session, name, list);
            var present = RestAccess.InRest(() => open.Item(item, toWrite: true));
            var values = new FormValues(open, call.Body.Flag("datesInUTC")).Read(asked);
            if (values.TrueForAll(value => value.Error is null)) values = Written(open, present, values);
            var done = values.TrueForAll(value => value.Error is null) && values.Exists(value => value.Stored is not null);
            return (values.Select(value => Shape(value, present)).ToList(), done ? open.List.Id : 0);
        });
        if (changed != 0) call.Tenant.Doorbell.Ring(changed);
        return RestAccess.Many(call, rows);
    }

    /// <summary>Writes the values; what the list itself refuses is told of the fields it can come from.</summary>
    private static List<FormValue> Written(OpenedList open, Item present, List<FormValue> values)
    {
        var fields = new JsonObject();
        foreach (var value in values.Where(value => value.Stored is not null)) fields[value.Stored!] = value.Value?.DeepClone();
        if (fields.Count == 0) return values;
        try
        {
            if (open.Call.Body.Flag("bNewDocumentUpdate")) ItemStore.Overwrite(open.Session, open.List, present, fields, open.Writer());
            else ItemStore.Change(open.Session, open.List, present, fields, open.Writer());
            return values;
        }
        catch (Refused refused) when (refused.Status == 400)
        {
            var to = values.Where(value => open.Columns.Any(column => column.Name == value.Field && column.Unique)).ToList();
            if (to.Count == 0) to = [values.First(value => value.Stored is not null)];
            return [.. values.Select(value => to.Contains(value) ? value with { Error = refused.Message } : value)];
        }
    }

    private static JsonObject Shape(FormValue value, Item item) => new()
    {
        ["ErrorCode"] = value.Error is null ? 0 : Failed, ["ErrorMessage"] = value.Error, ["FieldName"] = value.Field, ["FieldValue"] = value.Text,
        ["HasException"] = value.Error is not null, ["ItemId"] = item.Id,
    };
}
