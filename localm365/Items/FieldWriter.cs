using EmulationM365.LocalM365.Formulas;

namespace EmulationM365.LocalM365.Items;

/// <summary>From the field map of a request to the values that are stored, or the refusal SharePoint would give.</summary>
internal static class FieldWriter
{
    /// <summary>The values to store; a null says that the field is to be cleared.</summary>
    public static JsonObject Accept(IReadOnlyList<Column> columns, JsonObject asked, string now)
    {
        var values = new JsonObject();
        foreach (var (name, value) in asked)
        {
            if (name.Contains('@', StringComparison.Ordinal)) continue;
            var column = Column(columns, name);
            if (column.ReadOnly) throw Refused.Invalid($"Field '{name}' is read-only.");
            values[column.Name] = value is null ? null : Value(column, value, asked.String(name + "@odata.type"), now);
        }
        return values;
    }

    /// <summary>The values of a new item: what was asked, and the defaults of columns that were not named.</summary>
    public static JsonObject AcceptNew(IReadOnlyList<Column> columns, JsonObject asked, string now)
    {
        var values = Accept(columns, asked, now);
        foreach (var column in columns.Where(column => !values.ContainsKey(column.Name)))
            if (Default(column, now) is { } value) values[column.Name] = value;
        foreach (var (name, _) in values.Where(pair => pair.Value is null).ToList()) values.Remove(name);
        return values;
    }

    /// <summary>A lookup or person is written by its id only: <c>UnitLookupId</c>, never <c>Unit</c>.</summary>
    private static Column Column(IReadOnlyList<Column> columns, string name)
    {
        const string suffix = "LookupId";
        if (columns.FirstOrDefault(column => column.Name == name && !column.IsLookup) is { } plain) return plain;
        if (name.EndsWith(suffix, StringComparison.Ordinal) && columns.FirstOrDefault(column => column.IsLookup && column.Name == name[..^suffix.Length]) is { } lookup)
            return lookup;
        throw Refused.Invalid($"Field '{name}' is not recognized");
    }

    private static JsonNode? Value(Column column, JsonNode value, string? type, string now) => column.Kind switch
    {
        _ when column.Name == "ContentType" => Text(column, value),
        "personOrGroup" or "lookup" => column.Multiple ? Ids(column, value, type) : Id(column, value),
        "choice" => column.Multiple ? Choices(column, value, type) : Choice(column, value),
        "number" or "currency" => Number(column, value),
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.DeepClone() : throw Wrong(column),
        "dateTime" => Moments.Read(column, value, now),
        "text" => Text(column, value),
        // hyperlinks, terms and the like cannot be written through Graph dependably, so here they cannot be written at all
        _ => throw new Refused(400, "generalException", "Invalid request"),
    };

    private static JsonNode? Text(Column column, JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String) throw Wrong(column);
        var text = value.GetValue<string>();
        var most = column.Facet.Flag("allowMultipleLines") ? int.MaxValue : 255;
        if (text.Length > most) throw Refused.Invalid($"The value of field '{column.Name}' may have at most 255 characters.");
        return text.Length == 0 ? null : text;
    }

    private static JsonNode? Choice(Column column, JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String) throw Wrong(column);
        var text = value.GetValue<string>();
        if (text.Length == 0) return null;
        var known = (column.Facet["choices"] as JsonArray ?? []).Any(choice => choice?.GetValue<string>() == text);
        return known || column.Facet.Flag("allowTextEntry") ? text : throw Refused.Invalid($"The value '{text}' is not a choice of field '{column.Name}'.");
    }

    private static JsonArray? Choices(Column column, JsonNode value, string? type)
    {
        if (value is not JsonArray array || type != "Collection(Edm.String)")
            throw Refused.Invalid("A value without a type name was found and no expected type is available. When the model is specified, each value in the payload must have a type which can be either specified in the payload, explicitly by the caller or implicitly inferred from the parent value.");
        var chosen = array.Select(one => Choice(column, one ?? throw Wrong(column))).ToArray();
        return chosen.Length == 0 ? null : new JsonArray(chosen);
    }

    private static JsonValue Id(Column column, JsonNode value)
    {
        if (value is JsonArray) throw Wrong(column);
        return long.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var id) && id > 0 ? JsonValue.Create(id) : throw Wrong(column);
    }

    private static JsonArray? Ids(Column column, JsonNode value, string? type)
    {
        if (value is not JsonArray array || type is not ("Collection(Edm.Int32)" or "Collection(Edm.String)")) throw Wrong(column);
        var ids = array.Select(one => (JsonNode)Id(column, one ?? throw Wrong(column))).ToArray();
        return ids.Length == 0 ? null : new JsonArray(ids);
    }

    private static JsonNode Number(Column column, JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.Number) throw Wrong(column);
        var number = double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (Limit(column, "minimum") is { } least && number < least || Limit(column, "maximum") is { } most && number > most)
            throw Refused.Invalid($"The value of field '{column.Name}' is outside its range.");
        return value.DeepClone();
    }

    private static double? Limit(Column column, string name) =>
        column.Facet[name] is { } limit ? double.Parse(limit.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static JsonNode? Default(Column column, string now)
    {
        if (column.Definition["defaultValue"] is not JsonObject standard) return null;
        if (standard.String("formula") is { Length: > 0 }) return Computed(column, now);
        if (standard.String("value") is not { Length: > 0 } text) return null;
        return column.Kind switch
        {
            "number" => JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)),
            "boolean" => JsonValue.Create(text is "1" or "true"),
            "dateTime" => Moments.Read(column, text.Equals("[today]", StringComparison.OrdinalIgnoreCase) ? now : text, now),
            "choice" when column.Multiple => new JsonArray(text),
            "text" or "choice" => JsonValue.Create(text),
            _ => null,
        };
    }

    private static JsonNode? Computed(Column column, string now)
    {
        var value = ColumnFormulas.Default(column, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        return value is not null && column.Kind == "dateTime" ? Moments.Read(column, value, now) : value;
    }

    internal static Refused Wrong(Column column) => Refused.Invalid($"The value for field '{column.Name}' does not have the type of the column.");
}

/// <summary>Dates on their way in: stored in UTC, a date-only column at the site's midnight.</summary>
internal static class Moments
{
    public static JsonNode? Read(Column column, JsonNode value, string now)
    {
        if (value.GetValueKind() != JsonValueKind.String) throw FieldWriter.Wrong(column);
        var text = value.GetValue<string>();
        if (text.Length == 0) return null;
        return Stamp(column, text) ?? throw FieldWriter.Wrong(column);
    }

    /// <summary>The stored form of a moment for this column; text without a zone is the site's local time.</summary>
    public static string? Stamp(Column column, string text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read)) return null;
        var moment = read.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(read, TenantClock.SiteOffset) : new DateTimeOffset(read.ToUniversalTime());
        if (column.Facet.String("format") == "dateOnly")
            moment = new DateTimeOffset(moment.ToOffset(TenantClock.SiteOffset).Date, TenantClock.SiteOffset);
        return TenantClock.Stamp(moment);
    }
}
